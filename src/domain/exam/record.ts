/** Records of attempts and exercises as they are kept: versioned, read with suspicion, put aside when they do not fit. */
import { levels } from '../notice.ts';
import type { Entry, Factor, Mode, Sheet } from './attempt.ts';
import type { Question } from './paper.ts';
import { rules, type Own, type Response } from './score.ts';

/**
 * Raised whenever a record's form changes; a reader keeps the older forms readable.
 * 2: own marks may be null, for a line of the rubric not marked yet.
 */
export const recordVersion = 2;

export interface AttemptRecord {
  readonly version: number;
  readonly sheet: Sheet;
  /** When it was made, for the order of the list. */
  readonly madeAt: number;
  /** Set while a deletion can still be undone; purged at the next visit. */
  readonly deletedAt?: number;
}

export interface EntryRecord {
  readonly version: number;
  readonly attempt: string;
  /** Place in the log, from 0. The key [attempt, seq] refuses a second writer. */
  readonly seq: number;
  readonly entry: Entry;
}

/** One answer, in practice or in a paper handed in. Its optional fields may be missing in older records. */
export interface DrillRecord {
  readonly version: number;
  readonly at: number;
  /** The day in Asia/Shanghai, yyyy-mm-dd. */
  readonly day: string;
  readonly item: string;
  readonly rev: number;
  readonly outcome: Outcome;
  /** Said to be guessed: counts as not known, however it came out. */
  readonly guessed?: boolean;
  /** The attempt it was answered in; absent in practice. */
  readonly exam?: string;
  /** Active time spent with it, milliseconds. */
  readonly ms?: number;
}
/** How an answer came out. */
export const outcomes = ['right', 'partial', 'wrong', 'blank'] as const;
export type Outcome = (typeof outcomes)[number];

/** newer: written by a later version of this site · broken: not of this form */
export type Unreadable = 'newer' | 'broken';
/** Whether a record could be read. */
export const isRead = <T extends object>(one: T | Unreadable): one is T => typeof one !== 'string';

export type Fields = Readonly<Record<string, unknown>>;
/** The own fields of an object read from outside, without its prototype; undefined for anything else. */
export const fields = (raw: unknown): Fields | undefined =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)
    ? Object.fromEntries(Object.entries(raw))
    : undefined;
/** A text of at most 100,000 characters. */
export const isText = (raw: unknown): raw is string => typeof raw === 'string' && raw.length <= 100_000;
const isNumber = (raw: unknown): raw is number => typeof raw === 'number' && Number.isFinite(raw);
const isWithin = (raw: unknown, from: number, to: number): raw is number =>
  isNumber(raw) && raw >= from && raw <= to;
/** Milliseconds since 1970, up to the year 2500. */
export const isMoment = (raw: unknown): raw is number => isWithin(raw, 0, 16_725_225_600_000);
/** Ids are made here and stand in selectors and addresses: letters, digits, hyphen, and ~ before a branch's mark. */
const isId = (raw: unknown): raw is string => isText(raw) && /^[\w~-]{1,100}$/.test(raw);
const isName = (raw: unknown): raw is string => isText(raw) && raw.length > 0 && raw.length <= 200;
const isTexts = (raw: unknown): raw is readonly string[] =>
  Array.isArray(raw) && raw.length <= 100 && raw.every(isText);
const isOwn = (raw: unknown): raw is Own =>
  Array.isArray(raw) && raw.length <= 100 && raw.every((one) => one === null || isWithin(one, 0, 100));
const isOneOf = <T>(raw: unknown, list: readonly T[]): raw is T => list.some((one) => one === raw);

/** A century, in milliseconds. */
const longest = 3_155_760_000_000;
const modes: readonly Mode[] = ['strict', 'practice'];
const isFactor = (raw: unknown): raw is Factor => raw === 'none' || (isNumber(raw) && raw > 0 && raw <= 100);

function versionOf(raw: unknown): Fields | Unreadable {
  const one = fields(raw);
  if (!one || !isNumber(one['version'])) return 'broken';
  return one['version'] > recordVersion ? 'newer' : one;
}

function readQuestion(raw: unknown): Question | undefined {
  const one = fields(raw);
  if (!one) return undefined;
  const { item, rev, type, points, order } = one;
  if (!isName(item) || !isNumber(rev) || !isWithin(points, 0, 100) || !isTexts(order)) return undefined;
  if (!isOneOf(type, ['single', 'multiple', 'short'] as const)) return undefined;
  return { item, rev, type, points, order };
}

function readSheet(raw: unknown): Sheet | undefined {
  const one = fields(raw);
  if (!one) return undefined;
  const { id, number, blueprint, level, mode, rule, minutes, factor, pass, byHand, questions } = one;
  if (!isId(id) || !isName(number) || !isName(blueprint)) return undefined;
  if (!isWithin(minutes, 1, 10_000) || !isWithin(pass, 0, 10_000)) return undefined;
  if (!isOneOf(level, levels) || !isOneOf(mode, modes) || !isOneOf(rule, rules) || !isFactor(factor))
    return undefined;
  if (!Array.isArray(questions) || questions.length === 0 || questions.length > 500) return undefined;
  const read = questions.map(readQuestion).filter((question) => question !== undefined);
  if (read.length !== questions.length) return undefined;
  const sheet = { id, number, blueprint, level, mode, rule, minutes, factor, pass, questions: read };
  return byHand === true ? { ...sheet, byHand } : sheet;
}

/** Reads the head of an attempt. @param raw whatever the storage held */
export function readAttempt(raw: unknown): AttemptRecord | Unreadable {
  const one = versionOf(raw);
  if (typeof one === 'string') return one;
  const sheet = readSheet(one['sheet']);
  const { version, madeAt, deletedAt } = one;
  if (!sheet || !isNumber(version) || !isMoment(madeAt)) return 'broken';
  return isMoment(deletedAt) ? { version, sheet, madeAt, deletedAt } : { version, sheet, madeAt };
}

function readResponse(raw: unknown): Response | undefined {
  const one = fields(raw);
  if (one?.['kind'] === 'choice' && isTexts(one['chosen'])) return { kind: 'choice', chosen: one['chosen'] };
  if (one?.['kind'] === 'text' && isText(one['text'])) return { kind: 'text', text: one['text'] };
  return undefined;
}

/** Reads what one line says. @param raw whatever the storage or a file held */
export function readLine(raw: unknown): Entry | undefined {
  const one = fields(raw);
  if (!one) return undefined;
  const { at, kind, item, by, active, on, lines } = one;
  if (!isMoment(at)) return undefined;
  switch (kind) {
    case 'start':
    case 'pause':
    case 'resume':
    case 'restore':
    case 'extend':
    case 'submit':
    case 'expire':
      return { at, kind };
    case 'answer': {
      const response = readResponse(one['response']);
      return isName(item) && response ? { at, kind, item, response } : undefined;
    }
    case 'flag':
      return isName(item) && typeof on === 'boolean' ? { at, kind, item, on } : undefined;
    case 'visit':
      return isName(item) ? { at, kind, item } : undefined;
    case 'beat':
      return isWithin(active, 0, longest) ? { at, kind, active } : undefined;
    case 'leap':
      return isWithin(by, 0, longest) ? { at, kind, by } : undefined;
    case 'own':
      return isName(item) && isOwn(lines) ? { at, kind, item, lines } : undefined;
    default:
      return undefined;
  }
}

/** Reads one line of a log. @param raw whatever the storage held */
export function readEntry(raw: unknown): EntryRecord | Unreadable {
  const one = versionOf(raw);
  if (typeof one === 'string') return one;
  const { version, attempt, seq } = one;
  const entry = readLine(one['entry']);
  if (!isNumber(version) || !isText(attempt) || !isNumber(seq) || !entry) return 'broken';
  return { version, attempt, seq, entry };
}

/** Lines one attempt may have: a beat every 15 seconds of twenty hours, four times over. */
export const mostLines = 20_000;

/** A log as it stood in storage, made whole. */
export interface Mended {
  readonly log: readonly Entry[];
  /** Places whose line could not be read or was missing; a line that changes nothing stands there now. */
  readonly wrong: readonly number[];
  /** A later version of the site wrote on from here: what follows is for that version, and here all is read-only. */
  readonly newer: boolean;
}

/**
 * Reads the lines of an attempt. One torn line never costs the others: a beat takes its place, or a start the first.
 * @param lines in the order of their places, as the storage held them
 */
export function mend(
  { sheet, madeAt }: AttemptRecord,
  lines: readonly { readonly seq: number; readonly raw: unknown }[],
): Mended {
  const log: Entry[] = [];
  const wrong: number[] = [];
  const fill = (): void => {
    wrong.push(log.length);
    log.push(
      log.length === 0
        ? { at: madeAt, kind: 'start' }
        : { at: log.at(-1)?.at ?? madeAt, kind: 'beat', active: 0 },
    );
  };
  for (const { seq, raw } of lines) {
    if (seq < log.length || seq >= mostLines) continue;
    while (log.length < seq) fill();
    const read = readEntry(raw);
    if (read === 'newer') return { log, wrong, newer: true };
    if (read === 'broken' || read.attempt !== sheet.id || read.seq !== seq) fill();
    else log.push(read.entry);
  }
  if (log.length === 0) fill();
  return { log, wrong, newer: false };
}

/** Reads one exercise. @param raw whatever the storage held */
export function readDrill(raw: unknown): DrillRecord | Unreadable {
  const one = versionOf(raw);
  if (typeof one === 'string') return one;
  const { version, at, day, item, rev, outcome, guessed, exam, ms } = one;
  if (
    !isNumber(version) ||
    !isMoment(at) ||
    !isName(day) ||
    !isName(item) ||
    !isNumber(rev) ||
    !isOneOf(outcome, outcomes)
  )
    return 'broken';
  return {
    version,
    at,
    day,
    item,
    rev,
    outcome,
    ...(typeof guessed === 'boolean' ? { guessed } : {}),
    ...(isText(exam) ? { exam } : {}),
    ...(isNumber(ms) && ms >= 0 ? { ms } : {}),
  };
}
