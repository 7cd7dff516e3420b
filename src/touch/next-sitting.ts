/** What the home page says of the next sitting. */
import {
  sayDays,
  sayDaysLeft,
  sayDeadline,
  sittings,
  type Batch,
  type PlainDate,
} from '../domain/calendar.ts';

/**
 * @param today the day in Asia/Shanghai
 * @param batches what the organiser has announced
 * @returns the exam days, how far they are, and what to heed (empty where there is nothing)
 */
export function sayNext(
  today: PlainDate,
  batches: readonly Batch[],
): { readonly days: string; readonly left: string; readonly note: string } {
  const [next] = sittings(today, 1, batches);
  if (next === undefined) throw new RangeError('there is always a next sitting');
  const deadline = next.batch?.deadline;
  const note = next.batch
    ? `${deadline === undefined ? '' : `${sayDeadline(today, deadline)}。`}按主办单位公布的批次：${next.batch.announcement.title}`
    : next.otherReading
      ? `“第三周周末”也可读作 ${sayDays([next.otherReading.saturday, next.otherReading.sunday])}，以当期通知为准。`
      : '按规则推算，以当期通知为准。';
  return { days: sayDays(next.days), left: sayDaysLeft(today, next), note };
}
