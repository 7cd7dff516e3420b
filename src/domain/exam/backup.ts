/**
 * Everything that is kept, as one file; and what two devices kept, as one. A file is read with suspicion: it may come
 * from anywhere. Merging never overwrites: whatever either side holds is in what comes out.
 */
import { readNote } from '../learning/notes.ts';
import { fingerprint } from '../random.ts';
import type { Entry } from './attempt.ts';
import {
  fields,
  isRead,
  isText,
  mend,
  mostLines,
  readAttempt,
  readDrill,
  recordVersion,
  type AttemptRecord,
  type Unreadable,
} from './record.ts';
import { readSettings } from './settings.ts';

/** Raised when the file's form changes in a way an older site could not read. */
export const backupVersion = 1;
export const backupFormat = 'carbon-exam-backup';
/** Characters a file may have: some hundreds of papers. */
export const longestFile = 50_000_000;
const deepest = 40;
const mostAttempts = 5_000;

export interface KeptAttempt {
  readonly record: AttemptRecord;
  readonly log: readonly Entry[];
}

/** One record of a shelf, read. */
export interface Shelved {
  /** What makes two records the same thing. */
  readonly key: string;
  /** Of two records of one thing the higher rank holds; the text decides a tie, on every device alike. */
  readonly rank: number;
  readonly text: string;
  readonly value: object;
}

/** A kind of record beside the attempts: read one by one, kept by its key. */
export interface Shelf {
  /** As it stands in the file. */
  readonly name: string;
  /** Records the shelf may hold. */
  readonly most: number;
  readonly read: (raw: unknown) => Shelved | Unreadable;
}

/**
 * Makes a shelf of a reader.
 * @param of.key what makes two records the same; where it is left out, every difference makes another record
 * @param of.rank grows with what should hold, such as the moment of writing
 */
export function shelfOf<T extends object>(of: {
  readonly name: string;
  readonly most: number;
  readonly read: (raw: unknown) => T | Unreadable;
  readonly key?: (one: T) => string;
  readonly rank?: (one: T) => number;
}): Shelf {
  return {
    name: of.name,
    most: of.most,
    read(raw) {
      const value = of.read(raw);
      if (!isRead(value)) return value;
      const text = JSON.stringify(value);
      return { key: of.key?.(value) ?? text, rank: of.rank?.(value) ?? 0, text, value };
    },
  };
}

/** A record that could not be read, kept as it was found. */
export interface Aside {
  readonly from: string;
  readonly raw: unknown;
}

/** Reads a record that was put aside. @param raw whatever a file held */
export function readAside(raw: unknown): Aside | Unreadable {
  const one = fields(raw);
  return one && isText(one['from']) && 'raw' in one ? { from: one['from'], raw: one['raw'] } : 'broken';
}

export const drillShelf = shelfOf({ name: 'drills', most: 200_000, read: readDrill });
export const settingsShelf = shelfOf({
  name: 'settings',
  most: 1,
  read: readSettings,
  key: () => 'settings',
  rank: ({ at }) => at,
});
/** 收藏 and the wishes for the study plan: each line has its own id, and two devices' lines stand together. */
export const notesShelf = shelfOf({
  name: 'notes',
  most: 50_000,
  read: (raw) => readNote(raw) ?? 'broken',
  key: ({ id }) => id,
});
export const asideShelf = shelfOf({ name: 'aside', most: 2_000, read: readAside });

/** All that is kept on a device, but for what the visitor deleted. */
export interface Holdings {
  readonly attempts: readonly KeptAttempt[];
  /** By the shelf's name. */
  readonly shelves: ReadonlyMap<string, readonly Shelved[]>;
}

export const nothing: Holdings = { attempts: [], shelves: new Map() };

// ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Writes the file. @param madeAt milliseconds since 1970 */
export function writeBackup({ attempts, shelves }: Holdings, madeAt: number): string {
  return JSON.stringify({
    format: backupFormat,
    version: backupVersion,
    madeAt,
    attempts: attempts.map(({ record, log }) => ({ ...record, log })),
    ...Object.fromEntries([...shelves].map(([name, all]) => [name, all.map(({ value }) => value)])),
  });
}

/** Why a file is not read at all. */
export type BackupProblem =
  | { readonly kind: 'empty' | 'not-json' | 'too-deep' | 'not-backup' }
  | { readonly kind: 'too-large'; readonly found: number; readonly most: number }
  | { readonly kind: 'newer'; readonly version: number };

/** What of a file was left aside, by kind: everything else was read. */
export interface Finding {
  /** attempts, lines (of an attempt's log) or the name of a shelf. */
  readonly where: string;
  readonly why: 'broken' | 'newer' | 'twice' | 'too-many';
  readonly count: number;
  /** Place of the first in its list, from 1. */
  readonly first: number;
}

export interface ReadBackup {
  readonly kind: 'read';
  /** When the file was made, where it says so. */
  readonly madeAt: number | undefined;
  readonly holdings: Holdings;
  readonly findings: readonly Finding[];
}

/** Whether brackets nest deeper than any file of ours: looked at before anything walks the tree. */
function tooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const one = text.charCodeAt(index);
    if (quoted) {
      if (one === 0x5c) index += 1;
      else if (one === 0x22) quoted = false;
    } else if (one === 0x22) quoted = true;
    else if (one === 0x5b || one === 0x7b) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (one === 0x5d || one === 0x7d) depth -= 1;
  }
  return false;
}

/**
 * Reads a backup, or the single paper that 另存我的答案 writes.
 * @param text any text at all
 * @param shelves the kinds of record this site knows; a list of another name is passed over
 * @returns what could be read and what could not, or why nothing could
 */
export function readBackup(text: string, shelves: readonly Shelf[]): ReadBackup | BackupProblem {
  if (text.length > longestFile) return { kind: 'too-large', found: text.length, most: longestFile };
  if (text.trim() === '') return { kind: 'empty' };
  if (tooDeep(text)) return { kind: 'too-deep' };
  let raw: unknown;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { kind: 'not-json' };
  }
  const file = fields(raw);
  if (!file) return { kind: 'not-backup' };
  const single = 'sheet' in file && 'log' in file;
  if (!single) {
    const { format, version } = file;
    if (format !== backupFormat || typeof version !== 'number') return { kind: 'not-backup' };
    if (version > backupVersion) return { kind: 'newer', version };
  }
  const findings = new Map<string, Finding>();
  const find = (where: string, why: Finding['why'], first: number): void => {
    const key = `${where} ${why}`;
    const before = findings.get(key);
    findings.set(key, before ? { ...before, count: before.count + 1 } : { where, why, count: 1, first });
  };
  const list = (name: string): readonly unknown[] => {
    const found = file[name];
    if (Array.isArray(found)) return found;
    if (found !== undefined) find(name, 'broken', 1);
    return [];
  };

  const attempts: KeptAttempt[] = [];
  const ids = new Set<string>();
  for (const [place, one] of (single ? [file] : list('attempts')).entries()) {
    const read = readKept(one);
    if (attempts.length >= mostAttempts) find('attempts', 'too-many', place + 1);
    else if (read === 'newer' || read === 'broken') find('attempts', read, place + 1);
    else {
      if (read.wrong > 0) find('lines', 'broken', place + 1);
      if (ids.has(read.kept.record.sheet.id)) find('attempts', 'twice', place + 1);
      ids.add(read.kept.record.sheet.id);
      attempts.push(read.kept);
    }
  }

  const read = new Map<string, readonly Shelved[]>();
  for (const shelf of shelves) {
    const found: Shelved[] = [];
    for (const [place, one] of list(shelf.name).entries()) {
      const shelved = shelf.read(one);
      if (!isRead(shelved)) find(shelf.name, shelved, place + 1);
      else if (found.length >= shelf.most) find(shelf.name, 'too-many', place + 1);
      else found.push(shelved);
    }
    read.set(shelf.name, joined(found));
  }
  const { madeAt } = file;
  return {
    kind: 'read',
    madeAt: typeof madeAt === 'number' ? madeAt : undefined,
    holdings: merge({ attempts, shelves: read }, nothing),
    findings: [...findings.values()],
  };
}

function readKept(raw: unknown): { readonly kept: KeptAttempt; readonly wrong: number } | Unreadable {
  const record = readAttempt(raw);
  if (!isRead(record)) return record;
  const lines = fields(raw)?.['log'];
  if (!Array.isArray(lines) || lines.length > mostLines) return 'broken';
  const { log, wrong } = mend(
    record,
    lines.map((entry: unknown, seq) => ({
      seq,
      raw: { version: recordVersion, attempt: record.sheet.id, seq, entry },
    })),
  );
  return { kept: { record, log }, wrong: wrong.length };
}

// ── merging ──────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * All that either side holds. Commutative, associative, idempotent. Where both have an attempt, the log that goes on
 * from the other's holds; where an attempt was continued on both, each way of it is kept as an attempt of its own.
 */
export function merge(a: Holdings, b: Holdings): Holdings {
  const names = new Set([...a.shelves.keys(), ...b.shelves.keys()]);
  return {
    attempts: mergeAttempts([...a.attempts, ...b.attempts]),
    shelves: new Map(
      [...names]
        .sort()
        .map((name) => [name, joined([...(a.shelves.get(name) ?? []), ...(b.shelves.get(name) ?? [])])]),
    ),
  };
}

function joined(all: readonly Shelved[]): readonly Shelved[] {
  const best = new Map<string, Shelved>();
  for (const one of all) {
    const there = best.get(one.key);
    if (!there || one.rank > there.rank || (one.rank === there.rank && one.text > there.text))
      best.set(one.key, one);
  }
  return [...best.values()].sort((x, y) => compare(x.key, y.key));
}

const compare = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);

/** The attempt's id before it was ever branched off. */
const rootOf = (id: string): string => id.replace(/~.*$/, '');

/** An attempt as a path: what it is first, then its lines. */
interface Path {
  readonly kept: KeptAttempt;
  readonly steps: readonly string[];
}

function mergeAttempts(all: readonly KeptAttempt[]): readonly KeptAttempt[] {
  const groups = new Map<string, Path[]>();
  for (const kept of all) {
    const root = rootOf(kept.record.sheet.id);
    const steps = [
      JSON.stringify({ ...kept.record.sheet, id: root }),
      ...kept.log.map((entry) => JSON.stringify(entry)),
    ];
    const group = groups.get(root);
    if (group) group.push({ kept, steps });
    else groups.set(root, [{ kept, steps }]);
  }
  return [...groups]
    .flatMap(([root, paths]) => branches(root, paths))
    .sort((x, y) => compare(x.record.sheet.id, y.record.sheet.id));
}

/** Where two paths part: the first place at which they differ, or the end of the shorter. */
function parting(x: readonly string[], y: readonly string[]): number {
  const most = Math.min(x.length, y.length);
  for (let place = 0; place < most; place += 1) if (x[place] !== y[place]) return place;
  return most;
}

/**
 * The longest ways, each once, under ids that do not depend on who merges what first: the least way keeps the root's
 * id, another is named by the line at which it leaves the ways before it.
 */
function branches(root: string, paths: readonly Path[]): readonly KeptAttempt[] {
  const inOrder = [...paths].sort((x, y) => {
    const place = parting(x.steps, y.steps);
    return compare(x.steps[place] ?? '', y.steps[place] ?? '');
  });
  // In this order a path stands right before the paths that go on from it.
  const leaves = inOrder.filter(({ steps }, index) => {
    const next = inOrder[index + 1];
    return !next || parting(steps, next.steps) < steps.length;
  });
  const versions = paths.map(({ kept }) => kept.record.version);
  const madeAt = Math.min(...paths.map(({ kept }) => kept.record.madeAt));
  const deleted = paths.map(({ kept }) => kept.record.deletedAt);
  // One side that still has it is enough to keep it.
  const deletedAt = deleted.every((at) => at !== undefined) ? Math.max(...deleted) : undefined;
  const version = Math.max(...versions);
  return leaves.map(({ kept, steps }, index) => {
    const before = leaves[index - 1];
    const id = before
      ? `${root}~${fingerprint(steps.slice(0, parting(before.steps, steps) + 1).join('\n')).toString(36)}`
      : root;
    const record: AttemptRecord = { version, sheet: { ...kept.record.sheet, id }, madeAt };
    return { record: deletedAt === undefined ? record : { ...record, deletedAt }, log: kept.log };
  });
}

/** What merging brought. */
export interface Gain {
  /** Attempts not here before, and attempts that go on further than they did here. */
  readonly added: number;
  readonly longer: number;
  /** Records not here before or newer than here, by shelf. */
  readonly shelves: ReadonlyMap<string, number>;
}

/** What `after` holds beyond `before`. @param after a merge of it */
export function gain(before: Holdings, after: Holdings): Gain {
  const lengths = new Map(before.attempts.map(({ record, log }) => [record.sheet.id, log.length]));
  const longer = after.attempts.filter(({ record, log }) => {
    const there = lengths.get(record.sheet.id);
    return there !== undefined && log.length > there;
  }).length;
  return {
    added: Math.max(0, after.attempts.length - before.attempts.length),
    longer,
    shelves: new Map(
      [...after.shelves].map(([name, all]) => {
        const there = new Set(before.shelves.get(name)?.map(({ text }) => text));
        return [name, all.filter(({ text }) => !there.has(text)).length];
      }),
    ),
  };
}

/** The attempts that differ from what is here: those to be written. */
export const changedAttempts = (before: Holdings, after: Holdings): readonly KeptAttempt[] => {
  const there = new Map(
    before.attempts.map(({ record, log }) => [record.sheet.id, JSON.stringify([record, log])]),
  );
  return after.attempts.filter(
    ({ record, log }) => there.get(record.sheet.id) !== JSON.stringify([record, log]),
  );
};
