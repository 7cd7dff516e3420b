/** Lengths of work: typed as years and months, or counted from the periods of a working life. */

/** 3 年 2 个月 · 8 个月 · 0 个月. @param months whole, ≥ 0 */
export function sayMonths(months: number): string {
  const { years, rest } = split(months);
  if (years === 0) return `${rest} 个月`;
  return rest === 0 ? `${years} 年` : `${years} 年 ${rest} 个月`;
}

/** Whole years and what is left of the months. */
export const split = (months: number): { readonly years: number; readonly rest: number } => ({
  years: Math.floor(months / 12),
  rest: months % 12,
});

/**
 * Reads a length as it is typed.
 * @param years digits, half or full width, or empty for nought
 * @param rest as years; 0–11
 * @returns months, undefined where both are empty, or what cannot be read
 */
export function parseDuration(
  years: string,
  rest: string,
): number | undefined | 'not-a-number' | 'months-over-11' {
  const [y, m] = [years, rest].map((text) => text.normalize('NFKC').trim());
  if (y === undefined || m === undefined || (y === '' && m === '')) return undefined;
  if (!/^\d{0,2}$/.test(y) || !/^\d{0,2}$/.test(m)) return 'not-a-number';
  return Number(m) > 11 ? 'months-over-11' : Number(y) * 12 + Number(m);
}

/** A stretch of work: its first and last month, yyyy-mm; both count. */
export interface Period {
  readonly from: string;
  readonly to: string;
}
/** What periods add up to. Months are whole. */
export interface Work {
  readonly total: number;
  readonly continuous: number;
  /** Unbroken stretches in order: neighbours and overlaps joined. */
  readonly stretches: readonly (Period & { readonly months: number })[];
  /** Months counted in more than one period: counted once. */
  readonly overlap: number;
}

/** Months of the years 1900–2199: on its way to 2019 a year is typed as 0002, 0020 and 0201. */
const index = (month: string): number | undefined => {
  const match = /^((?:19|20|21)\d{2})-(0[1-9]|1[0-2])$/.exec(month);
  return match === null ? undefined : Number(match[1]) * 12 + Number(match[2]) - 1;
};
const month = (at: number): string => `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;

/** Whether a period can be: two months that exist, the first not after the last. */
export function isPeriod({ from, to }: Period): boolean {
  const [first, last] = [index(from), index(to)];
  return first !== undefined && last !== undefined && first <= last;
}

/**
 * How much of a period lies after a month, and so is not work done yet: nothing, its tail, or all of it.
 * @param until yyyy-mm; counts itself
 */
export function ahead({ from, to }: Period, until: string): 'nothing' | 'tail' | 'all' {
  return from > until ? 'all' : to > until ? 'tail' : 'nothing';
}

/**
 * Adds up a working life as it stands in a month. Both ends of a period count; two are continuous when the next
 * begins no later than the month after the previous ends; overlaps count once. Periods that cannot be are left out,
 * and so is what lies after the month.
 * @param until the last month that counts, yyyy-mm
 * @throws RangeError where until is no month
 */
export function addUp(periods: readonly Period[], until: string): Work {
  const end = index(until);
  if (end === undefined) throw new RangeError(`no such month: ${until}`);
  const spans = periods
    .filter((one) => isPeriod(one) && ahead(one, until) !== 'all')
    .map(({ from, to }) => ({ first: index(from) ?? 0, last: Math.min(index(to) ?? 0, end) }))
    .sort((a, b) => a.first - b.first || a.last - b.last);
  const joined: { first: number; last: number }[] = [];
  let entered = 0;
  for (const { first, last } of spans) {
    entered += last - first + 1;
    const before = joined.at(-1);
    if (before !== undefined && first <= before.last + 1) before.last = Math.max(before.last, last);
    else joined.push({ first, last });
  }
  const stretches = joined.map(({ first, last }) => ({
    from: month(first),
    to: month(last),
    months: last - first + 1,
  }));
  const total = stretches.reduce((sum, one) => sum + one.months, 0);
  return {
    total,
    continuous: Math.max(0, ...stretches.map((one) => one.months)),
    stretches,
    overlap: entered - total,
  };
}

/** Where the stretches lie on a strip from the first month to the last, in hundredths of its length. */
export function place(work: Work): readonly { readonly from: number; readonly width: number }[] {
  const [first, last] = [index(work.stretches[0]?.from ?? ''), index(work.stretches.at(-1)?.to ?? '')];
  if (first === undefined || last === undefined) return [];
  const unit = 100 / (last - first + 1);
  return work.stretches.map((one) => ({
    from: ((index(one.from) ?? first) - first) * unit,
    width: one.months * unit,
  }));
}
