/**
 * The log of answers, from practice and from papers handed in: everything learnt about a visitor is its replay.
 * Two devices' logs are merged by putting their lines together; order and repetition do not matter.
 */
import { addDays, daysBetween, parseDate, type PlainDate } from '../calendar.ts';
import { dwell, type Entry, type Sheet, type State } from '../exam/attempt.ts';
import { outcomeOf } from '../exam/practice.ts';
import { recordVersion, type DrillRecord } from '../exam/record.ts';
import { result } from '../exam/result.ts';
import { rootOf, type Library } from '../exam/template.ts';

/** Whether an answer shows that the item is known: right, and not guessed. */
export const isKnown = (drill: DrillRecord): boolean => drill.outcome === 'right' && drill.guessed !== true;

/** What makes two lines the same line: an item stands once in a paper, and once in a millisecond of practice. */
const identity = ({ exam, at, item }: DrillRecord): string =>
  exam === undefined ? `${at} ${item}` : `paper ${exam} ${item}`;

/** Lines alike in moment and item are told apart by all they say, so that it never matters which came first. */
const said = ({ day, outcome, guessed, rev, ms }: DrillRecord): string =>
  JSON.stringify([day, outcome, guessed, rev, ms]);
const later = (a: DrillRecord, b: DrillRecord): boolean => (a.at !== b.at ? a.at > b.at : said(a) > said(b));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Lists that are the outcome of a merge already: every statistic asks for one, and a long log is slow to sort. */
const settled = new WeakSet<readonly DrillRecord[]>();

/**
 * Puts logs together: the same line counts once, a paper's item counts as it was marked last.
 * @returns the lines in the order of time; with the same lines in any order and number, the same list
 */
export function merged(...logs: readonly (readonly DrillRecord[])[]): readonly DrillRecord[] {
  const [first, more = [], ...others] = logs;
  if (first && others.length === 0 && settled.has(first)) {
    if (more.length === 0) return first;
    if (follows(first, more)) return settle([...first, ...more]);
  }
  return settle(joined(logs));
}

function settle(lines: readonly DrillRecord[]): readonly DrillRecord[] {
  settled.add(lines);
  return lines;
}

/** Whether a log goes on with one answer of practice, later than all before: nothing is to be put in order. */
const follows = (before: readonly DrillRecord[], more: readonly DrillRecord[]): boolean =>
  more.length === 1 && more.every(({ at, exam }) => exam === undefined && at > (before.at(-1)?.at ?? -1));

function joined(logs: readonly (readonly DrillRecord[])[]): readonly DrillRecord[] {
  const lines = new Map<string, DrillRecord>();
  for (const drill of logs.flat()) {
    const known = lines.get(identity(drill));
    if (!known || later(drill, known)) lines.set(identity(drill), drill);
  }
  return [...lines.values()].sort(
    (a, b) => a.at - b.at || compare(a.item, b.item) || compare(a.exam ?? '', b.exam ?? ''),
  );
}

/**
 * The answers of a paper handed in, as lines of the log; short answers not marked yet are left out until they are.
 * @param log the attempt's entries, for the time spent with each item
 * @param dayOf the day in Asia/Shanghai of a moment
 */
export function paperLines(
  sheet: Sheet,
  state: State,
  log: readonly Entry[],
  byId: Library,
  dayOf: (at: number) => PlainDate,
): readonly DrillRecord[] {
  const { endedAt } = state;
  if (endedAt === undefined) return [];
  const { marks } = result(sheet, state, byId);
  const spent = dwell(log);
  const markedAt = new Map(log.flatMap((entry) => (entry.kind === 'own' ? [[entry.item, entry.at]] : [])));
  return sheet.questions.flatMap(({ item, rev }, place): readonly DrillRecord[] => {
    const mark = marks[place];
    const outcome = mark && outcomeOf(mark.reason, mark.points, mark.max);
    if (outcome === undefined) return [];
    const at = Math.max(endedAt, markedAt.get(item) ?? endedAt);
    // Five minutes with one question on screen is a pause, except that a short answer takes its time.
    const ms = Math.min(spent.get(item) ?? 0, longestSpell);
    return [
      {
        version: recordVersion,
        at,
        day: dayOf(endedAt),
        item,
        rev,
        outcome,
        exam: sheet.id,
        ms: Math.round(ms),
      },
    ];
  });
}

/** Time with one item that still counts as work on it. Milliseconds. */
const longestSpell = 20 * 60_000;

/** Of some lines, those the log does not hold yet or holds with another outcome. */
export function missing(log: readonly DrillRecord[], lines: readonly DrillRecord[]): readonly DrillRecord[] {
  const known = new Map(merged(log).map((drill) => [identity(drill), drill]));
  return lines.filter((drill) => {
    const old = known.get(identity(drill));
    return !old || (old.outcome !== drill.outcome && drill.at >= old.at);
  });
}

/** What the latest answers say of each item: of the last day on which it was answered, the first answer. */
export interface Sample {
  readonly known: boolean;
  readonly outcome: DrillRecord['outcome'];
  readonly day: string;
}

/**
 * One observation an item, by the item's id in the bank: a calculation counts as its template, whatever the numbers.
 * Answers given after the explanation was read on the same day are left out: they show that
 * one can read, not that one knew.
 */
export function samples(log: readonly DrillRecord[]): ReadonlyMap<string, Sample> {
  const found = new Map<string, Sample>();
  for (const drill of merged(log)) {
    const item = rootOf(drill.item);
    if (found.get(item)?.day === drill.day) continue;
    found.set(item, { known: isKnown(drill), outcome: drill.outcome, day: drill.day });
  }
  return found;
}

export interface DayWork {
  readonly answers: number;
  /** Minutes of active time, not rounded. */
  readonly minutes: number;
}

/** What was done on each day. */
export function workByDay(log: readonly DrillRecord[]): ReadonlyMap<string, DayWork> {
  const days = new Map<string, DayWork>();
  for (const { day, ms } of merged(log)) {
    const before = days.get(day) ?? { answers: 0, minutes: 0 };
    days.set(day, { answers: before.answers + 1, minutes: before.minutes + (ms ?? 0) / 60_000 });
  }
  return days;
}

export interface Streak {
  /** Days in a row up to today, or up to yesterday where today has no answer yet. */
  readonly now: number;
  readonly longest: number;
  readonly today: boolean;
}

/** Days in a row with at least one answer. @param today in Asia/Shanghai */
export function streak(log: readonly DrillRecord[], today: PlainDate): Streak {
  const days = [...new Set(log.map(({ day }) => day))]
    .map(parseDate)
    .filter((day) => day !== undefined)
    .filter((day) => day <= today)
    .sort();
  let [longest, run] = [0, 0];
  days.forEach((day, place) => {
    const before = days[place - 1];
    run = before !== undefined && daysBetween(before, day) === 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  const last = days.at(-1);
  const alive = last !== undefined && last >= addDays(today, -1);
  return { now: alive ? run : 0, longest, today: last === today };
}

/** Ids in the bank of those items whose latest answer does not show that they are known, each once. */
export function notKnown(log: readonly DrillRecord[], items: readonly string[]): readonly string[] {
  const latest = new Map(merged(log).map((drill) => [rootOf(drill.item), isKnown(drill)]));
  return [...new Set(items.map(rootOf))].filter((item) => latest.get(item) === false);
}
