/** The study plan as a calendar file: a day's work as an event of the whole day, and the sitting at its hours. */
import { examHours, type Sitting } from '../calendar.ts';
import { writeCalendar } from '../calendar-file.ts';
import { levelNames, sectionTitles, type Level } from '../notice.ts';
import { dayMinutes, type Plan, type Task } from './plan.ts';

/** Which time a section is gone through, if not the first. */
export const sayRound = (round: number): string => (round > 1 ? `（第 ${round} 遍）` : '');

/** A task in one line: 1-1 温室气体的影响 45 分钟. */
export function sayTask(task: Task): string {
  switch (task.kind) {
    case 'section':
      return `${task.section} ${sectionTitles[task.section]}${sayRound(task.round)} ${task.minutes} 分钟`;
    case 'review':
      return `复习到期的题和错题 ${task.minutes} 分钟`;
    case 'paper':
      return `模拟卷一份${task.parts > 1 ? `（第 ${task.part}/${task.parts} 次）` : ''} ${task.minutes} 分钟`;
    default:
      return task satisfies never;
  }
}

/**
 * Writes the plan as text/calendar. Importing a newer plan of the same sitting changes the days it still has.
 * @param stamp now, UTC: yyyymmddThhmmssZ
 * @param url the plan's page
 */
export const planCalendar = (plan: Plan, when: Sitting, level: Level, stamp: string, url: string): string =>
  writeCalendar({
    name: `备考计划：${levelNames[level].full}`,
    product: 'plan',
    stamp,
    events: [
      ...plan.days
        .filter(({ tasks }) => tasks.length > 0)
        .map((day) => ({
          uid: `${when.id}-${day.day}@carbon-asset-manager.plan`,
          day: day.day,
          summary: `备考 ${dayMinutes(day)} 分钟`,
          description: day.tasks.map(sayTask).join('\n'),
          url,
        })),
      ...when.days.map((day, place) => ({
        uid: `${when.id}-exam-${place + 1}@carbon-asset-manager.plan`,
        day,
        hours: { start: examHours.start, end: examHours.end },
        summary: '碳资产管理师等级考试',
        description: `${levelNames[level].full}，线上考试，${examHours.minutes} 分钟。具体哪一天、几点，以当期通知为准。`,
        url,
      })),
    ],
  });
