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
