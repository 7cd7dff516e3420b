/**
 * Classical item statistics, for a class, for the visitor's own papers and for the log of answers alike: facility is
 * the mean share of an item's points; discrimination is the correlation of an item with the rest of its paper
 * (corrected item–total; Crocker & Algina, Introduction to Classical and Modern Test Theory, ch. 14).
 */
import type { Sheet } from './attempt.ts';
import type { Mark, Score } from './score.ts';
import { rootOf } from './template.ts';

/** Papers below which a discrimination index is noise: it is not computed. */
export const discriminationFrom = 20;

/** One marked answer to an item. */
export interface Marked {
  /** Share of its points, 0 … 1. */
  readonly share: number;
  /** Share of the points of the rest of its paper, 0 … 1; undefined where it stood in none. */
  readonly rest: number | undefined;
}

export interface ItemStatistic {
  readonly n: number;
  /** How many of them got all points. */
  readonly full: number;
  /** 0 … 1; of no answers 0. */
  readonly facility: number;
  /** How many stood in a paper. */
  readonly papers: number;
  /** −1 … 1; undefined below `discriminationFrom` papers, or where item or rest never varies. */
  readonly discrimination: number | undefined;
}

/** Pearson's correlation of two lists of the same length; undefined where one of them does not vary. */
export function correlation(xs: readonly number[], ys: readonly number[]): number | undefined {
  const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
  const [x, y] = [mean(xs), mean(ys)];
  let [xy, xx, yy] = [0, 0, 0];
  xs.forEach((one, place) => {
    const [dx, dy] = [one - x, (ys[place] ?? y) - y];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  });
  // Equal shares such as 1/3 may differ in their last bit from their mean.
  return xx < 1e-12 || yy < 1e-12 ? undefined : xy / Math.sqrt(xx * yy);
}

/** The statistic of one item. */
export function itemStatistic(answers: readonly Marked[]): ItemStatistic {
  const n = answers.length;
  const inPapers = answers.flatMap(({ share, rest }) => (rest === undefined ? [] : [{ share, rest }]));
  return {
    n,
    full: answers.filter(({ share }) => share === 1).length,
    facility: n === 0 ? 0 : answers.reduce((sum, { share }) => sum + share, 0) / n,
    papers: inPapers.length,
    discrimination:
      inPapers.length < discriminationFrom
        ? undefined
        : correlation(
            inPapers.map(({ share }) => share),
            inPapers.map(({ rest }) => rest),
          ),
  };
}

export interface MarkedQuestion extends Marked {
  /** Id in the bank: all instances of a template count together. */
  readonly id: string;
  /** Id on the paper. */
  readonly item: string;
  readonly mark: Mark;
}

/** The marked answers of one paper; written ones not marked yet and items the bank no longer has are left out. */
export const markedQuestions = (sheet: Sheet, score: Score): readonly MarkedQuestion[] =>
  sheet.questions.flatMap(({ item }, place) => {
    const mark = score.marks[place];
    if (!mark || mark.max === 0 || mark.reason === 'unmarked' || mark.reason === 'gone') return [];
    const others = score.max - mark.max;
    return [
      {
        id: rootOf(item),
        item,
        mark,
        share: mark.points / mark.max,
        rest: others === 0 ? 0 : (score.total - mark.points) / others,
      },
    ];
  });

/** The statistic of each item marked in some papers, by its id in the bank. */
export function itemStatistics(
  papers: readonly { readonly sheet: Sheet; readonly score: Score }[],
): ReadonlyMap<string, ItemStatistic> {
  const found = new Map<string, Marked[]>();
  for (const { sheet, score } of papers)
    for (const one of markedQuestions(sheet, score)) found.set(one.id, [...(found.get(one.id) ?? []), one]);
  return new Map([...found].map(([id, answers]) => [id, itemStatistic(answers)]));
}
