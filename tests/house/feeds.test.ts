/** The calendar files of the built site, by RFC 5545. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { addMonths, sittings, type PlainDate } from '../../src/domain/calendar.ts';
import { todayInShanghai } from '../../src/clock.ts';
import { dist, open } from './built.ts';

const read = (file: string): string => readFileSync(path.join(dist, file), 'utf8');
const single = readdirSync(path.join(dist, 'calendar'))
  .filter((file) => file.endsWith('.ics'))
  .map((file) => `calendar/${file}`);

describe('calendar files', () => {
  test.each(['calendar.ics', ...single])('%s keeps to RFC 5545', (file) => {
    const text = read(file);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
    expect([calendar.getFirstPropertyValue('version'), calendar.getFirstPropertyValue('prodid')]).toEqual([
      '2.0',
      '-//carbon-asset-manager//sittings//ZH',
    ]);
    const zone = calendar.getFirstSubcomponent('vtimezone');
    expect(zone?.getFirstPropertyValue('tzid')).toBe('Asia/Shanghai');
    const events = calendar.getAllSubcomponents('vevent');
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      expect(event.getFirstProperty('dtstamp')?.toICALString()).toMatch(/^DTSTAMP:\d{8}T\d{6}Z$/);
      expect(event.getFirstProperty('dtstart')?.toICALString()).toMatch(
        /^DTSTART;TZID=Asia\/Shanghai:\d{8}T090000$/,
      );
      expect(event.getFirstProperty('dtend')?.toICALString()).toMatch(
        /^DTEND;TZID=Asia\/Shanghai:\d{8}T110000$/,
      );
      expect(event.getFirstPropertyValue('uid')).toMatch(/^\d{4}-\d{2}-[12]@carbon-asset-manager\.sittings$/);
    }
    const uids = events.map((event) => event.getFirstPropertyValue('uid'));
    expect(new Set(uids).size).toBe(uids.length);
  });

  test('the subscription reaches three years ahead', () => {
    const days = [...read('calendar.ics').matchAll(/DTSTART;TZID=Asia\/Shanghai:(\d{4})(\d{2})(\d{2})/g)].map(
      ([, y, m, d]) => `${y ?? ''}-${m ?? ''}-${d ?? ''}`,
    );
    const last = days.sort().at(-1) ?? '';
    const [next] = sittings(todayInShanghai(), 1);
    expect(last >= addMonths((next?.days[0] ?? '') as PlainDate, 33)).toBe(true);
    expect(days).toHaveLength(36);
  });

  test('structured data on home and calendar pages parses and names what it describes', () => {
    const data = (url: string) =>
      JSON.parse(open(url).querySelector('script[type="application/ld+json"]')?.textContent ?? '') as Record<
        string,
        unknown
      >;
    expect(data('')['@type']).toBe('EducationalOccupationalCredential');
    const events = data('calendar/')['@graph'] as { '@type': string; startDate: string }[];
    expect(events).toHaveLength(6);
    for (const event of events) expect(event.startDate).toMatch(/^\d{4}-\d{2}-\d{2}T09:00:00\+08:00$/);
  });
});
