/** Practice in this tab: the row of items under way, the answer at hand, the time it takes; all of it kept as it goes. */
import { atom } from 'nanostores';
import { todayInShanghai } from '../clock.ts';
import { counted } from '../domain/exam/attempt.ts';
import { optionOrder } from '../domain/exam/paper.ts';
import { draw, outcomeOf, type Choice, type Found } from '../domain/exam/practice.ts';
import type { Item } from '../domain/exam/question.ts';
import { recordVersion } from '../domain/exam/record.ts';
import { ask, type Entry, type Library } from '../domain/exam/template.ts';
import {
  chosenIn,
  isBlank,
  mark,
  pickedNow,
  type Mark,
  type Own,
  type Response,
} from '../domain/exam/score.ts';
import {
  givenOf,
  isUnderWay,
  isUp,
  longestRow,
  rowVersion,
  type Given,
  type Limit,
  type Row,
} from '../domain/learning/row.ts';
import { dice, shuffled } from '../domain/random.ts';
import { addAnswers } from './learning.ts';
import { notebook, reopenNotebook } from './notebook.ts';
import { painted } from './painted.ts';
import { untilStored } from './retry.ts';

export interface Exercise {
  readonly item: Item;
  readonly order: readonly string[];
  readonly response: Response | undefined;
  readonly guessed: boolean;
  /** Set once the answer has been looked at. */
  readonly mark: Mark | undefined;
  readonly own: Own | undefined;
}

export interface Practice {
  readonly row: Row;
  /** Undefined at the end of the row. */
  readonly exercise: Exercise | undefined;
  /** elsewhere: another tab goes on with this row. */
  readonly hold: 'here' | 'elsewhere';
}

export const $practice = atom<Practice | undefined>(undefined);
/** Which of the row's past answers is seen again; undefined: none, what is at hand is on screen. */
export const $back = atom<number | undefined>(undefined);
/** A row kept from before that was not taken up yet. */
export const $kept = atom<Row | undefined>(undefined);
/** Active milliseconds with the row. */
export const $active = atom(0);
/** The time of the row is up: go on or stop? */
export const $up = atom(false);

/** Whole points of a multiple choice in practice, as on a paper; a single has 1, a short answer its rubric's 10. */
const pointsOf = { single: 1, multiple: 2, short: 10 } as const;
const tickEvery = 1_000;
const keepEvery = 10_000;

let byId: Library = { get: () => undefined };
let ticker: ReturnType<typeof setInterval> | undefined;
let last = { steady: 0, kept: 0 };

const seed = (): string => crypto.getRandomValues(new Uint32Array(2)).join();

// ── keeping ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Where this tab keeps that a row is open in it: a reload goes straight back. */
const pointer = 'practice-row';

function point(row: Row | undefined): void {
  try {
    if (row) sessionStorage.setItem(pointer, row.id);
    else sessionStorage.removeItem(pointer);
  } catch {
    // Without it a reload leads to the start page, where the row is offered.
  }
}

function pointed(): string | null {
  try {
    return sessionStorage.getItem(pointer);
  } catch {
    return null;
  }
}

const pending: { readonly row: Row | undefined }[] = [];
let writing: Promise<void> | undefined;

/**
 * Writes the row as it is now, once that is painted; while one write is under way the latest of the others waits. One
 * that fails is tried again, with the row as it is by then.
 */
function keep(row: Row | undefined): void {
  pending.splice(0, pending.length, { row });
  writing ??= (async () => {
    await painted();
    let book = await notebook();
    for (let next = pending.pop(); next; next = pending.pop()) {
      let latest = next;
      await untilStored(async () => {
        latest = pending.pop() ?? latest;
        const stored = await book.putRow(latest.row);
        if (!stored) book = await reopenNotebook();
        return stored;
      });
    }
  })().finally(() => {
    writing = undefined;
  });
}

function set(practice: Practice | undefined): void {
  $practice.set(practice);
  if (practice?.hold === 'elsewhere') return;
  const ended = practice && !practice.exercise;
  keep(practice && !ended ? practice.row : undefined);
  point(ended ? undefined : practice?.row);
}

/**
 * Reads the row kept from before.
 * @param asks whether the address asks for another row: one with nothing done in it gives way
 * @returns whether it was open in this tab and should go on at once
 */
export async function recallRow(asks: boolean): Promise<boolean> {
  if ($practice.get()) return false;
  const row = await (await notebook()).row().catch(() => undefined);
  const mine = !asks && row !== undefined && row.id === pointed();
  $kept.set(row && (mine || isUnderWay(row)) ? row : undefined);
  return mine;
}

// ── beginning ────────────────────────────────────────────────────────────────────────────────────────────────────

export type Wanted =
  | { readonly kind: 'drawn'; readonly choice: Choice; readonly found: Found; readonly most: number }
  | { readonly kind: 'these'; readonly items: readonly string[]; readonly mixed: boolean };

/** What the browser has of the bank. */
interface Shelf {
  readonly items: readonly Entry[];
  readonly byId: Library;
}

/** Finds an entry by its id in the bank, or a calculation by the id that holds its numbers. */
export const entryOf = ({ items, byId: all }: Shelf, id: string): Entry | undefined =>
  all.get(id) ?? items.find((entry) => entry.id === id);

/** Begins a row; a calculation asked for by its template comes with new numbers. */
export function startPractice(wanted: Wanted, bank: Shelf, limit: Limit | null): void {
  byId = bank.byId;
  const throwDice = dice(seed());
  const chosen =
    wanted.kind === 'drawn'
      ? draw(bank.items, wanted.choice, wanted.found, throwDice).slice(0, wanted.most)
      : wanted.items
          .map((id) => entryOf(bank, id))
          .filter((entry) => entry !== undefined)
          .map((entry) => ask(entry, throwDice));
  const list = wanted.kind === 'these' && wanted.mixed ? shuffled(throwDice, chosen) : chosen;
  const row: Row = {
    version: rowVersion,
    id: seed(),
    items: list.slice(0, longestRow).map(({ id }) => id),
    place: 0,
    order: [],
    response: null,
    guessed: false,
    looked: false,
    own: null,
    past: [],
    done: 0,
    right: 0,
    active: 0,
    spent: 0,
    limit,
    at: Date.now(),
  };
  $kept.set(undefined);
  open(at(row, 0));
}

/** Goes on with the row kept from before. */
export function resumePractice(items: Library): void {
  byId = items;
  const row = $kept.get();
  $kept.set(undefined);
  if (!row) return;
  // An item taken out of the bank or given other options since begins anew, or is passed over.
  const same = ({ place, order }: Given): boolean => {
    const item = items.get(row.items[place] ?? '');
    const options = item && item.type !== 'short' ? item.options.map(({ id }) => id) : [];
    return item !== undefined && options.length === order.length && options.every((id) => order.includes(id));
  };
  const kept = { ...row, past: row.past.filter(same) };
  open(same(row) ? kept : at(kept, row.place));
}

/** Drops the row kept from before. */
export function dropKept(): void {
  $kept.set(undefined);
  keep(undefined);
}

/** The row at a place, or at the first place after it that the bank still holds. */
function at(row: Row, place: number): Row {
  for (let index = place; index < row.items.length; index += 1) {
    const item = byId.get(row.items[index] ?? '');
    if (item)
      return {
        ...row,
        place: index,
        order: optionOrder(item, dice(seed())),
        response: null,
        guessed: false,
        looked: false,
        own: null,
        spent: 0,
      };
  }
  return { ...row, place: row.items.length, response: null, looked: false, own: null };
}

function exerciseOf({ items, looked, place, order, response, guessed, own }: Row): Exercise | undefined {
  const item = byId.get(items[place] ?? '');
  if (!item) return undefined;
  const given = response ?? undefined;
  return {
    item,
    order,
    response: given,
    guessed,
    own: own ?? undefined,
    mark: looked ? mark(item, given, 'half-each', pointsOf[item.type]) : undefined,
  };
}

/** One of the row's past answers, as it came out. @param index in row.past */
export function pastOf(row: Row, index: number): Exercise | undefined {
  const given = row.past[index];
  const exercise = given && exerciseOf({ ...row, ...given, looked: false });
  if (!exercise) return undefined;
  const { item, response, own } = exercise;
  return { ...exercise, mark: mark(item, response, 'half-each', pointsOf[item.type], own) };
}

/** Goes one answer back or on among those of this row looked at before; past the last, what is at hand comes again. */
export function lookBack(step: -1 | 1): void {
  const most = $practice.get()?.row.past.length ?? 0;
  seeAgain(Math.max(0, ($back.get() ?? most) + step));
}

/** Shows one of the past answers again. @param index in row.past; from its length on: what is at hand */
export function seeAgain(index: number): void {
  $back.set(index < ($practice.get()?.row.past.length ?? 0) ? index : undefined);
}

function open(row: Row): void {
  $back.set(undefined);
  $active.set(row.active);
  $up.set(isUp(row, row.active));
  change(row);
  last = { steady: performance.now(), kept: performance.now() };
  clearInterval(ticker);
  ticker = setInterval(tick, tickEvery);
  void hold(row.id);
}

const change = (row: Row): void => {
  set({ row, exercise: exerciseOf(row), hold: 'here' });
};

// ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Counts active time: a page that is hidden, asleep or silent for more than five seconds adds nothing. */
function tick(): void {
  const practice = $practice.get();
  const now = performance.now();
  const gap = document.visibilityState === 'visible' ? counted(last.steady, now) : 0;
  last = { ...last, steady: now };
  if (!practice?.exercise || practice.hold !== 'here' || $up.get() || gap === 0) return;
  const { row } = practice;
  const next = {
    ...row,
    active: row.active + gap,
    spent: row.looked || $back.get() !== undefined ? row.spent : row.spent + gap,
  };
  $active.set(next.active);
  $up.set(isUp(next, next.active));
  $practice.set({ ...practice, row: next });
  if (now - last.kept > keepEvery || $up.get()) {
    last = { ...last, kept: now };
    keep(next);
  }
}

/** Goes on without a limit after the time is up. */
export function extendPractice(): void {
  const practice = $practice.get();
  $up.set(false);
  if (practice) change({ ...practice.row, limit: null });
}

// ── answering ────────────────────────────────────────────────────────────────────────────────────────────────────

const changed = (practice: Practice, some: Partial<Row>): void => {
  if (practice.hold === 'here') change({ ...practice.row, ...some, at: Date.now() });
};

/** Takes an answer, until it has been looked at. */
export function respond(response: Response): void {
  const practice = $practice.get();
  if (practice?.exercise && !practice.row.looked) changed(practice, { response });
}

/** Picks an option, by the answer as it is now. */
export function pickOption(id: string): void {
  const exercise = $practice.get()?.exercise;
  if (exercise && exercise.item.type !== 'short')
    respond({ kind: 'choice', chosen: pickedNow(exercise.item.type, chosenIn(exercise.response), id) });
}

/** Says that the answer is a guess, or takes that back; until it has been looked at. */
export function guess(on: boolean): void {
  const practice = $practice.get();
  if (practice?.exercise && !practice.row.looked) changed(practice, { guessed: on });
}

/** Shows whether the answer is right; a choice is logged at once, a short answer when its own marks are in. */
export function look(): void {
  const practice = $practice.get();
  if (!practice?.exercise || practice.row.looked || practice.hold !== 'here') return;
  const { item, response } = practice.exercise;
  changed(practice, {
    ...tally(practice, mark(item, response, 'half-each', pointsOf[item.type])),
    looked: true,
  });
}

/** Takes the visitor's own marks of a short answer. */
export function markOwnExercise(lines: Own): void {
  const practice = $practice.get();
  if (practice?.exercise?.item.type === 'short') changed(practice, { own: lines });
}

/** Logs how the exercise went, if that can be said. @returns the row's new counts */
function tally({ row, exercise }: Practice, given: Mark): Pick<Row, 'done' | 'right'> {
  const { done, right } = row;
  const outcome = outcomeOf(given.reason, given.points, given.max);
  if (!outcome || !exercise) return { done, right };
  void addAnswers([
    {
      version: recordVersion,
      at: Date.now(),
      day: todayInShanghai(),
      item: exercise.item.id,
      rev: exercise.item.rev,
      outcome,
      ...(row.guessed && outcome !== 'blank' ? { guessed: true } : {}),
      ms: Math.round(row.spent),
    },
  ]);
  return { done: done + 1, right: right + (outcome === 'right' ? 1 : 0) };
}

/** Goes on to the next exercise; own marks of a short answer are counted now. */
export function goOn(): void {
  const practice = $practice.get();
  if (!practice?.exercise || practice.hold !== 'here') return;
  const { exercise, row } = practice;
  const counts =
    exercise.mark?.reason === 'unmarked' && exercise.own
      ? tally(practice, mark(exercise.item, exercise.response, 'half-each', pointsOf.short, exercise.own))
      : {};
  const past = row.looked ? [...row.past, givenOf(row)] : row.past;
  changed(practice, at({ ...row, ...counts, past }, row.place + 1));
}

/** Ends the row here; what was marked of a short answer is counted. Where answers were looked at, it can be looked back on. */
export function endPractice(): void {
  $back.set(undefined);
  $up.set(false);
  goOn();
  const practice = $practice.get();
  if (practice?.exercise && practice.hold === 'here' && practice.row.past.length > 0) {
    const { row } = practice;
    changed(practice, { place: row.items.length, response: null, looked: false, own: null });
  } else leaveRow();
}

/** Leaves the row for good. */
export function leaveRow(): void {
  clearInterval(ticker);
  release?.();
  $back.set(undefined);
  if ($practice.get()?.hold === 'elsewhere') $practice.set(undefined);
  else set(undefined);
}

/** Leaves the row for later: it is offered again. */
export function putAside(): void {
  const practice = $practice.get();
  clearInterval(ticker);
  release?.();
  $back.set(undefined);
  $practice.set(undefined);
  point(undefined);
  if (practice?.hold === 'here' && isUnderWay(practice.row)) $kept.set(practice.row);
}

/** Whether there is something to look at. */
export const hasAnswer = (exercise: Exercise): boolean => !isBlank(exercise.response);

// ── one tab at a time ────────────────────────────────────────────────────────────────────────────────────────────

let release: (() => void) | undefined;

/** Takes the row into this tab; a tab that had it stops writing. */
async function hold(id: string): Promise<void> {
  release?.();
  if (!('locks' in navigator)) return;
  const held = (): Promise<void> =>
    new Promise((done) => {
      release = () => {
        release = undefined;
        done();
      };
    });
  try {
    await navigator.locks.request(`practice-row:${id}`, { steal: true }, held);
  } catch {
    const practice = $practice.get();
    if (practice?.row.id === id) $practice.set({ ...practice, hold: 'elsewhere' });
  }
}

/** 在此继续: takes the row back from the other tab, as that one left it. */
export async function takeRowBack(): Promise<void> {
  const row = await (await notebook()).row().catch(() => undefined);
  $practice.set(undefined);
  $kept.set(row);
  if (row) resumePractice(byId);
}
