/**
 * Classical item statistics over the visitor's own answers: facility (share of right answers), and discrimination
 * where there are papers enough: the point-biserial correlation of an item with the rest of its paper
 * (Crocker & Algina, Introduction to Classical and Modern Test Theory, ch. 14).
 */
import type { DrillRecord } from '../exam/record.ts';
import { rootOf } from '../exam/template.ts';
import { isKnown, merged } from './log.ts';

/** Answers to one item below which its facility is not shown. */
export const leastForFacility = 3;
/** Papers holding an item below which its discrimination is not computed. */
export const leastForDiscrimination = 10;

export interface ItemStatistic {
  readonly item: string;
  /** Answers to it. */
  readonly n: number;
  /** 0 … 1 */
  readonly facility: number;
  /** Papers it stood in. */
  readonly papers: number;
  /** −1 … 1; undefined below ten papers, or where item or rest never vary. */
  readonly discrimination: number | undefined;
}

/** The statistics of every item answered often enough, the hardest first. */
export function itemStatistics(log: readonly DrillRecord[]): readonly ItemStatistic[] {
  const answers = new Map<string, { n: number; right: number }>();
  const papers = new Map<string, Map<string, number>>();
  for (const drill of merged(log)) {
    const item = rootOf(drill.item);
    const right = isKnown(drill) ? 1 : 0;
    const before = answers.get(item) ?? { n: 0, right: 0 };
    answers.set(item, { n: before.n + 1, right: before.right + right });
    if (drill.exam === undefined) continue;
    const paper = papers.get(drill.exam) ?? new Map<string, number>();
    papers.set(drill.exam, paper.set(item, right));
  }
  return [...answers]
    .filter(([, { n }]) => n >= leastForFacility)
    .map(([item, { n, right }]) => {
      const holding = [...papers.values()].filter((paper) => paper.has(item));
      return {
        item,
        n,
        facility: right / n,
        papers: holding.length,
        discrimination:
          holding.length < leastForDiscrimination
            ? undefined
            : correlation(
                holding.map((paper) => {
                  const own = paper.get(item) ?? 0;
                  const sum = [...paper.values()].reduce((total, one) => total + one, 0);
                  return [own, paper.size > 1 ? (sum - own) / (paper.size - 1) : 0];
                }),
              ),
      };
    })
    .sort((a, b) => a.facility - b.facility || b.n - a.n || (a.item < b.item ? -1 : 1));
}

function correlation(pairs: readonly (readonly [number, number])[]): number | undefined {
  const mean = (place: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[place], 0) / pairs.length;
  const [mx, my] = [mean(0), mean(1)];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
    xy += (x - mx) * (y - my);
  }
  return xx < 1e-12 || yy < 1e-12 ? undefined : xy / Math.sqrt(xx * yy);
}
