/** The sitting of this tab: brings clock, chance, lock and storage to the domain's state machine. */
import { atom } from 'nanostores';
import {
  allowed,
  counted,
  due,
  isState,
  replay,
  sit,
  timeLeft,
  tolerance,
  wentBack,
  type Entry,
  type Factor,
  type Mode,
  type Sheet,
  type State,
} from '../domain/exam/attempt.ts';
import type { Blueprint } from '../domain/exam/blueprint.ts';
import { bankSpace, seedSpace } from '../domain/exam/number.ts';
import {
  freshest,
  isPaper,
  paperOf,
  type Paper,
  type PaperProblem,
  type Question,
} from '../domain/exam/paper.ts';
import { chosenIn, pickedNow, type Own, type Response } from '../domain/exam/score.ts';
import type { Entry as BankEntry } from '../domain/exam/template.ts';
import { painted, waitNoLonger } from './painted.ts';
import { breathe } from './retry.ts';
import { attemptRecord, reopen, vault, type Kept } from './vault.ts';

export interface Sitting {
  readonly sheet: Sheet;
  readonly state: State;
  readonly log: readonly Entry[];
  /**
   * elsewhere: another tab holds this attempt; newer: a later version of the site wrote on in it. Either way it can
   * only be read here.
   */
  readonly hold: 'here' | 'elsewhere' | 'newer';
}

export type Saving =
  | { readonly kind: 'idle' | 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  /** Not stored; tried again every few seconds. */
  | { readonly kind: 'failing'; readonly count: number };

export type History =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready';
      readonly kept: readonly Kept[];
      /** False: nothing can be stored here, records live in this page only. */
      readonly durable: boolean;
      /** Why not: the browser refuses, or a later version of the site is open in another tab. */
      readonly why?: 'refused' | 'newer';
      /** Records put aside because they could not be read. */
      readonly aside: number;
      /** Records of a later version of the site, left as they are. */
      readonly newer: number;
    };

export const $sitting = atom<Sitting | undefined>(undefined);
export const $saving = atom<Saving>({ kind: 'idle' });
export const $history = atom<History>({ kind: 'loading' });
/** Now, by the wall clock, about once a second while a paper is open. */
export const $now = atom(0);
/** Practice mode: milliseconds counted since the last beat. */
export const $pending = atom(0);

const beatEvery = 15_000;
const textAfter = 700;
/** A forward leap of the wall clock against the monotonic one that is worth a question. Milliseconds. */
const leapFrom = 60_000;
/** Papers looked at when one with few known questions is wanted. */
const candidates = 16;

// ── history ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Reads what is kept: hands in what ran out while away, drops what was deleted at an earlier visit. */
export async function arrive(): Promise<void> {
  const now = Date.now();
  const store = await vault();
  for (const { record } of await store.attempts().catch(() => []))
    if (record.deletedAt !== undefined) await store.removeAttempt(record.sheet.id);
  for (const { record, log, state, newer } of await store.attempts().catch(() => []))
    if (!newer && due(record.sheet, state, now) === 'expire')
      await store.addEntry(record.sheet.id, log.length, { kind: 'expire', at: now });
  await refresh();
  const shown = pointed();
  if (shown === null || $sitting.get()) return;
  const kept = await store.attempt(shown).catch(() => undefined);
  if (kept?.state.endedAt === undefined) point(undefined);
  else await reopenAttempt(shown);
}

/** Where this tab keeps the id of the result on screen: a reload shows it again. Not in the address: that may be shared. */
const pointer = 'exam-result';

function pointed(): string | null {
  try {
    return sessionStorage.getItem(pointer);
  } catch {
    return null;
  }
}

function point(sitting: Sitting | undefined): void {
  try {
    if (sitting?.state.endedAt === undefined) sessionStorage.removeItem(pointer);
    else sessionStorage.setItem(pointer, sitting.sheet.id);
  } catch {
    // Without it a reload leads to the start page, where the paper is listed.
  }
}

/** Reads what is kept, and whether anything can be kept. */
export async function refresh(): Promise<void> {
  const store = await vault();
  const kept = await store.attempts().catch(() => []);
  const aside = await store.aside().catch(() => []);
  $history.set({
    kind: 'ready',
    kept: [...kept].sort((a, b) => b.record.madeAt - a.record.madeAt),
    durable: store.durable,
    ...(store.why && { why: store.why }),
    aside: aside.length,
    newer: store.newer(),
  });
}

/** Marks an attempt deleted, or takes that back; it is dropped for good at the next visit. */
export async function remove(id: string, away = true): Promise<void> {
  const store = await vault();
  const kept = await store.attempt(id);
  if (!kept) return;
  const { version, sheet, madeAt } = kept.record;
  await store.putAttempt(
    away ? { version, sheet, madeAt, deletedAt: Date.now() } : { version, sheet, madeAt },
  );
  await refresh();
}

/** The records put aside, as text to save. */
export const asideFile = async (): Promise<string> => JSON.stringify(await (await vault()).aside(), null, 2);

// ── beginning ────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Wish {
  readonly blueprint: Blueprint;
  readonly mode: Mode;
  readonly factor: Factor;
  /** A 卷号 as typed; empty: a paper with as few known questions as possible. */
  readonly number: string;
}

/** A paper set beforehand, so that the start has only to show it; good for this bank and this history. */
let prepared:
  | { blueprint: Blueprint; bank: readonly BankEntry[]; history: History; paper: Paper | PaperProblem }
  | undefined;

/** What the next start that names no 卷号 will open, known beforehand: the room can stand ready. */
export const $ready = atom<Sheet | undefined>(undefined);

/** Sets the next paper while nobody waits; the next start that names no 卷号 takes it. @param wish names none */
export function prepare(wish: Wish, bank: readonly BankEntry[]): void {
  const paper = nextPaper(wish.blueprint, bank);
  $ready.set(isPaper(paper) ? sheetOf(paper, wish.blueprint, wish.mode, wish.factor) : undefined);
  // The first wait opens the channel it waits on: here, not at the start.
  void painted();
}

function nextPaper(blueprint: Blueprint, bank: readonly BankEntry[]): Paper | PaperProblem {
  const history = $history.get();
  if (prepared?.blueprint === blueprint && prepared.bank === bank && prepared.history === history)
    return prepared.paper;
  const seen = new Set(
    history.kind === 'ready'
      ? history.kept.flatMap(({ record }) => record.sheet.questions.map((question) => question.item))
      : [],
  );
  const seeds = [...crypto.getRandomValues(new Uint32Array(candidates))].map((one) => one % seedSpace);
  const paper = freshest(blueprint, bank, seeds, seen);
  prepared = { blueprint, bank, history, paper };
  return paper;
}

/** Sets the paper somebody wishes for. @param all every blueprint, since a 卷号 names its own */
export function setWished(
  wish: Wish,
  all: readonly Blueprint[],
  bank: readonly BankEntry[],
): Paper | PaperProblem {
  if (wish.number.trim() !== '') return paperOf(wish.number, all, bank);
  const paper = nextPaper(wish.blueprint, bank);
  prepared = undefined;
  return paper;
}

/** Begins: makes the attempt, takes its lock, starts its clock. @returns what stands in the way, if anything */
export function begin(
  wish: Wish,
  all: readonly Blueprint[],
  bank: readonly BankEntry[],
): PaperProblem | undefined {
  const paper = setWished(wish, all, bank);
  if (!isPaper(paper)) return paper;
  const blueprint = all.find((one) => one.id === paper.blueprint) ?? wish.blueprint;
  const sheet = sheetOf(paper, blueprint, wish.mode, wish.factor);
  const ready = $ready.get();
  const same =
    ready?.questions === sheet.questions && ready.mode === sheet.mode && ready.factor === sheet.factor;
  enter(same ? ready : sheet);
  $ready.set(undefined);
  return undefined;
}

/** Grades a paper done by hand: kept like any other, handed in at once. @param responses by item */
export function gradeByHand(
  paper: Paper,
  blueprint: Blueprint,
  responses: readonly { readonly item: string; readonly response: Response }[],
): void {
  enter({ ...sheetOf(paper, blueprint, 'practice', 'none'), byHand: true });
  const at = Date.now();
  for (const { item, response } of responses) act({ kind: 'answer', at, item, response });
  act({ kind: 'submit', at });
}

function sheetOf(paper: Paper, blueprint: Blueprint, mode: Mode, factor: Factor): Sheet {
  return {
    id: [...crypto.getRandomValues(new Uint32Array(3))]
      .map((word) => (word % bankSpace).toString(36))
      .join('-'),
    number: paper.number,
    blueprint: blueprint.id,
    level: blueprint.level,
    mode,
    rule: blueprint.rule,
    minutes: blueprint.minutes,
    factor,
    pass: blueprint.pass,
    questions: paper.questions,
  };
}

/** Opens a new attempt, takes its lock and starts its clock. */
function enter(sheet: Sheet): void {
  const now = Date.now();
  const first = sheet.questions[0];
  const log: readonly Entry[] = [
    { kind: 'start', at: now },
    ...(first ? [{ kind: 'visit', at: now, item: first.item } as const] : []),
  ];
  open({ sheet, state: replay(sheet, log), log, hold: 'here' }, 0, now);
  $saving.set({ kind: 'saving' });
  // The first question is painted first. No other tab knows of this attempt yet.
  void pump();
  void painted().then(() => {
    if ($sitting.get()?.sheet.id === sheet.id) void take(sheet.id, false);
    // Asks the browser not to clear what is kept here; where that is refused, nothing changes.
    if ('storage' in navigator) void navigator.storage.persist().catch(() => false);
  });
}

/** Opens a kept attempt, running or ended; another tab's stays read-only. */
export async function reopenAttempt(id: string): Promise<void> {
  const mine = await take(id, false);
  const kept = await (await vault()).attempt(id);
  if (!kept) return;
  const { record, log, state } = kept;
  const hold = kept.newer ? 'newer' : mine ? 'here' : 'elsewhere';
  open({ sheet: record.sheet, state, log, hold }, log.length, record.madeAt);
  tick();
}

/** 在此继续: takes the attempt away from the other tab. */
export async function takeOver(): Promise<void> {
  const sitting = $sitting.get();
  if (!sitting) return;
  await take(sitting.sheet.id, true);
  const kept = await (await vault()).attempt(sitting.sheet.id);
  if (!kept) return;
  open(
    { sheet: kept.record.sheet, state: kept.state, log: kept.log, hold: 'here' },
    kept.log.length,
    kept.record.madeAt,
  );
  tick();
}

/** Leaves the room; a strict clock runs on. */
export async function leave(): Promise<void> {
  flushText();
  beat();
  const sitting = $sitting.get();
  if (sitting?.sheet.mode === 'practice' && sitting.state.phase === 'running')
    act({ kind: 'pause', at: Date.now() });
  await pump();
  close();
  await refresh();
}

// ── the sitting ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Lines of the log that the storage has acknowledged. */
let stored = 0;
let madeAt = 0;
let recorded = false;
let failures = 0;
let pumping: Promise<void> | undefined;
let ticker: ReturnType<typeof setInterval> | undefined;
let last = { wall: 0, steady: 0, beat: 0 };
const drafts = new Map<string, { text: string; at: number }>();
let draftTimer: ReturnType<typeof setTimeout> | undefined;

function open(sitting: Sitting, already: number, made: number): void {
  $sitting.set(sitting);
  stored = already;
  recorded = already > 0;
  failures = 0;
  madeAt = made;
  $saving.set({ kind: 'idle' });
  $pending.set(0);
  drafts.clear();
  last = { wall: Date.now(), steady: performance.now(), beat: Date.now() };
  $now.set(last.wall);
  ticker ??= setInterval(tick, 500);
}

function close(): void {
  clearInterval(ticker);
  ticker = undefined;
  release?.();
  $sitting.set(undefined);
}

/** One step of the machine; refused where the attempt is held elsewhere or the domain says no. @returns whether it counted */
function act(entry: Entry): boolean {
  const sitting = $sitting.get();
  if (sitting?.hold !== 'here') return false;
  const state = sit(sitting.sheet, sitting.state, entry);
  if (!isState(state)) return false;
  $sitting.set({ ...sitting, state, log: [...sitting.log, entry] });
  if ($saving.get().kind !== 'failing') $saving.set({ kind: 'saving' });
  void pump();
  return true;
}

/**
 * Writes what is not yet stored, line by line, each in its own strict transaction; never two at a time. The answer is
 * painted first, and nothing is called 已保存 before it is.
 */
function pump(): Promise<void> {
  return (pumping ??= painted()
    .then(write)
    .finally(() => {
      pumping = undefined;
      const sitting = $sitting.get();
      if (sitting && stored < sitting.log.length && $saving.get().kind !== 'failing') void pump();
    }));
}

async function write(): Promise<void> {
  let store = await vault();
  for (;;) {
    const sitting = $sitting.get();
    if (sitting?.hold !== 'here') return;
    const entry = sitting.log[stored];
    if (!entry) return;
    const { id } = sitting.sheet;
    const head = recorded ? undefined : attemptRecord(sitting.sheet, madeAt);
    const result = await store.addEntry(id, stored, entry, head);
    if ($sitting.get()?.sheet.id !== id) return;
    if (result === 'done') {
      recorded = true;
      failures = 0;
      stored += 1;
      if (stored === $sitting.get()?.log.length)
        $saving.set(store.durable ? { kind: 'saved', at: Date.now() } : { kind: 'idle' });
    } else if (result === 'stale') {
      await fallBehind(id);
      return;
    } else {
      $saving.set({ kind: 'failing', count: ($sitting.get()?.log.length ?? stored) - stored });
      await breathe(failures);
      failures += 1;
      store = await reopen();
      // The storage may have been cleared: then everything is written again from memory.
      const there = await store.attempt(id).catch(() => undefined);
      recorded = there !== undefined;
      stored = Math.min(stored, there?.log.length ?? 0);
    }
  }
}

/** Another tab has written on: show what it wrote, read-only. */
async function fallBehind(id: string): Promise<void> {
  const kept = await (await vault()).attempt(id);
  const sitting = $sitting.get();
  if (sitting?.sheet.id !== id) return;
  $sitting.set(
    kept
      ? { ...sitting, state: kept.state, log: kept.log, hold: 'elsewhere' }
      : { ...sitting, hold: 'elsewhere' },
  );
  stored = kept?.log.length ?? stored;
}

/** Picks an option of a choice question: by the answer as it is now, however late the screen may be. */
export function pick(item: string, type: 'single' | 'multiple', id: string): void {
  settle();
  const chosen = pickedNow(type, chosenIn($sitting.get()?.state.responses.get(item)), id);
  act({ kind: 'answer', at: Date.now(), item, response: { kind: 'choice', chosen } });
}

/** The question at hand, by the state as it is now. */
export function here():
  { readonly sitting: Sitting; readonly index: number; readonly question: Question } | undefined {
  const sitting = $sitting.get();
  const found =
    sitting?.sheet.questions.findIndex((question) => question.item === sitting.state.current) ?? -1;
  const index = Math.max(0, found);
  const question = sitting?.sheet.questions[index];
  return sitting && question && { sitting, index, question };
}

/** Takes a text while it is typed; it is saved within a second, and at once when the page is left. */
export function type(item: string, text: string): void {
  drafts.set(item, { text, at: Date.now() });
  draftTimer ??= setTimeout(flushText, textAfter);
}

/** Saves texts not yet saved. */
export function flushText(): void {
  clearTimeout(draftTimer);
  draftTimer = undefined;
  for (const [item, { text, at }] of drafts) {
    const response: Response = { kind: 'text', text };
    act({ kind: 'answer', at, item, response });
  }
  drafts.clear();
}

export function clear(item: string): void {
  drafts.delete(item);
  settle();
  act({ kind: 'answer', at: Date.now(), item, response: { kind: 'choice', chosen: [] } });
}

export function flag(item: string, on: boolean): void {
  settle();
  act({ kind: 'flag', at: Date.now(), item, on });
}

export function visit(item: string): void {
  flushText();
  if ($sitting.get()?.state.current !== item) act({ kind: 'visit', at: Date.now(), item });
}

/** Hands the paper in. */
export function submit(): void {
  flushText();
  beat();
  if (!act({ kind: 'submit', at: Date.now() })) tick();
}

/** Practice: stops the clock, or lets it go on. */
export function pause(on: boolean): void {
  flushText();
  beat();
  act({ kind: on ? 'pause' : 'resume', at: Date.now() });
}

/** Practice: goes on without a limit after the time is up. */
export function extend(): void {
  act({ kind: 'extend', at: Date.now() });
}

/** Gives the time of a leap of the clock back, once. */
export function restore(): void {
  act({ kind: 'restore', at: Date.now() });
}

/** Writes down the visitor's own marks of a short answer. */
export function markOwn(item: string, lines: Own): void {
  act({ kind: 'own', at: Date.now(), item, lines });
}

/** Everything of this sitting as text, for a file to keep when storing fails. */
export function sittingFile(): string {
  flushText();
  const sitting = $sitting.get();
  return JSON.stringify(
    sitting ? { ...attemptRecord(sitting.sheet, madeAt), log: sitting.log } : null,
    null,
    2,
  );
}

// ── the clock ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Before an entry: if the clock was set back, a beat moves the deadline first; if time is up, hands in. */
function settle(): void {
  tick();
}

function beat(): void {
  const active = $pending.get();
  if (act({ kind: 'beat', at: Date.now(), active })) $pending.set(0);
  last.beat = Date.now();
}

/** Reads the clock: nothing is counted down, so a tick that comes late or never changes nothing but the picture. */
export function tick(): void {
  const now = { wall: Date.now(), steady: performance.now() };
  const passedWall = now.wall - last.wall;
  const passedSteady = now.steady - last.steady;
  // A text from before a sleep or a changed clock takes its place in the log before any line from after it: out of its
  // turn it would pass for a clock set back, and cost the time slept a second time.
  if (passedWall < 0 || passedWall > tolerance) flushText();
  const sitting = $sitting.get();
  if (!sitting) return;
  if (sitting.sheet.mode === 'practice' && sitting.state.phase === 'running' && sitting.hold === 'here')
    $pending.set($pending.get() + counted(last.steady, now.steady));
  last = { ...last, ...now };
  if (Math.floor($now.get() / 1000) !== Math.floor(now.wall / 1000)) $now.set(now.wall);
  if (sitting.hold !== 'here' || sitting.state.phase !== 'running') return;
  if (wentBack(sitting.state, now.wall)) {
    beat();
    return;
  }
  const { sheet, state } = sitting;
  // Noted before the paper may end by it: what a changed clock took can be given back even then.
  if (
    sheet.mode === 'strict' &&
    allowed(sheet) !== undefined &&
    !state.restored &&
    passedWall - passedSteady > leapFrom
  )
    act({ kind: 'leap', at: now.wall, by: Math.round(passedWall - passedSteady) });
  if (due(sheet, state, now.wall, $pending.get()) === 'expire') {
    flushText();
    act({ kind: 'expire', at: now.wall });
    return;
  }
  if (now.wall - last.beat >= beatEvery) beat();
}

/** Milliseconds left now, for those who ask for it. */
export function left(): number | undefined {
  const sitting = $sitting.get();
  return sitting && timeLeft(sitting.sheet, sitting.state, Date.now(), $pending.get());
}

// ── one tab at a time ────────────────────────────────────────────────────────────────────────────────────────────

let release: (() => void) | undefined;

/** Takes the attempt's lock. @param steal from whichever tab has it @returns whether this tab may write */
async function take(id: string, steal: boolean): Promise<boolean> {
  // Without locks the revision of each line still keeps two tabs from writing over each other.
  if (!('locks' in navigator)) return true;
  release?.();
  for (let attempt = 0; ; attempt += 1) {
    if (await request(id, steal)) return true;
    // A page that is just being reloaded lets go a moment later.
    if (attempt === 2) return false;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

function request(id: string, steal: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const options: LockOptions = steal ? { steal: true } : { ifAvailable: true };
    navigator.locks
      .request(`exam-attempt:${id}`, options, (lock) => {
        resolve(lock !== null);
        if (lock === null) return undefined;
        return new Promise<void>((done) => {
          release = () => {
            release = undefined;
            done();
          };
        });
      })
      .catch(() => {
        // Stolen by 在此继续 in another tab.
        const sitting = $sitting.get();
        if (sitting?.sheet.id === id) $sitting.set({ ...sitting, hold: 'elsewhere' });
        resolve(false);
      });
  });
}

/** Listens to the page: what is typed is saved when it is left, the clock is read when it comes back. @returns how to stop */
export function listen(): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const back = (): void => {
    const sitting = $sitting.get();
    if (sitting?.hold === 'elsewhere') void fallBehind(sitting.sheet.id);
    tick();
    waitNoLonger();
  };
  const away = (): void => {
    flushText();
    // What was counted in practice so far is kept, should the page not come back.
    if ($pending.get() > 0) beat();
    waitNoLonger();
  };
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'hidden') away();
      else back();
    },
    { signal },
  );
  window.addEventListener('pagehide', away, { signal });
  // A browser that freezes a page in the background wakes it without a sign of its own.
  document.addEventListener('freeze', away, { signal });
  document.addEventListener('resume', back, { signal });
  window.addEventListener(
    'blur',
    () => {
      flushText();
      waitNoLonger();
    },
    { signal },
  );
  window.addEventListener('pageshow', back, { signal });
  window.addEventListener('focus', back, { signal });
  window.addEventListener(
    'beforeunload',
    (event) => {
      const sitting = $sitting.get();
      const store = $history.get();
      const running = sitting?.state.phase === 'running' && sitting.hold === 'here';
      const memory = store.kind === 'ready' && !store.durable;
      if ($saving.get().kind === 'failing' || (running && memory)) event.preventDefault();
    },
    { signal },
  );
  const forgetPointing = $sitting.listen(point);
  return () => {
    stop.abort();
    forgetPointing();
  };
}
