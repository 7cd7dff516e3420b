/** What the journeys read from, and write into, the site's database behind its back. */
import { expect, type Page } from '@playwright/test';
import { replay, type Entry, type State } from '../../src/domain/exam/attempt.ts';
import { isRead, mend, readAttempt, type AttemptRecord } from '../../src/domain/exam/record.ts';

export interface Found {
  readonly record: AttemptRecord;
  readonly log: readonly Entry[];
  readonly state: State;
}

export interface Write {
  readonly table: 'attempts' | 'entries' | 'drills';
  readonly key: string | number | readonly [string, number];
  readonly value: unknown;
}

/** Waits until the page has made its database; opening it sooner would make an empty one in its place. */
async function made(page: Page, database = 'carbon-exam'): Promise<void> {
  await expect
    .poll(
      () =>
        page
          .evaluate(async (database) => {
            const all = await indexedDB.databases();
            return all.find((one) => one.name === database)?.version;
          }, database)
          // A browser started right after a kill may stumble over its own files once.
          .catch(() => undefined),
      { timeout: 20_000 },
    )
    .toBeGreaterThan(database === 'carbon-exam' ? 1 : 0);
}

/** Everything in one table, with its keys. */
export async function rows(
  page: Page,
  table: string,
  database = 'carbon-exam',
): Promise<readonly { key: unknown; value: unknown }[]> {
  await made(page, database);
  return page.evaluate(readRows, [table, database, ''] as const);
}

/** The same of the copy in the second bucket. */
export const rowsOfCopy = (
  page: Page,
  table: string,
  database = 'carbon-exam',
): Promise<readonly { key: unknown; value: unknown }[]> =>
  page.evaluate(readRows, [table, `${database}-copy`, 'copy'] as const);

/** Runs in the page. @param bucket none for the site's own */
async function readRows([table, database, bucket]: readonly [
  table: string,
  database: string,
  bucket: string,
]): Promise<{ key: unknown; value: unknown }[]> {
  const second =
    bucket === '' ? undefined : await navigator.storageBuckets?.open(bucket, { durability: 'strict' });
  const factory = bucket === '' ? indexedDB : second?.indexedDB;
  return new Promise((resolve, reject) => {
    const open = factory?.open(database);
    if (!open) {
      reject(new Error('there is no second bucket'));
      return;
    }
    open.onerror = () => {
      reject(new Error('the database does not open'));
    };
    open.onsuccess = () => {
      const transaction = open.result.transaction(table);
      const keys = transaction.objectStore(table).getAllKeys();
      const values: IDBRequest<unknown[]> = transaction.objectStore(table).getAll();
      transaction.oncomplete = () => {
        open.result.close();
        resolve(keys.result.map((key, place) => ({ key, value: values.result[place] })));
      };
    };
  });
}

/** Puts records into the database as they are. */
export async function write(page: Page, writes: readonly Write[]): Promise<void> {
  await made(page);
  await page.evaluate(
    (writes) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('carbon-exam');
        open.onerror = () => {
          reject(new Error('the database does not open'));
        };
        open.onsuccess = () => {
          const transaction = open.result.transaction(['attempts', 'entries', 'drills'], 'readwrite', {
            durability: 'strict',
          });
          for (const { table, key, value } of writes)
            transaction.objectStore(table).put(value, typeof key === 'object' ? [...key] : key);
          transaction.onabort = () => {
            reject(new Error(`not written: ${String(transaction.error?.name)}`));
          };
          transaction.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
    writes,
  );
}

/** The attempts as any page would read them. */
export async function attempts(page: Page): Promise<readonly Found[]> {
  const [heads, lines] = [await rows(page, 'attempts'), await rows(page, 'entries')];
  return heads.flatMap(({ value }) => {
    const record = readAttempt(value);
    if (!isRead(record)) return [];
    const { log } = mend(
      record,
      lines.flatMap(({ key, value: raw }) =>
        Array.isArray(key) && key[0] === record.sheet.id ? [{ seq: Number(key[1]), raw }] : [],
      ),
    );
    return [{ record, log, state: replay(record.sheet, log) }];
  });
}
