/**
 * Answers that were called 已保存 outlive what kills a page: the whole browser by SIGKILL, a renderer that crashes, a tab
 * that is closed; and a browser that finds its files torn by such a death and deletes them. The moments are seeded: KILL_SEED=… repeats a run, KILLS=… makes it longer.
 */
import { chromium, expect, test as base, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium, quietly } from '../../src/build/chromium.ts';
import { below, dice, type Dice } from '../../src/domain/random.ts';
import { pool } from '../../src/schema/content.ts';
import { attempts, rows, rowsOfCopy } from './records.ts';

const seed = process.env['KILL_SEED'] ?? String(Date.now() % 1_000_000);
const kills = Number(process.env['KILLS'] ?? 20);

/** One answer as the visitor gave it: question 1 … 40, all 单选, and the option's id. */
type Answer = readonly [question: number, option: string];

/** What the page has told so far: answers given, and how many of them were called 已保存. */
interface Told {
  readonly given: Answer[];
  saved: number;
}

/** Answers as fast as the room takes them, and tells of each 已保存 as it appears. Runs in the page until it dies. */
function answerOn(round: number): void {
  const tell = (what: readonly unknown[]): void => {
    console.log(`told ${JSON.stringify(what)}`);
  };
  let given = 0;
  const saved = document.querySelector('.exam-saved');
  if (!saved) throw new Error('no room');
  new MutationObserver(() => {
    // Whatever was given before the words appeared is what the visitor takes to be safe.
    if (saved.textContent.startsWith('已保存')) tell(['saved', given]);
  }).observe(saved, { childList: true, characterData: true, subtree: true });
  const until = (holds: () => boolean, then: () => void): void => {
    if (holds()) then();
    else
      setTimeout(() => {
        until(holds, then);
      }, 0);
  };
  const next = (count: number): void => {
    const question = (count % 40) + 1;
    const button = document.querySelectorAll<HTMLElement>('.exam-side .exam-panel button')[question - 1];
    button?.click();
    until(
      () =>
        document.querySelector('.is-here .exam-meta')?.textContent.includes(`第 ${String(question)} 题`) ===
        true,
      () => {
        const inputs = document.querySelectorAll<HTMLInputElement>('.is-here .q-opt input');
        const input = inputs[(count + round) % inputs.length];
        if (!input) throw new Error('no option');
        if (!input.checked) {
          input.click();
          given += 1;
          tell(['given', question, input.value]);
        }
        // In twos without waiting, then once until it is safe: some are always on their way.
        if (count % 3 !== 2) next(count + 1);
        else
          until(
            () => saved.textContent.startsWith('已保存'),
            () => {
              next(count + 1);
            },
          );
      },
    );
  };
  next(0);
}

/** Practises as fast as the page takes it, and tells how many answers a second reader finds in the database. */
function practiseOn(): void {
  const count = (): Promise<number> =>
    new Promise((resolve) => {
      const open = indexedDB.open('carbon-exam');
      open.onsuccess = () => {
        const counting = open.result.transaction('drills').objectStore('drills').count();
        counting.onsuccess = () => {
          open.result.close();
          resolve(counting.result);
        };
      };
    });
  const until = (holds: () => boolean, then: () => void): void => {
    if (holds()) then();
    else
      setTimeout(() => {
        until(holds, then);
      }, 0);
  };
  const submit = () => document.querySelector<HTMLButtonElement>('form [type=submit]');
  const looked = (): boolean => document.querySelector('.practice-verdict') !== null;
  const next = (): void => {
    if (!looked()) document.querySelector<HTMLInputElement>('.q-opt input')?.click();
    until(
      () => looked() || submit()?.disabled === false,
      () => {
        submit()?.click();
        until(looked, () => {
          void count().then((found) => {
            console.log(`told ${JSON.stringify(['saved', found])}`);
          });
          document.querySelector<HTMLElement>('.practice .acts .btn')?.click();
          until(() => !looked(), next);
        });
      },
    );
  };
  next();
}

function listen(page: Page): Told {
  const told: Told = { given: [], saved: 0 };
  page.on('console', (message) => {
    const text = message.text();
    if (!text.startsWith('told ')) return;
    const [kind, ...rest]: unknown[] = JSON.parse(text.slice(5)) as unknown[];
    if (kind === 'given') told.given.push([Number(rest[0]), String(rest[1])]);
    else told.saved = Math.max(told.saved, Number(rest[0]));
  });
  return told;
}

/** The answers in the log on disk, in their order. */
async function onDisk(page: Page): Promise<readonly Answer[]> {
  const [found] = await attempts(page);
  if (!found) return [];
  const places = new Map(found.record.sheet.questions.map(({ item }, index) => [item, index + 1]));
  return found.log.flatMap((entry): Answer[] =>
    entry.kind === 'answer' && entry.response.kind === 'choice'
      ? [[places.get(entry.item) ?? 0, entry.response.chosen[0] ?? '']]
      : [],
  );
}

async function enter(page: Page, exam: string): Promise<void> {
  await page.goto(exam);
  const go = page.getByRole('button', { name: /^接着答$|^开始答题$/ }).first();
  // A browser just started on a busy machine takes its time.
  await expect(page.getByRole('button', { name: '开始答题' })).toBeEnabled({ timeout: 20_000 });
  if ((await attempts(page)).length > 0) await page.getByRole('button', { name: '接着答' }).click();
  else await go.click();
  await expect(page.locator('.is-here legend > span')).toBeVisible({ timeout: 20_000 });
}

/** Keeps the score over all deaths: every answer called 已保存 is there, in its order; of the others some may be lost. */
class Tally {
  private disk: readonly Answer[] = [];
  saved = 0;
  lost = 0;
  readonly faults: string[] = [];

  check(what: string, told: Told, now: readonly Answer[]): void {
    const safe = [...this.disk, ...told.given.slice(0, told.saved)];
    const gone = safe.findIndex((answer, place) => answer.join() !== now[place]?.join());
    if (gone >= 0)
      this.faults.push(
        `${what}: answer ${String(gone + 1)} of ${String(safe.length)} was called 已保存 and is not there (${String(now.length)} are)`,
      );
    this.saved += told.saved;
    this.lost += Math.max(0, this.disk.length + told.given.length - now.length);
    this.disk = now;
  }
}

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
const moment = (chance: Dice): number => 60 + below(chance, 700);

/** Starts a browser of our own in its own process group, with a profile that stays. */
async function launch(profile: string): Promise<{ browser: ChildProcess; address: string }> {
  const browser = spawn(
    findChromium(),
    [
      ...quietly,
      '--headless',
      '--no-sandbox',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--window-size=1280,900',
      'about:blank',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const address = await new Promise<string>((resolve, reject) => {
    let text = '';
    browser.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    browser.once('exit', () => {
      reject(new Error(`the browser did not start: ${text}`));
    });
  });
  return { browser, address };
}

/** SIGKILL to every process of the group, and to none else. */
async function kill(browser: ChildProcess): Promise<void> {
  const group = browser.pid;
  if (group === undefined) return;
  const gone = new Promise((resolve) => browser.once('exit', resolve));
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    return;
  }
  await gone;
}

/** A browser profile that outlives its browsers. */
interface Device {
  readonly profile: string;
  /** One life of a browser: opened on the profile, used, and killed. */
  readonly live: <T>(use: (page: Page) => Promise<T>) => Promise<T>;
  /** Names of the databases that were not there when opened, over all lives: new, or deleted by the browser. */
  readonly made: readonly string[];
}

const test = base.extend<{ device: Device }>({
  device: async ({ baseURL }, use) => {
    test.skip(process.platform === 'win32', 'Windows has no process groups to kill');
    expect(baseURL).toBeDefined();
    const profile = mkdtempSync(path.join(tmpdir(), 'killed-'));
    const made: string[] = [];
    await use({
      profile,
      made,
      async live(use) {
        const { browser, address } = await launch(profile);
        const driver = await chromium.connectOverCDP(address);
        try {
          const context = driver.contexts()[0] ?? (await driver.newContext());
          const page = await context.newPage();
          await page.setViewportSize({ width: 1280, height: 900 });
          page.on('console', (message) => {
            if (message.text().startsWith('made ')) made.push(message.text().slice(5));
          });
          await page.addInitScript(watchMaking);
          return await use(page);
        } finally {
          await kill(browser);
          await driver.close().catch(() => undefined);
        }
      },
    });
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  },
});

/** Where Chromium keeps the site's databases, and where those of its second bucket. */
const places = {
  database: 'Default/IndexedDB/*.indexeddb.leveldb',
  copy: 'Default/WebStorage/*/IndexedDB/indexeddb.leveldb',
} as const;

/**
 * Leaves a log of LevelDB as a kill between the two halves of a write does: a record's head (checksum, length, type)
 * and nothing of its body. What is written behind it cannot be read again.
 */
function tear(profile: string, place: keyof typeof places): void {
  const logs = globSync(`${places[place]}/*.log`, { cwd: profile }).map((log) => path.join(profile, log));
  const log = logs.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  if (log === undefined) throw new Error(`no log of the ${place} in ${profile}`);
  appendFileSync(log, Buffer.from([1, 2, 3, 4, 200, 0, 1]));
}

/**
 * Notes which databases have to be made. That the browser has deleted one as corrupt it does not always say itself
 * (dataLoss). Runs in the page, before the site.
 */
function watchMaking(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with apply, on the factory it belongs to
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (this: IDBFactory, ...args: Parameters<typeof open>) {
    const request = open.apply(this, args);
    request.addEventListener('upgradeneeded', ({ oldVersion }) => {
      if (oldVersion === 0) console.log(`made ${args[0]}`);
    });
    return request;
  };
}

test.describe('no answer called 已保存 is lost', () => {
  test(`when the whole browser is killed ${String(kills)} times while answering`, async ({
    baseURL,
    device,
  }) => {
    test.setTimeout(60_000 + kills * 10_000);
    const exam = new URL('./exam/', baseURL).href;
    const chance = dice(`kill ${seed}`);
    const tally = new Tally();
    let told: Told = { given: [], saved: 0 };
    for (let round = 0; round <= kills; round += 1) {
      await device.live(async (page) => {
        await enter(page, exam);
        if (round > 0) tally.check(`kill ${String(round)}`, told, await onDisk(page));
        if (round === kills) return;
        told = listen(page);
        await page.evaluate(answerOn, round);
        await wait(moment(chance));
      });
    }
    const sums = `seed ${seed}: ${String(tally.saved)} saved, ${String(tally.lost)} not yet saved and lost`;
    console.log(`${String(kills)} kills, ${sums}; databases made: ${device.made.join(' ')}`);
    expect(tally.faults, sums).toEqual([]);
    // The kills did hit a page at work: much was saved, and something that was on its way was lost.
    expect(tally.saved, sums).toBeGreaterThan(kills);
    expect(tally.lost, sums).toBeGreaterThan(0);
  });

  test('of practice when the whole browser is killed eight times', async ({ baseURL, device }) => {
    test.setTimeout(180_000);
    const singles = pool().filter(({ type }) => type === 'single');
    const practice = new URL(
      `./practice/#items=${singles
        .slice(0, 200)
        .map(({ id }) => id)
        .join(',')}`,
      baseURL,
    ).href;
    const chance = dice(`practice ${seed}`);
    let told: Told = { given: [], saved: 0 };
    let total = 0;
    for (let round = 0; round <= 8; round += 1) {
      await device.live(async (page) => {
        await page.goto(practice);
        if (round > 0) {
          const count = async (): Promise<number> => (await rows(page, 'drills')).length;
          // What the browser deleted comes back from the copy a moment later.
          await expect
            .poll(count, { message: `seed ${seed}, kill ${String(round)}` })
            .toBeGreaterThanOrEqual(told.saved);
          total = await count();
          if (round === 8) return;
          // Killed before the row's first answer was noted in it, the row begins anew; the answer counts all the same.
          const on = page.getByRole('button', { name: '接着练' });
          await expect(on.or(page.getByText(/^第 1 题，共/))).toBeVisible({ timeout: 20_000 });
          if (await on.isVisible()) await on.click();
        }
        await expect(page.getByText(/^第 \d+ 题，共/)).toBeVisible({ timeout: 20_000 });
        told = listen(page);
        await page.evaluate(practiseOn);
        // Killed only once it is at work, a while after an answer became safe.
        await expect.poll(() => told.saved, { timeout: 20_000 }).toBeGreaterThan(total);
        await wait(moment(chance));
      });
    }
    expect(total).toBeGreaterThan(8);
  });

  for (const [place, deleted, notice] of [
    ['database', 'carbon-exam', true],
    ['copy', 'carbon-exam-copy', false],
  ] as const)
    test(`when a death tears the files of the ${place}, and the browser deletes them as corrupt`, async ({
      baseURL,
      device,
    }) => {
      test.setTimeout(120_000);
      const exam = new URL('./exam/', baseURL).href;
      const tally = new Tally();
      const work = async (page: Page, round: number): Promise<Told> => {
        const told = listen(page);
        await page.evaluate(answerOn, round);
        await expect.poll(() => told.saved, { timeout: 20_000 }).toBeGreaterThan(5);
        return told;
      };
      let told = await device.live(async (page) => {
        await enter(page, exam);
        return work(page, 0);
      });
      tear(device.profile, place);
      // The tear is not seen yet; what is written now stands behind it.
      told = await device.live(async (page) => {
        await enter(page, exam);
        tally.check('first death', told, await onDisk(page));
        return work(page, 1);
      });
      await device.live(async (page) => {
        await page.goto(exam);
        // Once what is kept has been read, both have been opened.
        await expect(page.getByRole('button', { name: '开始答题' })).toBeEnabled({ timeout: 20_000 });
        await expect(page.getByText('记录已取回')).toBeVisible({ visible: notice });
        await enter(page, exam);
        tally.check('second death', told, await onDisk(page));
        // Both are whole again, whichever it was.
        const [own, copy] = [await rows(page, 'entries'), await rowsOfCopy(page, 'entries')];
        expect(copy).toEqual(own);
      });
      expect(
        device.made.filter((one) => one === deleted).length,
        'the browser has deleted what was torn, or this shows nothing',
      ).toBe(2);
      expect(tally.faults).toEqual([]);
      expect(tally.saved).toBeGreaterThan(10);
    });

  test('a browser without room for a copy that deletes them as corrupt: it is said, with what may help', async ({
    baseURL,
    device,
  }) => {
    test.setTimeout(120_000);
    const exam = new URL('./exam/', baseURL).href;
    const work = (use: (page: Page) => Promise<void>): Promise<void> =>
      device.live(async (page) => {
        await page.addInitScript(
          "Object.defineProperty(Navigator.prototype, 'storageBuckets', { value: undefined })",
        );
        await use(page);
      });
    const answer = async (page: Page): Promise<void> => {
      await enter(page, exam);
      const told = listen(page);
      await page.evaluate(answerOn, 0);
      await expect.poll(() => told.saved, { timeout: 20_000 }).toBeGreaterThan(2);
    };
    await work(answer);
    tear(device.profile, 'database');
    await work(answer);
    await work(async (page) => {
      await page.goto(exam);
      const said = page.getByRole('alert').filter({ hasText: '取不回来' });
      await expect(said).toBeVisible({ timeout: 20_000 });
      await said.getByRole('link', { name: '恢复备份' }).click();
      await expect(page.getByLabel('备份文件')).toBeVisible();
    });
  });

  for (const [what, end] of [
    [
      'a renderer crashes',
      async (page: Page) => {
        const session = await page.context().newCDPSession(page);
        const crashed = page.waitForEvent('crash');
        void session.send('Page.crash').catch(() => undefined);
        await crashed;
        await page.close();
      },
    ],
    ['a tab is closed', (page: Page) => page.close()],
  ] as const)
    test(`when ${what} ten times while answering`, async ({ context }) => {
      test.setTimeout(120_000);
      const chance = dice(`${what} ${seed}`);
      const tally = new Tally();
      let told: Told = { given: [], saved: 0 };
      for (let round = 0; round <= 10; round += 1) {
        const page = await context.newPage();
        await enter(page, './exam/');
        if (round > 0) tally.check(`${what}, ${String(round)}`, told, await onDisk(page));
        if (round === 10) break;
        told = listen(page);
        await page.evaluate(answerOn, round);
        await wait(moment(chance));
        await end(page);
      }
      expect(tally.faults, `seed ${seed}`).toEqual([]);
      expect(tally.saved, `seed ${seed}`).toBeGreaterThan(10);
    });
});
