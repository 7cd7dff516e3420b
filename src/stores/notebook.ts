/**
 * Where 收藏, the plan's wishes and the row under way are kept: a database of its own beside the vault's, with the same
 * strict durability and the same fall-back on memory. A note is added and never changed.
 */
import { type DBSchema } from 'idb';
import { readNote, type Note } from '../domain/learning/notes.ts';
import { readRow, type Row } from '../domain/learning/row.ts';
import { inTime, longPatience } from './storage.ts';
import { openTwin, type Twin } from './twin.ts';

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

const stored = (work: () => Promise<unknown>, limit?: number): Promise<boolean> =>
  inTime(work(), limit).then(
    () => true,
    () => false,
  );

async function openNotebook(): Promise<Notebook> {
  try {
    const twin = await openTwin<Tables>({
      name: 'carbon-learning',
      version: 2,
      upgrade(database) {
        for (const table of ['notes', 'desk'])
          if (!database.objectStoreNames.contains(table)) database.createObjectStore(table);
      },
    });
    return durable(twin);
  } catch {
    return volatile();
  }
}

const durable = ({ database, write, wipe }: Twin<Tables>): Notebook => ({
  durable: true,
  async notes() {
    const raws: readonly unknown[] = await inTime(database.getAll('notes'));
    // What cannot be read stays where it is, for a later version of the site.
    return raws.map(readNote).filter((note) => note !== undefined);
  },
  addNotes: (notes) =>
    stored(
      () =>
        write(['notes'], (changing) =>
          Promise.all(
            notes.map(async (note) => {
              if ((await changing.getKey('notes', note.id)) === undefined)
                await changing.put('notes', note, note.id);
            }),
          ),
        ),
      // Those of a backup are many at once.
      notes.length > 1 ? longPatience : undefined,
    ),
  async row() {
    return readRow(await inTime(database.get('desk', 'row')));
  },
  putRow: (row) =>
    stored(() =>
      write(['desk'], (changing) =>
        row ? changing.put('desk', row, 'row') : changing.delete('desk', 'row'),
      ),
    ),
  wipe: () => stored(wipe, longPatience),
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
