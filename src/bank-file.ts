/** Writes the bank for the browser: one JSON file whose name carries the hash of its content. */
import { createHash } from 'node:crypto';
import type { BankFile, CitedDocument } from './domain/exam/bank-file.ts';
import { bank, sources, templates } from './schema/content.ts';

interface Written {
  /** The hash in the file's name. */
  readonly hash: string;
  readonly body: string;
}

function write(): Written {
  const items = bank();
  const drawn = templates();
  const cited = new Set([...items, ...drawn].flatMap((one) => one.sources.map((source) => source.doc)));
  const documents: Record<string, CitedDocument> = {};
  for (const { id, title, number, status } of sources())
    if (cited.has(id))
      documents[id] = {
        title,
        ...(number === undefined ? {} : { number }),
        inForce: status === 'in-force' || status === 'reference',
        reference: status === 'reference',
      };
  const file: BankFile = { items, templates: drawn, documents };
  const body = JSON.stringify(file);
  return { hash: createHash('sha256').update(body).digest('hex').slice(0, 12), body };
}

let written: Written | undefined;
/** The file of this build. While developing, the bank is read anew each time. */
export const bankFile = (): Written => (import.meta.env.DEV ? write() : (written ??= write()));
