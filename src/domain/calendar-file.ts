/** Calendar files by RFC 5545, as text: the same writer for the site's feeds and for a visitor's own plan. */
import { addDays, examHours, type PlainDate } from './calendar.ts';

export interface CalendarEvent {
  /** Unique and stable: importing again changes the event and makes no second one. */
  readonly uid: string;
  readonly day: PlainDate;
  /** hh:mm in Asia/Shanghai; without, the event takes the whole day and leaves the visitor free. */
  readonly hours?: { readonly start: string; readonly end: string };
  readonly summary: string;
  readonly description: string;
  readonly url: string;
}

export interface CalendarFile {
  /** What calendar programs call it. */
  readonly name: string;
  /** Names the kind of file in PRODID, in ASCII. */
  readonly product: string;
  /** Moment the events were worded, UTC: yyyymmddThhmmssZ. */
  readonly stamp: string;
  readonly events: readonly CalendarEvent[];
}

/** TEXT of RFC 5545, 3.3.11. Other control characters have no place in it. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[\\;,]/g, (one) => `\\${one}`)
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/[\u0000-\u001f\u007f]/g, '');

const octets = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** Lines of at most 75 octets, the space that begins a folded one counted in; no character is cut (3.1). */
function folded(line: string): string {
  let [result, used] = ['', 0];
  for (const character of line) {
    const size = octets(character);
    if (used + size > 75) {
      result += '\r\n ';
      used = 1;
    }
    result += character;
    used += size;
  }
  return result;
}

const compact = (day: PlainDate): string => day.replaceAll('-', '');
const at = (day: PlainDate, time: string): string => `${compact(day)}T${time.replace(':', '')}00`;

/** China has kept UTC+8 all year since 1991-09-15, so one rule is the whole zone. */
const zone: readonly string[] = [
  'BEGIN:VTIMEZONE',
  `TZID:${examHours.zone}`,
  'BEGIN:STANDARD',
  'DTSTART:19910915T020000',
  'TZOFFSETFROM:+0900',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
];

const eventLines = (event: CalendarEvent, stamp: string): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${event.uid}`,
  `DTSTAMP:${stamp}`,
  ...(event.hours
    ? [
        `DTSTART;TZID=${examHours.zone}:${at(event.day, event.hours.start)}`,
        `DTEND;TZID=${examHours.zone}:${at(event.day, event.hours.end)}`,
      ]
    : [`DTSTART;VALUE=DATE:${compact(event.day)}`, `DTEND;VALUE=DATE:${compact(addDays(event.day, 1))}`]),
  `SUMMARY:${escaped(event.summary)}`,
  `DESCRIPTION:${escaped(event.description)}`,
  `URL:${event.url}`,
  `TRANSP:${event.hours ? 'OPAQUE' : 'TRANSPARENT'}`,
  'END:VEVENT',
];

/** Writes the file: lines end in CR LF, also the last. */
export function writeCalendar({ name, product, stamp, events }: CalendarFile): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//carbon-asset-manager//${product}//ZH`,
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${examHours.zone}`,
    ...(events.some(({ hours }) => hours) ? zone : []),
    ...events.flatMap((event) => eventLines(event, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
