/** Which questions rest on a document or on facts: to practise what changed, and to read again. */
import type { ItemBase } from './question.ts';

/** Ids of the items, or of templates, that cite this @param doc by its id in content/sources.yaml */
export const citingItems = (bank: readonly ItemBase[], doc: string): readonly string[] =>
  bank.filter((one) => one.sources.some((cited) => cited.doc === doc)).map(({ id }) => id);

/** Ids of the items, or of templates, that rest on one of these facts. */
export const restingItems = (bank: readonly ItemBase[], facts: readonly string[]): readonly string[] =>
  bank.filter((one) => one.facts.some((id) => facts.includes(id))).map(({ id }) => id);
