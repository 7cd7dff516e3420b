/** What an organiser announces overrides the rule for that sitting everywhere, visibly. */
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { date, sittings, type Batch } from '../../src/domain/calendar.ts';
import { calendarFile, events } from '../../src/feeds.ts';
import { sayNext } from '../../src/touch/next-sitting.ts';
import { sayRow } from '../../src/touch/sittings.ts';

const batch: Batch = {
  id: '2027-01',
  days: [date('2027-01-23')],
  deadline: date('2026-12-31'),
  contact: '010-00000000',
  announcement: { title: '2027年1月批次考试公告' },
};
const today = date('2026-11-22');
const [, first] = sittings(today, 2, [batch]);

describe('an announced batch', () => {
  test('is what the home page says, with its announcement', () => {
    expect(sayNext(date('2026-12-01'), [batch])).toEqual({
      days: '2027 年 1 月 23 日',
      left: '还有 53 天',
      note: '报名截止 2026 年 12 月 31 日。按主办单位公布的批次：2027年1月批次考试公告',
    });
    expect(sayNext(date('2027-01-01'), [batch]).note).toContain('报名已于 2026 年 12 月 31 日截止。');
  });

  test('is what its row of the calendar says, with deadline and contact', () => {
    if (!first) throw new Error('no sitting');
    expect(sayRow(today, first)).toEqual({
      days: '2027 年 1 月 23 日',
      left: '还有 62 天',
      note: '已公布：2027年1月批次考试公告；报名截止 2026 年 12 月 31 日；联系方式 010-00000000',
    });
  });

  test('is what calendar programs and search engines are told', () => {
    if (!first) throw new Error('no sitting');
    const calendar = new ICAL.Component(
      ICAL.parse(calendarFile([first], '考期', new URL('https://example.org/calendar/'))) as unknown[],
    );
    const all = calendar.getAllSubcomponents('vevent');
    expect(all).toHaveLength(1);
    expect(all[0]?.getFirstProperty('dtstart')?.toICALString()).toBe(
      'DTSTART;TZID=Asia/Shanghai:20270123T090000',
    );
    expect(String(all[0]?.getFirstPropertyValue('description'))).toContain('报名截止 2026-12-31');
    expect(JSON.stringify(events([first], new URL('https://example.org')))).toContain(
      '"startDate":"2027-01-23T09:00:00+08:00"',
    );
  });
});
