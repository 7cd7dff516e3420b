/** A person sits papers: by keyboard, on a phone, through reloads, expiry, a second tab and a storage that fails. */
import { expect, test, type Page } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import type { Question } from '../../src/domain/exam/paper.ts';
import { accessible as accessibleNow } from './accessible.ts';
import { attempts, write } from './records.ts';
import { items, keyOf, paperFor, saved, start as begin } from './sitting.ts';

const accessible = (page: Page): Promise<void> => accessibleNow(page, { whole: true });
const start = async (page: Page, level = '初级碳资产管理师'): Promise<readonly Question[]> =>
  paperFor(await begin(page, level)).questions;
/** The paper on screen, set again in the test from its 卷号. */
const questionsOn = async (page: Page): Promise<readonly Question[]> =>
  paperFor(/卷号 (\S+)/.exec((await page.locator('.exam-no').textContent()) ?? '')?.[1] ?? '').questions;
const letter = (question: Question, id: string): string => 'ABCDE'.charAt(question.order.indexOf(id));
/** The first question's text: where the room is ready. */
const stem = (page: Page) => page.locator('.is-here legend');

test('a whole paper by keyboard, reloaded in the middle, handed in, marked as the key says, and reviewed', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto('./exam/');
  const questions = await start(page);
  let expected = 0;
  let strict = 0;
  let partial = 0;
  for (const [index, question] of questions.entries()) {
    const key = keyOf(question);
    const wrong = question.order.filter((id) => !key.includes(id));
    if (question.type === 'short') {
      await expect(page.getByText(`第 ${String(index + 1)} 题，共 58 题`)).toBeVisible();
      await page.getByRole('textbox', { name: '你的回答' }).fill('排放配额应当按期清缴。');
      await page.locator('.is-here legend span').first().click();
    } else {
      // One in three wrong; of the multiple ones, one in three incomplete.
      const kind = index % 3;
      const chosen =
        kind === 0 ? wrong.slice(0, 1) : kind === 1 && question.type === 'multiple' ? key.slice(0, -1) : key;
      for (const id of chosen) await page.keyboard.press(letter(question, id));
      if (kind === 1 && question.type === 'multiple') {
        expected += Math.min(chosen.length * 0.5, 1.5);
        partial += 1;
      } else if (kind !== 0) {
        expected += question.points;
        strict += question.points;
      }
      await expect(page.locator('.is-here .q-opt input:checked')).toHaveCount(chosen.length);
    }
    if (index % 10 === 0) await page.keyboard.press('m');
    if (index === 20) {
      await saved(page);
      await page.reload();
      await expect(page.getByText('有一份没交的试卷')).toContainText('初级');
      await expect(page.getByText('已答 21 / 58 题')).toBeVisible();
      await page.getByRole('button', { name: '接着答' }).click();
      await expect(page.locator('.is-here legend > span')).toBeFocused();
      await expect(page.getByText('第 21 题，共 58 题')).toBeVisible();
      expect(await questionsOn(page)).toEqual(questions);
    }
    await page.keyboard.press('ArrowRight');
  }
  await expect(page.locator('.exam-side').getByText('已答 58 / 58')).toBeVisible();
  await page.getByRole('button', { name: '交卷' }).click();
  await expect(page.getByRole('button', { name: '返回检查' })).toBeFocused();
  await accessible(page);
  await page.getByRole('button', { name: '交卷，看成绩' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`暂定成绩：${String(expected)} 分`);
  await expect(page.getByText('还有 3 道待自评')).toBeVisible();
  await expect(page.getByText(`${String(strict)}–${String(expected)} 分`)).toBeVisible();
  await accessible(page);
  const answers = page.locator('.exam-answers > li');
  await expect(answers).toHaveCount(58);
  // What is not marked yet counts as no loss: it stands apart, and the way to it comes first.
  await expect(page.locator('.exam-tables').getByText('另 30 待评').first()).toBeVisible();
  await page.getByRole('link', { name: '给 3 道简答题自评' }).click();
  await expect(answers).toHaveCount(3);
  await page.getByRole('button', { name: `少选 ${String(partial)}` }).click();
  await expect(answers).toHaveCount(partial);
  await page.getByRole('button', { name: '标记 6' }).click();
  await expect(answers).toHaveCount(6);
  await page.getByRole('button', { name: /^错 / }).click();
  const first = answers.first();
  const wrongOne = questions[0];
  const item = wrongOne && items.get(wrongOne.item);
  if (!item || item.type === 'short') throw new Error('the first question is a choice');
  const shown = (await first.textContent())?.replaceAll(/\s/g, '');
  for (const option of item.options)
    expect(shown).toContain(
      option.why
        .replaceAll(/\s/g, '')
        .slice(0, 6)
        .replaceAll(/[A-Z]\d.*/g, ''),
    );
  await expect(first.locator('.q-sources a').first()).toHaveAttribute(
    'href',
    new RegExp(`/sources/(reference/)?#${item.sources[0]?.doc ?? ''}$`),
  );
  await expect(first.locator('.q-sources a').last()).toHaveAttribute(
    'href',
    new RegExp(`/syllabus/${item.section}/$`),
  );

  // Own marks of the short answers, kept like everything else.
  await page.getByRole('button', { name: '简答 3' }).click();
  const lines = answers.first().getByRole('radiogroup');
  // One line alone marks nothing, also after a reload, which comes back to this very result.
  await lines.first().getByRole('radio', { name: '0 分' }).check();
  await expect(lines.nth(1).getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(page.getByText('还有 3 道待自评')).toBeVisible();
  await expect.poll(async () => (await attempts(page))[0]?.log.at(-1)?.kind).toBe('own');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`暂定成绩：${String(expected)} 分`);
  await page.getByRole('button', { name: '简答 3' }).click();
  await expect(lines.first().getByRole('radio', { name: '0 分' })).toBeChecked();
  await expect(lines.nth(1).getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(page.getByText('还有 3 道待自评')).toBeVisible();
  let own = 0;
  for (let line = 0; line < (await lines.count()); line += 1) {
    await lines.nth(line).getByRole('radio', { name: '1 分' }).check();
    own += 1;
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`暂定成绩：${String(expected + own)} 分`);
  await expect(page.getByText('还有 2 道待自评')).toBeVisible();
  await page.getByRole('button', { name: '回到模拟考试' }).click();
  await expect(page.locator('.exam-past')).toContainText(`${String(expected + own)} 分`);
  await page.reload();
  await expect(page.locator('.exam-past')).toContainText(`${String(expected + own)} 分`);
  await page.getByRole('button', { name: /^查看/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`暂定成绩：${String(expected + own)} 分`);
});

test('starting and handing in ask the network for nothing; what a start needs of scripts weighs at most 60 KB', async ({
  page,
}) => {
  const scripts: Promise<Buffer>[] = [];
  let late = 0;
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    // The result's screen comes by itself, after the room.
    if (/\/Result\./.test(response.url())) late += 1;
    else scripts.push(response.body());
  });
  await page.goto('./exam/', { waitUntil: 'networkidle' });
  expect(late).toBe(1);
  const weight = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
  expect(weight).toBeLessThanOrEqual(60 * 1024);
  const later: string[] = [];
  page.on('request', (request) => later.push(request.url()));
  await page.context().setOffline(true);
  await start(page);
  await expect(stem(page)).toBeVisible();
  await page.getByRole('button', { name: '交卷' }).click();
  await page.getByRole('button', { name: '交卷，看成绩' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('成绩：0 分');
  expect(later).toEqual([]);
});

test.describe('the clock', () => {
  test('hands the paper in when the time is up, with what was being typed', async ({ page }) => {
    await page.clock.install({ time: new Date('2027-01-16T09:00:00+08:00') });
    await page.goto('./exam/');
    const questions = await start(page);
    const [first] = questions;
    if (!first) throw new Error('no question');
    for (const id of keyOf(first)) await page.keyboard.press(letter(first, id));
    await page.clock.fastForward('01:29:58');
    await expect(page.getByRole('timer')).toContainText('00:30:0');
    await page.clock.runFor(5_000);
    await expect(page.locator('.exam-said')).toHaveText('还剩 30 分钟，还有 57 题未答');
    await page.clock.fastForward('31:00');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('成绩：1 分');
    await expect(page.getByText('时间到，11:00:0')).toBeVisible();
  });

  test('hands it in while nobody is there', async ({ page }) => {
    await page.clock.install({ time: new Date('2027-01-16T09:00:00+08:00') });
    await page.goto('./exam/');
    const [first] = await start(page);
    if (!first) throw new Error('no question');
    for (const id of keyOf(first)) await page.keyboard.press(letter(first, id));
    await saved(page);
    await page.goto('./notice/');
    await page.clock.setSystemTime(new Date('2027-01-16T15:00:00+08:00'));
    await page.goto('./exam/');
    await expect(page.locator('.exam-past')).toContainText('1 分');
    await expect(page.locator('.exam-past')).toContainText('时间到，11:00:0');
    await page.getByRole('button', { name: /^查看/ }).click();
    await expect(page.getByText('时间到，11:00:0')).toBeVisible();
    await expect(page.getByText('2 小时 0 分，时限 1 倍（120 分钟）')).toBeVisible();
  });

  test('set back it gives no time; set forward it may be given back once', async ({ page }) => {
    await page.clock.install({ time: new Date('2027-01-16T09:00:00+08:00') });
    await page.goto('./exam/');
    await start(page);
    await page.clock.fastForward('30:00');
    await expect(page.getByRole('timer')).toContainText('01:29:5');
    await page.clock.setSystemTime(new Date('2027-01-16T08:00:00+08:00'));
    await page.clock.runFor(3_000);
    await expect(page.getByRole('timer')).toContainText('01:29:');
    await page.clock.setSystemTime(new Date('2027-01-16T09:00:00+08:00'));
    await page.clock.runFor(1_000);
    await expect(page.getByRole('timer')).toContainText('00:29:');
    await accessible(page);
    await page.getByRole('button', { name: '补回这段时间' }).click();
    await page.clock.runFor(1_000);
    await expect(page.getByRole('timer')).toContainText('01:29:');
    await page.getByRole('button', { name: '交卷' }).click();
    await page.getByRole('button', { name: '交卷，看成绩' }).click();
    await expect(page.getByText('设备时钟被拨回')).toBeVisible();
    await expect(page.getByText(/补回了/)).toBeVisible();
  });

  test('可暂停: time stands still while away, and at its end it asks', async ({ page }) => {
    await page.clock.install({ time: new Date('2027-01-16T09:00:00+08:00') });
    await page.goto('./exam/');
    await page.getByRole('radio', { name: /可暂停/ }).check();
    await start(page);
    await page.clock.runFor(60_000);
    await expect(page.getByRole('timer')).toContainText('01:59:0');
    await page.clock.fastForward('05:00:00');
    await expect(page.getByRole('timer')).toContainText('01:5');
    await page.getByText('字号、时钟与按键').click();
    await page.getByRole('button', { name: '暂停', exact: true }).click();
    await expect(page.getByRole('heading', { name: '已暂停' })).toBeVisible();
    await expect(page.getByRole('button', { name: '继续答题' })).toBeFocused();
    await accessible(page);
    await page.clock.runFor(60_000);
    await expect(page.getByRole('timer')).toContainText('01:59:0');
    await page.getByRole('button', { name: '继续答题' }).click();
    await expect(stem(page)).toBeVisible();
  });

  test('can be hidden and asked, and 不限时 counts up', async ({ page }) => {
    await page.goto('./exam/');
    await page.getByLabel('时限').selectOption('none');
    await start(page);
    await expect(page.getByRole('timer')).toContainText('已用 00:00:0');
    await page.getByText('字号、时钟与按键').click();
    await page.getByLabel('显示剩余时间').uncheck();
    await expect(page.getByRole('timer')).toHaveText('时钟已隐藏');
    await page.getByRole('button', { name: '报时' }).click();
    await expect(page.locator('.exam-said')).toHaveText('这份试卷不限时');
    await page.getByRole('button', { name: '字大一点' }).click();
    await accessible(page);
  });
});

test('a second tab may look, and takes over with 在此继续', async ({ page, context }) => {
  await page.goto('./exam/');
  const [first, second] = await start(page);
  if (!first || !second) throw new Error('no questions');
  await page.keyboard.press('A');
  await saved(page);
  const other = await context.newPage();
  await other.goto('./exam/');
  await other.getByRole('button', { name: '接着答' }).click();
  await expect(other.getByText('这份试卷正在另一个标签页里作答')).toBeVisible();
  await expect(other.locator('.is-here .q-opt input').first()).toBeDisabled();
  await accessible(other);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('B');
  await saved(page);
  await page.waitForTimeout(200);
  await other.getByRole('button', { name: '在此继续' }).click();
  await expect(other.getByText('第 2 题，共 58 题')).toBeVisible();
  await expect(other.locator('.is-here .q-opt input:checked')).toHaveValue(second.order[1] ?? '');
  await other.keyboard.press('C');
  await saved(other);
  await expect(page.getByText('这份试卷正在另一个标签页里作答')).toBeVisible();
  await expect(page.locator('.is-here .q-opt input').first()).toBeDisabled();
});

test.describe('a storage that fails', () => {
  for (const [how, script] of [
    ['is refused', 'IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); };'],
    ['never answers', 'IDBFactory.prototype.open = () => new EventTarget();'],
    ['is not there', 'Object.defineProperty(window, "indexedDB", { value: undefined });'],
    [
      'refuses to write',
      'IDBObjectStore.prototype.add = () => { throw new DOMException("no", "QuotaExceededError"); };',
    ],
  ] as const)
    test(`that ${how} is said before the start, and the paper can be sat all the same`, async ({ page }) => {
      await page.addInitScript(script);
      await page.goto('./exam/');
      await expect(page.getByRole('alert')).toContainText('这个浏览器现在不能保存记录');
      await accessible(page);
      const [first] = await start(page);
      if (!first) throw new Error('no question');
      for (const id of keyOf(first)) await page.keyboard.press(letter(first, id));
      await expect(page.locator('.exam-saved')).toHaveText('不能保存');
      await page.getByRole('button', { name: '交卷' }).click();
      await page.getByRole('button', { name: '交卷，看成绩' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('成绩：1 分');
      await page.getByRole('button', { name: '回到模拟考试' }).click();
      await expect(page.locator('.exam-past')).toContainText('1 分');
    });

  test('that fails in the middle raises a banner, keeps the answers, and catches up when it comes back', async ({
    page,
  }) => {
    await page.addInitScript(() => {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- called with apply, on the store it belongs to
      const { add } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...args: Parameters<typeof add>) {
        if (Reflect.get(window, 'storageFails') === true)
          throw new DOMException('full', 'QuotaExceededError');
        return add.apply(this, args);
      };
    });
    await page.goto('./exam/');
    await start(page);
    await page.keyboard.press('A');
    await saved(page);
    await page.evaluate(() => Reflect.set(window, 'storageFails', true));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('B');
    await expect(page.getByRole('alert')).toContainText('没有存进这台设备');
    await expect(page.locator('.exam-saved')).toHaveText('没有保存');
    await accessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '另存我的答案' }).click();
    expect((await download).suggestedFilename()).toMatch(/^答案-C1.*\.json$/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('C');
    await page.evaluate(() => Reflect.set(window, 'storageFails', false));
    await expect(page.locator('.exam-saved')).toContainText('已保存', { timeout: 10_000 });
    await page.reload();
    await expect(page.getByText('已答 3 / 58 题')).toBeVisible();
  });

  test('that is cleared in the middle is written again from memory', async ({ page, context }) => {
    await page.goto('./exam/');
    await start(page);
    await page.keyboard.press('A');
    await saved(page);
    const session = await context.newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', {
      origin: new URL(page.url()).origin,
      storageTypes: 'indexeddb',
    });
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('B');
    await expect(page.locator('.exam-saved')).toContainText('已保存', { timeout: 15_000 });
    await page.reload();
    await expect(page.getByText('已答 2 / 58 题')).toBeVisible({ timeout: 10_000 });
  });

  test('a record that cannot be read is put aside, not deleted', async ({ page }) => {
    await page.goto('./exam/');
    await write(page, [{ table: 'attempts', key: 'bad', value: { version: 1, sheet: 'torn' } }]);
    await page.reload();
    await expect(page.getByText('有 1 条记录读不出来')).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出这些记录' }).click();
    await download;
  });
});

test.describe('卷号', () => {
  test('gives the same paper again, typed with the usual slips; a wrong one is told why', async ({
    page,
  }) => {
    await page.goto('./exam/');
    const questions = await start(page, '高级碳资产管理师');
    const number = /卷号 (\S+)/.exec((await page.locator('.exam-no').textContent()) ?? '')?.[1] ?? '';
    await page.getByRole('button', { name: '交卷' }).click();
    await page.getByRole('button', { name: '交卷，看成绩' }).click();
    await page.getByRole('button', { name: '回到模拟考试' }).click();
    const field = page.getByLabel('卷号（可不填）');
    const begin = page.getByRole('button', { name: '开始答题' });
    await field.fill('C1WM');
    await begin.click();
    await expect(page.getByRole('alert')).toContainText('12 个字符');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    const other = number.charAt(3) === '0' ? '7' : '0';
    await field.fill(number.slice(0, 3) + other + number.slice(4));
    await begin.click();
    await expect(page.getByRole('alert')).toContainText('校验码');
    await accessible(page);
    await field.fill(
      ` ${number.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `,
    );
    await begin.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('高级 · 仿真考试');
    expect(await questionsOn(page)).toEqual(questions);
  });

  test('comes in a link', async ({ page }) => {
    await page.goto('./exam/#paper=C100-000Z-BM4Q');
    await expect(page.getByLabel('卷号（可不填）')).toHaveValue('C100-000Z-BM4Q');
  });
});

test('a paper is deleted, and that can be undone', async ({ page }) => {
  await page.goto('./exam/');
  await start(page);
  await page.getByRole('button', { name: '交卷' }).click();
  await page.getByRole('button', { name: '交卷，看成绩' }).click();
  await page.getByRole('button', { name: '回到模拟考试' }).click();
  await page.getByRole('button', { name: /^删除卷号/ }).click();
  await expect(page.getByText('已删除')).toBeVisible();
  const back = page.getByRole('button', { name: '撤销删除' });
  await expect(back).toBeFocused();
  await back.press('Enter');
  await expect(page.getByRole('button', { name: /^查看/ })).toBeFocused();
  await page.getByRole('button', { name: /^删除卷号/ }).click();
  await expect(page.getByText('已删除')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: '开始答题' })).toBeVisible();
  await expect(page.locator('.exam-kept')).toContainText('IndexedDB');
  await expect(page.locator('.exam-past')).toHaveCount(0);
});

for (const [width, colorScheme] of [
  [320, 'light'],
  [360, 'dark'],
  [768, 'dark'],
] as const)
  test.describe(`at ${String(width)} px, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 740 }, hasTouch: true, colorScheme });

    test('the answer sheet comes from below, and every state fits and is accessible', async ({ page }) => {
      await page.goto('./exam/');
      // Until the bank is there the button looks different, and axe takes its time to look.
      await expect(page.getByRole('button', { name: '开始答题' })).toBeEnabled();
      await accessible(page);
      const questions = await start(page, '中级碳资产管理师');
      await expect(stem(page)).toBeVisible();
      // Nobody types on a phone's glass.
      await expect(page.locator('.exam-keys')).toBeHidden();
      await page.locator('.is-here .q-opt').first().tap();
      await page.getByRole('button', { name: '标记', exact: true }).tap();
      await accessible(page);
      await page.getByRole('button', { name: '答题卡 1/58' }).tap();
      const sheet = page.getByRole('dialog', { name: '答题卡' });
      await expect(sheet.getByRole('button', { name: '第 1 题，已答，已标记' })).toBeVisible();
      const box = await sheet.boundingBox();
      expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(740);
      await accessible(page);
      // The way out is in sight at the sheet's beginning and at its end; a press beside the sheet closes it too.
      const close = sheet.getByRole('button', { name: '收起' });
      await expect(close).toBeInViewport({ ratio: 1 });
      await sheet.getByRole('button', { name: '第 58 题，未答' }).scrollIntoViewIfNeeded();
      await expect(close).toBeInViewport({ ratio: 1 });
      await close.tap();
      await expect(sheet).toHaveCount(0);
      await page.getByRole('button', { name: '答题卡 1/58' }).tap();
      await expect(sheet).toBeVisible();
      await page.touchscreen.tap(width / 2, 20);
      await expect(sheet).toHaveCount(0);
      await page.getByRole('button', { name: '答题卡 1/58' }).tap();
      await sheet.getByRole('button', { name: '第 41 题，未答' }).tap();
      await expect(page.getByText(`第 41 题，共 ${String(questions.length)} 题`)).toBeVisible();
      // The way on stands once on a phone, under the thumb.
      await expect(page.getByRole('button', { name: '下一题' })).toHaveCount(1);
      await page.getByRole('button', { name: '下一题' }).tap();
      await expect(page.getByText('第 42 题，共 58 题')).toBeVisible();
      await page.getByRole('button', { name: '交卷' }).tap();
      await page.getByRole('dialog').getByRole('button', { name: '57 题' }).tap();
      await expect(page.getByText('第 2 题，共 58 题')).toBeVisible();
      await page.getByRole('button', { name: '交卷' }).tap();
      await page.getByRole('button', { name: '交卷，看成绩' }).tap();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('成绩：');
      await accessible(page);
    });
  });

test('after a click on an option the arrow goes on to the next question and leaves the answer alone', async ({
  page,
}) => {
  await page.goto('./exam/');
  await start(page);
  const options = page.locator('.is-here .q-opt input');
  await expect(page.locator('.exam-keys')).toContainText('A–D 选择');
  await options.nth(1).click();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('第 2 题，共 58 题')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('第 1 题，共 58 题')).toBeVisible();
  await expect(options.nth(1)).toBeChecked();
});
