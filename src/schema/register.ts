/** The register of facts and documents, looked up by id. Build time only. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Citation } from '../domain/exam/question.ts';
import { calculators } from '../domain/carbon/calculators/all.ts';
import { changes, factors, facts, pool, sources, type Fact, type Source } from './content.ts';

const index = <T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [one.id, one]));

let register: { facts: ReadonlyMap<string, Fact>; sources: ReadonlyMap<string, Source> } | undefined;
const open = () => (register ??= { facts: index(facts()), sources: index(sources()) });

/** A fact by its id. @throws Error where there is none, or where it is graded C and may not be stated */
export function fact(id: string): Fact {
  const found = open().facts.get(id);
  if (!found) throw new Error(`fact ${id} is not in content/facts`);
  if (found.grade === 'C') throw new Error(`fact ${id} is graded C: not settled, may not be stated`);
  return found;
}

/** A document by its id. @throws Error where there is none */
export function source(id: string): Source {
  const found = open().sources.get(id);
  if (!found) throw new Error(`document ${id} is not in content/sources.yaml`);
  return found;
}

/** One line of a list of references: a document, or, for facts no single document carries, the register's words. */
export interface Reference {
  readonly key: string;
  readonly doc?: Source;
  readonly said: string;
}

/** What stands behind facts, each once, in the order met. @param ids ids of facts, none graded C */
export function referencesOf(ids: readonly string[]): readonly Reference[] {
  const found = new Map<string, Reference>();
  for (const { docs = [], source: said } of ids.map(fact)) {
    for (const doc of docs.map(source))
      if (!found.has(doc.id)) found.set(doc.id, { key: doc.id, doc, said: doc.title });
    if (docs.length === 0 && !found.has(said)) found.set(said, { key: said, said });
  }
  return [...found.values()];
}

/** Ids of the facts a note cites, in order. @param body the note's MDX */
export const citedIn = (body: string): readonly string[] =>
  [...body.matchAll(/<Cite facts="([^"]+)"/g)].flatMap(([, ids]) => (ids ?? '').split(/\s+/));

const statusWords = {
  'in-force': '现行',
  replaced: '已被替代',
  repealed: '已废止',
  draft: '征求意见稿',
  reference: '参考',
} as const satisfies Record<Source['status'], string>;

/** Standing of a document in words: 现行, 已被替代（至 2024-04-30）. */
export const sayStatus = (doc: Source): string =>
  doc.until === undefined ? statusWords[doc.status] : `${statusWords[doc.status]}（至 ${doc.until}）`;

/** A citation in words: 碳排放权交易管理暂行条例第九条第一款. */
export const citationOf = ({ doc, clause = '' }: Citation): string => `${source(doc).title}${clause}`;

/** The documents that an item, a note, a calculator or the list of changes cites, and those that replace them, in the register's order. */
export function citedDocuments(): readonly Source[] {
  const notes = readdirSync('content/syllabus').map((file) =>
    readFileSync(`content/syllabus/${file}`, 'utf8'),
  );
  const ids = new Set([
    ...pool().flatMap((item) => item.sources.map(({ doc }) => doc)),
    ...referencesOf(notes.flatMap(citedIn)).flatMap(({ doc }) => (doc ? [doc.id] : [])),
    ...referencesOf(calculators(factors()).flatMap((one) => one.facts)).flatMap(({ doc }) =>
      doc ? [doc.id] : [],
    ),
    ...changes().flatMap(({ docs }) => docs),
  ]);
  const successors = new Set([...ids].map((id) => source(id).replacedBy));
  return [...open().sources.values()].filter(({ id }) => ids.has(id) || successors.has(id));
}
