/**
 * A class in one browser: many sat papers, one table. Classical item statistics: facility is the mean share of an
 * item's points; discrimination is the correlation of an item with the rest of the paper (corrected item–total).
 * Both mean little over few papers and are kept back below a sensible n.
 */
import { result } from '../exam/result.ts';
import { chosenIn, type Mark, type Score } from '../exam/score.ts';
import type { Item } from '../exam/question.ts';
import type { AnswerFile } from './answer-file.ts';

/** Fewest papers with an item before its facility and its choices are shown. */
export const facilityFrom = 5;
/** Fewest papers with an item before its discrimination is shown. */
export const discriminationFrom = 20;
/** Below this an item tells strong and weak candidates apart too little (a rule of thumb of the field). */
export const lowDiscrimination = 0.2;

export interface Sat {
  readonly file: AnswerFile;
  readonly score: Score;
}

export interface ChoiceCount {
  readonly id: string;
  readonly count: number;
  readonly right: boolean;
}

export interface ItemLine {
  readonly item: Item;
  /** Papers that held the item and whose answer has marks (a short answer not yet marked has none). */
  readonly n: number;
  readonly blank: number;
  /** 0 … 1; undefined below facilityFrom */
  readonly facility: number | undefined;
  /** −1 … 1; undefined below discriminationFrom, or where all papers got the same marks */
  readonly discrimination: number | undefined;
  /** How often each option was chosen, in the bank's order; empty below facilityFrom and for short answers. */
  readonly choices: readonly ChoiceCount[];
}

export interface ClassTable {
  /** One a paper, best first; a paper opened twice counts once, in its later state. */
  readonly sats: readonly Sat[];
  /** Hardest first; items without enough papers last. */
  readonly items: readonly ItemLine[];
  /** Items on these papers that today's bank no longer has. */
  readonly gone: number;
}

/** Correlation of two lists of the same length; undefined where one of them does not vary. */
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
  return xx === 0 || yy === 0 ? undefined : xy / Math.sqrt(xx * yy);
}

interface Seen {
  readonly mark: Mark;
  /** Share of the points of the rest of the paper, 0 … 1. */
  readonly rest: number;
  readonly chosen: readonly string[];
}

/** What can be said of a class. @param files as opened, in any order @param byId the bank of today, which marks them */
export function classTable(files: readonly AnswerFile[], byId: ReadonlyMap<string, Item>): ClassTable {
  const papers = new Map<string, AnswerFile>();
  for (const file of files) {
    const before = papers.get(file.sheet.id);
    if (!before || before.state.revision < file.state.revision) papers.set(file.sheet.id, file);
  }
  const sats = [...papers.values()]
    .map((file) => ({ file, score: result(file.sheet, file.state, byId) }))
    .sort((a, b) => b.score.total - a.score.total || (a.file.name < b.file.name ? -1 : 1));
  const seen = new Map<string, Seen[]>();
  const gone = new Set<string>();
  for (const { file, score } of sats)
    file.sheet.questions.forEach(({ item }, place) => {
      const mark = score.marks[place];
      if (!mark || mark.reason === 'unmarked') return;
      if (!byId.has(item)) {
        gone.add(item);
        return;
      }
      const others = score.max - mark.max;
      const rest = others === 0 ? 0 : (score.total - mark.points) / others;
      const list = seen.get(item) ?? [];
      list.push({ mark, rest, chosen: chosenIn(file.state.responses.get(item)) });
      seen.set(item, list);
    });
  const items = [...seen].flatMap(([id, list]) => {
    const item = byId.get(id);
    return item ? [line(item, list)] : [];
  });
  return {
    sats,
    items: items.sort((a, b) => (a.facility ?? 2) - (b.facility ?? 2) || (a.item.id < b.item.id ? -1 : 1)),
    gone: gone.size,
  };
}

function line(item: Item, list: readonly Seen[]): ItemLine {
  const n = list.length;
  const shares = list.map(({ mark }) => mark.points / mark.max);
  const enough = n >= facilityFrom;
  return {
    item,
    n,
    blank: list.filter(({ mark }) => mark.reason === 'blank').length,
    facility: enough ? shares.reduce((sum, one) => sum + one, 0) / n : undefined,
    discrimination:
      n >= discriminationFrom
        ? correlation(
            shares,
            list.map(({ rest }) => rest),
          )
        : undefined,
    choices:
      !enough || item.type === 'short'
        ? []
        : item.options.map(({ id }) => ({
            id,
            count: list.filter(({ chosen }) => chosen.includes(id)).length,
            right: item.key.includes(id),
          })),
  };
}
