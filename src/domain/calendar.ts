/** Dates of the civil calendar and the exam's sittings: the only date arithmetic in the house. */

declare const plainDate: unique symbol;
/** A day of the Gregorian calendar, written yyyy-mm-dd, without time or zone. Sorts as text. */
export type PlainDate = string & { readonly [plainDate]: true };

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Reads a date.
 * @param text yyyy-mm-dd, years 1900–2199
 * @returns the date, or undefined where there is no such day
 */
export function parseDate(text: string): PlainDate | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return undefined;
  return text as PlainDate;
}

/** As parseDate, for dates written in code. @throws RangeError where there is no such day */
export function date(text: string): PlainDate {
  const parsed = parseDate(text);
  if (parsed === undefined) throw new RangeError(`no such day: ${text}`);
  return parsed;
}

/** Number of days of a month. @param month 1–12 */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Year, month (1–12) and day of a date. */
export function parts(day: PlainDate): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
} {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

const dayMs = 86_400_000;
const epochDay = (day: PlainDate): number => {
  const { year, month, day: dayOfMonth } = parts(day);
  return Date.UTC(year, month - 1, dayOfMonth) / dayMs;
};
const fromEpochDay = (days: number): PlainDate => date(new Date(days * dayMs).toISOString().slice(0, 10));
const build = (year: number, month: number, day: number): PlainDate =>
  date(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

/** The day that many days later (negative: earlier). */
export const addDays = (day: PlainDate, days: number): PlainDate => fromEpochDay(epochDay(day) + days);

/** Whole days from one date to another; negative when the second is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => epochDay(to) - epochDay(from);

/** Day of the week: 0 Sunday … 6 Saturday. */
export const weekday = (day: PlainDate): number => (((epochDay(day) + 4) % 7) + 7) % 7;

/** The same day that many months later; a day the month lacks becomes its last: 31 January + 1 = 28 February. */
export function addMonths(day: PlainDate, months: number): PlainDate {
  const from = parts(day);
  const index = from.year * 12 + (from.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return build(year, month, Math.min(from.day, daysInMonth(year, month)));
}

/** Saturday and Sunday of an exam. */
export interface Weekend {
  readonly saturday: PlainDate;
  readonly sunday: PlainDate;
}

/** What the organiser has announced for one sitting; overrides the notice's rule for it. */
export interface Batch {
  /** Month of the sitting, yyyy-mm. */
  readonly id: string;
  /** The exam days, in order. */
  readonly days: readonly PlainDate[];
  /** Last day to register. */
  readonly deadline?: PlainDate;
  readonly contact?: string;
  readonly announcement: { readonly title: string; readonly url?: string };
}

/** One of the six exam sittings of a year (notice, part 五). */
export interface Sitting {
  /** Its month, yyyy-mm: also its name in links and files. */
  readonly id: string;
  /** The exam days: by the rule a Saturday and a Sunday, or what the organiser announced. */
  readonly days: readonly PlainDate[];
  /** By the other reading of 第三周周末, where it differs; never with an announcement. */
  readonly otherReading?: Weekend;
  readonly batch?: Batch;
}

/** 1月、3月、5月、7月、9月、11月 (notice, part 五). */
const sittingMonths: readonly number[] = [1, 3, 5, 7, 9, 11];

/** The hours of every level's paper (notice, part 六), Asia/Shanghai. */
export const examHours = { start: '09:00', end: '11:00', minutes: 120, zone: 'Asia/Shanghai' } as const;

/**
 * The weekend of a sitting by the notice's rule 第三周周末: the third Saturday and the Sunday after it.
 * In a month that begins on a Sunday the third calendar week (Monday to Sunday, the first being the one
 * that holds the 1st) ends a week earlier: then that weekend is given as the other reading.
 * @param month 1–12
 */
export function thirdWeekend(year: number, month: number): Weekend & { readonly otherReading?: Weekend } {
  const first = build(year, month, 1);
  const saturday = addDays(first, ((6 - weekday(first) + 7) % 7) + 14);
  const weekend = { saturday, sunday: addDays(saturday, 1) };
  if (weekday(first) !== 0) return weekend;
  return { ...weekend, otherReading: { saturday: addDays(saturday, -7), sunday: addDays(saturday, -6) } };
}

/** The sitting of a month by rule or, where there is one, by announcement. @param id yyyy-mm of a sitting month */
export function sitting(id: string, batches: readonly Batch[] = []): Sitting {
  const first = date(`${id}-01`);
  const { year, month } = parts(first);
  if (!sittingMonths.includes(month)) throw new RangeError(`no sitting in ${id}`);
  const batch = batches.find((one) => one.id === id);
  if (batch) return { id, days: batch.days, batch };
  const { saturday, sunday, otherReading } = thirdWeekend(year, month);
  return otherReading ? { id, days: [saturday, sunday], otherReading } : { id, days: [saturday, sunday] };
}

/**
 * The sittings not yet over on a day, in order; one that is on that day counts as not over.
 * @param from the day, in Asia/Shanghai
 * @param count how many, ≥ 0
 */
export function sittings(from: PlainDate, count: number, batches: readonly Batch[] = []): readonly Sitting[] {
  const found: Sitting[] = [];
  for (let year = parts(from).year; found.length < count; year += 1) {
    for (const month of sittingMonths) {
      const one = sitting(`${String(year)}-${String(month).padStart(2, '0')}`, batches);
      if (found.length < count && lastDay(one) >= from) found.push(one);
    }
  }
  return found;
}

/** The first day of a sitting. */
export function firstDay(one: Sitting): PlainDate {
  const [day] = one.days;
  if (day === undefined) throw new RangeError(`sitting ${one.id} has no day`);
  return day;
}

/** The last day of a sitting. */
export const lastDay = (one: Sitting): PlainDate => one.days.at(-1) ?? firstDay(one);

/** 2027 年 1 月 16 日 */
export function sayDate(day: PlainDate): string {
  const { year, month, day: dayOfMonth } = parts(day);
  return `${String(year)} 年 ${String(month)} 月 ${String(dayOfMonth)} 日`;
}

/** 2027 年 1 月 16–17 日, or with both months where the days lie in two: 2027 年 1 月 31 日至 2 月 1 日. */
export function sayDays(days: readonly PlainDate[]): string {
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return '';
  if (from === to) return sayDate(from);
  const [a, b] = [parts(from), parts(to)];
  if (a.year !== b.year) return `${sayDate(from)}至 ${sayDate(to)}`;
  if (a.month !== b.month) return `${sayDate(from)}至 ${String(b.month)} 月 ${String(b.day)} 日`;
  return `${String(a.year)} 年 ${String(a.month)} 月 ${String(a.day)}–${String(b.day)} 日`;
}

/** How far a sitting is on a day: 还有 55 天 · 明天开考 · 今天开考, and from its second day on 正在考试. */
export function sayDaysLeft(today: PlainDate, one: Sitting): string {
  const left = daysBetween(today, firstDay(one));
  if (left > 1) return `还有 ${String(left)} 天`;
  return left === 1 ? '明天开考' : left === 0 ? '今天开考' : '正在考试';
}

/** When registration ends, as it stands on a day: 报名截止 2026 年 12 月 31 日 · 报名已于 2026 年 12 月 31 日截止. */
export const sayDeadline = (today: PlainDate, deadline: PlainDate): string =>
  today <= deadline ? `报名截止 ${sayDate(deadline)}` : `报名已于 ${sayDate(deadline)}截止`;
