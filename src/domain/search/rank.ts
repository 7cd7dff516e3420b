/** From the index's answers, word by word, to one list in order of merit. */
import type { Variant } from './query.ts';
import type { Entry, Kind } from './shelf.ts';
import { normalise, type QueryWord } from './tokens.ts';

/** The index's answer to one word: entries by number, with the index's own score. */
export interface Answer {
  readonly word: QueryWord;
  readonly scores: ReadonlyMap<number, number>;
}

/** One entry found. */
export interface Found {
  readonly entry: number;
  readonly score: number;
  /** Share of the query's words that the entry has, by weight, 0–1. */
  readonly coverage: number;
  /** Share of the words as they are, unweighted, 0–1. */
  readonly share: number;
  readonly variant: Variant;
}

/** At equal merit the notice goes before notes on it, and notes before questions about it. */
const standing: Readonly<Record<Kind, number>> = {
  通知: 1.15,
  大纲: 1.15,
  笔记: 1.1,
  术语: 1.2,
  法规: 0.9,
  // A question is short, and a word counts for more in a short text than in a note.
  练习题: 0.7,
  工具: 1.05,
  页面: 1,
};

/** A page counts a little more than a part of one. */
const page = 1.1;

/** True for a plain hit: it has most of the query by weight, and more than half of its words. The rest is only near. */
const isHit = ({ coverage, share }: Found): boolean => coverage >= 0.6 && share > 0.5;
/** What has every word of the query; nearly, as shares are added up. */
export const hasAll = ({ coverage }: Found): boolean => coverage >= 0.999;
/**
 * Parts an answer into plain hits and what is only near. A long page may have most words of any question scattered
 * over it: what has not all of them must also stand comparison with the best.
 */
export function part(all: readonly Found[]): {
  readonly found: readonly Found[];
  readonly near: readonly Found[];
} {
  const best = Math.max(0, ...all.map(({ score }) => score));
  const plain = new Set(all.filter((one) => isHit(one) && (hasAll(one) || one.score >= best / 5)));
  return { found: [...plain], near: all.filter((one) => !plain.has(one) && one.coverage > 0.2).slice(0, 10) };
}
/** A pair of characters that the texts have nowhere is a seam between two words or a slip: it counts for little. */
const seam = 0.3;

/**
 * Scores the entries for one reading of a query.
 * @param answers the index's answer to each of its words
 */
export function score(
  variant: Variant,
  answers: readonly Answer[],
  entries: readonly Entry[],
): readonly Found[] {
  const weights = answers.map(({ scores }) => (scores.size === 0 ? seam : 1));
  const total = weights.reduce((sum, one) => sum + one, 0);
  const tally = new Map<number, { sum: number; share: number; count: number }>();
  for (const [index, { scores }] of answers.entries())
    for (const [entry, value] of scores) {
      const so = tally.get(entry) ?? { sum: 0, share: 0, count: 0 };
      tally.set(entry, { sum: so.sum + value, share: so.share + (weights[index] ?? 0), count: so.count + 1 });
    }
  const asked = normalise(variant.text).replaceAll(/\s/g, '');
  return [...tally].map(([entry, { sum, share, count }]) => {
    const one = entries[entry];
    const coverage = share / total;
    const whole = share > total - seam - 1e-9;
    const title = normalise(one?.title ?? '').replaceAll(/\s/g, '');
    const named = title === asked ? 1.6 : title.startsWith(asked) ? 1.3 : title.includes(asked) ? 1.2 : 1;
    return {
      entry,
      coverage,
      share: count / answers.length,
      variant,
      score:
        (sum / Math.sqrt(answers.length)) *
        coverage *
        (whole ? 1.5 : 1) *
        named *
        variant.weight *
        (one === undefined ? 1 : standing[one.kind] * (one.parent < 0 && one.kind !== '练习题' ? page : 1)),
    };
  });
}

/**
 * One list out of the readings': each entry by its best reading; a page goes where a part of it matches as well.
 * @returns in order of merit
 */
export function merge(lists: readonly (readonly Found[])[], entries: readonly Entry[]): readonly Found[] {
  const best = new Map<number, Found>();
  for (const found of lists.flat())
    if (found.score > (best.get(found.entry)?.score ?? 0)) best.set(found.entry, found);
  const at = (entry: number): Entry | undefined => entries[entry];
  const up = (entry: number): number => at(entry)?.parent ?? -1;
  // A clause that has its part's own name adds nothing where the part is found as well.
  for (const { entry, coverage } of [...best.values()]) {
    const above = best.get(up(entry));
    if (above && above.coverage >= coverage && at(entry)?.title === at(above.entry)?.title)
      best.delete(entry);
  }
  const covered = new Map<number, number>();
  for (const { entry, coverage } of best.values())
    for (let above = up(entry); above >= 0; above = up(above))
      covered.set(above, Math.max(covered.get(above) ?? 0, coverage));
  const named = ({ entry, variant }: Found): boolean =>
    normalise(at(entry)?.title ?? '').includes(normalise(variant.text).replaceAll(/\s/g, ''));
  return [...best.values()]
    .filter((found) => named(found) || (covered.get(found.entry) ?? 0) < found.coverage)
    .sort((a, b) => b.score - a.score || a.entry - b.entry);
}
