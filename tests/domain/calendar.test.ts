import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  date,
  daysBetween,
  parseDate,
  sayDays,
  sayDaysLeft,
  sayDeadline,
  sitting,
  sittings,
  thirdWeekend,
  weekday,
  type Batch,
} from '../../src/domain/calendar.ts';

const anyDay = fc.integer({ min: 0, max: 100_000 }).map((days) => addDays(date('1900-01-01'), days));

describe('dates', () => {
  test('a day that does not exist is no date', () => {
    for (const text of [
      '2027-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '26-1-1',
      '',
      '2026-11-22T00:00',
    ])
      expect(parseDate(text), text).toBeUndefined();
    expect(parseDate('2028-02-29')).toBe('2028-02-29');
    expect(() => date('2027-02-29')).toThrow('no such day');
  });

  test('a month after 31 January is the last day of February', () => {
    expect(addMonths(date('2027-01-31'), 1)).toBe('2027-02-28');
    expect(addMonths(date('2028-01-31'), 1)).toBe('2028-02-29');
    expect(addMonths(date('2028-02-29'), 12)).toBe('2029-02-28');
    expect(addMonths(date('2026-11-22'), -11)).toBe('2025-12-22');
  });

  test('adding days and counting them back agree, across years and leap days', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        fc.pre(addable(day, days));
        expect(daysBetween(day, addDays(day, days))).toBe(days);
        expect(Math.abs((weekday(addDays(day, days)) - weekday(day) - days) % 7)).toBe(0);
      }),
    );
  });

  test('months add up: m then n is never later than m + n by more than the month’s end allows', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (day, months) => {
        const later = addMonths(day, months);
        expect(later >= day).toBe(true);
        expect(Number(later.slice(8)) <= Number(day.slice(8))).toBe(true);
      }),
    );
  });
});
const addable = (day: string, days: number): boolean =>
  Number(day.slice(0, 4)) + days / 365 > 1901 && Number(day.slice(0, 4)) + days / 365 < 2198;

describe('sittings', () => {
  test('the six of 2027 are the third Saturdays and the Sundays after them', () => {
    expect(sittings(date('2027-01-01'), 6).map((one) => one.days.join(' '))).toEqual([
      '2027-01-16 2027-01-17',
      '2027-03-20 2027-03-21',
      '2027-05-15 2027-05-16',
      '2027-07-17 2027-07-18',
      '2027-09-18 2027-09-19',
      '2027-11-20 2027-11-21',
    ]);
  });

  test('November 2026 begins on a Sunday, so the other reading is shown beside ours', () => {
    const november = sitting('2026-11');
    expect(november.days).toEqual(['2026-11-21', '2026-11-22']);
    expect(november.otherReading).toEqual({ saturday: '2026-11-14', sunday: '2026-11-15' });
  });

  test('both readings agree unless the month begins on a Sunday', () => {
    for (let year = 2020; year < 2060; year += 1)
      for (const month of [1, 3, 5, 7, 9, 11]) {
        const first = date(`${String(year)}-${String(month).padStart(2, '0')}-01`);
        const { saturday, sunday, otherReading } = thirdWeekend(year, month);
        // By hand: the third Monday-to-Sunday week, the first being the one that holds the 1st.
        const mondayOfFirstWeek = addDays(first, -((weekday(first) + 6) % 7));
        const calendarWeek = {
          saturday: addDays(mondayOfFirstWeek, 19),
          sunday: addDays(mondayOfFirstWeek, 20),
        };
        expect([weekday(saturday), weekday(sunday)]).toEqual([6, 0]);
        expect(Number(saturday.slice(8))).toBeGreaterThanOrEqual(15);
        expect(Number(saturday.slice(8))).toBeLessThanOrEqual(21);
        expect(otherReading ?? { saturday, sunday }).toEqual(calendarWeek);
        expect(otherReading !== undefined).toBe(weekday(first) === 0);
      }
  });

  test('a sitting is next until its last day is over', () => {
    expect(sittings(date('2026-11-22'), 1)[0]?.id).toBe('2026-11');
    expect(sittings(date('2026-11-23'), 1)[0]?.id).toBe('2027-01');
    expect(
      sittings(date('2026-12-31'), 7)
        .map(({ id }) => id)
        .at(-1),
    ).toBe('2028-01');
    expect(sittings(date('2026-12-31'), 0)).toEqual([]);
  });

  test('what the organiser announced takes the place of the rule, in that sitting only', () => {
    const batch: Batch = { id: '2027-01', days: [date('2027-01-23')], announcement: { title: '公告' } };
    const [first, second] = sittings(date('2027-01-18'), 2, [batch]);
    expect(first).toEqual({ id: '2027-01', days: ['2027-01-23'], batch });
    expect(second?.days).toEqual(['2027-03-20', '2027-03-21']);
  });

  test('there is no sitting in a month the notice does not name', () => {
    expect(() => sitting('2027-02')).toThrow('no sitting');
  });

  test('days and the time left are said as a person would', () => {
    const january = sitting('2027-01');
    expect(sayDays(january.days)).toBe('2027 年 1 月 16–17 日');
    expect(sayDays([date('2027-01-31'), date('2027-02-01')])).toBe('2027 年 1 月 31 日至 2 月 1 日');
    expect(sayDays([date('2027-01-23')])).toBe('2027 年 1 月 23 日');
    expect(sayDaysLeft(date('2026-11-22'), january)).toBe('还有 55 天');
    expect(sayDaysLeft(date('2027-01-15'), january)).toBe('明天开考');
    expect(sayDaysLeft(date('2027-01-16'), january)).toBe('今天开考');
    expect(sayDaysLeft(date('2027-01-17'), january)).toBe('正在考试');
    expect(sayDeadline(date('2026-12-31'), date('2026-12-31'))).toBe('报名截止 2026 年 12 月 31 日');
    expect(sayDeadline(date('2027-01-01'), date('2026-12-31'))).toBe('报名已于 2026 年 12 月 31 日截止');
  });
});
