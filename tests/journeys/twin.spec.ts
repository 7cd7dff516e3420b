/** Records are kept twice: whatever the browser does to one of the two, the visitor has them all. */
import { expect, test, type Page } from '@playwright/test';
import { attempts, rows, rowsOfCopy } from './records.ts';
import { accessible } from './accessible.ts';
import { entries, handIn, saved, start } from './sitting.ts';

const tables = ['attempts', 'entries', 'drills', 'aside'] as const;

/** A page of the site that opens no database: where things happen behind its back. */
const aside = (page: Page) => page.goto('./notice/');

/** The browser clears one database by itself, as where it is short of room; the copy is another place to it. */
const evict = (page: Page, name: string): Promise<void> =>
  page.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const gone = indexedDB.deleteDatabase(name);
        gone.onsuccess = () => {
          resolve();
        };
        gone.onerror = gone.onblocked = () => {
          reject(new Error('not deleted'));
        };
      }),
    name,
  );

/** An older browser, or one whose second bucket does not open. */
function oneBucket(): void {
  Object.defineProperty(Navigator.prototype, 'storageBuckets', { value: undefined });
}

const alike = async (page: Page): Promise<void> => {
  for (const table of tables) expect(await rowsOfCopy(page, table), table).toEqual(await rows(page, table));
};

/** An address that practises single choice. */
const practice = `./practice/#items=${entries
  .filter(({ type }) => type === 'single')
  .slice(0, 5)
  .map(({ id }) => id)
  .join(',')}`;

/** Hands a paper in and leaves its result. */
async function finish(page: Page): Promise<void> {
  await handIn(page);
  await page.getByRole('button', { name: '回到模拟考试' }).click();
}

/** A paper begun with one answer. */
async function sit(page: Page, key: string): Promise<void> {
  await page.goto('./exam/');
  await start(page);
  await page.keyboard.press(key);
  await saved(page);
}

test('papers, practice and 收藏 come back where the browser has cleared them', async ({ page }) => {
  await sit(page, 'A');
  await finish(page);
  await page.goto(practice);
  await page.getByRole('button', { name: '收藏' }).click();
  await expect.poll(async () => (await rows(page, 'notes', 'carbon-learning')).length).toBe(1);
  await page.goto('./exam/');
  const before = await attempts(page);
  const drills = await rows(page, 'drills');
  const notes = await rows(page, 'notes', 'carbon-learning');
  expect(drills.length).toBeGreaterThan(0);

  await aside(page);
  await evict(page, 'carbon-exam');
  await evict(page, 'carbon-learning');
  await page.goto('./progress/');
  await expect(page.getByText('记录已取回')).toBeVisible();
  await accessible(page);
  await page.goto('./exam/');
  await expect(page.getByRole('button', { name: /^查看/ })).toBeVisible();
  expect(await attempts(page)).toEqual(before);
  expect(await rows(page, 'drills')).toEqual(drills);
  expect(await rows(page, 'notes', 'carbon-learning')).toEqual(notes);
  // Told once: what is whole again is not spoken of.
  await expect(page.getByText('记录已取回')).toBeHidden();
});

test('cleared in the middle of a paper, the paper goes on and the earlier ones are there too', async ({
  page,
}) => {
  await sit(page, 'A');
  await finish(page);
  await sit(page, 'B');
  await evict(page, 'carbon-exam');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('C');
  await expect
    .poll(async () => (await attempts(page)).map(({ state }) => state.responses.size).sort(), {
      timeout: 15_000,
    })
    .toEqual([1, 2]);
  await alike(page);
});

test('what was written while there was no copy joins what was there before', async ({ context }) => {
  const first = await context.newPage();
  await sit(first, 'A');
  const [before] = await attempts(first);
  await aside(first);
  await evict(first, 'carbon-exam');
  await first.close();

  const second = await context.newPage();
  await second.addInitScript(oneBucket);
  await sit(second, 'B');
  expect((await attempts(second)).length).toBe(1);
  await second.close();

  const third = await context.newPage();
  await third.goto('./exam/');
  await expect(third.getByText('记录已取回')).toBeVisible();
  const after = await attempts(third);
  expect(after.length).toBe(2);
  expect(after.map(({ record }) => record.sheet.id)).toContain(before?.record.sheet.id);
  await alike(third);
});

test('what is deleted stays deleted: one paper, and everything', async ({ page }) => {
  await sit(page, 'A');
  await finish(page);
  await sit(page, 'B');
  await finish(page);
  await page.getByRole('button', { name: /^删除/ }).first().click();
  await expect(page.getByText('已删除，离开本页后不能恢复')).toBeVisible();
  await page.reload();
  await expect.poll(async () => (await rows(page, 'attempts')).length).toBe(1);
  await alike(page);

  await page.goto('./data/');
  await page.getByRole('button', { name: '删除全部记录' }).click();
  await page.getByRole('button', { name: '全部删除，不能撤销' }).click();
  await expect(page.getByText('已全部删除，重新读过一遍')).toBeVisible();
  for (const table of [...tables, 'mark']) {
    expect(await rows(page, table), table).toEqual([]);
    expect(await rowsOfCopy(page, table), table).toEqual([]);
  }
  await page.goto('./exam/');
  await expect(page.getByRole('button', { name: '开始答题' })).toBeEnabled();
  expect(await rows(page, 'attempts')).toEqual([]);
});

test('a wipe that cannot reach the copy says that something is left, and the next one finishes it', async ({
  page,
}) => {
  await sit(page, 'A');
  await finish(page);
  await page.goto('./data/');
  await expect(page.getByText('1 份已交')).toBeVisible();
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'storageBuckets', {
      configurable: true,
      value: { open: () => Promise.reject(new Error('no')) },
    });
  });
  await page.getByRole('button', { name: '删除全部记录' }).click();
  await page.getByRole('button', { name: '全部删除，不能撤销' }).click();
  await expect(page.getByText('没有删干净')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: '删除全部记录' }).click();
  await page.getByRole('button', { name: '全部删除，不能撤销' }).click();
  await expect(page.getByText('已全部删除，重新读过一遍')).toBeVisible();
  for (const table of tables) expect(await rowsOfCopy(page, table), table).toEqual([]);
});

test('two tabs that write by turns leave both alike', async ({ context }) => {
  const room = await context.newPage();
  await sit(room, 'A');
  const desk = await context.newPage();
  await desk.goto(practice);
  for (const key of ['A', 'B', 'C']) {
    await desk.locator('.q-opt input').first().click();
    await desk.locator('form [type=submit]').click();
    await expect(desk.locator('.practice-verdict')).toBeVisible();
    await room.keyboard.press('ArrowRight');
    await room.keyboard.press(key);
    await saved(room);
    await desk.locator('.practice .acts .btn').first().click();
  }
  await expect.poll(async () => (await rows(desk, 'drills')).length).toBe(3);
  await expect.poll(async () => (await rowsOfCopy(desk, 'drills')).length).toBe(3);
  await alike(room);
});

test('records of before there were two copies are read, and have one from then on', async ({ page }) => {
  await sit(page, 'A');
  const before = await attempts(page);
  const kept = await Promise.all(tables.map((table) => rows(page, table)));
  await page.goto('./data/');
  await page.getByRole('button', { name: '删除全部记录' }).click();
  await page.getByRole('button', { name: '全部删除，不能撤销' }).click();
  await expect(page.getByText('已全部删除，重新读过一遍')).toBeVisible();
  await aside(page);
  await evict(page, 'carbon-exam');
  await page.evaluate(
    ([tables, kept]) =>
      new Promise<void>((resolve) => {
        const open = indexedDB.open('carbon-exam', 2);
        open.onupgradeneeded = () => {
          for (const [place, table] of tables.entries()) {
            const store = open.result.createObjectStore(table, {
              autoIncrement: table === 'drills' || table === 'aside',
            });
            for (const { key, value } of kept[place] ?? []) store.put(value, key as IDBValidKey);
          }
        };
        open.onsuccess = () => {
          open.result.close();
          resolve();
        };
      }),
    [tables, kept] as const,
  );
  await page.goto('./exam/');
  await expect(page.getByText('已答 1 / 58 题')).toBeVisible();
  expect(await attempts(page)).toEqual(before);
  await alike(page);
});
