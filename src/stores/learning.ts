/** What is known of the visitor's learning in this tab: the log of answers, 收藏, the plan's wishes. */
import { atom, computed } from 'nanostores';
import { todayInShanghai } from '../clock.ts';
import type { PlainDate } from '../domain/calendar.ts';
import type { Entry, Sheet, State } from '../domain/exam/attempt.ts';
import type { DrillRecord } from '../domain/exam/record.ts';
import { rootOf, type Library } from '../domain/exam/template.ts';
import { merged, missing, paperLines } from '../domain/learning/log.ts';
import { noteAt, noteVersion, starred, wished, type Note, type PlanWish } from '../domain/learning/notes.ts';
import { notebook, reopenNotebook } from './notebook.ts';
import { untilStored } from './retry.ts';
import { reopen, vault } from './vault.ts';

export interface Learning {
  /** False: nothing can be stored here, everything lives in this page only. */
  readonly durable: boolean;
  readonly today: PlainDate;
  readonly log: readonly DrillRecord[];
  readonly notes: readonly Note[];
}

/** Undefined until it was read. */
export const $learning = atom<Learning | undefined>(undefined);
/** Ids in 收藏, the latest first. */
export const $stars = computed($learning, (learning) => (learning ? starred(learning.notes) : []));
/** The plan's wishes, if there is a plan. */
export const $wish = computed($learning, (learning) => learning && wished(learning.notes));

const dayOf = (at: number): PlainDate => todayInShanghai(new Date(at));

/** Reads what was learnt before. */
export async function recallLearning(): Promise<void> {
  const [store, book] = await Promise.all([vault(), notebook()]);
  const [log, notes] = await Promise.all([store.drills().catch(() => []), book.notes().catch(() => [])]);
  $learning.set({
    durable: store.durable && book.durable,
    today: todayInShanghai(),
    log: merged(log),
    notes,
  });
}

let reading: Promise<void> | undefined;
/** Reads what was learnt before, once. */
export const needLearning = (): Promise<void> => (reading ??= recallLearning());

/** Keeps answers; where that fails they count in this page, and are written again until they are stored. */
export async function addAnswers(drills: readonly DrillRecord[]): Promise<void> {
  // What is being read just now would not hold them.
  await reading;
  const learning = $learning.get();
  if (learning) $learning.set({ ...learning, log: merged(learning.log, drills) });
  let store = await vault();
  // A line that comes through twice counts once.
  await untilStored(async () => {
    const stored = (await store.addDrills(drills)) === 'done';
    if (!stored) store = await reopen();
    return stored;
  });
}

let noting: Promise<unknown> = Promise.resolve();

/** Notes what of these lines is new or changed, one call after the other. */
function note(lines: readonly DrillRecord[]): Promise<void> {
  const work = async (): Promise<void> => {
    if (lines.length === 0) return;
    const known = await (await vault()).drills().catch(() => []);
    const fresh = missing(known, lines);
    if (fresh.length > 0) await addAnswers(fresh);
  };
  const done = noting.then(work);
  noting = done.catch(() => undefined);
  return done;
}

/**
 * Notes the answers of a paper handed in: wrong ones enter 错题本, all feed the statistics. May be called again and
 * again, as when short answers were marked: only what is new or changed is written.
 */
export const noteExam = (sheet: Sheet, state: State, log: readonly Entry[], byId: Library): Promise<void> =>
  note(paperLines(sheet, state, log, byId, dayOf));

/** Notes every paper handed in that was not noted yet, as one that ran out while nobody was there. */
export async function noteExams(byId: Library): Promise<void> {
  const attempts = await (await vault()).attempts().catch(() => []);
  await note(
    attempts
      .filter(({ record }) => record.deletedAt === undefined)
      .flatMap(({ record, state, log }) => paperLines(record.sheet, state, log, byId, dayOf)),
  );
}

/** A note as somebody makes it, before it has a number and a moment. */
type Said =
  | { readonly kind: 'star' | 'out'; readonly item: string; readonly on: boolean }
  | { readonly kind: 'plan'; readonly wish: PlanWish | null };

/** Keeps a note, made now. */
export async function add(said: Said): Promise<void> {
  const at = noteAt($learning.get()?.notes ?? [], Date.now());
  const id = `${at.toString(36)}-${[...crypto.getRandomValues(new Uint32Array(2))].join('-')}`;
  const note: Note = { version: noteVersion, id, at, ...said };
  const learning = $learning.get();
  if (learning) $learning.set({ ...learning, notes: [...learning.notes, note] });
  let book = await notebook();
  await untilStored(async () => {
    const stored = await book.addNotes([note]);
    if (!stored) book = await reopenNotebook();
    return stored;
  });
}

/** Puts an item into 收藏, or takes it out; of a calculation its template. */
export const star = (item: string, on: boolean): Promise<void> =>
  add({ kind: 'star', item: rootOf(item), on });
