/**
 * What can go wrong while a paper is sat, row by row. The rows are those of the timer table (exam.md) and of the table
 * of faults (reliability.md); what journeys and unit tests elsewhere cover already is named here, so that no row is
 * looked for in vain:
 *   storage blocked, hanging, missing, refusing before the start; failing in the middle; cleared in the middle;
 *   a head that cannot be read; two tabs with 在此继续; clock set back and forward; expiry on screen and away;
 *   announcements: exam.spec.ts · left and come back to, kept by the browser or opened anew: exam-back.spec.ts ·
 *   browser, renderer, tab killed: kill.spec.ts · the second copy of everything: twin.spec.ts · hostile backups,
 *   prototype pollution: data.spec.ts and domain/exam/backup.test.ts · every row of the timer as a law:
 *   domain/exam/attempt.test.ts
 */
import { chromium, expect, test, type Page } from '@playwright/test';
import { findChromium, quietly } from '../../src/build/chromium.ts';
import { isBankFile } from '../../src/domain/exam/bank-file.ts';
import { recordVersion } from '../../src/domain/exam/record.ts';
import { rootOf } from '../../src/domain/exam/template.ts';
import { attempts, rows, write } from './records.ts';

const nine = new Date('2027-01-16T09:00:00+08:00');

async function start(page: Page): Promise<void> {
  await page.getByRole('button', { name: '开始答题' }).click();
  await expect(page.locator('.is-here legend > span')).toBeFocused();
}
const saved = (page: Page, timeout = 5_000) =>
  expect(page.locator('.exam-saved')).toContainText('已保存', { timeout });
const resume = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '接着答' }).click();
  await expect(page.locator('.is-here legend > span')).toBeFocused();
};
/** Opens a paper that another tab holds. */
const resumeReading = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '接着答' }).click();
  await expect(page.getByRole('alert')).toContainText('正在另一个标签页里作答');
};
/** Goes to the first 简答题 and gives its field. */
async function writing(page: Page) {
  await page
    .locator('.exam-side')
    .getByRole('button', { name: /^第 56 题/ })
    .click();
  return page.getByRole('textbox', { name: '你的回答' });
}
const handIn = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '交卷' }).click();
  await page.getByRole('button', { name: '交卷，看成绩' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('成绩');
};

/** In the page: from when `hangs` is set on, requests are made and nothing ever comes back. */
const hanging = () => {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with apply, on the database it belongs to
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: Parameters<typeof transaction>) {
    const real = transaction.apply(this, args);
    if (Reflect.get(window, 'hangs') === true) {
      // Requests are made, and nothing ever comes back.
      for (const event of ['complete', 'success', 'error', 'abort'])
        real.addEventListener(
          event,
          (one) => {
            one.stopImmediatePropagation();
          },
          { capture: true },
        );
    }
    return real;
  };
};

test.describe('fault: quota exceeded', () => {
  test('the browser’s own refusal raises the banner, and what was refused is written when there is room again', async ({
    baseURL,
  }) => {
    // Only a browser with a profile of its own obeys a quota set from outside.
    const context = await chromium.launchPersistentContext('', {
      executablePath: findChromium(),
      chromiumSandbox: false,
      args: quietly,
      viewport: { width: 1280, height: 900 },
    });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const exam = new URL('./exam/', baseURL);
    await session.send('Storage.overrideQuotaForOrigin', { origin: exam.origin, quotaSize: 3_000_000 });
    await page.goto(exam.href);
    await start(page);
    await page.keyboard.press('A');
    await saved(page);
    // Somebody else of the same origin takes all the room there is.
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const open = indexedDB.open('filler', 1);
          open.onupgradeneeded = () => open.result.createObjectStore('bytes', { autoIncrement: true });
          open.onsuccess = () => {
            const fill = (size: number): void => {
              if (size < 8) {
                resolve();
                return;
              }
              const transaction = open.result.transaction('bytes', 'readwrite');
              transaction.objectStore('bytes').add(crypto.getRandomValues(new Uint8Array(size)));
              transaction.oncomplete = () => {
                fill(size);
              };
              transaction.onabort = () => {
                fill(Math.floor(size / 4));
              };
            };
            fill(60_000);
          };
        }),
    );
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('B');
    await expect(page.getByRole('alert')).toContainText('没有存进这台设备', { timeout: 15_000 });
    await expect(page.locator('.exam-saved')).toHaveText('没有保存');
    await session.send('Storage.overrideQuotaForOrigin', { origin: exam.origin });
    await saved(page, 15_000);
    expect((await attempts(page))[0]?.state.responses.size).toBe(2);
    await context.close();
  });
});

test.describe('fault: storage stumbles at the start', () => {
  test('as after a crash: opened at the third try, and answers are kept', async ({ page }) => {
    await page.addInitScript(() => {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- called with apply, on the factory it belongs to
      const { open } = IDBFactory.prototype;
      let times = 0;
      IDBFactory.prototype.open = function (this: IDBFactory, ...args: Parameters<typeof open>) {
        if (args[0] === 'carbon-exam' && (times += 1) <= 2)
          throw new DOMException('Internal error opening backing store', 'UnknownError');
        return open.apply(this, args);
      };
    });
    await page.goto('./exam/');
    await start(page);
    await page.keyboard.press('A');
    await saved(page);
    await page.reload();
    await expect(page.getByText('已答 1 / 58 题')).toBeVisible();
  });
});

test.describe('fault: storage hangs', () => {
  test('in the middle: after two seconds it is said, and made up for', async ({ page }) => {
    await page.addInitScript(hanging);
    await page.goto('./exam/');
    await start(page);
    await page.keyboard.press('A');
    await saved(page);
    await page.evaluate(() => Reflect.set(window, 'hangs', true));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('B');
    await expect(page.getByRole('alert')).toContainText('没有存进这台设备', { timeout: 10_000 });
    // The room stays usable.
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('C');
    await expect(page.locator('.is-here .q-opt input:checked')).toHaveCount(1);
    await page.evaluate(() => Reflect.set(window, 'hangs', false));
    await saved(page, 20_000);
    await page.reload();
    await expect(page.getByText('已答 3 / 58 题')).toBeVisible();
  });

  test('at handing in: no score before it is stored, or before it is said that it is not', async ({
    page,
  }) => {
    await page.addInitScript(hanging);
    await page.goto('./exam/');
    await start(page);
    await page.keyboard.press('A');
    await saved(page);
    await page.evaluate(() => Reflect.set(window, 'hangs', true));
    await page.getByRole('button', { name: '交卷' }).click();
    await page.getByRole('button', { name: '交卷，看成绩' }).click();
    await expect(page.getByRole('status')).toHaveText('正在保存交卷…');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('成绩', { timeout: 10_000 });
    await expect(page.getByRole('alert')).toContainText('还没有存进这台设备');
    await page.evaluate(() => Reflect.set(window, 'hangs', false));
    await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 20_000 });
    expect((await attempts(page))[0]?.state.phase).toBe('submitted');
  });
});

test.describe('fault: any one write fails', () => {
  test('the first, the second, the third … until a whole sitting meets no fault: nothing is ever lost', async ({
    context,
  }) => {
    test.setTimeout(120_000);
    await context.addInitScript(() => {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- called with apply, on the store it belongs to
      const { add } = IDBObjectStore.prototype;
      let count = 0;
      IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...args: Parameters<typeof add>) {
        const request = add.apply(this, args);
        if (this.name !== 'entries') return request;
        count += 1;
        if (count === Number(sessionStorage.getItem('nth'))) {
          sessionStorage.setItem('hit', 'yes');
          this.transaction.abort();
        }
        return request;
      };
    });
    let hit = true;
    let nth = 0;
    while (hit) {
      nth += 1;
      const page = await context.newPage();
      await page.goto('./notice/');
      await page.evaluate((nth) => {
        sessionStorage.setItem('nth', String(nth));
        localStorage.clear();
      }, nth);
      await page.goto('./exam/');
      await start(page);
      await page.keyboard.press('A');
      await page.keyboard.press('m');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('B');
      await saved(page, 15_000);
      await handIn(page);
      await expect.poll(async () => (await attempts(page)).length, { timeout: 15_000 }).toBe(nth);
      await expect
        .poll(
          async () =>
            (await attempts(page)).map(
              ({ state }) => `${state.phase} ${String(state.responses.size)} ${String(state.flags.size)}`,
            ),
          { timeout: 15_000 },
        )
        .toEqual(Array.from({ length: nth }, () => 'submitted 2 1'));
      hit = await page.evaluate(() => sessionStorage.getItem('hit') === 'yes');
      await page.close();
    }
    // Start, two visits, two answers, a flag, a beat, the handing in: each has failed once.
    expect(nth).toBeGreaterThan(7);
  });
});

test.describe('fault: records corrupt, older, newer', () => {
  test('a torn line costs that line alone: the answers before and after it are there, and it can be exported', async ({
    page,
  }) => {
    await page.goto('./exam/');
    await start(page);
    for (const key of ['A', 'ArrowRight', 'B', 'ArrowRight', 'C']) await page.keyboard.press(key);
    await saved(page);
    const torn = (await rows(page, 'entries')).find(({ value }) =>
      JSON.stringify(value).includes('"answer"'),
    );
    if (!torn || !Array.isArray(torn.key)) throw new Error('no answer stored');
    const key = [String(torn.key[0]), Number(torn.key[1])] as const;
    await write(page, [{ table: 'entries', key, value: { version: recordVersion, torn: true } }]);
    await page.reload();
    await expect(page.getByText('已答 2 / 58 题')).toBeVisible();
    await expect(page.getByText('有 1 条记录读不出来')).toBeVisible();
    await resume(page);
    await page.keyboard.press('D');
    await saved(page);
    await page.reload();
    await expect(page.getByText('有 1 条记录读不出来')).toBeVisible();
    await expect(page.getByText('已答 2 / 58 题')).toBeVisible();
  });

  test('a record of the first version is read as it was', async ({ page }) => {
    await page.goto('./exam/');
    await start(page);
    await page.keyboard.press('A');
    await saved(page);
    const old = [
      ...(await rows(page, 'attempts')).map((row) => ({ ...row, table: 'attempts' as const })),
      ...(await rows(page, 'entries')).map((row) => ({ ...row, table: 'entries' as const })),
    ];
    await write(
      page,
      old.map(({ table, key, value }) => ({
        table,
        key: Array.isArray(key) ? ([String(key[0]), Number(key[1])] as const) : String(key),
        value: { ...(typeof value === 'object' ? value : {}), version: 1 },
      })),
    );
    await page.reload();
    await expect(page.getByText('已答 1 / 58 题')).toBeVisible();
  });

  test('a database of the first version, with a paper under way, is made into one of today', async ({
    page,
  }) => {
    await page.goto('./exam/');
    await start(page);
    await page.keyboard.press('A');
    await saved(page);
    const old = { attempts: await rows(page, 'attempts'), entries: await rows(page, 'entries') };
    await page.goto('./notice/');
    await page.evaluate(async (old) => {
      const settled = (request: IDBOpenDBRequest): Promise<void> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => {
            resolve();
          };
          request.onerror = () => {
            reject(new Error(String(request.error)));
          };
        });
      // The first version knew no copy either.
      const copy = await navigator.storageBuckets?.open('copy', { durability: 'strict' });
      for (const all of [indexedDB, copy?.indexedDB])
        for (const { name = '' } of (await all?.databases()) ?? [])
          if (all) await settled(all.deleteDatabase(name));
      const open = indexedDB.open('carbon-exam', 1);
      open.onupgradeneeded = () => {
        for (const [table, lines] of Object.entries(old)) {
          const store = open.result.createObjectStore(table);
          for (const { key, value } of lines)
            store.add(value, Array.isArray(key) ? [String(key[0]), Number(key[1])] : String(key));
        }
      };
      await settled(open);
      open.result.close();
    }, old);
    await page.goto('./exam/');
    await expect(page.getByText('已答 1 / 58 题')).toBeVisible();
    await resume(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('B');
    await saved(page);
    await handIn(page);
    await expect.poll(async () => (await attempts(page))[0]?.state.phase).toBe('submitted');
    // What the first version did not have is there too: the answers reached 错题本.
    await expect.poll(async () => (await rows(page, 'drills')).length).toBeGreaterThan(0);
  });

  test('a paper of a later version is left alone and said; one continued by it can only be looked at', async ({
    page,
  }) => {
    await page.goto('./exam/');
    await start(page);
    await page.keyboard.press('A');
    await saved(page);
    const [found] = await attempts(page);
    if (!found) throw new Error('nothing stored');
    const { id } = found.record.sheet;
    const later = { version: recordVersion + 1, what: 'nobody knows' };
    await write(page, [
      { table: 'attempts', key: 'later', value: later },
      { table: 'entries', key: [id, found.log.length], value: later },
    ]);
    await page.reload();
    await expect(page.getByText('有 2 条记录由本站更新的版本写成')).toBeVisible();
    await resume(page);
    await expect(page.getByRole('alert')).toContainText('由本站更新的版本写过');
    await expect(page.locator('.is-here .q-opt input').first()).toBeDisabled();
    await page.keyboard.press('B');
    expect(
      (await rows(page, 'entries')).filter(({ key }) => Array.isArray(key) && key[0] === id),
    ).toHaveLength(found.log.length + 1);
    expect((await rows(page, 'attempts')).find(({ key }) => key === 'later')?.value).toEqual(later);
  });

  test('a database of a later version is said before the start, with what to do', async ({ page }) => {
    await page.goto('./notice/');
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const open = indexedDB.open('carbon-exam', 99);
          open.onsuccess = () => {
            open.result.close();
            resolve();
          };
        }),
    );
    await page.goto('./exam/');
    await expect(page.getByRole('alert')).toContainText('已经用过本站更新的版本');
  });
});

/** A browser that cannot keep one tab out. */
function withoutLocks(): void {
  Reflect.deleteProperty(Navigator.prototype, 'locks');
}

/** Begins a paper and answers its first question, then opens the start screen in another tab. @returns that tab */
async function sitAndOpenAnother(page: Page, mode?: RegExp): Promise<Page> {
  await page.goto('./exam/');
  if (mode) await page.getByRole('radio', { name: mode }).check();
  await start(page);
  await page.keyboard.press('A');
  await saved(page);
  const other = await page.context().newPage();
  await other.goto('./exam/');
  return other;
}

test.describe('fault: two tabs', () => {
  test('without locks the revision refuses the tab that is behind, which then shows what the other wrote', async ({
    page,
    context,
  }) => {
    await context.addInitScript(withoutLocks);
    const other = await sitAndOpenAnother(page);
    await resume(other);
    await page.keyboard.press('B');
    await saved(page);
    await other.keyboard.press('C');
    await expect(other.getByRole('alert')).toContainText('正在另一个标签页里作答');
    await expect(other.locator('.is-here .q-opt input').nth(1)).toBeChecked();
    const [found] = await attempts(page);
    const order = found?.record.sheet.questions[0]?.order;
    expect([...(found?.state.responses.values() ?? [])]).toEqual([{ kind: 'choice', chosen: [order?.[1]] }]);
  });

  test('a paper deleted in one tab is written again by the one where it is being sat', async ({ page }) => {
    const other = await sitAndOpenAnother(page);
    await other.getByRole('button', { name: '删除这份试卷' }).click();
    await expect(other.getByText('已删除，离开本页后不能恢复')).toBeVisible();
    await other.reload();
    await expect.poll(async () => (await rows(other, 'attempts')).length).toBe(0);
    await page.keyboard.press('B');
    await expect
      .poll(async () => (await attempts(page))[0]?.state.responses.size, { timeout: 10_000 })
      .toBe(1);
    await saved(page);
  });

  test('without locks the tab that is behind cannot hand in what it does not know', async ({
    page,
    context,
  }) => {
    await context.addInitScript(withoutLocks);
    const other = await sitAndOpenAnother(page);
    await resume(other);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('B');
    await saved(page);
    await other.getByRole('button', { name: '交卷' }).click();
    await other.getByRole('button', { name: '交卷，看成绩' }).click();
    await expect(other.getByRole('alert')).toContainText('正在另一个标签页里作答');
    await expect(other.locator('.exam-side').getByText('已答 2 / 58')).toBeVisible();
    const [found] = await attempts(page);
    expect([found?.state.phase, found?.state.responses.size]).toEqual(['running', 2]);
  });

  test('可暂停: the second tab counts no time; taken over, it goes on; and it shows when the other hands in', async ({
    page,
  }) => {
    const other = await sitAndOpenAnother(page, /可暂停/);
    await resumeReading(other);
    await expect(other.locator('.is-here .q-opt input').first()).toBeDisabled();
    const [shown] = await Promise.all([other.getByRole('timer').textContent(), other.waitForTimeout(2_500)]);
    await expect(other.getByRole('timer')).toHaveText(shown ?? '');
    await other.getByRole('button', { name: '在此继续' }).click();
    await expect(other.locator('.is-here .q-opt input').first()).toBeEnabled();
    await other.keyboard.press('ArrowRight');
    await other.keyboard.press('B');
    await saved(other);
    await expect(page.getByRole('alert')).toContainText('正在另一个标签页里作答');
    await handIn(other);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('成绩');
    expect((await attempts(page))[0]?.state.responses.size).toBe(2);
  });
});

test.describe('fault: storage evicted', () => {
  test('just before handing in: the paper is written anew from memory, answers, flag and hand-in', async ({
    page,
    context,
  }) => {
    await page.goto('./exam/');
    await start(page);
    for (const key of ['A', 'm', 'ArrowRight', 'B']) await page.keyboard.press(key);
    await saved(page);
    const session = await context.newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', {
      origin: new URL(page.url()).origin,
      storageTypes: 'indexeddb',
    });
    await handIn(page);
    await expect
      .poll(
        async () =>
          (await attempts(page)).map(
            ({ state }) => `${state.phase} ${String(state.responses.size)} ${String(state.flags.size)}`,
          ),
        { timeout: 15_000 },
      )
      .toEqual(['submitted 2 1']);
  });
});

test.describe('timer: background, sleep, frozen page', () => {
  for (const [when, minutes, left] of [
    ['in the middle', 1, /01:(29:5|30:)/],
    ['just before the deadline', 119, undefined],
  ] as const)
    test(`a text typed ${when} as the machine falls asleep is in its place, and the time slept counts once`, async ({
      page,
    }) => {
      await page.clock.install({ time: nine });
      await page.goto('./exam/');
      await start(page);
      const field = await writing(page);
      await saved(page);
      await page.clock.fastForward(minutes * 60_000);
      await page.clock.pauseAt(new Date(nine.getTime() + (minutes + 1) * 60_000));
      await field.pressSequentially('配额');
      // Asleep within the second, with no word to the page; awake at half past nine, or at half past eleven.
      await page.clock.setSystemTime(new Date(nine.getTime() + (minutes < 30 ? 30 : 150) * 60_000));
      await page.clock.runFor(2_000);
      if (left === undefined) await expect(page.getByText('时间到，11:00:')).toBeVisible();
      else await expect(page.getByRole('timer')).toContainText(left);
      await expect
        .poll(async () => {
          const [found] = await attempts(page);
          return [[...(found?.state.responses.values() ?? [])], found?.state.notes.map(({ kind }) => kind)];
        })
        .toEqual([[{ kind: 'text', text: '配额' }], ['leap']]);
    });

  for (const [what, event] of [
    ['the page is shown again', 'document visibilitychange'],
    ['it comes back from the cache of pages', 'window pageshow'],
    ['its window is taken up again', 'window focus'],
    ['it is thawed', 'document resume'],
  ] as const)
    test(`the time is read anew when ${what}, without a tick`, async ({ page }) => {
      await page.clock.install({ time: nine });
      await page.goto('./exam/');
      await start(page);
      // The storage works by the real clock: with a write under way the stopped one would keep it waiting for ever.
      await saved(page);
      await page.clock.pauseAt(new Date(nine.getTime() + 60_000));
      await page.clock.setSystemTime(new Date(nine.getTime() + 3_600_000));
      await page.evaluate((event) => {
        const [where, name = ''] = event.split(' ');
        (where === 'window' ? window : document).dispatchEvent(new Event(name));
      }, event);
      // The hour is in the log before any timer of the page has run …
      await expect
        .poll(async () => (await attempts(page))[0]?.state.notes.map(({ kind }) => kind))
        .toEqual(['leap']);
      // … and on screen with the next picture.
      await page.clock.runFor(20);
      await expect(page.getByRole('timer')).toContainText('01:00:0');
    });

  for (const [what, event] of [
    ['is hidden', 'document visibilitychange'],
    ['is left', 'window pagehide'],
    ['loses the focus', 'window blur'],
    ['is frozen', 'document freeze'],
  ] as const)
    test(`text typed a moment ago is saved when the page ${what}`, async ({ page }) => {
      await page.clock.install({ time: nine });
      await page.goto('./exam/');
      await start(page);
      const field = await writing(page);
      await saved(page);
      await page.clock.pauseAt(new Date(nine.getTime() + 60_000));
      // No timer runs from here: only the event can have it saved.
      await field.pressSequentially('配额');
      expect((await attempts(page))[0]?.state.responses.size).toBe(0);
      await page.evaluate((event) => {
        const [where, name = ''] = event.split(' ');
        if (name === 'visibilitychange')
          Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
        (where === 'window' ? window : document).dispatchEvent(new Event(name));
      }, event);
      await expect
        .poll(async () => [...((await attempts(page))[0]?.state.responses.values() ?? [])])
        .toEqual([{ kind: 'text', text: '配额' }]);
    });

  test('a page frozen past its deadline hands in when it thaws', async ({ page }) => {
    await page.clock.install({ time: nine });
    await page.goto('./exam/');
    await start(page);
    await page.keyboard.press('A');
    await saved(page);
    // A browser freezes only what nobody sees, and here every page is seen: no timer runs, and the signs are given.
    await page.clock.pauseAt(new Date(nine.getTime() + 60_000));
    await page.evaluate(() => document.dispatchEvent(new Event('freeze')));
    await page.clock.setSystemTime(new Date(nine.getTime() + 3 * 3_600_000));
    await page.evaluate(() => document.dispatchEvent(new Event('resume')));
    await expect.poll(async () => (await attempts(page))[0]?.state.phase).toBe('expired');
    await page.clock.runFor(20);
    await expect(page.getByText('时间到，11:00:')).toBeVisible();
    expect((await attempts(page))[0]?.state.responses.size).toBe(1);
  });

  test('closed, and opened with the clock set back: what was left at the last sign of life is left', async ({
    page,
  }) => {
    await page.clock.install({ time: nine });
    await page.goto('./exam/');
    await start(page);
    await page.clock.fastForward('30:00');
    await page.keyboard.press('A');
    await saved(page);
    await page.goto('./notice/');
    await page.clock.setSystemTime(new Date(nine.getTime() - 3_600_000));
    await page.goto('./exam/');
    await expect(page.locator('.exam-resume')).toContainText(
      /已用 3\d 分钟，还剩 01:(29|30):\d\d；已答 1 \/ 58 题。离开期间时间照走。/,
    );
    await resume(page);
    await expect(page.getByRole('timer')).toContainText(/01:(29|30):/);
    await expect
      .poll(async () => (await attempts(page))[0]?.state.notes.map(({ kind }) => kind))
      .toEqual(['set-back']);
  });

  test('可暂停: closed and opened ten hours later, it goes on with the very second', async ({ page }) => {
    await page.clock.install({ time: nine });
    await page.goto('./exam/');
    await page.getByRole('radio', { name: /可暂停/ }).check();
    await start(page);
    await page.clock.runFor(63_000);
    // The storage works by the real clock: what is counted must be there before the page goes.
    await saved(page);
    const before = await page.getByRole('timer').textContent();
    await page.goto('./notice/');
    await page.clock.setSystemTime(new Date(nine.getTime() + 36_000_000));
    await page.goto('./exam/');
    await resume(page);
    // Less than two seconds pass on the way.
    const seconds = (text: string | null): number =>
      (text ?? '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    expect(
      Math.abs(seconds(before) - seconds(await page.getByRole('timer').textContent())),
    ).toBeLessThanOrEqual(3);
  });
});

test.describe('timer: 可暂停', () => {
  test('a clock set back or forward changes nothing: the first is noted, nothing is offered', async ({
    page,
  }) => {
    await page.clock.install({ time: nine });
    await page.goto('./exam/');
    await page.getByRole('radio', { name: /可暂停/ }).check();
    await start(page);
    await page.clock.runFor(60_000);
    for (const hours of [-1, 10]) {
      await page.clock.setSystemTime(new Date(nine.getTime() + hours * 3_600_000));
      await page.clock.runFor(2_000);
      await expect(page.getByRole('timer')).toContainText('01:58:5');
      await expect(page.getByRole('button', { name: /补回/ })).toHaveCount(0);
    }
    await handIn(page);
    await expect(page.getByText('设备时钟被拨回')).toHaveCount(1);
    const [found] = await attempts(page);
    expect(found?.state.notes.map(({ kind }) => kind)).toEqual(['set-back']);
  });

  test('it announces nothing; at its end it asks; going on takes the limit away for good, and the result says so', async ({
    page,
  }) => {
    await page.clock.install({ time: nine });
    await page.goto('./exam/');
    await page.getByRole('radio', { name: /可暂停/ }).check();
    await start(page);
    await page.keyboard.press('A');
    await saved(page);
    // Two hours of answering, as the log would hold them.
    const answering = async (minutes: number): Promise<void> => {
      await page.goto('./notice/');
      const [found] = await attempts(page);
      if (!found) throw new Error('nothing stored');
      const [id, seq] = [found.record.sheet.id, found.log.length];
      const entry = { at: nine.getTime() + 1_000, kind: 'beat', active: minutes * 60_000 };
      const value = { version: recordVersion, attempt: id, seq, entry };
      await write(page, [{ table: 'entries', key: [id, seq], value }]);
      await page.goto('./exam/');
      await resume(page);
    };
    await answering(118.9);
    await expect(page.getByRole('timer')).toContainText('00:01:');
    await page.clock.runFor(10_000);
    await expect(page.getByRole('timer')).toContainText('00:00:');
    await expect(page.locator('.exam-said')).toHaveText('');
    await answering(1);
    await page.clock.runFor(8_000);
    await expect(page.getByRole('dialog', { name: '时间到了' })).toBeVisible();
    expect((await attempts(page))[0]?.state.phase).toBe('running');
    await page.getByRole('button', { name: '接着答' }).click();
    await expect(page.getByRole('dialog', { name: '时间到了' })).toBeHidden();
    await expect(page.getByRole('timer')).toContainText('已用 02:00:0');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('B');
    await saved(page);
    await page.reload();
    await resume(page);
    await page.clock.runFor(2_000);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('timer')).toContainText('已用 02:00:');
    await handIn(page);
    await expect(page.getByText('时间用完后不限时接着答')).toBeVisible();
    expect((await attempts(page))[0]?.state.responses.size).toBe(2);
  });
});

test.describe('timer: from the start to the hand-in', () => {
  test('more time is chosen before the start, remembered, and told on the result', async ({ page }) => {
    await page.goto('./exam/');
    await page.getByLabel('时限').selectOption({ label: '1.5 倍（180 分钟）' });
    await start(page);
    await expect(page.getByRole('timer')).toContainText(/02:59:|03:00:00/);
    await handIn(page);
    await expect(page.getByText('时限 1.5 倍（180 分钟）')).toBeVisible();
    await page.goto('./exam/');
    await page.getByRole('button', { name: '回到模拟考试' }).click();
    await expect(page.getByLabel('时限')).toHaveValue('1.5');
  });

  test('before handing in, what is answered, unanswered and flagged is counted, and each count leads there', async ({
    page,
  }) => {
    await page.goto('./exam/');
    await start(page);
    for (const key of ['A', 'ArrowRight', 'ArrowRight', 'm']) await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name: '交卷' });
    for (const [name, count, place] of [
      ['未答', '57 题', 2],
      ['标记', '1 题', 3],
      ['已答', '1 题', 1],
    ] as const) {
      await page.getByRole('button', { name: '交卷' }).click();
      await expect(dialog.getByRole('button', { name: '返回检查' })).toBeFocused();
      await dialog
        .locator('dl > div')
        .filter({ hasText: name })
        .getByRole('button', { name: count, exact: true })
        .click();
      await expect(dialog).toBeHidden();
      await expect(page.locator('.is-here')).toContainText(`第 ${String(place)} 题，共 58 题`);
    }
    expect((await attempts(page))[0]?.state.phase).toBe('running');
  });

  test('the end comes also while somebody ponders over handing in: no dialog stays', async ({ page }) => {
    await page.clock.install({ time: nine });
    await page.goto('./exam/');
    await start(page);
    await page.keyboard.press('A');
    await saved(page);
    await page.getByRole('button', { name: '交卷' }).click();
    await expect(page.getByRole('button', { name: '返回检查' })).toBeFocused();
    await page.clock.fastForward('02:00:01');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('成绩');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByText('时间到，11:00:')).toBeVisible();
  });
});

test.describe('timer: clock set forward', () => {
  test('past the deadline it ends the paper; the one offer gives the time back, notes it, and is not made again', async ({
    page,
  }) => {
    await page.clock.install({ time: nine });
    await page.goto('./exam/');
    await start(page);
    await page.keyboard.press('A');
    await page.clock.runFor(2_000);
    await page.clock.setSystemTime(new Date(nine.getTime() + 5 * 3_600_000));
    await page.clock.runFor(1_000);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('成绩');
    await page.getByRole('button', { name: '补回这段时间，接着答' }).click();
    await expect(page.getByRole('timer')).toContainText('01:59:');
    await expect(page.locator('.is-here .q-opt input').first()).toBeChecked();
    await page.keyboard.press('B');
    await page.clock.runFor(1_000);
    await saved(page);
    await page.clock.setSystemTime(new Date(nine.getTime() + 20 * 3_600_000));
    await page.clock.runFor(1_000);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('成绩');
    await expect(page.getByText(/补回了/)).toBeVisible();
    await expect(page.getByRole('button', { name: /补回/ })).toHaveCount(0);
    const [found] = await attempts(page);
    expect(found?.state.notes.map((note) => note.kind)).toEqual(['leap', 'restored']);
  });
});

test.describe('fault: the bank is renewed in the middle', () => {
  test('a question withdrawn costs no other one, the result says so, and the 卷号 gives no other paper', async ({
    page,
  }) => {
    await page.goto('./exam/');
    await start(page);
    for (const key of ['A', 'ArrowRight', 'B']) await page.keyboard.press(key);
    await saved(page);
    const [found] = await attempts(page);
    const [first] = found?.record.sheet.questions ?? [];
    if (!found || !first) throw new Error('nothing stored');
    await page.route('**/bank/*.json', async (route) => {
      const response = await route.fetch();
      const file: unknown = await response.json();
      if (!isBankFile(file)) throw new Error('no bank');
      const left = <T extends { id: string }>(list: readonly T[]): readonly T[] =>
        list.filter(({ id }) => id !== rootOf(first.item));
      await route.fulfill({
        response,
        json: { ...file, items: left(file.items), templates: left(file.templates) },
      });
    });
    await page.reload();
    await resume(page);
    await expect(page.locator('.is-here .q-opt input:checked')).toHaveCount(1);
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator('.is-here')).toContainText('这道题已从题库撤下');
    for (const key of ['ArrowRight', 'ArrowRight', 'C']) await page.keyboard.press(key);
    await saved(page);
    await handIn(page);
    await expect(page.getByText('第 1 题在你做卷之后从题库撤下了')).toBeVisible();
    expect((await attempts(page))[0]?.state.responses.size).toBe(3);
    await page.getByRole('button', { name: '回到模拟考试' }).click();
    await page.getByLabel('卷号（可不填）').fill(found.record.sheet.number);
    await page.getByRole('button', { name: '开始答题' }).click();
    await expect(page.locator('#exam-number-problem')).toContainText('题库');
    await expect(page.getByRole('timer')).toHaveCount(0);
  });
});

test.describe('fault: the network is gone', () => {
  test('from before the start to the last page of the review, nothing is asked of it', async ({
    page,
    context,
  }) => {
    await page.goto('./exam/', { waitUntil: 'networkidle' });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await context.setOffline(true);
    await start(page);
    for (const key of ['A', 'm', 'ArrowRight', 'B', 'ArrowRight', 'C']) await page.keyboard.press(key);
    await (await writing(page)).fill('配额按期清缴。');
    await saved(page);
    await handIn(page);
    const answers = page.locator('.exam-answers > li');
    await expect(answers).toHaveCount(58);
    await page.getByRole('button', { name: /^未答 54/ }).click();
    await expect(answers).toHaveCount(54);
    await page.getByRole('button', { name: '回到模拟考试' }).click();
    await page.getByRole('button', { name: /^查看/ }).click();
    await expect(answers).toHaveCount(58);
    expect(asked).toEqual([]);
  });
});
