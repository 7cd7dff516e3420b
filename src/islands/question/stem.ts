/** The stem of an entry in a list; a calculation shows blanks where its numbers will stand. */
import type { Entry, Library } from '../../domain/exam/template.ts';

interface Shelf {
  readonly items: readonly Entry[];
  readonly byId: Library;
}

/** @param id of an item, a template or an instance @returns undefined where the bank holds none */
export const stemOf = ({ items, byId }: Shelf, id: string): string | undefined =>
  (byId.get(id) ?? items.find((entry) => entry.id === id))?.stem
    .replaceAll(/（?\{rounding\}）?/g, '')
    .replaceAll(/\{[^}]*\}/g, '＿＿');
