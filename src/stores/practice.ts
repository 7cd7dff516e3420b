/** Practice in this tab: the drawn row of items, the answer at hand, the tally, and the log that feeds 错题本. */
import { atom } from 'nanostores';
import { todayInShanghai } from '../clock.ts';
import { optionOrder } from '../domain/exam/paper.ts';
import { draw, mistakes, outcomeOf, type Choice } from '../domain/exam/practice.ts';
import type { Item } from '../domain/exam/question.ts';
import { recordVersion, type DrillRecord } from '../domain/exam/record.ts';
import {
  chosenIn,
  isBlank,
  mark,
  pickedNow,
  type Mark,
  type Own,
  type Response,
} from '../domain/exam/score.ts';
import { ask, type Entry } from '../domain/exam/template.ts';
import { dice } from '../domain/random.ts';
import { vault } from './vault.ts';

export interface Exercise {
  readonly item: Item;
  readonly order: readonly string[];
  readonly response: Response | undefined;
  /** Set once the answer has been looked at. */
  readonly mark: Mark | undefined;
  readonly own: Own | undefined;
}

export interface Practice {
  /** Ids still to come. */
  readonly rest: readonly Item[];
  readonly exercise: Exercise | undefined;
  readonly done: number;
  readonly right: number;
  readonly all: number;
}

export interface Book {
  readonly durable: boolean;
  /** Ids in 错题本, the latest mistake first. */
  readonly mistakes: readonly string[];
  readonly drills: number;
}

export const $practice = atom<Practice | undefined>(undefined);
export const $book = atom<Book | undefined>(undefined);
/** The last exercise could not be stored; it counts in this page only. */
export const $unsaved = atom(false);

let log: readonly DrillRecord[] = [];

/** Whole points of a multiple choice in practice, as on a paper; a single has 1, a short answer its rubric's 10. */
const pointsOf = { single: 1, multiple: 2, short: 10 } as const;

/** Reads what was practised before. */
export async function recallPractice(): Promise<void> {
  const store = await vault();
  log = await store.drills().catch(() => []);
  $book.set({ durable: store.durable, mistakes: mistakes(log), drills: log.length });
}

const seed = (): string => crypto.getRandomValues(new Uint32Array(2)).join();

/** Begins a row of exercises. */
export function startPractice(bank: readonly Entry[], choice: Choice): void {
  startRow(draw(bank, choice, dice(seed())));
}

/** Begins a row of the items in 错题本; a calculation comes with new numbers. */
export function startMistakes(bank: readonly Entry[]): void {
  const byId = new Map(bank.map((entry) => [entry.id, entry]));
  const entries = ($book.get()?.mistakes ?? []).map((id) => byId.get(id)).filter((one) => one !== undefined);
  startRow(entries.map((entry) => ask(entry, dice(seed()))));
}

function startRow(items: readonly Item[]): void {
  $practice.set(next({ rest: items, exercise: undefined, done: 0, right: 0, all: items.length }));
}

function next(practice: Practice): Practice {
  const [item, ...rest] = practice.rest;
  if (!item) return { ...practice, rest: [], exercise: undefined };
  const order = optionOrder(item, dice(seed()));
  return {
    ...practice,
    rest,
    exercise: { item, order, response: undefined, mark: undefined, own: undefined },
  };
}

/** Takes an answer, until it has been looked at. */
export function respond(response: Response): void {
  const practice = $practice.get();
  if (practice?.exercise && !practice.exercise.mark)
    $practice.set({ ...practice, exercise: { ...practice.exercise, response } });
}

/** Picks an option, by the answer as it is now. */
export function pickOption(id: string): void {
  const exercise = $practice.get()?.exercise;
  if (exercise && exercise.item.type !== 'short')
    respond({ kind: 'choice', chosen: pickedNow(exercise.item.type, chosenIn(exercise.response), id) });
}

/** Shows whether the answer is right; a choice is logged at once, a short answer when its own marks are in. */
export function look(): void {
  const practice = $practice.get();
  if (!practice?.exercise || practice.exercise.mark) return;
  const { item, response } = practice.exercise;
  settle(practice, practice.exercise, mark(item, response, 'half-each', pointsOf[item.type]));
}

/** Takes the visitor's own marks of a short answer. */
export function markOwnExercise(lines: Own): void {
  const practice = $practice.get();
  if (practice?.exercise?.item.type !== 'short') return;
  $practice.set({ ...practice, exercise: { ...practice.exercise, own: lines } });
}

function settle(practice: Practice, exercise: Exercise, given: Mark): void {
  const outcome = outcomeOf(given.reason, given.points, given.max);
  $practice.set({
    ...practice,
    done: practice.done + (outcome ? 1 : 0),
    right: practice.right + (outcome === 'right' ? 1 : 0),
    exercise: { ...exercise, mark: given },
  });
  if (outcome) keep(exercise, outcome);
}

function keep({ item }: Exercise, outcome: DrillRecord['outcome']): void {
  const drill: DrillRecord = {
    version: recordVersion,
    at: Date.now(),
    day: todayInShanghai(),
    item: item.id,
    rev: item.rev,
    outcome,
  };
  log = [...log, drill];
  const book = $book.get();
  $book.set({ durable: book?.durable ?? false, mistakes: mistakes(log), drills: log.length });
  void vault()
    .then((store) => store.addDrill(drill))
    .then((written) => {
      $unsaved.set(written !== 'done');
    });
}

/** Goes on to the next exercise; own marks of a short answer are counted now. */
export function goOn(): void {
  const practice = $practice.get();
  if (!practice) return;
  const { exercise } = practice;
  if (exercise?.mark?.reason === 'unmarked' && exercise.own) {
    settle(
      practice,
      exercise,
      mark(exercise.item, exercise.response, 'half-each', pointsOf.short, exercise.own),
    );
  }
  $practice.set(next($practice.get() ?? practice));
}

/** Ends the row. */
export function endPractice(): void {
  goOn();
  $practice.set(undefined);
}

/** Whether there is something to look at. */
export const hasAnswer = (exercise: Exercise): boolean => !isBlank(exercise.response);
