/** Statistics of several sat papers: how hard an item was, and how well it told good papers from weak ones. */
import type { Sheet, State } from './attempt.ts';
import { result } from './result.ts';
import type { Library } from './template.ts';

export interface Sat {
  readonly sheet: Sheet;
  readonly state: State;
}

export interface ItemStatistics {
  /** Papers in which the item was marked. */
  readonly n: number;
  /** How many of them got all its points. */
  readonly right: number;
  /** Mean share of its points, in per mille. */
  readonly facility: number;
  /**
   * Correlation of the item's share with the share of the rest of each paper, −1 … 1; only from `enough` papers on,
   * and only where both differ between papers.
   */
  readonly discrimination: number | undefined;
}

/** Papers below which a discrimination index is noise. */
export const enough = 20;

/** Statistics of every item marked in these papers; written answers count once they are marked. */
export function itemStatistics(papers: readonly Sat[], byId: Library): ReadonlyMap<string, ItemStatistics> {
  const found = new Map<string, { item: number; rest: number }[]>();
  for (const { sheet, state } of papers) {
    if (state.endedAt === undefined) continue;
    const score = result(sheet, state, byId);
    sheet.questions.forEach(({ item }, place) => {
      const mark = score.marks[place];
      if (!mark || mark.max === 0 || mark.reason === 'unmarked' || mark.reason === 'gone') return;
      const row = found.get(item) ?? [];
      const others = score.max - mark.max;
      row.push({
        item: mark.points / mark.max,
        rest: others > 0 ? (score.total - mark.points) / others : 0,
      });
      found.set(item, row);
    });
  }
  return new Map(
    [...found].map(([id, rows]) => [
      id,
      {
        n: rows.length,
        right: rows.filter((row) => row.item === 1).length,
        facility: Math.round((1000 * rows.reduce((sum, row) => sum + row.item, 0)) / rows.length),
        discrimination: rows.length >= enough ? correlation(rows) : undefined,
      },
    ]),
  );
}

/** Pearson's r; undefined where one side never changes. */
function correlation(rows: readonly { readonly item: number; readonly rest: number }[]): number | undefined {
  const mean = (pick: (row: { item: number; rest: number }) => number): number =>
    rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
  const [x, y] = [mean((row) => row.item), mean((row) => row.rest)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const row of rows) {
    xy += (row.item - x) * (row.rest - y);
    xx += (row.item - x) ** 2;
    yy += (row.rest - y) ** 2;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : undefined;
}
