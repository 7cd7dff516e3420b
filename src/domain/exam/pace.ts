/** Where the time of a sat paper went, beside the time its points are worth. */
import { dwell, type Entry, type Sheet } from './attempt.ts';
import { partOrder } from './blueprint.ts';
import type { ItemType } from './question.ts';
import type { Score } from './score.ts';

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

/** The questions of one type together. */
export interface Part {
  readonly type: ItemType;
  /** Places of its first and last question, from 1. */
  readonly from: number;
  readonly to: number;
  /** Milliseconds. */
  readonly spent: number;
  readonly fair: number;
  /** 1/100 point; open: of max, what short answers not marked yet could still bring. */
  readonly points: number;
  readonly max: number;
  readonly open: number;
}

/** The paper's parts in their order. @param strides as pace() gives them, one a question */
export function parts(sheet: Sheet, score: Score, strides: readonly Stride[]): readonly Part[] {
  const empty = { spent: 0, fair: 0, points: 0, max: 0, open: 0 };
  return partOrder.flatMap((type) => {
    const places = sheet.questions.flatMap((question, place) => (question.type === type ? [place] : []));
    const [first, last] = [places[0], places.at(-1)];
    if (first === undefined || last === undefined) return [];
    const sum = places.reduce((before, place) => {
      const [stride, mark] = [strides[place], score.marks[place]];
      return {
        spent: before.spent + (stride?.spent ?? 0),
        fair: before.fair + (stride?.fair ?? 0),
        points: before.points + (mark?.points ?? 0),
        max: before.max + (mark?.max ?? 0),
        open: before.open + (mark?.reason === 'unmarked' ? mark.max : 0),
      };
    }, empty);
    return [{ type, from: first + 1, to: last + 1, ...sum }];
  });
}

/** To the second: 1 小时 2 分 3 秒 · 3 分 10 秒 · 2 分钟 · 40 秒. @param ms ≥ 0 */
export function saySpell(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds} 秒`;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const head = hours > 0 ? `${hours} 小时 ` : '';
  return rest === 0 ? `${head}${minutes} 分钟` : `${head}${minutes} 分 ${rest} 秒`;
}

/** Parts of a whole in per mille, 0 … 1000; 0 of nothing is 0. */
export const perMille = (part: number, whole: number): number =>
  whole > 0 ? Math.round((1000 * part) / whole) : 0;
