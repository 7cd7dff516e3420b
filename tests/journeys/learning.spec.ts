/** A person learns: practises and comes back, is reminded of what fades, sees how far it is, and plans up to the sitting. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import ICAL from 'ical.js';
import { bank } from '../../src/schema/content.ts';
import { rows, write } from './records.ts';
import { accessible } from './accessible.ts';

const items = bank();

/** Some single choices of 初级. */
const singles = items
  .filter(({ type, levels }) => type === 'single' && levels.includes('junior'))
  .slice(0, 4);
const asked = `./practice/#items=${singles.map(({ id }) => id).join(',')}`;
const order = (page: Page): Promise<readonly string[]> =>
  page.locator('.q-opt input').evaluateAll((inputs) => inputs.map((one) => one.getAttribute('value') ?? ''));

/** Waits until the notebook holds a plan. */
const stored = (page: Page) =>
  expect.poll(async () => (await rows(page, 'notes', 'carbon-learning')).length).toBeGreaterThan(0);

/** Chooses the right option, or a wrong one. */
async function answer(page: Page, place: number, right: boolean): Promise<void> {
  const item = singles[place];
  if (item?.type !== 'single') throw new Error('no single choice');
  await expect(page.getByText(`第 ${String(place + 1)} 题，共`)).toBeVisible();
  const value = (await order(page)).find((id) => item.key.includes(id) === right) ?? '';
  await page.locator(`.q-opt input[value="${value}"]`).check();
}

test('a reload in the middle leads back to the same question, order, answer and guess; put aside, the row waits', async ({
  page,
}) => {
  await page.goto(asked);
  await answer(page, 0, true);
  await page.getByRole('button', { name: '看答案', exact: true }).click();
  await expect(page.locator('.practice-verdict')).toHaveText('✓ 答对');
  await page.getByRole('button', { name: '下一题' }).click();
  await answer(page, 1, true);
  await page.getByRole('checkbox', { name: /是猜的/ }).check();
  const before = await order(page);
  const chosen = await page.locator('.q-opt input:checked').getAttribute('value');
  // The write has a moment: what was acknowledged by the screen is kept in a strict transaction each.
  await page.waitForTimeout(300);
  await page.reload();
  await expect(page.getByText('第 2 题，共 4 题')).toBeVisible();
  await expect(page.locator('.q-opt')).toHaveCount(4);
  expect(await order(page)).toEqual(before);
  await expect(page.locator('.q-opt input:checked')).toHaveValue(chosen ?? '');
  await expect(page.getByRole('checkbox', { name: /是猜的/ })).toBeChecked();
  await page.getByRole('button', { name: '看答案', exact: true }).click();
  await expect(page.locator('.practice-verdict')).toHaveText('✓ 答对，但是猜的：进错题本');
  await page.waitForTimeout(300);
  await page.reload();
  await expect(page.locator('.practice-verdict')).toHaveText('✓ 答对，但是猜的：进错题本');
  await page.getByRole('button', { name: '先放下' }).click();
  await expect(page.getByText('上次的练习还没做完')).toBeVisible();
  await expect(page.getByText('错题本：1 题')).toBeVisible();
  await accessible(page);
  await page.goto('./syllabus/');
  await page.goto('./practice/');
  await page.getByRole('button', { name: '接着练' }).click();
  await page.getByRole('button', { name: '下一题' }).click();
  await answer(page, 2, false);
  await page.getByRole('button', { name: '结束这一组' }).click();
  await page.reload();
  await expect(page.getByText('错题本：1 题')).toBeVisible();
  await expect(page.getByText('上次的练习还没做完')).toBeHidden();
});

test('an address asks for items: unknown ones are passed over with a word, and none at all is said', async ({
  page,
}) => {
  await page.goto(`./practice/#items=nothing,${singles[0]?.id ?? ''},%3Cb%3E`);
  await expect(page.getByText('第 1 题，共 1 题')).toBeVisible();
  await expect(page.locator('.exam-question legend')).toHaveText(singles[0]?.stem ?? '');
  await expect(page.getByText('链接里有 2 道题不在现在的题库里，已略过。')).toBeVisible();
  await page.goto('./syllabus/');
  await page.goto('./practice/#items=nothing');
  await expect(page.getByText('这个链接里没有题库现有的题')).toBeVisible();
  await page.goto('./syllabus/');
  await page.goto('./practice/#stars');
  await expect(page.getByText('还没有收藏的题。')).toBeVisible();
});

test('收藏 from practice: listed, taken off, put back, practised', async ({ page }) => {
  await page.goto(asked);
  await page.getByRole('button', { name: '收藏' }).click();
  await expect(page.getByRole('button', { name: '已收藏' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: '结束这一组' }).click();
  await expect(page.getByText('收藏：1 题')).toBeVisible();
  await page.reload();
  await page.getByText('看收藏的题').click();
  await accessible(page);
  await page.getByRole('button', { name: /^取消收藏/ }).click();
  await expect(page.getByText('收藏：0 题')).toBeVisible();
  await page.goto('./syllabus/');
  await page.goto('./practice/');
  await expect(page.getByText('收藏：0 题')).toBeVisible();
});

test('a star taken off by mistake is put back where it was', async ({ page }) => {
  await page.goto(asked);
  for (let place = 0; place < 2; place += 1) {
    await expect(page.getByText(`第 ${String(place + 1)} 题，共`)).toBeVisible();
    await page.getByRole('button', { name: '收藏' }).click();
    await page.getByRole('button', { name: '不会，看答案' }).click();
    await page.getByRole('button', { name: '下一题' }).click();
  }
  await page.getByRole('button', { name: '结束这一组' }).click();
  await page.getByRole('button', { name: '再选一组' }).click();
  await page.getByText('看收藏的题').click();
  await page
    .getByRole('button', { name: /^取消收藏/ })
    .first()
    .click();
  await expect(page.getByText('收藏：1 题')).toBeVisible();
  await page.getByRole('button', { name: /^放回收藏/ }).click();
  await expect(page.getByText('收藏：2 题')).toBeVisible();
  await page.getByRole('button', { name: '练收藏' }).click();
  await expect(page.getByText('第 1 题，共 2 题')).toBeVisible();
});

test('错题本 as a list: looked at, one taken out and put back, one practised; out it stays until the next mistake', async ({
  page,
}) => {
  await page.goto(asked);
  for (const place of [0, 1]) {
    await answer(page, place, false);
    await page.getByRole('button', { name: '看答案', exact: true }).click();
    await page.getByRole('button', { name: '下一题' }).click();
  }
  await page.getByRole('button', { name: '结束这一组' }).click();
  await page.getByRole('button', { name: '再选一组' }).click();
  await page.getByText('看错题本里的题').click();
  // The latest mistake first.
  const out = page.getByRole('button', { name: /^移出错题本/ });
  await expect(out).toHaveCount(2);
  await accessible(page);
  await out.first().click();
  await expect(page.getByText('错题本：1 题')).toBeVisible();
  await page.getByRole('button', { name: /^放回错题本/ }).click();
  await expect(page.getByText('错题本：2 题')).toBeVisible();
  await out.first().click();
  await expect(page.getByText('错题本：1 题')).toBeVisible();
  await page.getByRole('button', { name: /^练这一题/ }).click();
  await answer(page, 0, true);
  await page.getByRole('button', { name: '看答案', exact: true }).click();
  await page.getByRole('button', { name: '做完了' }).click();
  await expect.poll(async () => (await rows(page, 'desk', 'carbon-learning')).length).toBe(0);
  await page.goto('./practice/');
  await expect(page.getByText('错题本：1 题')).toBeVisible();
  await page.goto('./syllabus/');
  await page.goto(`./practice/#items=${singles[1]?.id ?? ''}`);
  await expect(page.getByText('第 1 题，共 1 题')).toBeVisible();
  await page.getByRole('button', { name: '不会，看答案' }).click();
  await page.getByRole('button', { name: '做完了' }).click();
  await page.getByRole('button', { name: '再选一组' }).click();
  await expect(page.getByText('错题本：2 题')).toBeVisible();
});

test('practice that cannot be written says so, goes on, and is written when there is room again', async ({
  page,
}) => {
  await page.addInitScript(() => {
    for (const way of ['add', 'put'] as const) {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- called with apply, on the store it belongs to
      const plain = IDBObjectStore.prototype[way];
      IDBObjectStore.prototype[way] = function (this: IDBObjectStore, ...args: Parameters<typeof plain>) {
        if (Reflect.get(window, 'storageFails') === true)
          throw new DOMException('full', 'QuotaExceededError');
        return plain.apply(this, args);
      };
    }
  });
  await page.goto(asked);
  await expect(page.getByText('第 1 题，共')).toBeVisible();
  await page.evaluate(() => Reflect.set(window, 'storageFails', true));
  for (const place of [0, 1]) {
    await answer(page, place, false);
    await page.getByRole('button', { name: '看答案', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('还没有存进这台设备');
    await page.getByRole('button', { name: '下一题' }).click();
  }
  await page.getByRole('button', { name: '收藏' }).click();
  await accessible(page);
  await page.evaluate(() => Reflect.set(window, 'storageFails', false));
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('第 3 题，共')).toBeVisible();
  await expect(page.getByRole('button', { name: '已收藏' })).toBeVisible();
  await page.getByRole('button', { name: '结束这一组' }).click();
  await page.getByRole('button', { name: '再选一组' }).click();
  await expect(page.getByText('错题本：2 题')).toBeVisible();
});

test('what was wrong today is due tomorrow; two days of right answers free it from 错题本', async ({
  page,
}) => {
  await page.clock.install({ time: new Date('2026-11-24T02:00:00Z') });
  await page.goto(asked);
  for (const [place, right] of [false, true].entries()) {
    await answer(page, place, right);
    await page.getByRole('button', { name: '看答案', exact: true }).click();
    await page.getByRole('button', { name: '下一题' }).click();
  }
  await page.getByRole('button', { name: '结束这一组' }).click();
  await page.getByRole('button', { name: '再选一组' }).click();
  await expect(page.getByText('今天到期：0 题')).toBeVisible();
  for (const day of ['2026-11-25', '2026-11-26']) {
    await page.clock.setSystemTime(new Date(`${day}T02:00:00Z`));
    await page.goto('./syllabus/');
    await page.goto('./practice/');
    await expect(page.getByText('错题本：1 题')).toBeVisible();
    if (day === '2026-11-25') await expect(page.getByText('今天到期：1 题')).toBeVisible();
    await page.getByRole('button', { name: '练错题本' }).click();
    await answer(page, 0, true);
    await page.getByRole('button', { name: '看答案', exact: true }).click();
    await page.getByRole('button', { name: '做完了' }).click();
    await page.getByRole('button', { name: '再选一组' }).click();
  }
  await expect(page.getByText('错题本：0 题')).toBeVisible();
  await page.goto('./progress/');
  await expect(page.getByText('3 天', { exact: false }).first()).toBeVisible();
});

test('a question withdrawn from the bank is no longer due nor counted; it is listed as withdrawn, to be taken out', async ({
  page,
}) => {
  await page.goto('./data/');
  await expect(page.getByText('0 题次')).toBeVisible();
  const line = { version: 2, at: 1_780_000_000_000, day: '2026-05-29', rev: 1, outcome: 'wrong' };
  await write(page, [
    { table: 'drills', key: 1, value: { ...line, item: '1-1-s98' } },
    { table: 'drills', key: 2, value: { ...line, item: singles[0]?.id ?? '' } },
  ]);
  await page.goto('./practice/');
  await expect(page.getByText('今天到期：1 题')).toBeVisible();
  await expect(page.getByText('错题本：1 题')).toBeVisible();
  await page.getByText('看错题本里的题').click();
  await expect(page.getByText('已从题库撤下的')).toBeVisible();
  await page.getByRole('button', { name: '移出错题本：1-1-s98' }).click();
  await expect(page.getByRole('button', { name: '放回错题本：1-1-s98' })).toBeVisible();
  await page.goto('./progress/');
  await expect(page.locator('.progress-today')).toContainText('今天到期1 题');
});

test('a long 错题本 lies folded by section; a section is unfolded, practised, and one question of it taken out', async ({
  page,
}) => {
  await page.goto('./data/');
  await expect(page.getByText('0 题次')).toBeVisible();
  const missed = items.filter(({ section }) => section === '1-1' || section === '1-2').slice(0, 60);
  const first = missed.filter(({ section }) => section === '1-1').length;
  await write(
    page,
    missed.map(({ id }, place) => ({
      table: 'drills',
      key: place + 1,
      value: { version: 2, at: 1_780_000_000_000, day: '2026-05-29', item: id, rev: 1, outcome: 'wrong' },
    })),
  );
  await page.goto('./practice/');
  await expect(page.getByText(`错题本：${String(missed.length)} 题`)).toBeVisible();
  await page.getByText('看错题本里的题').click();
  const out = page.getByRole('button', { name: /^移出错题本/ });
  await expect(page.getByText(/^1-2 国际国内应对气候变化的行动/).last()).toBeVisible();
  await expect(out).toHaveCount(0);
  await page.locator('.practice-group summary', { hasText: '1-1' }).click();
  await expect(out).toHaveCount(first);
  await accessible(page);
  await out.first().click();
  await expect(page.getByRole('button', { name: /^放回错题本/ })).toBeVisible();
  await page.getByRole('button', { name: `练这一节的 ${String(first - 1)} 题：1-1` }).click();
  await expect(page.getByText(`第 1 题，共 ${String(first - 1)} 题`)).toBeVisible();
});

test('only active time counts; when it is up, practice asks whether to go on', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-11-24T02:00:00Z') });
  await page.goto('./practice/');
  await page.getByRole('combobox', { name: '时间' }).selectOption('15');
  await page.getByRole('button', { name: '开始练习' }).click();
  await expect(page.getByText('用时 不到 1 分钟，限 15 分钟')).toBeVisible();
  await page.clock.runFor('10:00');
  await expect(page.getByText(/用时 (9|10) 分钟，限 15 分钟/)).toBeVisible();
  // An hour of sleep: no tick in between, nothing is counted.
  await page.clock.fastForward('01:00:00');
  await expect(page.getByText(/用时 (9|10) 分钟，限 15 分钟/)).toBeVisible();
  await page.clock.runFor('05:30');
  await expect(page.getByText('15 分钟到了。')).toBeVisible();
  await expect(page.getByRole('button', { name: /看答案/ }).first()).toBeDisabled();
  await accessible(page);
  await page.getByRole('button', { name: '接着练' }).click();
  await expect(page.getByText('15 分钟到了。')).toBeHidden();
  await page.getByRole('button', { name: '不会，看答案' }).click();
  await expect(page.locator('.practice-verdict')).toBeVisible();
});

test('a row in two tabs is written by one; the other can take it back', async ({ page, context }) => {
  await page.goto(asked);
  await answer(page, 0, true);
  await page.getByRole('button', { name: '看答案', exact: true }).click();
  await page.waitForTimeout(300);
  const second = await context.newPage();
  await second.goto('./practice/');
  await second.getByRole('button', { name: '接着练' }).click();
  await second.getByRole('button', { name: '下一题' }).click();
  await expect(page.getByText('这一组在另一个标签页里继续了')).toBeVisible();
  await second.waitForTimeout(300);
  await page.getByRole('button', { name: '在此继续' }).click();
  await expect(page.getByText('第 2 题，共 4 题')).toBeVisible();
  await expect(second.getByText('这一组在另一个标签页里继续了')).toBeVisible();
});

test('a paper handed in feeds 错题本 and the progress page, which before it helps and after it estimates', async ({
  page,
}) => {
  await page.goto('./progress/');
  await expect(page.getByText('还没有答题记录。')).toBeVisible();
  await accessible(page);
  await page.goto('./exam/');
  await page.getByRole('button', { name: '开始答题' }).click();
  await expect(page.locator('.is-here legend')).toBeVisible();
  await page.getByRole('button', { name: '交卷' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '交卷，看成绩' }).click();
  await expect(page.getByRole('heading', { name: /成绩/ })).toBeVisible();
  await page.goto('./practice/');
  await expect(page.getByText('错题本：58 题')).toBeVisible();
  await page.goto('./progress/');
  await expect(page.getByText(/^不到 1%（/)).toBeVisible();
  await expect(page.locator('.progress-table').first().locator('tbody tr')).toHaveCount(16);
  await accessible(page);
  await page.getByRole('radio', { name: '高级碳资产管理师' }).check();
  await expect(
    page.getByText('数据还不够，不作估计。').or(page.getByText(/（.*依据 \d+ 道题）$/)),
  ).toBeVisible();
});

test('a plan up to the sitting: made, kept, exported, planned anew when behind, taken back', async ({
  page,
}) => {
  await page.clock.setFixedTime(new Date('2026-11-23T02:00:00Z'));
  await page.goto('./plan/');
  await expect(page.getByRole('combobox', { name: '考期' }).locator('option').first()).toHaveText(
    /2027 年 1 月 16–17 日/,
  );
  await accessible(page);
  await page.getByRole('textbox', { name: /周一到周五/ }).fill('半小时');
  await expect(page.getByText('请填 0 到 600 的整数')).toBeVisible();
  await expect(page.getByRole('button', { name: '排计划' })).toBeDisabled();
  await page.getByRole('textbox', { name: /周一到周五/ }).fill('40');
  await page.getByRole('button', { name: '排计划' }).click();
  await expect(page.getByRole('heading', { name: /第 1 周/ })).toBeVisible();
  await expect(page.locator('.plan-weeks .ledger > li')).toHaveCount(54);
  await expect(page.locator('.plan-weeks .is-today')).toContainText('1-1 温室气体的影响');
  await accessible(page);
  await stored(page);
  await page.reload();
  await expect(page.locator('.plan-weeks .ledger > li')).toHaveCount(54);
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: /存成日历文件/ }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('备考计划-2027-01.ics');
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(await download.path(), 'utf8')) as unknown[]);
  expect(calendar.getAllSubcomponents('vevent')).toHaveLength(56);
  await page.clock.setFixedTime(new Date('2026-11-26T02:00:00Z'));
  await page.reload();
  await expect(page.getByText('计划 2 小时，实际 0 分钟，落下 2 小时。')).toBeVisible();
  await expect(page.locator('.plan-weeks .ledger > li')).toHaveCount(51);
  await expect(page.locator('.plan-weeks .is-today')).toContainText('1-1 温室气体的影响');
  await page.getByRole('button', { name: '不要这份计划' }).click();
  await expect(page.getByRole('button', { name: '排计划' })).toBeVisible();
});

for (const how of ['throw', 'hang'] as const)
  test(`where storage ${how === 'throw' ? 'is refused' : 'never answers'}, each page says so and works`, async ({
    page,
  }) => {
    await page.addInitScript((kind) => {
      IDBFactory.prototype.open = () => {
        if (kind === 'throw') throw new DOMException('no', 'SecurityError');
        return new EventTarget() as IDBOpenDBRequest;
      };
    }, how);
    await page.goto(asked);
    await answer(page, 0, false);
    await page.getByRole('button', { name: '看答案', exact: true }).click();
    await expect(page.locator('.practice-verdict')).toHaveText('答错');
    await expect(page.getByText('这个浏览器不能保存记录')).toBeVisible();
    await page.getByRole('button', { name: '结束这一组' }).click();
    await page.getByRole('button', { name: '再选一组' }).click();
    await expect(page.getByText('这个浏览器现在不能保存记录。')).toBeVisible();
    await expect(page.getByText('错题本：1 题')).toBeVisible();
    await page.goto('./progress/');
    await expect(page.getByText('这个浏览器现在不能保存记录，')).toBeVisible();
    await page.goto('./plan/');
    await expect(page.getByText('这个浏览器现在不能保存记录。')).toBeVisible();
    await page.getByRole('button', { name: '排计划' }).click();
    await expect(page.getByRole('heading', { name: /第 1 周/ })).toBeVisible();
  });
