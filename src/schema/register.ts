/** The register of facts and documents, looked up by id. Build time only. */
import { facts, sources, type Fact, type Source } from './content.ts';

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

/** The documents behind facts, each once, in the order met. @param ids ids of facts, none graded C */
export function documentsOf(ids: readonly string[]): readonly Source[] {
  return [...new Set(ids.flatMap((id) => fact(id).docs ?? []))].map(source);
}

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
