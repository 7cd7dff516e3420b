/**
 * A database that is kept twice. Chromium keeps IndexedDB in LevelDB files; a browser killed in the middle of a write
 * leaves its log torn, the next one writes on behind the tear, and the one after that takes the log for corrupt and
 * deletes every database of the site (decision 0010). So every transaction is repeated in a second storage bucket,
 * which has files of its own, and is done when both have it; whichever of the two has got further fills the other at
 * the next opening. Browsers without storage buckets (Firefox, Safari: neither keeps records this way) have one copy.
 */
import { atom } from 'nanostores';
import { openDB, unwrap, wrap, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { inTime, longPatience, opened } from './storage.ts';

/** How far a database has got: which line of writes it belongs to, and how many there were. */
interface Mark {
  readonly line: string;
  readonly count: number;
}

/** What one transaction did, to be done again in the copy. */
type Step =
  | { readonly kind: 'put'; readonly table: string; readonly value: unknown; readonly key: IDBValidKey }
  | { readonly kind: 'delete'; readonly table: string; readonly key: IDBValidKey | IDBKeyRange }
  | { readonly kind: 'clear'; readonly table: string };

/** A transaction that is complete, and how far the database had got before and after it. */
interface Done {
  readonly before: Mark | undefined;
  readonly after: Mark;
  readonly steps: readonly Step[];
}

/** The changes of one transaction; every promise settles with the storage's answer to that request. */
export interface Changing {
  readonly getKey: (table: string, key: IDBValidKey) => Promise<IDBValidKey | undefined>;
  readonly getAll: (table: string, keys: IDBKeyRange) => Promise<readonly unknown[]>;
  readonly put: (table: string, value: unknown, key: IDBValidKey) => Promise<unknown>;
  /** Refused where the key is taken; without a key the table gives one. */
  readonly add: (table: string, value: unknown, key?: IDBValidKey) => Promise<unknown>;
  readonly delete: (table: string, key: IDBValidKey | IDBKeyRange) => Promise<unknown>;
  readonly clear: (table: string) => Promise<unknown>;
  /** Takes the whole transaction back. */
  readonly abort: () => void;
}

/**
 * How this page found what is kept. whole: as it was left, or new · restored: the browser had lost records, they came
 * back from the copy · lost: it says that it has deleted them as corrupt, and there was no copy
 */
export const $found = atom<'whole' | 'restored' | 'lost'>('whole');

export interface Twin<T extends DBSchema> {
  /** For reading. */
  readonly database: IDBPDatabase<T>;
  /**
   * One strict transaction: settles when it is complete, and repeated in the copy where there is one.
   * @throws what the storage throws; then nothing was written
   */
  readonly write: (
    tables: readonly string[],
    work: (changing: Changing) => Promise<unknown>,
  ) => Promise<void>;
  /** Empties every table of both. @throws where one of the two cannot be emptied */
  readonly wipe: () => Promise<void>;
}

/** A table of every such database, beside its own: holds the mark. */
const marks = 'mark';
const bucketName = 'copy';

const random = (): string =>
  [...crypto.getRandomValues(new Uint32Array(3))].map((word) => word.toString(36)).join('');
const next = (mark: Mark | undefined): Mark => ({
  line: mark?.line ?? random(),
  count: (mark?.count ?? 0) + 1,
});

function readMark(raw: unknown): Mark | undefined {
  if (typeof raw !== 'object' || raw === null || !('line' in raw) || !('count' in raw)) return undefined;
  const { line, count } = raw;
  return typeof line === 'string' && typeof count === 'number' ? { line, count } : undefined;
}

/**
 * Which way records flow between a database and its copy when both are opened.
 * none: they are alike · out: to the copy · in: from the copy · both: each has what the other lacks
 */
function flow(own: Mark | undefined, copy: Mark | undefined): 'none' | 'out' | 'in' | 'both' {
  if (!own) return copy ? 'in' : 'none';
  if (!copy) return 'out';
  if (own.line !== copy.line) return 'both';
  if (own.count === copy.count) return 'none';
  return own.count > copy.count ? 'out' : 'in';
}

/** What is being done to a copy in this page, whichever database it is of. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * The copies' turns, one after the other; one that hangs is not waited for any longer than its caller waits. The first
 * half of a write waits for nobody, since the page may be left the next moment. Who waits for a write before the next,
 * as the exam room does, has one of the two sets of files torn by a death at most, never both.
 */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = inTime(turn)
    .catch(() => undefined)
    .then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

type Database = IDBPDatabase;
type Writing = IDBPTransaction<unknown, string[], 'readwrite'>;

interface Layout {
  readonly name: string;
  readonly version: number;
  /** Makes the tables that are missing. */
  readonly upgrade: (database: Database) => void;
}

/** Makes what is missing. @returns whether the browser says that it has deleted the database before, as corrupt */
function prepare(raw: IDBDatabase, layout: Layout, event: IDBVersionChangeEvent): boolean {
  layout.upgrade(wrap(raw));
  if (!raw.objectStoreNames.contains(marks)) {
    const table = raw.createObjectStore(marks);
    // Records of before there were two copies are worth one.
    if (event.oldVersion > 0) table.put(next(undefined), marks);
  }
  // Chromium alone tells; the standard knows no such word.
  return 'dataLoss' in event && event.dataLoss === 'total';
}

/** A later version of the site, or a deletion, is never kept waiting. */
function yieldTo(raw: IDBDatabase): void {
  raw.addEventListener('versionchange', () => {
    raw.close();
  });
}

/** Opens the copy; undefined where the browser has no second bucket. */
async function openCopy(layout: Layout): Promise<Database | undefined> {
  const bucket = await navigator.storageBuckets?.open(bucketName, { durability: 'strict' });
  if (!bucket) return undefined;
  const request = bucket.indexedDB.open(`${layout.name}-copy`, layout.version);
  request.addEventListener('upgradeneeded', (event) => {
    prepare(request.result, layout, event);
  });
  await wrap<IDBDatabase>(request);
  yieldTo(request.result);
  return wrap(request.result);
}

interface Contents {
  readonly mark: Mark | undefined;
  readonly tables: readonly {
    readonly table: string;
    readonly rows: readonly (readonly [IDBValidKey, unknown])[];
  }[];
}

const ownTables = (database: Database): readonly string[] =>
  [...database.objectStoreNames].filter((table) => table !== marks);

async function readAll(database: Database): Promise<Contents> {
  const reading = database.transaction([...database.objectStoreNames]);
  const mark: Promise<unknown> = reading.objectStore(marks).get(marks);
  const tables = ownTables(database).map(async (table) => {
    const store = reading.objectStore(table);
    const values: Promise<readonly unknown[]> = store.getAll();
    const [keys, all] = await Promise.all([store.getAllKeys(), values]);
    return { table, rows: keys.map((key, place) => [key, all[place]] as const) };
  });
  return { mark: readMark(await mark), tables: await Promise.all(tables) };
}

const begin = (database: Database, tables: readonly string[]): Writing =>
  database.transaction([...tables, marks], 'readwrite', { durability: 'strict' });

async function markIn(transaction: Writing): Promise<Mark | undefined> {
  return readMark(await transaction.objectStore(marks).get(marks));
}

/** Puts contents in place of a database's own, unless it has meanwhile got as far. @returns whether they were put */
async function replace(database: Database, contents: Contents): Promise<boolean> {
  const transaction = begin(database, ownTables(database));
  const way = flow(contents.mark, await markIn(transaction));
  if (way !== 'out') {
    await transaction.done;
    return false;
  }
  const work: Promise<unknown>[] = [transaction.done];
  for (const { table, rows } of contents.tables) {
    const store = transaction.objectStore(table);
    work.push(store.clear(), ...rows.map(([key, value]) => store.put(value, key)));
  }
  work.push(transaction.objectStore(marks).put(contents.mark, marks));
  await Promise.all(work);
  return true;
}

/** Adds what a database lacks: under a key of its own where the table names its rows itself, else under the same key. */
async function addMissing(database: Database, contents: Contents): Promise<void> {
  const transaction = begin(database, ownTables(database));
  const work: Promise<unknown>[] = [transaction.done];
  const mark = await markIn(transaction);
  for (const { table, rows } of contents.tables) {
    const store = transaction.objectStore(table);
    if (store.autoIncrement) {
      const there = new Set((await store.getAll()).map((value: unknown) => JSON.stringify(value)));
      for (const [, value] of rows) if (!there.has(JSON.stringify(value))) work.push(store.add(value));
    } else {
      const there = new Set((await store.getAllKeys()).map((key) => JSON.stringify(key)));
      for (const [key, value] of rows) if (!there.has(JSON.stringify(key))) work.push(store.put(value, key));
    }
  }
  work.push(transaction.objectStore(marks).put(next(mark), marks));
  await Promise.all(work);
}

const readMarkOf = async (database: Database): Promise<Mark | undefined> =>
  readMark(await database.get(marks, marks));

/** Brings both to the same state. @returns whether records came from the copy */
async function level(own: Database, copy: Database): Promise<boolean> {
  const [ours, theirs] = await inTime(Promise.all([readMarkOf(own), readMarkOf(copy)]));
  const bring = async (): Promise<boolean> => {
    switch (flow(ours, theirs)) {
      case 'none':
        return false;
      case 'out':
        await replace(copy, await readAll(own));
        return false;
      case 'in': {
        const contents = await readAll(copy);
        const came = await replace(own, contents);
        return came && contents.tables.some(({ rows }) => rows.length > 0);
      }
      case 'both': {
        await addMissing(own, await readAll(copy));
        const all = await readAll(own);
        await empty(copy);
        await replace(copy, all);
        return true;
      }
    }
  };
  return inTime(bring(), longPatience);
}

/** Writes and leaves no trace. @throws where the database opens and then refuses to be written */
async function probe(database: Database): Promise<void> {
  const transaction = begin(database, []);
  const table = transaction.objectStore(marks);
  await Promise.all([table.add(0, 'probe'), table.delete('probe'), transaction.done]);
}

/** Empties a database, its mark with it. */
async function empty(database: Database): Promise<void> {
  const transaction = begin(database, ownTables(database));
  await Promise.all([
    ...[...ownTables(database), marks].map((table) => transaction.objectStore(table).clear()),
    transaction.done,
  ]);
}

/**
 * Opens a database and its copy, brings both to the same state, and sees that they can be written.
 * @param layout the tables' keys must be out of line, as the copy gives them anew
 * @throws what the browser throws, or an Error when it does not answer in time; never because of the copy
 */
export async function openTwin<T extends DBSchema>(layout: Layout): Promise<Twin<T>> {
  const loss = { told: false };
  const [database, second] = await Promise.all([
    opened(() =>
      openDB<T>(layout.name, layout.version, {
        upgrade(fresh, _old, _new, _transaction, event) {
          loss.told = prepare(unwrap(fresh), layout, event);
        },
      }),
    ),
    inTime(openCopy(layout)).catch(() => undefined),
  ]);
  yieldTo(unwrap(database));
  const own = wrap(unwrap(database));
  let copy = second;
  await inTurn(async () => {
    let came = false;
    try {
      came = copy !== undefined && (await level(own, copy));
    } catch {
      copy = undefined;
    }
    // Another database of this page may have told already.
    if (came) $found.set('restored');
    else if (loss.told && $found.get() === 'whole') $found.set('lost');
    await inTime(probe(own));
  });

  /** Does in the copy what was done; where it is not at the state before, it is filled anew. */
  async function follow({ before, after, steps }: Done): Promise<void> {
    if (!copy) return;
    const transaction = begin(copy, ownTables(copy));
    const fits = flow(before, await markIn(transaction)) === 'none';
    const work: Promise<unknown>[] = [transaction.done];
    if (fits)
      work.push(
        ...steps.map((step) => repeat(transaction, step)),
        transaction.objectStore(marks).put(after, marks),
      );
    await Promise.all(work);
    // Another tab has written meanwhile.
    if (!fits) await replace(copy, await readAll(own));
  }

  async function write(
    tables: readonly string[],
    work: (changing: Changing) => Promise<unknown>,
  ): Promise<void> {
    const transaction = begin(own, tables);
    const steps: Promise<Step>[] = [];
    const step = (one: Step): void => {
      steps.push(Promise.resolve(one));
    };
    const marking = markIn(transaction).then(async (before) => {
      const after = next(before);
      await transaction.objectStore(marks).put(after, marks);
      return { before, after };
    });
    const changing: Changing = {
      getKey: (table, key) => transaction.objectStore(table).getKey(key),
      getAll: (table, keys) => transaction.objectStore(table).getAll(keys),
      put(table, value, key) {
        step({ kind: 'put', table, value, key });
        return transaction.objectStore(table).put(value, key);
      },
      add(table, value, key) {
        const added = transaction.objectStore(table).add(value, key);
        const put = added.then((key) => ({ kind: 'put', table, value, key }) as const);
        // Refused with the transaction: nobody will ask for the step.
        put.catch(() => undefined);
        steps.push(put);
        return added;
      },
      delete(table, key) {
        step({ kind: 'delete', table, key });
        return transaction.objectStore(table).delete(key);
      },
      clear(table) {
        step({ kind: 'clear', table });
        return transaction.objectStore(table).clear();
      },
      abort() {
        transaction.abort();
      },
    };
    const [, { before, after }] = await Promise.all([work(changing), marking, transaction.done]);
    const done = { before, after, steps: await Promise.all(steps) };
    await inTurn(() => inTime(follow(done))).catch(() => {
      // Without its copy the database is as good as any: the next opening fills it anew.
      copy = undefined;
    });
  }

  return {
    database,
    write,
    async wipe() {
      const tables = ownTables(own);
      // First an ordinary write, so that a wipe cut short is finished, not undone, by the next opening.
      await write(tables, (changing) => Promise.all(tables.map((table) => changing.clear(table))));
      await inTurn(async () => {
        const other = await inTime(openCopy(layout));
        if (other) {
          await inTime(empty(other), longPatience);
          other.close();
        }
        await inTime(empty(own), longPatience);
      });
    },
  };
}

function repeat(transaction: Writing, step: Step): Promise<unknown> {
  const store = transaction.objectStore(step.table);
  switch (step.kind) {
    case 'put':
      return store.put(step.value, step.key);
    case 'delete':
      return store.delete(step.key);
    case 'clear':
      return store.clear();
  }
}
