/** Everything kept in this browser, in one place: counted, written to a file, merged from one, deleted. */
import { atom } from 'nanostores';
import {
  asideShelf,
  changedAttempts,
  drillShelf,
  gain,
  longestFile,
  merge,
  notesShelf,
  readAside,
  readBackup,
  settingsShelf,
  writeBackup,
  type BackupProblem,
  type Finding,
  type Gain,
  type Holdings,
  type Shelf,
  type Shelved,
} from '../domain/exam/backup.ts';
import { readNote, starred, wished } from '../domain/learning/notes.ts';
import { isRead, readDrill } from '../domain/exam/record.ts';
import { readSettings } from '../domain/exam/settings.ts';
import { forgetSettings, keepSettings, keptSettings, recallSettings } from './settings.ts';
import { notebook, reopenNotebook } from './notebook.ts';
import { dropOtherDatabases, vault, type Vault } from './vault.ts';

/** A kind of record beside the attempts, and where it lies. */
interface Source {
  readonly shelf: Shelf;
  readonly load: (store: Vault) => Promise<readonly unknown[]>;
  /** Keeps records that were not here. Missing where the vault writes them with the attempts. @returns whether they are stored */
  readonly keep?: (fresh: readonly object[]) => Promise<boolean>;
}

const sources: readonly Source[] = [
  { shelf: drillShelf, load: (store) => store.drills() },
  {
    shelf: notesShelf,
    load: async () => (await notebook()).notes(),
    keep: async (fresh) =>
      (await notebook()).addNotes(fresh.map(readNote).filter((note) => note !== undefined)),
  },
  {
    shelf: settingsShelf,
    load: () => Promise.resolve([keptSettings()].filter((one) => one !== undefined)),
    keep: (fresh) => {
      const kept = fresh.map(readSettings).filter(isRead).every(keepSettings);
      recallSettings();
      return Promise.resolve(kept);
    },
  },
  { shelf: asideShelf, load: (store) => store.aside() },
];
const known = sources.map(({ shelf }) => shelf);

export interface Stock {
  readonly durable: boolean;
  readonly why: Vault['why'];
  /** Papers handed in, and begun. */
  readonly ended: number;
  readonly open: number;
  readonly drills: number;
  /** Items in 收藏, and whether there is a plan. */
  readonly stars: number;
  readonly plan: boolean;
  readonly settings: boolean;
  readonly aside: number;
  /** Written by a later version of the site: not in a backup made here. */
  readonly newer: number;
  /** Whether the browser has promised not to clear this by itself. */
  readonly persisted: boolean;
}
export const $stock = atom<Stock | undefined>(undefined);

/** Counts what is kept. */
export async function takeStock(): Promise<void> {
  const store = await vault();
  const { attempts, shelves: all } = await holdings();
  const count = ({ name }: Shelf): number => all.get(name)?.length ?? 0;
  const notes = (all.get(notesShelf.name) ?? [])
    .map(({ value }) => readNote(value))
    .filter((note) => note !== undefined);
  const kept = await store.attempts().catch(() => []);
  const ended = kept.filter(
    ({ record, state }) => record.deletedAt === undefined && state.endedAt !== undefined,
  );
  $stock.set({
    durable: store.durable,
    why: store.why,
    ended: ended.length,
    open: attempts.length - ended.length,
    drills: count(drillShelf),
    stars: starred(notes).length,
    plan: wished(notes) !== undefined,
    settings: count(settingsShelf) > 0,
    aside: count(asideShelf),
    newer: store.newer(),
    persisted: 'storage' in navigator && (await navigator.storage.persisted().catch(() => false)),
  });
}

/** Asks the browser not to clear this by itself. */
export async function persist(): Promise<void> {
  if ('storage' in navigator) await navigator.storage.persist().catch(() => false);
  await takeStock();
}

/** All that is kept, but for what was deleted and what a later version of the site wrote. */
async function holdings(): Promise<Holdings> {
  const store = await vault();
  const kept = await store.attempts().catch(() => []);
  const read: [string, readonly Shelved[]][] = [];
  // One after the other: reading a kind may put records aside, and what was put aside is read last.
  for (const { shelf, load } of sources) {
    const raws = await load(store).catch(() => []);
    read.push([shelf.name, raws.map((raw) => shelf.read(raw)).filter(isRead)]);
  }
  return merge(
    {
      attempts: kept
        .filter(({ record, newer }) => record.deletedAt === undefined && !newer)
        .map(({ record, log }) => ({ record, log })),
      shelves: new Map(read),
    },
    { attempts: [], shelves: new Map() },
  );
}

/** The backup, as text to save. */
export const backupText = async (): Promise<string> => writeBackup(await holdings(), Date.now());

export type Restored =
  | { readonly kind: 'problem'; readonly problem: BackupProblem }
  /** A paper that would change is open in another tab. */
  | { readonly kind: 'busy' }
  /** Not written: nothing has changed. */
  | { readonly kind: 'failed' }
  /** The papers are written; some of the rest is not. */
  | { readonly kind: 'partly' }
  | {
      readonly kind: 'done';
      readonly durable: boolean;
      readonly gain: Gain;
      readonly findings: readonly Finding[];
    };

/** Merges a backup into what is kept here: written whole or not at all. @param file a file, or its text */
export async function restoreFrom(file: Blob | string): Promise<Restored> {
  // A character takes up to three bytes: what is longer than that need not be read to be refused.
  if (typeof file !== 'string' && file.size > longestFile * 3)
    return { kind: 'problem', problem: { kind: 'too-large', found: file.size, most: longestFile } };
  const text = typeof file === 'string' ? file : await file.text().catch(() => '');
  const read = readBackup(text, known);
  if (read.kind !== 'read') return { kind: 'problem', problem: read };
  const store = await vault();
  const before = await holdings();
  const after = merge(before, read.holdings);
  const gained = gain(before, after);
  const attempts = changedAttempts(before, after);
  const busy = await openElsewhere();
  if (attempts.some(({ record }) => busy.has(record.sheet.id))) return { kind: 'busy' };
  const fresh = ({ name }: Shelf): readonly object[] => {
    const there = new Set(before.shelves.get(name)?.map((one) => one.text));
    return (after.shelves.get(name) ?? []).filter((one) => !there.has(one.text)).map((one) => one.value);
  };
  const written = await store.change({
    attempts,
    drills: fresh(drillShelf).map(readDrill).filter(isRead),
    aside: fresh(asideShelf).map(readAside).filter(isRead),
  });
  if (written !== 'done') return { kind: 'failed' };
  // Beside the vault: each kind whole, and again with the next attempt where it could not be stored.
  const kept = await Promise.all(
    sources.map(({ shelf, keep }) =>
      keep && fresh(shelf).length > 0 ? keep(fresh(shelf)) : Promise.resolve(true),
    ),
  );
  if (kept.includes(false)) return { kind: 'partly' };
  await takeStock();
  return { kind: 'done', durable: store.durable, gain: gained, findings: read.findings };
}

/** Ids of the attempts that some tab is writing to. */
async function openElsewhere(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query().catch(() => ({ held: [] }));
  const prefix = 'exam-attempt:';
  return new Set(
    held.flatMap(({ name }) => (name?.startsWith(prefix) === true ? [name.slice(prefix.length)] : [])),
  );
}

/** done: read again, and nothing is left · busy: a paper is open in another tab · failed: something is left */
export type Wiped = 'done' | 'busy' | 'failed';

/** Deletes everything kept here: of the exam, of practice, and a draft of the form. */
export async function wipeAll(): Promise<Wiped> {
  if ((await openElsewhere()).size > 0) return 'busy';
  const store = await vault();
  const written = await store.wipe();
  const noted = await (await notebook()).wipe();
  const others = await dropOtherDatabases();
  // The notebook's own database went with them: what is restored or noted next needs a new one.
  await reopenNotebook();
  const forgotten = forgetSettings();
  try {
    sessionStorage.clear();
    localStorage.clear();
  } catch {
    // Nothing was kept there either.
  }
  await takeStock();
  const left = $stock.get();
  const empty =
    left?.ended === 0 &&
    left.open === 0 &&
    left.drills === 0 &&
    left.aside === 0 &&
    left.stars === 0 &&
    !left.plan;
  return written === 'done' && noted && others && forgotten && empty ? 'done' : 'failed';
}

/** The records put aside, as text to save. */
export const asideText = async (): Promise<string> => JSON.stringify(await (await vault()).aside(), null, 2);

/** Deletes the records put aside. */
export async function dropAside(): Promise<void> {
  await (await vault()).clearAside();
  await takeStock();
}
