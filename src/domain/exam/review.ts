/** A sat paper looked back on: marks under the key of the day, time against points, what to practise now. */
import type { Section } from '../notice.ts';
import { dwell, type Entry, type Sheet, type State } from './attempt.ts';
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
        reasons: (item?.corrections ?? []).filter((one) => one.rev >= rev).map((one) => one.reason),
        from: before.marks[place]?.points ?? 0,
        to: after.marks[place]?.points ?? 0,
      };
    }),
  };
}

/** Time on one question beside the time its points are worth. */
export interface Stride {
  readonly item: string;
  /** Milliseconds on screen. */
  readonly spent: number;
  /** Milliseconds: the paper's minutes by the question's share of its points. */
  readonly fair: number;
}

/** How the time went, in the paper's order; empty where none was recorded, as on a paper marked by hand. */
export function pace(sheet: Sheet, log: readonly Entry[]): readonly Stride[] {
  const times = dwell(log);
  if (sheet.byHand || times.size === 0) return [];
  const points = sheet.questions.reduce((sum, question) => sum + question.points, 0);
  return sheet.questions.map((question) => ({
    item: question.item,
    spent: times.get(question.item) ?? 0,
    fair: Math.round((sheet.minutes * 60_000 * question.points) / points),
  }));
}

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

/** The sections that lost most points, worst first. @param most how many at most */
export const weakest = (score: Score, most: number): readonly Section[] =>
  [...score.bySection]
    .filter(([, { points, max }]) => points < max)
    .sort(([, a], [, b]) => b.max - b.points - (a.max - a.points))
    .slice(0, most)
    .map(([section]) => section);

/** Parts of a whole in per mille, 0 … 1000; 0 of nothing is 0. */
export const perMille = (part: number, whole: number): number =>
  whole > 0 ? Math.round((1000 * part) / whole) : 0;
