/** What is due, by the cards: apart from the model, which is fetched only when cards are made. */
import { addDays, type PlainDate } from '../calendar.ts';

export interface Card {
  readonly item: string;
  /** Days after which the item is still known with the chance of `retention`. */
  readonly stability: number;
  /** 1 … 10 */
  readonly difficulty: number;
  readonly last: PlainDate;
  readonly due: PlainDate;
  readonly reviews: number;
  readonly lapses: number;
}

type Bank = readonly { readonly id: string }[];

/** Of some items' ids those the bank holds: what was withdrawn cannot be practised, and would be due for ever. */
export const held = (ids: readonly string[], bank: Bank): readonly string[] => {
  const there = new Set(bank.map(({ id }) => id));
  return ids.filter((id) => there.has(id));
};

/** The cards of the items the bank holds. */
export const heldCards = (all: ReadonlyMap<string, Card>, bank: Bank): ReadonlyMap<string, Card> => {
  const there = new Set(held([...all.keys()], bank));
  return new Map([...all].filter(([id]) => there.has(id)));
};

/** Ids of the items due on a day or before, the longest overdue first. */
export const dueOn = (all: ReadonlyMap<string, Card>, day: PlainDate): readonly string[] =>
  [...all.values()]
    .filter(({ due }) => due <= day)
    .sort((a, b) => (a.due !== b.due ? (a.due < b.due ? -1 : 1) : a.item < b.item ? -1 : 1))
    .map(({ item }) => item);

/** How many items come up on each of the next days; what is overdue counts on the first. @param days ≥ 1 */
export function dueAhead(
  all: ReadonlyMap<string, Card>,
  today: PlainDate,
  days: number,
): readonly { readonly day: PlainDate; readonly count: number }[] {
  return Array.from({ length: days }, (_, place) => {
    const day = addDays(today, place);
    const count = [...all.values()].filter(({ due }) => (place === 0 ? due <= day : due === day)).length;
    return { day, count };
  });
}
