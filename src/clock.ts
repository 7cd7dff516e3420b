/** The one clock of the house: what day it is where the exam is held, whatever the visitor's zone. */
import { date, examHours, type PlainDate } from './domain/calendar.ts';

// Asked for its parts: how a language joins them changes from one release of a browser to the next.
const format = new Intl.DateTimeFormat('en', {
  timeZone: examHours.zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day in Asia/Shanghai. @param now any moment; default: this one */
export function todayInShanghai(now: Date = new Date()): PlainDate {
  const parts = format.formatToParts(now);
  const part = (type: 'year' | 'month' | 'day'): string =>
    parts.find((one) => one.type === type)?.value ?? '';
  return date(`${part('year')}-${part('month')}-${part('day')}`);
}
