/** What machines read: calendar files (RFC 5545) and structured data (schema.org). Built at build time only. */
import { addDays, examHours, firstDay, sayDays, type PlainDate, type Sitting } from './domain/calendar.ts';
import { writeCalendar, type CalendarEvent } from './domain/calendar-file.ts';
import { levelNames, levels } from './domain/notice.ts';
import { routes } from './routes.ts';

/** When the wording of these events was last changed: DTSTAMP must not vary from build to build. */
const stamp = '20261122T000000Z';

/**
 * A calendar file of sittings: for each exam day 9:00–11:00 Asia/Shanghai.
 * @param list the sittings
 * @param name what calendar programs call it
 * @param page where the reader finds more
 * @returns text/calendar by RFC 5545; UIDs are stable from build to build
 */
export const calendarFile = (list: readonly Sitting[], name: string, page: URL): string =>
  writeCalendar({
    name,
    product: 'sittings',
    stamp,
    events: list.flatMap((one) => one.days.map((day, index) => event(one, day, index + 1, page))),
  });

function event(one: Sitting, day: PlainDate, number: number, page: URL): CalendarEvent {
  const rule = one.batch
    ? `按主办单位公布的批次：${one.batch.announcement.title}。`
    : `按通知“第三周周末”推算（${sayDays(one.days)}），以当期通知为准。`;
  const other = one.otherReading
    ? `“第三周周末”也可读作 ${sayDays([one.otherReading.saturday, one.otherReading.sunday])}。`
    : '';
  const deadline = one.batch?.deadline ? `报名截止 ${one.batch.deadline}。` : '';
  return {
    uid: `${one.id}-${String(number)}@carbon-asset-manager.sittings`,
    day,
    hours: examHours,
    summary: '碳资产管理师等级考试',
    description: `${rule}${other}线上考试，${String(examHours.minutes)} 分钟。${deadline}`,
    url: page.href,
  };
}

type Data = Readonly<Record<string, unknown>>;
const organiser: Data = { '@type': 'Organization', name: '中国节能协会' };

/** schema.org description of the certificate. @param site the host the site stands on */
export function credential(site: URL | undefined): Data {
  return {
    '@context': 'https://schema.org',
    '@type': 'EducationalOccupationalCredential',
    name: '碳资产管理师专业技能岗位证书',
    url: new URL(routes.home, site).href,
    inLanguage: 'zh-CN',
    credentialCategory: '专业技能岗位证书',
    educationalLevel: levels.map((level) => levelNames[level].full),
    recognizedBy: organiser,
  };
}

/** schema.org descriptions of sittings. @param site the host the site stands on */
export function events(list: readonly Sitting[], site: URL | undefined): Data {
  return {
    '@context': 'https://schema.org',
    '@graph': list.map((one) => ({
      '@type': 'Event',
      name: `碳资产管理师等级考试（${sayDays(one.days)}）`,
      startDate: `${firstDay(one)}T${examHours.start}:00+08:00`,
      endDate: `${one.days.at(-1) ?? addDays(firstDay(one), 1)}T${examHours.end}:00+08:00`,
      eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
      eventStatus: 'https://schema.org/EventScheduled',
      location: { '@type': 'VirtualLocation', url: new URL(routes.calendar, site).href },
      organizer: organiser,
      description: one.batch ? one.batch.announcement.title : '按通知规则推算，以主办单位当期通知为准。',
    })),
  };
}
