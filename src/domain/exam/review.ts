/** A sat paper looked back on: marks under the key of the day, what to practise now. */
import type { Section } from '../notice.ts';
import type { Sheet, State } from './attempt.ts';
import type { Item } from './question.ts';
import { result } from './result.ts';
import type { Score } from './score.ts';

/** Anything that knows items by their ids. */
interface Shelf {
  readonly get: (id: string) => Item | undefined;
}

/**
 * The item as it was marked at a revision: with the key that held then, where the bank says which.
 * @param rev the revision on the paper, ≥ 1
 */
export function asItWas(item: Item, rev: number): Item {
  if (item.type === 'short' || rev >= item.rev) return item;
  const held = (item.corrections ?? [])
    .filter((one) => one.rev >= rev)
    .reduce<{ rev: number; key: readonly string[] } | undefined>(
      (first, one) => (first && first.rev <= one.rev ? first : one),
      undefined,
    );
  return held ? { ...item, key: held.key } : item;
}

export interface Change {
  readonly item: string;
  /** Why the key was corrected, the earliest first; empty where only the wording was. */
  readonly reasons: readonly string[];
  /** 1/100 point, before and after. */
  readonly from: number;
  readonly to: number;
}

export interface Regrade {
  /** 1/100 point by the keys the paper was set with, and by those of today. */
  readonly from: number;
  readonly to: number;
  readonly changes: readonly Change[];
}

/** What corrected keys changed in an old paper, by its answers as stored; undefined where no question was revised. */
export function regrade(sheet: Sheet, state: State, byId: Shelf): Regrade | undefined {
  const revised = sheet.questions.filter(({ item, rev }) => (byId.get(item)?.rev ?? rev) > rev);
  if (revised.length === 0) return undefined;
  const items = (then: boolean): ReadonlyMap<string, Item> =>
    new Map(
      sheet.questions.flatMap(({ item: id, rev }) => {
        const item = byId.get(id);
        return item ? [[id, then ? asItWas(item, rev) : item]] : [];
      }),
    );
  const before = result(sheet, state, items(true));
  const after = result(sheet, state, items(false));
  return {
    from: before.total,
    to: after.total,
    changes: revised.map(({ item: id, rev }) => {
      const place = sheet.questions.findIndex((question) => question.item === id);
      const item = byId.get(id);
      return {
        item: id,
        reasons: (item?.corrections ?? [])
          .filter((one) => one.rev >= rev)
          .sort((a, b) => a.rev - b.rev)
          .map((one) => one.reason),
        from: before.marks[place]?.points ?? 0,
        to: after.marks[place]?.points ?? 0,
      };
    }),
  };
}

/** Questions the bank no longer has: their answers are kept, and nothing can be marked by. Places on the paper, from 1. */
export const withdrawn = (score: Score): readonly number[] =>
  score.marks.flatMap((mark, place) => (mark.reason === 'gone' ? [place + 1] : []));

/** Ids of the questions that lost points, in the paper's order; short answers only once they are marked. */
export const missed = (sheet: Sheet, score: Score): readonly string[] =>
  sheet.questions
    .filter((_, place) => {
      const mark = score.marks[place];
      return (
        mark !== undefined && mark.points < mark.max && mark.reason !== 'unmarked' && mark.reason !== 'gone'
      );
    })
    .map(({ item }) => item);

/**
 * The sections that lost most points, worst first; a short answer not marked yet has lost none.
 * @param most how many at most
 */
export const weakest = (score: Score, most: number): readonly Section[] =>
  [...score.bySection]
    .map(([section, { points, max, open }]) => ({ section, lost: max - open - points }))
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost)
    .slice(0, most)
    .map(({ section }) => section);
