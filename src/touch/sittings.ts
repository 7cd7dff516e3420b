/** What one row of the calendar page says. */
import { sayDays, sayDaysLeft, sayDeadline, type PlainDate, type Sitting } from '../domain/calendar.ts';

/**
 * @param today the day in Asia/Shanghai
 * @returns the exam days, how far they are, and what to heed (empty where there is nothing)
 */
export function sayRow(
  today: PlainDate,
  one: Sitting,
): { readonly days: string; readonly left: string; readonly note: string } {
  const said = [
    one.batch && `已公布：${one.batch.announcement.title}`,
    one.batch?.deadline && sayDeadline(today, one.batch.deadline),
    one.batch?.contact && `联系方式 ${one.batch.contact}`,
    one.otherReading &&
      `按自然周数则为 ${sayDays([one.otherReading.saturday, one.otherReading.sunday])}，请核对当期通知`,
  ].filter((part) => typeof part === 'string');
  return { days: sayDays(one.days), left: sayDaysLeft(today, one), note: said.join('；') };
}
