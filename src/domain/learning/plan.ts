/**
 * The study plan, counted back from the sitting: sections first, in the notice's order and by what is still to do;
 * the last week is for review and whole papers. It is a pure function of today and the log, so it plans anew by itself.
 */
import { addDays, daysBetween, weekday, type PlainDate } from '../calendar.ts';
import type { Blueprint } from '../exam/blueprint.ts';
import type { Item, ItemType } from '../exam/question.ts';
import { sections, type Section } from '../notice.ts';
import type { Sample } from './log.ts';

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

/** What is left to do in a section. */
export interface Need {
  readonly section: Section;
  /** Minutes, ≥ 0 */
  readonly minutes: number;
  /** Points of a paper, ≥ 0: what goes first when time is short. */
  readonly points: number;
}

export type Task =
  | { readonly kind: 'section'; readonly section: Section; readonly minutes: number }
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
  bank: readonly Item[],
  blueprint: Blueprint,
  found: ReadonlyMap<string, Sample>,
): readonly Need[] {
  const points = new Map<Section, number>();
  for (const cell of blueprint.cells)
    for (const section of cell.sections)
      points.set(
        section,
        (points.get(section) ?? 0) + (cell.count * blueprint.points[cell.type]) / cell.sections.length,
      );
  return sections.map((section) => {
    const items = bank.filter((item) => item.section === section && item.levels.includes(blueprint.level));
    const reading = items.some(({ id }) => found.has(id)) ? 0 : readingMinutes;
    const open = items.filter(({ id }) => found.get(id)?.known !== true);
    const practice = open.reduce((sum, { type }) => sum + itemMinutes[type], 0);
    return { section, minutes: raised(reading + practice), points: points.get(section) ?? 0 };
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

  const kept = early.map(({ minutes }, place) =>
    place === 0 && !begun ? 0 : minutes >= 5 * step ? floored(minutes * reviewShare) : 0,
  );
  const room = early.reduce((sum, { minutes }, place) => sum + minutes - (kept[place] ?? 0), 0);
  const given = share(input.needs, room);
  const queue = input.needs
    .map(({ section }) => ({ section, minutes: given.get(section) ?? 0 }))
    .filter(({ minutes }) => minutes > 0);

  let lastPaper: PlainDate | undefined;
  const studied = early.map(({ day, minutes }, place): PlanDay => {
    const tasks: Task[] = [];
    let free = minutes - (kept[place] ?? 0);
    while (free > 0) {
      const [next] = queue;
      if (!next) break;
      const taken = Math.min(free, next.minutes);
      tasks.push({ kind: 'section', section: next.section, minutes: taken });
      next.minutes -= taken;
      free -= taken;
      if (next.minutes === 0) queue.shift();
    }
    // All sections done and time left: a paper a week, the rest for what is due.
    const calm = lastPaper === undefined || daysBetween(lastPaper, day) >= 7;
    if (tasks.length === 0 && calm && minutes >= input.paper && input.paper > 0) {
      lastPaper = day;
      tasks.push({ kind: 'paper', minutes: input.paper, part: 1, parts: 1 });
    }
    const rest = minutes - minutesOf(tasks);
    return { day, tasks: rest > 0 ? [{ kind: 'review', minutes: rest }, ...tasks] : tasks };
  });
  const days = [...studied, ...lastWeek(late, input.paper)];
  return {
    days,
    minutes: days.reduce((sum, { tasks }) => sum + minutesOf(tasks), 0),
    needed: input.needs.reduce((sum, { minutes }) => sum + raised(minutes), 0),
    fitted: [...given.values()].reduce((sum, minutes) => sum + minutes, 0),
    left: input.needs
      .filter(({ section, minutes }) => minutes > 0 && (given.get(section) ?? 0) === 0)
      .map(({ section }) => section),
  };
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
