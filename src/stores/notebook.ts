/**
 * Where 收藏, the plan's wishes and the row under way are kept: a database of its own beside the vault's, with the same
 * strict durability and the same fall-back on memory. A note is added and never changed.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { readNote, type Note } from '../domain/learning/notes.ts';
import { readRow, type Row } from '../domain/learning/row.ts';
import { inTime, opened } from './storage.ts';

export interface Notebook {
  /** False where notes live in memory only and go with the page. */
  readonly durable: boolean;
  readonly notes: () => Promise<readonly Note[]>;
  /** Adds notes; those that are there already stay as they are. @returns whether all are stored */
  readonly addNotes: (notes: readonly Note[]) => Promise<boolean>;
  readonly row: () => Promise<Row | undefined>;
  /** Keeps the row under way, or drops it. @returns whether it is stored */
  readonly putRow: (row: Row | undefined) => Promise<boolean>;
  /** Deletes everything. @returns whether it is gone */
  readonly wipe: () => Promise<boolean>;
}

interface Tables extends DBSchema {
  notes: { key: string; value: unknown };
  desk: { key: 'row'; value: unknown };
}

const stored = (work: () => Promise<unknown>): Promise<boolean> =>
  inTime(work()).then(
    () => true,
    () => false,
  );

async function openNotebook(): Promise<Notebook> {
  try {
    const database = await opened(() =>
      openDB<Tables>('carbon-learning', 1, {
        upgrade(fresh) {
          fresh.createObjectStore('notes');
          fresh.createObjectStore('desk');
        },
        blocking(_current, _blocked, event) {
          if (event.target instanceof IDBDatabase) event.target.close();
        },
      }),
    );
    // Some browsers open and then refuse to write.
    const probe = await stored(async () => {
      const transaction = database.transaction('desk', 'readwrite', { durability: 'strict' });
      const there: unknown = await transaction.store.get('row');
      if (there === undefined) await transaction.store.delete('row');
      else await transaction.store.put(there, 'row');
      await transaction.done;
    });
    return probe ? durable(database) : volatile();
  } catch {
    return volatile();
  }
}

const durable = (database: IDBPDatabase<Tables>): Notebook => ({
  durable: true,
  async notes() {
    const raws: readonly unknown[] = await inTime(database.getAll('notes'));
    // What cannot be read stays where it is, for a later version of the site.
    return raws.map(readNote).filter((note) => note !== undefined);
  },
  addNotes: (notes) =>
    stored(async () => {
      const transaction = database.transaction('notes', 'readwrite', { durability: 'strict' });
      for (const note of notes)
        if ((await transaction.store.getKey(note.id)) === undefined)
          await transaction.store.put(note, note.id);
      await transaction.done;
    }),
  async row() {
    return readRow(await inTime(database.get('desk', 'row')));
  },
  putRow: (row) =>
    stored(async () => {
      const transaction = database.transaction('desk', 'readwrite', { durability: 'strict' });
      if (row) await transaction.store.put(row, 'row');
      else await transaction.store.delete('row');
      await transaction.done;
    }),
  wipe: () =>
    stored(async () => {
      const transaction = database.transaction(['notes', 'desk'], 'readwrite', { durability: 'strict' });
      await transaction.objectStore('notes').clear();
      await transaction.objectStore('desk').clear();
      await transaction.done;
    }),
});

function volatile(): Notebook {
  const notes = new Map<string, Note>();
  let kept: Row | undefined;
  return {
    durable: false,
    notes: () => Promise.resolve([...notes.values()]),
    addNotes(some) {
      for (const note of some) if (!notes.has(note.id)) notes.set(note.id, note);
      return Promise.resolve(true);
    },
    row: () => Promise.resolve(kept),
    putRow(row) {
      kept = row;
      return Promise.resolve(true);
    },
    wipe() {
      notes.clear();
      kept = undefined;
      return Promise.resolve(true);
    },
  };
}

let shared: Promise<Notebook> | undefined;
/** The page's one notebook. */
export const notebook = (): Promise<Notebook> => (shared ??= openNotebook());

/** Opens the notebook anew after a failed write; the one at hand stays where that gives nothing durable. */
export async function reopenNotebook(): Promise<Notebook> {
  const again = await openNotebook();
  if (again.durable) shared = Promise.resolve(again);
  return notebook();
}
