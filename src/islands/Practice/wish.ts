/** What an address asks practice for: sections to choose, or a row to begin at once. */
import { sections, type Section } from '../../domain/notice.ts';

export type Quick = 'mistakes' | 'due' | 'stars';

export interface Wished {
  readonly sections: readonly Section[];
  readonly quick: Quick | undefined;
  /** Ids as they stand in the address, to be checked against the bank. */
  readonly items: string | undefined;
  /** Id of a document: the items that cite it. */
  readonly doc: string | undefined;
  /** Whether anything is asked for. */
  readonly asks: boolean;
}

export function wished(): Wished {
  const query = new URLSearchParams(location.hash.slice(1));
  const named = (query.get('sections') ?? '').split(',');
  const chosen = sections.filter((section) => named.includes(section));
  const quick = (['mistakes', 'due', 'stars'] as const).find((one) => query.has(one));
  const items = query.get('items') ?? undefined;
  const doc = query.get('doc') ?? undefined;
  return {
    sections: chosen,
    quick,
    items,
    doc,
    asks: chosen.length > 0 || quick !== undefined || items !== undefined || doc !== undefined,
  };
}

/** Takes the wish out of the address once it is met, so that a reload goes on instead of beginning anew. */
export function forgetWish(): void {
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search);
}
