/** The one clock of the house: what day it is where the exam is held, whatever the visitor's zone. */
import { date, examHours, type PlainDate } from './domain/calendar.ts';

const format = new Intl.DateTimeFormat('en-CA', {
  timeZone: examHours.zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day in Asia/Shanghai. @param now any moment; default: this one */
export const todayInShanghai = (now: Date = new Date()): PlainDate => date(format.format(now));
