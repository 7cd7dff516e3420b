/**
 * Where attempts and exercises are kept: IndexedDB with strict durability, one transaction a line, kept twice where the
 * browser lets us (twin.ts); memory where there is none. A write is done when the transaction is complete, not before.
 */
import { deleteDB, type DBSchema } from 'idb';
import { replay, type Entry, type Sheet, type State } from '../domain/exam/attempt.ts';
import type { Aside, KeptAttempt } from '../domain/exam/backup.ts';
import {
  isRead,
  mend,
  readAttempt,
  readDrill,
  recordVersion,
  type AttemptRecord,
  type DrillRecord,
  type EntryRecord,
} from '../domain/exam/record.ts';
import { inTime, longPatience, patience } from './storage.ts';
import { openTwin, type Twin } from './twin.ts';

/** What the database held of an attempt, whole. */
export interface Kept extends KeptAttempt {
  readonly state: State;
  /** A later version of the site wrote on from here: here it can be looked at only. */
  readonly newer: boolean;
}

/** What merging two devices' records asks for. */
export interface Change {
  /** Written as they are, over what stood there under the same id. */
  readonly attempts: readonly KeptAttempt[];
  /** Added. */
  readonly drills: readonly DrillRecord[];
  readonly aside: readonly Aside[];
}

/** stale: another tab wrote this line first · failed: not stored, worth another try */
export type Written = 'done' | 'stale' | 'failed';

export interface Vault {
  /** False where records live in memory only and go with the page. */
  readonly durable: boolean;
  /** Why it is not: refused by the browser, or written by a later version of the site that runs in another tab. */
  readonly why?: 'refused' | 'newer';
  readonly attempts: () => Promise<readonly Kept[]>;
  readonly attempt: (id: string) => Promise<Kept | undefined>;
  readonly putAttempt: (record: AttemptRecord) => Promise<Written>;
  /** Adds a line to an attempt's log. @param head for the first line: the attempt, written with it or not at all */
  readonly addEntry: (attempt: string, seq: number, entry: Entry, head?: AttemptRecord) => Promise<Written>;
  readonly removeAttempt: (id: string) => Promise<Written>;
  readonly drills: () => Promise<readonly DrillRecord[]>;
  /** Adds answers, all of them or none. */
  readonly addDrills: (drills: readonly DrillRecord[]) => Promise<Written>;
  /** Records that could not be read and were put aside, as they were. */
  readonly aside: () => Promise<readonly Aside[]>;
  /** Drops what was put aside, once the visitor has it in a file. */
  readonly clearAside: () => Promise<Written>;
  /** How many records a later version of the site wrote, by the last reading of the attempts. */
  readonly newer: () => number;
  /** Writes all of it or nothing. */
  readonly change: (change: Change) => Promise<Written>;
  /** Deletes everything. */
  readonly wipe: () => Promise<Written>;
}

interface Tables extends DBSchema {
  attempts: { key: string; value: unknown };
  entries: { key: [string, number]; value: unknown };
  drills: { key: number; value: unknown };
  aside: { key: number; value: Aside };
}

const name = 'carbon-exam';

/** A copy without prototypes of its own, safe to put in the database and to export. */
const plain = (record: object): unknown => JSON.parse(JSON.stringify(record));

async function written(work: () => Promise<unknown>, limit = patience): Promise<Written> {
  try {
    await inTime(work(), limit);
    return 'done';
  } catch (error) {
    return error instanceof DOMException && error.name === 'ConstraintError' ? 'stale' : 'failed';
  }
}

/** Opens the vault; falls back on memory when there is no storage, or none that answers in two seconds. */
export async function openVault(): Promise<Vault> {
  try {
    const twin = await openTwin<Tables>({
      name,
      version: 3,
      upgrade(database) {
        const there = database.objectStoreNames;
        for (const table of ['attempts', 'entries'])
          if (!there.contains(table)) database.createObjectStore(table);
        for (const table of ['drills', 'aside'])
          if (!there.contains(table)) database.createObjectStore(table, { autoIncrement: true });
      },
    });
    return durable(twin);
  } catch (error) {
    // The database was made by a later version of the site: another tab of it is open, or its pages are.
    return volatile(error instanceof DOMException && error.name === 'VersionError' ? 'newer' : 'refused');
  }
}

function durable({ database, write, wipe }: Twin<Tables>): Vault {
  const all = (id: string): IDBKeyRange => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);

  let newer = 0;

  async function setAside(table: 'attempts' | 'drills', key: string | number, raw: unknown): Promise<void> {
    await written(() =>
      write([table, 'entries', 'aside'], async (changing) => {
        // An attempt's lines go with it: somebody may still make sense of them.
        const lines = typeof key === 'string' ? await changing.getAll('entries', all(key)) : [];
        await Promise.all([
          typeof key === 'string' && changing.delete('entries', all(key)),
          changing.add('aside', { from: table, raw: lines.length > 0 ? { head: raw, lines } : raw }),
          changing.delete(table, key),
        ]);
      }),
    );
  }

  async function load(id: string): Promise<Kept | undefined> {
    const raw: unknown = await inTime(database.get('attempts', id));
    if (raw === undefined) return undefined;
    const record = readAttempt(raw);
    if (!isRead(record)) {
      // One from a later version of the site stays where it is for that version to read.
      if (record === 'newer') newer += 1;
      else await setAside('attempts', id, raw);
      return undefined;
    }
    const reading = database.transaction('entries').store;
    const [keys, raws] = await inTime(Promise.all([reading.getAllKeys(all(id)), reading.getAll(all(id))]));
    const lines = keys.map(([, seq], place) => ({ seq, raw: raws[place] }));
    const mended = mend(record, lines);
    if (mended.newer) newer += 1;
    else if (mended.wrong.length > 0) await putRight(id, mended.log, mended.wrong, lines);
    return { record, log: mended.log, state: replay(record.sheet, mended.log), newer: mended.newer };
  }

  /** Puts torn lines aside and what stands for them in their places, so that the log can go on. */
  async function putRight(
    id: string,
    log: readonly Entry[],
    wrong: readonly number[],
    lines: readonly { readonly seq: number; readonly raw: unknown }[],
  ): Promise<void> {
    await written(() =>
      write(['entries', 'aside'], (changing) =>
        Promise.all(
          wrong.map((seq) => {
            const entry = log[seq];
            const torn = lines.find((line) => line.seq === seq);
            return Promise.all([
              torn && changing.add('aside', { from: `entries ${id}`, raw: torn.raw }),
              entry && changing.put('entries', plain(lineOf(id, seq, entry)), [id, seq]),
            ]);
          }),
        ),
      ),
    );
  }

  return {
    durable: true,
    newer: () => newer,
    async attempts() {
      newer = 0;
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
      written(() =>
        write(['attempts'], (changing) => changing.put('attempts', plain(record), record.sheet.id)),
      ),
    async addEntry(attempt, seq, entry, head) {
      const record = plain(lineOf(attempt, seq, entry));
      const result = await written(() =>
        write(['attempts', 'entries'], async (changing) => {
          // Asked for all at once: each answer waited for would cost a way to the database and back.
          const before = head
            ? []
            : [
                changing.getKey('attempts', attempt),
                ...(seq === 0 ? [] : [changing.getKey('entries', [attempt, seq - 1])]),
              ];
          // add, never put: where this line exists already, another tab has written it …
          const added = Promise.all([
            changing.add('entries', record, [attempt, seq]),
            head && changing.put('attempts', plain(head), attempt),
          ]);
          added.catch(() => undefined);
          // A line whose attempt or forerunner is gone (cleared, deleted elsewhere) would never be read again.
          if ((await Promise.all<unknown>(before)).includes(undefined)) {
            changing.abort();
            throw new Error('gone');
          }
          await added;
        }),
      );
      if (result !== 'stale') return result;
      // … or this tab has, in a write that came through after we stopped waiting for it.
      const there: unknown = await inTime(database.get('entries', [attempt, seq])).catch(() => undefined);
      if (there === undefined) return 'failed';
      return JSON.stringify(there) === JSON.stringify(record) ? 'done' : 'stale';
    },
    removeAttempt: (id) =>
      written(() =>
        write(['attempts', 'entries'], (changing) =>
          Promise.all([changing.delete('attempts', id), changing.delete('entries', all(id))]),
        ),
      ),
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
    addDrills: (drills) =>
      written(() =>
        write(['drills'], (changing) =>
          Promise.all(drills.map((drill) => changing.add('drills', plain(drill)))),
        ),
      ),
    aside: () => inTime(database.getAll('aside')),
    clearAside: () => written(() => write(['aside'], (changing) => changing.clear('aside'))),
    change: ({ attempts, drills, aside }) =>
      written(
        () =>
          write(['attempts', 'entries', 'drills', 'aside'], (changing) => {
            const work: Promise<unknown>[] = [];
            for (const { record, log } of attempts) {
              const { id } = record.sheet;
              work.push(changing.put('attempts', plain(record), id), changing.delete('entries', all(id)));
              for (const [seq, entry] of log.entries())
                work.push(changing.put('entries', plain(lineOf(id, seq, entry)), [id, seq]));
            }
            for (const drill of drills) work.push(changing.add('drills', plain(drill)));
            for (const one of aside) work.push(changing.add('aside', one));
            return Promise.all(work);
          }),
        longPatience,
      ),
    wipe: () => written(wipe, longPatience),
  };
}

const lineOf = (attempt: string, seq: number, entry: Entry): EntryRecord => ({
  version: recordVersion,
  attempt,
  seq,
  entry,
});

function volatile(why: 'refused' | 'newer'): Vault {
  const attempts = new Map<string, { record: AttemptRecord; log: Entry[] }>();
  const drills: DrillRecord[] = [];
  const kept = ({ record, log }: { record: AttemptRecord; log: Entry[] }): Kept => ({
    record,
    log: [...log],
    state: replay(record.sheet, log),
    newer: false,
  });
  return {
    durable: false,
    why,
    newer: () => 0,
    attempts: () => Promise.resolve([...attempts.values()].map(kept)),
    attempt(id) {
      const found = attempts.get(id);
      return Promise.resolve(found && kept(found));
    },
    putAttempt(record) {
      attempts.set(record.sheet.id, { record, log: attempts.get(record.sheet.id)?.log ?? [] });
      return Promise.resolve('done');
    },
    addEntry(attempt, seq, entry, head) {
      if (head && !attempts.has(attempt)) attempts.set(attempt, { record: head, log: [] });
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
    addDrills(some) {
      drills.push(...some);
      return Promise.resolve('done');
    },
    aside: () => Promise.resolve([]),
    clearAside: () => Promise.resolve('done'),
    change(change) {
      for (const { record, log } of change.attempts) attempts.set(record.sheet.id, { record, log: [...log] });
      drills.push(...change.drills);
      return Promise.resolve('done');
    },
    wipe() {
      attempts.clear();
      drills.length = 0;
      return Promise.resolve('done');
    },
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

/** Deletes every other database of this site. @returns whether none is left */
export async function dropOtherDatabases(): Promise<boolean> {
  try {
    const others = async (): Promise<readonly string[]> =>
      (await indexedDB.databases()).flatMap((one) =>
        one.name === undefined || one.name === name ? [] : [one.name],
      );
    for (const other of await others()) await inTime(deleteDB(other)).catch(() => undefined);
    return (await others()).length === 0;
  } catch {
    // Where databases cannot be listed there is no storage, or an old browser that had no others.
    return true;
  }
}

/** A new attempt's record. */
export const attemptRecord = (sheet: Sheet, madeAt: number): AttemptRecord => ({
  version: recordVersion,
  sheet,
  madeAt,
});
