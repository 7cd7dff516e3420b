/**
 * Sitting a paper: a state machine over a log of entries. The time comes with each entry, from outside; every state
 * is the replay of its log, and time left is read from `now`, never counted down.
 */
import type { Level } from '../notice.ts';
import type { Question } from './paper.ts';
import { isBlank, type Own, type Response, type Rule } from './score.ts';

/** strict 仿真考试: the wall clock runs on, whatever happens. practice 可暂停: only time spent on the paper counts. */
export type Mode = 'strict' | 'practice';

/** A multiple of the paper's minutes, or no limit. */
export type Factor = number | 'none';

/** What is settled when an attempt is made, and never changes after. */
export interface Sheet {
  readonly id: string;
  /** 卷号 */
  readonly number: string;
  readonly blueprint: string;
  readonly level: Level;
  readonly mode: Mode;
  readonly rule: Rule;
  readonly minutes: number;
  readonly factor: Factor;
  readonly pass: number;
  /** Done on paper, its marks typed in afterwards: no clock ran. */
  readonly byHand?: true;
  readonly questions: readonly Question[];
}

/** Milliseconds since 1970, by the visitor's clock. */
type Moment = number;

/** One line of the log. */
export type Entry = { readonly at: Moment } & (
  | { readonly kind: 'start' }
  | { readonly kind: 'answer'; readonly item: string; readonly response: Response }
  | { readonly kind: 'flag'; readonly item: string; readonly on: boolean }
  | { readonly kind: 'visit'; readonly item: string }
  /** A sign of life; `active` is the time to be counted since the last one, in practice. */
  | { readonly kind: 'beat'; readonly active: number }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  /** The clock was seen to leap forward by so many milliseconds while the page was open. */
  | { readonly kind: 'leap'; readonly by: number }
  /** The leap was a changed clock, not time passed: give it back. Once an attempt. */
  | { readonly kind: 'restore' }
  /** In practice: go on after the time is up. */
  | { readonly kind: 'extend' }
  | { readonly kind: 'submit' }
  | { readonly kind: 'expire' }
  /** The writer's own marks of a short answer, all lines at once, also those not marked yet. */
  | { readonly kind: 'own'; readonly item: string; readonly lines: Own }
);
export type EntryKind = Entry['kind'];

export type Phase = 'ready' | 'running' | 'paused' | 'submitted' | 'expired';

/** Something about the clock that the result mentions. */
export interface ClockNote {
  readonly kind: 'set-back' | 'leap' | 'restored' | 'extended';
  readonly at: Moment;
  /** Milliseconds, positive. */
  readonly by: number;
}

export interface State {
  readonly phase: Phase;
  /** How many entries made this state: the revision the next entry must follow. */
  readonly revision: number;
  /** Shifted with the deadline when the clock is set back, so that time used stays right. */
  readonly startedAt: Moment | undefined;
  /** Strict only, and only with a limit. */
  readonly deadline: Moment | undefined;
  /** The latest moment in the log. */
  readonly seen: Moment;
  /** Practice only: milliseconds counted. */
  readonly active: number;
  readonly responses: ReadonlyMap<string, Response>;
  readonly flags: ReadonlySet<string>;
  readonly visited: ReadonlySet<string>;
  /** Item last looked at. */
  readonly current: string | undefined;
  readonly own: ReadonlyMap<string, Own>;
  readonly notes: readonly ClockNote[];
  /** The leap that may still be given back. */
  readonly leap: number;
  readonly restored: boolean;
  readonly extended: boolean;
  readonly endedAt: Moment | undefined;
}

/** Why an entry does not count. */
export type Refusal =
  | 'not-running'
  | 'already-started'
  | 'ended'
  | 'not-ended'
  | 'late'
  | 'early'
  | 'no-pause'
  | 'no-leap'
  | 'unknown-item';

/** The state before the first entry. */
export const fresh: State = {
  phase: 'ready',
  revision: 0,
  startedAt: undefined,
  deadline: undefined,
  seen: 0,
  active: 0,
  responses: new Map(),
  flags: new Set(),
  visited: new Set(),
  current: undefined,
  own: new Map(),
  notes: [],
  leap: 0,
  restored: false,
  extended: false,
  endedAt: undefined,
};

/** Entries may stand this much out of order (text is logged when typed, saved a little later). Milliseconds. */
export const tolerance = 2_000;
/** In practice a longer silence between two ticks is sleep or another window, and is not counted. Milliseconds. */
export const longestGap = 5_000;

/** Milliseconds the sheet allows; undefined without a limit. */
export const allowed = ({ minutes, factor }: Sheet): number | undefined =>
  factor === 'none' ? undefined : Math.round(minutes * factor * 60_000);

/** What a tick adds to the time counted in practice. @returns milliseconds, 0 … longestGap */
export function counted(from: Moment, to: Moment): number {
  const gap = to - from;
  return gap > 0 && gap <= longestGap ? gap : 0;
}

/**
 * Milliseconds left; undefined without a limit, before the start and after the end; never below 0.
 * A clock that stands before the last entry counts as standing at it, until the next entry sets the deadline anew.
 * @param pending practice: time counted since the last beat
 */
export function timeLeft(sheet: Sheet, state: State, now: Moment, pending = 0): number | undefined {
  const limit = allowed(sheet);
  if (limit === undefined || state.extended || (state.phase !== 'running' && state.phase !== 'paused'))
    return undefined;
  if (sheet.mode === 'practice') return Math.max(0, limit - state.active - pending);
  return state.deadline === undefined ? undefined : Math.max(0, state.deadline - Math.max(now, state.seen));
}

/** Milliseconds spent so far or in all. */
export function timeUsed(sheet: Sheet, state: State, now: Moment, pending = 0): number {
  if (sheet.mode === 'practice') return state.active + pending;
  if (state.startedAt === undefined) return 0;
  return Math.max(0, (state.endedAt ?? Math.max(now, state.seen)) - state.startedAt);
}

/** What the clock asks for: a strict paper is handed in, a practice paper asks whether to go on. */
export function due(sheet: Sheet, state: State, now: Moment, pending = 0): 'expire' | 'ask' | undefined {
  if (state.phase !== 'running' || timeLeft(sheet, state, now, pending) !== 0) return undefined;
  return sheet.mode === 'strict' ? 'expire' : 'ask';
}

/** Whether the clock stands so far before the last entry that it was set back; the next entry then moves the deadline. */
export const wentBack = (state: State, now: Moment): boolean =>
  state.phase === 'running' && now < state.seen - tolerance;

/**
 * What a leap of the clock took and may still be given back, once an attempt: while the paper runs, and also where the
 * leap itself carried the clock past the deadline and so ended it.
 * @returns milliseconds; 0 where there is nothing to give back
 */
export function restorable(state: State, now: Moment): number {
  const { deadline, leap, restored, phase, notes } = state;
  if (leap <= 0 || restored || deadline === undefined || now >= deadline + leap) return 0;
  if (phase === 'running') return now < deadline || overran(deadline, notes) ? leap : 0;
  return phase === 'expired' && overran(deadline, notes) ? leap : 0;
}

/** Whether the last leap began before the deadline and landed on it or after. */
function overran(deadline: Moment, notes: State['notes']): boolean {
  const last = notes.findLast((note) => note.kind === 'leap');
  return last !== undefined && last.at >= deadline && last.at - last.by < deadline;
}

/**
 * One step: the state after an entry, or why the entry does not count.
 * An entry from well before the last one means the clock was set back: start and deadline move with it.
 */
export function sit(sheet: Sheet, before: State, entry: Entry): State | Refusal {
  const state = onClock(sheet, before, entry.at);
  const next = { ...state, revision: before.revision + 1 };
  const ended = state.phase === 'submitted' || state.phase === 'expired';
  if (ended && entry.kind !== 'own' && entry.kind !== 'restore') return 'ended';
  if (state.phase === 'ready' && entry.kind !== 'start') return 'not-running';
  if ('item' in entry && !sheet.questions.some((question) => question.item === entry.item))
    return 'unknown-item';
  const late = sheet.mode === 'strict' && state.deadline !== undefined && entry.at >= state.deadline;
  switch (entry.kind) {
    case 'start': {
      if (state.phase !== 'ready') return 'already-started';
      const limit = allowed(sheet);
      const deadline = sheet.mode === 'strict' && limit !== undefined ? entry.at + limit : undefined;
      return { ...next, phase: 'running', startedAt: entry.at, deadline, seen: entry.at };
    }
    case 'answer':
      if (state.phase !== 'running') return 'not-running';
      if (late) return 'late';
      return { ...next, responses: answered(state.responses, entry.item, entry.response) };
    case 'flag': {
      if (state.phase !== 'running') return 'not-running';
      if (late) return 'late';
      const flags = new Set(state.flags);
      if (entry.on) flags.add(entry.item);
      else flags.delete(entry.item);
      return { ...next, flags };
    }
    case 'visit':
      if (state.phase !== 'running') return 'not-running';
      if (late) return 'late';
      return { ...next, current: entry.item, visited: new Set(state.visited).add(entry.item) };
    case 'beat':
      return {
        ...next,
        active:
          sheet.mode === 'practice' && state.phase === 'running'
            ? state.active + Math.max(0, entry.active)
            : state.active,
      };
    case 'pause':
      if (sheet.mode === 'strict') return 'no-pause';
      return state.phase === 'running' ? { ...next, phase: 'paused' } : 'not-running';
    case 'resume':
      return state.phase === 'paused' ? { ...next, phase: 'running' } : 'not-running';
    case 'leap':
      return {
        ...next,
        leap: entry.by,
        notes: [...state.notes, { kind: 'leap', at: entry.at, by: entry.by }],
      };
    case 'restore': {
      if (restorable(state, entry.at) === 0) return ended ? 'ended' : 'no-leap';
      return {
        ...next,
        ...shifted(state, state.leap),
        phase: 'running',
        endedAt: undefined,
        leap: 0,
        restored: true,
        notes: [...state.notes, { kind: 'restored', at: entry.at, by: state.leap }],
      };
    }
    case 'extend':
      if (sheet.mode === 'strict') return 'no-pause';
      return { ...next, extended: true, notes: [...state.notes, { kind: 'extended', at: entry.at, by: 0 }] };
    case 'submit':
      return late ? 'late' : { ...next, phase: 'submitted', endedAt: entry.at };
    case 'expire':
      return late ? { ...next, phase: 'expired', endedAt: state.deadline } : 'early';
    case 'own':
      if (!ended) return 'not-ended';
      return { ...next, own: new Map(state.own).set(entry.item, entry.lines) };
    default:
      return entry satisfies never;
  }
}

/** An empty answer takes the question out of the answered ones. */
function answered(responses: State['responses'], item: string, response: Response): State['responses'] {
  const next = new Map(responses);
  if (isBlank(response)) next.delete(item);
  else next.set(item, response);
  return next;
}

const shifted = (state: State, by: number): Pick<State, 'startedAt' | 'deadline'> => ({
  startedAt: state.startedAt === undefined ? undefined : state.startedAt + by,
  deadline: state.deadline === undefined ? undefined : state.deadline + by,
});

function onClock(sheet: Sheet, state: State, at: Moment): State {
  if (!wentBack(state, at)) return { ...state, seen: Math.max(state.seen, at) };
  const by = state.seen - at;
  const notes: State['notes'] = [...state.notes, { kind: 'set-back', at, by }];
  return sheet.mode === 'practice'
    ? { ...state, seen: at, notes }
    : { ...state, ...shifted(state, -by), seen: at, notes };
}

/** Whether a step counted: a state, not a refusal. */
export const isState = (one: State | Refusal): one is State => typeof one !== 'string';

/** The state a log leads to. Entries that do not count are passed over, but still take their place in the log. */
export function replay(sheet: Sheet, log: readonly Entry[]): State {
  return log.reduce<State>((state, entry) => {
    const next = sit(sheet, state, entry);
    return isState(next) ? next : { ...state, revision: state.revision + 1 };
  }, fresh);
}

/** Minutes before the end at which a strict paper says how much is left. */
export const thresholds = [30, 15, 10, 5, 1] as const;

/**
 * The threshold passed between two readings of the time left: the smallest, if several.
 * @param before @param after milliseconds left
 */
export function passed(before: number, after: number): number | undefined {
  return thresholds.filter((minutes) => before > minutes * 60_000 && after <= minutes * 60_000).at(-1);
}

export interface Counts {
  readonly all: number;
  readonly answered: readonly string[];
  readonly unanswered: readonly string[];
  readonly flagged: readonly string[];
}

/** Items answered, unanswered and flagged, each in the paper's order. */
export function counts(sheet: Sheet, state: State): Counts {
  const items = sheet.questions.map((question) => question.item);
  return {
    all: items.length,
    answered: items.filter((item) => state.responses.has(item)),
    unanswered: items.filter((item) => !state.responses.has(item)),
    flagged: items.filter((item) => state.flags.has(item)),
  };
}

/**
 * A longer silence in the log means that nobody was there: an open page in sight writes a beat every 15 seconds.
 * Milliseconds.
 */
export const longestSilence = 40_000;

/** Where the time of a sitting went: milliseconds, from the start to the last line of the log. */
export interface Spent {
  /** By item: while it was on screen, the page open and in sight. Items never looked at are missing. */
  readonly items: ReadonlyMap<string, number>;
  /** While the page was closed, asleep, out of sight or paused. */
  readonly away: number;
}

/**
 * Time per item by the log alone: visits say what was on screen, beats that somebody was there. A clock set back
 * counts nothing, one that leapt forward what the leap does not explain. It ends with the paper, and goes on where
 * the end was taken back.
 */
export function spent(log: readonly Entry[]): Spent {
  const items = new Map<string, number>();
  let away = 0;
  let current: string | undefined;
  let from: Moment | undefined;
  let paused = false;
  let over = false;
  for (const entry of log) {
    if (over && entry.kind === 'restore') {
      over = false;
      from = entry.at;
    }
    if (over || entry.kind === 'own' || (from === undefined && entry.kind !== 'start')) continue;
    const gap = Math.max(0, entry.at - (from ?? entry.at));
    const leapt = entry.kind === 'leap' ? Math.min(gap, Math.max(0, entry.by)) : 0;
    const rest = gap - leapt;
    const there = !paused && current !== undefined && rest <= longestSilence;
    if (there && current !== undefined) items.set(current, (items.get(current) ?? 0) + rest);
    away += leapt + (there ? 0 : rest);
    from = entry.at;
    if (entry.kind === 'visit') current = entry.item;
    else if (entry.kind === 'pause') paused = true;
    else if (entry.kind === 'resume') paused = false;
    else if (entry.kind === 'submit' || entry.kind === 'expire') over = true;
  }
  return { items, away };
}

/** Milliseconds spent with each item, as {@link spent} counts them. */
export const dwell = (log: readonly Entry[]): Spent['items'] => spent(log).items;

/** 01:58:07. @param ms ≥ 0; a started second counts as left */
export function sayClock(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** 1 小时 58 分 · 12 分 · 40 秒 */
export function sayDuration(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return `${Math.floor(ms / 1000)} 秒`;
  const hours = Math.floor(minutes / 60);
  return hours > 0 ? `${hours} 小时 ${minutes % 60} 分` : `${minutes} 分钟`;
}
