/**
 * Where a draft of the form lies where its owner asked for it: a database of its own with one record, strict
 * durability. Opened for each use and closed again, so that deleting it is never kept waiting by a page.
 */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { atom } from 'nanostores';
import { readKept, type KeptDraft } from '../domain/registration/kept.ts';

interface Tables extends DBSchema {
  drafts: { key: 'draft'; value: unknown };
}
type Shelf = IDBPDatabase<Tables>;
const name = 'carbon-registration';

/** Milliseconds after which a storage that does not answer counts as none. */
const patience = 4_000;

/** Opens the database for one use. @throws what the browser throws, or an Error when it does not answer in time */
async function using<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
  let shelf: Shelf | undefined;
  let late: ReturnType<typeof setTimeout> | undefined;
  const run = async (): Promise<T> => {
    shelf = await openDB<Tables>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('drafts');
      },
    });
    return work(shelf);
  };
  try {
    return await Promise.race([
      run(),
      new Promise<never>((_, reject) => {
        late = setTimeout(() => {
          reject(new Error('storage hangs'));
        }, patience);
      }),
    ]);
  } finally {
    clearTimeout(late);
    shelf?.close();
  }
}

/** Whether the database is there; asked first, so that nothing is made only by looking. */
async function there(): Promise<boolean> {
  // Browsers of before 2024 cannot list databases: there, looking makes an empty one.
  if (!('databases' in indexedDB)) return true;
  return (await indexedDB.databases()).some((one) => one.name === name);
}

/** What lies on the shelf, and what became of a draft past its day. */
export type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'kept'; readonly draft: KeptDraft }
  | { readonly kind: 'expired' | 'broken' | 'newer' }
  /** The storage cannot be read. */
  | { readonly kind: 'closed' };

/** What was found last; undefined while nobody has looked. */
export const $found = atom<Found | undefined>(undefined);

/** Looks for a draft; one past its day is deleted at once. */
export async function look(): Promise<void> {
  let found: Found;
  try {
    const raw: unknown = (await there()) ? await using((shelf) => shelf.get('drafts', 'draft')) : undefined;
    found = raw === undefined ? { kind: 'nothing' } : readKept(raw, Date.now());
    if (found.kind === 'expired' && !(await wipeShelf())) found = { kind: 'closed' };
  } catch (cause) {
    found = { kind: cause instanceof DOMException && cause.name === 'VersionError' ? 'newer' : 'closed' };
  }
  $found.set(found);
}

/** done · stale: what lies there is not what this page wrote last, or was deleted elsewhere · failed: not stored */
export type Put = 'done' | 'stale' | 'failed';

/**
 * Writes the draft.
 * @param before the stamp this page wrote last; undefined for the first time, when the shelf must be empty
 */
export async function put(draft: KeptDraft, before: string | undefined): Promise<Put> {
  try {
    return await using(async (shelf) => {
      const transaction = shelf.transaction('drafts', 'readwrite', { durability: 'strict' });
      const raw: unknown = await transaction.store.get('draft');
      const lies = typeof raw === 'object' && raw !== null && 'stamp' in raw ? raw.stamp : undefined;
      if (lies !== before || (before === undefined && raw !== undefined)) {
        await transaction.done;
        return 'stale';
      }
      await transaction.store.put(draft, 'draft');
      await transaction.done;
      return 'done';
    });
  } catch {
    return 'failed';
  }
}

/** Deletes the draft and its database, and reads again. @returns whether nothing is left */
async function wipeShelf(): Promise<boolean> {
  try {
    if (!(await there())) return true;
    const left = await using(async (shelf) => {
      const transaction = shelf.transaction('drafts', 'readwrite', { durability: 'strict' });
      await transaction.store.clear();
      await transaction.done;
      return shelf.count('drafts');
    });
    if (left > 0) return false;
    // The empty database goes too, unless another page is using it this moment.
    await Promise.race([
      deleteDB(name),
      new Promise((resolve) => {
        setTimeout(resolve, patience);
      }),
    ]);
    return !(await there()) || (await using((shelf) => shelf.count('drafts'))) === 0;
  } catch {
    // A database that cannot be opened (a later version's) can still be deleted.
    return deleteDB(name)
      .then(there)
      .then(
        (still) => !still,
        () => false,
      );
  }
}

/** Deletes the draft, reads again, and says so to whoever shows it. @returns whether nothing is left */
export async function wipeDraft(): Promise<boolean> {
  const gone = await wipeShelf();
  if (gone) $found.set({ kind: 'nothing' });
  else await look();
  return gone;
}
