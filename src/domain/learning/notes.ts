/**
 * What a visitor notes beside answers: 收藏, what was taken out of 错题本, the wishes for the study plan. A log, merged by
 * putting lines together.
 */
import { parseDate, type PlainDate } from '../calendar.ts';
import { isMoment } from '../exam/record.ts';
import { levels, type Level } from '../notice.ts';

/** Raised when a line's form changes so that an older reader would misread it. */
export const noteVersion = 1;

/** What somebody wants of a study plan. */
export interface PlanWish {
  /** The month of the sitting, yyyy-mm. */
  readonly sitting: string;
  readonly level: Level;
  /** Minutes on a day from Monday to Friday, and on one of the weekend: 0 … 600. */
  readonly weekday: number;
  readonly weekend: number;
  /** The day the plan was made, from which it is measured. */
  readonly madeOn: PlainDate;
}

export type Note = {
  readonly version: number;
  /** Drawn once, so that the same line of two devices counts once. */
  readonly id: string;
  readonly at: number;
} &
  /** star: in 收藏; out: taken out of 错题本 by hand. */
  (
    | { readonly kind: 'star' | 'out'; readonly item: string; readonly on: boolean }
    | { readonly kind: 'plan'; readonly wish: PlanWish | null }
  );

type Fields = Readonly<Record<string, unknown>>;
const fields = (raw: unknown): Fields | undefined =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)
    ? Object.fromEntries(Object.entries(raw))
    : undefined;
const isName = (raw: unknown): raw is string =>
  typeof raw === 'string' && raw.length > 0 && raw.length <= 100;
const isMinutes = (raw: unknown): raw is number =>
  typeof raw === 'number' && Number.isInteger(raw) && raw >= 0 && raw <= 600;

function readWish(raw: unknown): PlanWish | undefined {
  const one = fields(raw);
  if (!one) return undefined;
  const { sitting, weekday, weekend } = one;
  const level = levels.find((each) => each === one['level']);
  const madeOn = typeof one['madeOn'] === 'string' ? parseDate(one['madeOn']) : undefined;
  if (typeof sitting !== 'string' || !/^\d{4}-(01|03|05|07|09|11)$/.test(sitting)) return undefined;
  if (!parseDate(`${sitting}-01`) || !level || !madeOn || !isMinutes(weekday) || !isMinutes(weekend))
    return undefined;
  return { sitting, level, weekday, weekend, madeOn };
}

/** Reads one line. @param raw whatever the storage or a file held @returns undefined where it is none of ours */
export function readNote(raw: unknown): Note | undefined {
  const one = fields(raw);
  if (!one) return undefined;
  const { version, id, at, kind, item, on } = one;
  if (version !== noteVersion || !isName(id) || !isMoment(at)) return undefined;
  if (kind === 'star' || kind === 'out')
    return isName(item) && typeof on === 'boolean' ? { version, id, at, kind, item, on } : undefined;
  if (kind !== 'plan') return undefined;
  if (one['wish'] === null) return { version, id, at, kind, wish: null };
  const wish = readWish(one['wish']);
  return wish && { version, id, at, kind, wish };
}

const inOrder = (notes: readonly Note[]): readonly Note[] =>
  [...notes].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

/**
 * The moment of a note made now: later than every other, also where a device's clock ran ahead, or what somebody does
 * now would come to nothing.
 * @param now milliseconds since 1970, by the clock
 */
export const noteAt = (notes: readonly Note[], now: number): number =>
  notes.reduce((latest, { at }) => Math.max(latest, at + 1), now);

/** Ids of the items in 收藏, the latest first. */
export function starred(notes: readonly Note[]): readonly string[] {
  const at = new Map<string, number>();
  inOrder(notes).forEach((note, place) => {
    if (note.kind !== 'star') return;
    if (note.on) at.set(note.item, place);
    else at.delete(note.item);
  });
  return [...at].sort(([, a], [, b]) => b - a).map(([item]) => item);
}

/** When items were taken out of 错题本 by hand, by their ids; those put back are not among them. */
export function takenOut(notes: readonly Note[]): ReadonlyMap<string, number> {
  const at = new Map<string, number>();
  for (const note of inOrder(notes)) {
    if (note.kind !== 'out') continue;
    if (note.on) at.set(note.item, note.at);
    else at.delete(note.item);
  }
  return at;
}

/** The plan's wishes as they were noted last. */
export function wished(notes: readonly Note[]): PlanWish | undefined {
  const last = inOrder(notes).findLast((note) => note.kind === 'plan');
  return last?.kind === 'plan' ? (last.wish ?? undefined) : undefined;
}
