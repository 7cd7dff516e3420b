/**
 * Where attempts and exercises are kept: IndexedDB with strict durability, one transaction a line; memory where there
 * is none. A write is done when the transaction is complete, not before.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import {
  isRead,
  readAttempt,
  readDrill,
  readEntry,
  recordVersion,
  type AttemptRecord,
  type DrillRecord,
  type EntryRecord,
} from '../domain/exam/record.ts';
import { replay, type Entry, type Sheet, type State } from '../domain/exam/attempt.ts';

/** What the databases held, whole. */
export interface Kept {
  readonly record: AttemptRecord;
  readonly log: readonly Entry[];
  readonly state: State;
}

/** stale: another tab wrote this line first · failed: not stored, worth another try */
export type Written = 'done' | 'stale' | 'failed';

export interface Vault {
  /** False where records live in memory only and go with the page. */
  readonly durable: boolean;
  readonly attempts: () => Promise<readonly Kept[]>;
  readonly attempt: (id: string) => Promise<Kept | undefined>;
  readonly putAttempt: (record: AttemptRecord) => Promise<Written>;
  readonly addEntry: (attempt: string, seq: number, entry: Entry) => Promise<Written>;
  readonly removeAttempt: (id: string) => Promise<Written>;
  readonly drills: () => Promise<readonly DrillRecord[]>;
  readonly addDrill: (drill: DrillRecord) => Promise<Written>;
  /** Records that could not be read and were put aside, as they were. */
  readonly aside: () => Promise<readonly unknown[]>;
}

interface Tables extends DBSchema {
  attempts: { key: string; value: unknown };
  entries: { key: [string, number]; value: unknown };
  drills: { key: number; value: unknown };
  aside: { key: number; value: { readonly from: string; readonly raw: unknown } };
}

/** Milliseconds after which a storage that does not answer counts as none. */
const patience = 2_000;
const name = 'carbon-exam';

class Hanging extends Error {}

/** @throws Hanging when the promise has not settled in time */
function inTime<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Hanging());
    }, patience);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

/** A copy without prototypes of its own, safe to put in the database and to export. */
const plain = (record: object): unknown => JSON.parse(JSON.stringify(record));

async function written(work: () => Promise<unknown>): Promise<Written> {
  try {
    await inTime(work());
    return 'done';
  } catch (error) {
    return error instanceof DOMException && error.name === 'ConstraintError' ? 'stale' : 'failed';
  }
}

/** Opens the vault; falls back on memory when there is no storage, or none that answers in two seconds. */
export async function openVault(): Promise<Vault> {
  try {
    const opening = openDB<Tables>(name, 1, {
      upgrade(database) {
        database.createObjectStore('attempts');
        database.createObjectStore('entries');
        database.createObjectStore('drills', { autoIncrement: true });
        database.createObjectStore('aside', { autoIncrement: true });
      },
      blocking(_current, _blocked, event) {
        if (event.target instanceof IDBDatabase) event.target.close();
      },
    });
    const database = await inTime(opening);
    // Some browsers open and then refuse to write: better to know before a paper begins.
    const probe = await written(async () => {
      const transaction = database.transaction('aside', 'readwrite', { durability: 'strict' });
      const key = await transaction.store.add({ from: 'probe', raw: null });
      await transaction.store.delete(key);
      await transaction.done;
    });
    return probe === 'done' ? durable(database) : volatile();
  } catch {
    return volatile();
  }
}

function durable(database: IDBPDatabase<Tables>): Vault {
  const all = (id: string): IDBKeyRange => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);

  async function setAside(table: 'attempts' | 'drills', key: string | number, raw: unknown): Promise<void> {
    await written(async () => {
      const transaction = database.transaction([table, 'aside'], 'readwrite', { durability: 'strict' });
      await transaction.objectStore('aside').add({ from: table, raw });
      await transaction.objectStore(table).delete(typeof key === 'number' ? key : IDBKeyRange.only(key));
      await transaction.done;
    });
  }

  async function load(id: string): Promise<Kept | undefined> {
    const raw: unknown = await inTime(database.get('attempts', id));
    if (raw === undefined) return undefined;
    const record = readAttempt(raw);
    if (!isRead(record)) {
      // One from a later version of the site stays where it is for that version to read.
      if (record === 'broken') await setAside('attempts', id, raw);
      return undefined;
    }
    const lines = await inTime(database.getAll('entries', all(id)));
    const log: Entry[] = [];
    for (const line of lines) {
      const read = readEntry(line);
      // What follows an unreadable line cannot be replayed surely; what stands before it can.
      if (!isRead(read)) break;
      log.push(read.entry);
    }
    return { record, log, state: replay(record.sheet, log) };
  }

  return {
    durable: true,
    async attempts() {
      const ids = await inTime(database.getAllKeys('attempts'));
      const found: Kept[] = [];
      for (const id of ids) {
        const kept = await load(id);
        if (kept) found.push(kept);
      }
      return found;
    },
    attempt: load,
    putAttempt: (record) =>
      written(async () => {
        const transaction = database.transaction('attempts', 'readwrite', { durability: 'strict' });
        await transaction.store.put(plain(record), record.sheet.id);
        await transaction.done;
      }),
    async addEntry(attempt, seq, entry) {
      const record: EntryRecord = { version: recordVersion, attempt, seq, entry };
      const result = await written(async () => {
        const transaction = database.transaction('entries', 'readwrite', { durability: 'strict' });
        // add, never put: where this line exists already, another tab has written it …
        await Promise.all([transaction.store.add(plain(record), [attempt, seq]), transaction.done]);
      });
      if (result !== 'stale') return result;
      // … or this tab has, in a write that came through after we stopped waiting for it.
      const there: unknown = await inTime(database.get('entries', [attempt, seq])).catch(() => undefined);
      return JSON.stringify(there) === JSON.stringify(plain(record)) ? 'done' : 'stale';
    },
    removeAttempt: (id) =>
      written(async () => {
        const transaction = database.transaction(['attempts', 'entries'], 'readwrite', {
          durability: 'strict',
        });
        await transaction.objectStore('attempts').delete(id);
        await transaction.objectStore('entries').delete(all(id));
        await transaction.done;
      }),
    async drills() {
      const keys = await inTime(database.getAllKeys('drills'));
      const raws = await inTime(database.getAll('drills'));
      const found: DrillRecord[] = [];
      for (const [place, raw] of raws.entries()) {
        const drill = readDrill(raw);
        const key = keys[place];
        if (isRead(drill)) found.push(drill);
        else if (drill === 'broken' && key !== undefined) await setAside('drills', key, raw);
      }
      return found;
    },
    addDrill: (drill) =>
      written(async () => {
        const transaction = database.transaction('drills', 'readwrite', { durability: 'strict' });
        await transaction.store.add(plain(drill));
        await transaction.done;
      }),
    aside: () => inTime(database.getAll('aside')),
  };
}

function volatile(): Vault {
  const attempts = new Map<string, { record: AttemptRecord; log: Entry[] }>();
  const drills: DrillRecord[] = [];
  const kept = ({ record, log }: { record: AttemptRecord; log: Entry[] }): Kept => ({
    record,
    log: [...log],
    state: replay(record.sheet, log),
  });
  return {
    durable: false,
    attempts: () => Promise.resolve([...attempts.values()].map(kept)),
    attempt(id) {
      const found = attempts.get(id);
      return Promise.resolve(found && kept(found));
    },
    putAttempt(record) {
      attempts.set(record.sheet.id, { record, log: attempts.get(record.sheet.id)?.log ?? [] });
      return Promise.resolve('done');
    },
    addEntry(attempt, seq, entry) {
      const log = attempts.get(attempt)?.log;
      if (!log || seq !== log.length) return Promise.resolve('stale');
      log.push(entry);
      return Promise.resolve('done');
    },
    removeAttempt(id) {
      attempts.delete(id);
      return Promise.resolve('done');
    },
    drills: () => Promise.resolve([...drills]),
    addDrill(drill) {
      drills.push(drill);
      return Promise.resolve('done');
    },
    aside: () => Promise.resolve([]),
  };
}

let shared: Promise<Vault> | undefined;
/** The page's one vault. */
export const vault = (): Promise<Vault> => (shared ??= openVault());

/** Opens the storage anew after a failed write; the vault at hand stays where that gives nothing durable. */
export async function reopen(): Promise<Vault> {
  const again = await openVault();
  if (again.durable) shared = Promise.resolve(again);
  return vault();
}

/** A new attempt's record. */
export const attemptRecord = (sheet: Sheet, madeAt: number): AttemptRecord => ({
  version: recordVersion,
  sheet,
  madeAt,
});
