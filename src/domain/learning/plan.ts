/**
 * The study plan, counted back from the sitting: sections first, in the notice's order and by what is still to do;
 * the last week is for review and whole papers. It is a pure function of today and the log, so it plans anew by itself.
 */
import { addDays, daysBetween, weekday, type PlainDate } from '../calendar.ts';
import type { Blueprint } from '../exam/blueprint.ts';
import type { ItemType } from '../exam/question.ts';
import type { Entry } from '../exam/template.ts';
import { sections, type Section } from '../notice.ts';
import type { Sample } from './log.ts';
import { sectionPoints } from './mastery.ts';

/** Minutes to read a section once, where none of its items was answered yet. */
export const readingMinutes = 15;
/** Minutes an item takes with its explanation. */
export const itemMinutes = { single: 1.5, multiple: 2, short: 10 } as const satisfies Record<
  ItemType,
  number
>;
/** Everything is planned in steps of so many minutes. */
export const step = 5;
/** Days before the sitting for review and papers alone, where two weeks or more are left. */
export const lastDays = 7;
/** The part of a day kept for what is due, in the weeks of study. */
const reviewShare = 0.2;
/** How often all sections are gone through at most. */
const mostRounds = 3;

/** What is left to do in a section. */
export interface Need {
  readonly section: Section;
  /** Minutes, ≥ 0 */
  readonly minutes: number;
  /** Minutes to go through all its items once more, ≥ 0 */
  readonly again: number;
  /** Points of a paper, ≥ 0: what goes first when time is short. */
  readonly points: number;
}

export type Task =
  /** round 1: what is still to do; 2 and 3: all its items once more, where there is time. */
  | {
      readonly kind: 'section';
      readonly section: Section;
      readonly minutes: number;
      readonly round: number;
    }
  | { readonly kind: 'review'; readonly minutes: number }
  /** A whole paper, or one of several parts of it. */
  | { readonly kind: 'paper'; readonly minutes: number; readonly part: number; readonly parts: number };

export interface PlanDay {
  readonly day: PlainDate;
  readonly tasks: readonly Task[];
}

export interface Plan {
  /** Every day from today to the eve, also those without minutes. */
  readonly days: readonly PlanDay[];
  /** Minutes planned in all. */
  readonly minutes: number;
  /** Minutes of study still needed, and those of them that fit. */
  readonly needed: number;
  readonly fitted: number;
  /** Sections with something left to do for which there was no time at all. */
  readonly left: readonly Section[];
}

export interface PlanInput {
  readonly today: PlainDate;
  /** First day of the sitting. */
  readonly exam: PlainDate;
  /** Minutes on a day Monday–Friday, and on one of the weekend; rounded down to steps of five. */
  readonly weekday: number;
  readonly weekend: number;
  readonly needs: readonly Need[];
  /** Minutes of a whole paper, a multiple of five. */
  readonly paper: number;
  /** Whether anything was answered before: without, there is nothing to review on the first day. */
  readonly begun: boolean;
}

const floored = (minutes: number): number => Math.floor(minutes / step) * step;
const raised = (minutes: number): number => Math.ceil(minutes / step) * step;
const minutesOf = (tasks: readonly Task[]): number => tasks.reduce((sum, task) => sum + task.minutes, 0);

/** What is left to do for a level: reading where nothing was answered, and every item not known yet. */
export function needs(
  bank: readonly Entry[],
  blueprint: Blueprint,
  found: ReadonlyMap<string, Sample>,
): readonly Need[] {
  const points = sectionPoints(blueprint);
  return sections.map((section) => {
    const items = bank.filter((item) => item.section === section && item.levels.includes(blueprint.level));
    const reading = items.some(({ id }) => found.has(id)) ? 0 : readingMinutes;
    const open = items.filter(({ id }) => found.get(id)?.known !== true);
    const practice = open.reduce((sum, { type }) => sum + itemMinutes[type], 0);
    const again = raised(items.reduce((sum, { type }) => sum + itemMinutes[type], 0));
    return { section, minutes: raised(reading + practice), again, points: points.get(section) ?? 0 };
  });
}

/** Makes the plan; without a day left it has none. */
export function makePlan(input: PlanInput): Plan {
  const { today, exam, begun } = input;
  const count = Math.max(0, daysBetween(today, exam));
  const budgets = Array.from({ length: count }, (_, place) => {
    const day = addDays(today, place);
    const free = weekday(day) === 0 || weekday(day) === 6;
    return { day, minutes: floored(Math.max(0, free ? input.weekend : input.weekday)) };
  });
  const last = count >= 2 * lastDays ? lastDays : Math.floor(count / 2);
  const early = budgets.slice(0, count - last);
  const late = budgets.slice(count - last);

  const needed = input.needs.reduce((sum, { minutes }) => sum + raised(minutes), 0);
  const kept = early.map(({ minutes }, place) =>
    place === 0 && !begun ? 0 : minutes >= 5 * step ? floored(minutes * reviewShare) : 0,
  );
  const free = early.map(({ minutes }, place) => minutes - (kept[place] ?? 0));
  const whole = free.reduce((sum, minutes) => sum + minutes, 0);
  const papers = paperDays(early, free, whole - needed, input.paper);
  const rooms = free.map((minutes, place) => (papers.has(place) ? 0 : minutes));
  const room = rooms.reduce((sum, minutes) => sum + minutes, 0);
  const given = share(input.needs, room);
  const queue = rounds(input.needs, given, room, needed);
  const total = queue.reduce((sum, { minutes }) => sum + minutes, 0);

  let [passed, done] = [0, 0];
  const studied = early.map(({ day, minutes }, place): PlanDay => {
    const tasks: Task[] = papers.has(place)
      ? [{ kind: 'paper', minutes: input.paper, part: 1, parts: 1 }]
      : [];
    passed += rooms[place] ?? 0;
    // Where there is more time than work, the work is spread evenly; on the first day there is nothing else to do.
    const pace = place === 0 && !begun ? (rooms[0] ?? 0) : floored(room > 0 ? (passed * total) / room : 0);
    let left = Math.max(0, Math.min(rooms[place] ?? 0, pace - done));
    for (let next = queue[0]; next && left > 0; next = queue[0]) {
      const taken = Math.min(left, next.minutes);
      tasks.push({ kind: 'section', section: next.section, minutes: taken, round: next.round });
      next.minutes -= taken;
      left -= taken;
      done += taken;
      if (next.minutes === 0) queue.shift();
    }
    const rest = minutes - minutesOf(tasks);
    return { day, tasks: rest > 0 ? [{ kind: 'review', minutes: rest }, ...tasks] : tasks };
  });
  const days = [...studied, ...lastWeek(late, input.paper)];
  return {
    days,
    minutes: days.reduce((sum, { tasks }) => sum + minutesOf(tasks), 0),
    needed,
    fitted: [...given.values()].reduce((sum, minutes) => sum + minutes, 0),
    left: input.needs
      .filter(({ section, minutes }) => minutes > 0 && (given.get(section) ?? 0) === 0)
      .map(({ section }) => section),
  };
}

/** Places of the days for a paper in the second half of the weeks of study: one a week, from time that is to spare. */
function paperDays(
  days: readonly Budget[],
  free: readonly number[],
  spare: number,
  paper: number,
): ReadonlySet<number> {
  const found = new Set<number>();
  let [left, last] = [spare, -7];
  days.forEach(({ minutes }, place) => {
    const room = free[place] ?? 0;
    if (paper <= 0 || minutes < paper || place < days.length / 2 || place - last < 7 || left < room) return;
    found.add(place);
    left -= room;
    last = place;
  });
  return found;
}

/** The sections in their order, and once or twice more where all of it fits. */
function rounds(
  list: readonly Need[],
  given: ReadonlyMap<Section, number>,
  room: number,
  needed: number,
): { section: Section; minutes: number; round: number }[] {
  const queue = list.map(({ section }) => ({ section, minutes: given.get(section) ?? 0, round: 1 }));
  const once = list.reduce((sum, { again }) => sum + raised(again), 0);
  for (let round = 2; round <= mostRounds && once > 0 && needed + (round - 1) * once <= room; round += 1)
    queue.push(...list.map(({ section, again }) => ({ section, minutes: raised(again), round })));
  return queue.filter(({ minutes }) => minutes > 0);
}

/**
 * Shares minutes among the sections: to each what it needs where that fits; otherwise one step to each, those with
 * more points first, and the rest by points and need.
 */
function share(list: readonly Need[], room: number): ReadonlyMap<Section, number> {
  const open = list.filter(({ minutes }) => minutes > 0);
  const wanted = new Map(open.map(({ section, minutes }) => [section, raised(minutes)]));
  const sum = [...wanted.values()].reduce((total, one) => total + one, 0);
  if (sum <= room) return wanted;
  const given = new Map<Section, number>();
  let left = floored(room);
  const byPoints = [...open].sort((a, b) => b.points - a.points);
  // A quarter of an hour each is worth sitting down for; where even that does not fit, five minutes.
  for (const each of [step, 2 * step, 3 * step])
    for (const { section } of byPoints) {
      const has = given.get(section) ?? 0;
      if (left < step || has >= each || has >= (wanted.get(section) ?? 0)) continue;
      given.set(section, has + step);
      left -= step;
    }
  while (left >= step) {
    // The next step goes to the section that has least of what its points ask for.
    const [next] = byPoints
      .filter(({ section }) => (given.get(section) ?? 0) < (wanted.get(section) ?? 0))
      .map(({ section, points }) => ({
        section,
        full: (given.get(section) ?? 0) / Math.max(0.5, points) / (wanted.get(section) ?? step),
      }))
      .sort((a, b) => a.full - b.full);
    if (!next) break;
    given.set(next.section, (given.get(next.section) ?? 0) + step);
    left -= step;
  }
  return given;
}

interface Budget {
  readonly day: PlainDate;
  readonly minutes: number;
}

/** Review every day; up to two papers in at most two thirds of the time, none on the eve. */
function lastWeek(days: readonly Budget[], paper: number): readonly PlanDay[] {
  const usable = days.slice(0, -1);
  const room = usable.reduce((sum, { minutes }) => sum + minutes, 0);
  const wanted = paper > 0 ? Math.min(2, Math.floor((room * 2) / 3 / paper)) : 0;
  const papers = new Map<PlainDate, Task>();
  for (let number = 0; number < wanted; number += 1) {
    const free = usable.filter(({ day, minutes }) => minutes > 0 && !papers.has(day));
    const whole = free.find(({ minutes }) => minutes >= paper);
    if (whole) {
      papers.set(whole.day, { kind: 'paper', minutes: paper, part: 1, parts: 1 });
      continue;
    }
    // No day holds a whole paper: it is done in parts, as the pausable mode allows.
    const parts: { day: PlainDate; minutes: number }[] = [];
    let left = paper;
    for (const { day, minutes } of free) {
      if (left === 0) break;
      parts.push({ day, minutes: Math.min(left, minutes) });
      left -= Math.min(left, minutes);
    }
    if (left > 0) break;
    parts.forEach(({ day, minutes }, place) => {
      papers.set(day, { kind: 'paper', minutes, part: place + 1, parts: parts.length });
    });
  }
  return days.map(({ day, minutes }) => {
    const task = papers.get(day);
    const rest = minutes - (task?.minutes ?? 0);
    const review: readonly Task[] = rest > 0 ? [{ kind: 'review', minutes: rest }] : [];
    return { day, tasks: task ? [task, ...review] : review };
  });
}

/** Minutes of a day's tasks. */
export const dayMinutes = (day: PlanDay): number => minutesOf(day.tasks);

export interface Progress {
  /** Minutes the plan of its first day held for the days before today. */
  readonly planned: number;
  /** Minutes worked on those days by the log, whole. */
  readonly done: number;
}

/**
 * How the days since the plan was made went.
 * @param plan the plan as it was on the day it was made
 * @param minutesOn minutes worked on a day
 */
export function progress(plan: Plan, today: PlainDate, minutesOn: (day: PlainDate) => number): Progress {
  const past = plan.days.filter(({ day }) => day < today);
  return {
    planned: past.reduce((sum, day) => sum + dayMinutes(day), 0),
    done: Math.floor(past.reduce((sum, { day }) => sum + minutesOn(day), 0)),
  };
}
