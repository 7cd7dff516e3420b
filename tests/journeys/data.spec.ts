/** 我的数据: a visitor takes the records along, brings them back, merges two devices, and has everything deleted. */
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { attempts, rows, rowsOfCopy, write } from './records.ts';
import { accessible } from './accessible.ts';
import { handIn, saved, start as begin } from './sitting.ts';

async function start(page: Page): Promise<void> {
  await page.goto('./exam/');
  await begin(page);
}
const back = (page: Page) => page.getByRole('button', { name: '回到模拟考试' }).click();
async function backup(page: Page): Promise<{ name: string; text: string }> {
  await page.goto('./data/');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载备份' }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}
async function restore(page: Page, text: string): Promise<void> {
  const field = page.getByLabel('备份文件');
  await expect(field).toBeEnabled();
  const file = test.info().outputPath('backup.json');
  writeFileSync(file, text);
  await field.setInputFiles(file);
}
const outcome = (page: Page) => page.locator('[role=status] > .bar');

const device = (browser: Browser, baseURL: string | undefined): Promise<BrowserContext> =>
  browser.newContext(baseURL === undefined ? {} : { baseURL });

test('counts what is kept, writes it to a file, deletes it, and brings it back as it was', async ({
  page,
}) => {
  await start(page);
  await page.keyboard.press('A');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('B');
  await saved(page);
  await handIn(page);
  const score = await page.getByRole('heading', { level: 1 }).textContent();
  await back(page);
  await start(page);
  await page.keyboard.press('C');
  await saved(page);
  const before = await attempts(page);
  const { name, text } = await backup(page);
  expect(name).toMatch(/^碳资产管理师-备份-\d{4}-\d\d-\d\d\.json$/);
  await expect(page.getByText('1 份已交，1 份没交')).toBeVisible();
  await accessible(page);

  await page.getByRole('button', { name: '删除全部记录' }).click();
  await expect(page.getByRole('button', { name: '不删除' })).toBeFocused();
  await expect(page.getByText('要删除 2 份试卷')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: '不删除' }).click();
  await expect(page.getByText('1 份已交，1 份没交')).toBeVisible();
  await page.getByRole('button', { name: '删除全部记录' }).click();
  await page.getByRole('button', { name: '全部删除，不能撤销' }).click();
  await expect(page.getByText('已全部删除，重新读过一遍')).toBeVisible();
  for (const table of ['attempts', 'entries', 'drills', 'aside']) {
    expect(await rows(page, table)).toEqual([]);
    expect(await rowsOfCopy(page, table)).toEqual([]);
  }
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  await page.goto('./exam/');
  await expect(page.getByRole('button', { name: '开始答题' })).toBeEnabled();
  await expect(page.locator('.exam-past, .exam-resume')).toHaveCount(0);

  await page.goto('./data/');
  await restore(page, text);
  await expect(outcome(page)).toContainText('新增试卷 2 份');
  await accessible(page);
  expect(await attempts(page)).toEqual(before);
  await restore(page, text);
  await expect(outcome(page)).toContainText('备份里的内容这里都有了，没有改动');
  await page.goto('./exam/');
  await expect(page.getByText('已答 1 / 58 题')).toBeVisible();
  await page.getByRole('button', { name: /^查看/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(score ?? '');
});

test('收藏, what was taken out of 错题本, the plan and a paper done by hand come back from a backup too', async ({
  page,
}) => {
  await page.goto('./exam/print/');
  await page.getByRole('button', { name: '抽一份初级试卷' }).click();
  await expect(page.getByLabel('卷号')).toHaveValue(/-/);
  const number = await page.getByLabel('卷号').inputValue();
  await page.goto(`./exam/by-hand/#paper=${number}`);
  await expect(page.getByText('初级碳资产管理师，58 题。')).toBeVisible();
  const line = page.getByLabel('照答题卡一行一行敲');
  await line.fill('1-4 ABCD');
  await line.press('Enter');
  await expect(page.getByText('填入了 4 题。')).toBeVisible();
  await page.getByRole('button', { name: '评分并记入' }).click();
  // Four single choices were answered, each worth one point: every other question is a mistake.
  const score = await page.getByRole('heading', { level: 1 }).textContent();
  const before = 58 - Number(/\d+/.exec(score ?? '')?.[0]);
  await page.locator('.exam-answers .q-star').first().click();
  await expect(page.getByRole('button', { name: '已收藏' })).toBeVisible();

  await page.goto('./practice/');
  await expect(page.getByText('收藏：1 题')).toBeVisible();
  const count = page.getByText(/^错题本：\d+ 题$/);
  await expect(count).toHaveText(`错题本：${String(before)} 题`);
  await page.getByText('看错题本里的题').click();
  await page.locator('.practice-group > summary').first().click();
  await page
    .getByRole('button', { name: /^移出错题本/ })
    .first()
    .click();
  await expect(count).toHaveText(`错题本：${String(before - 1)} 题`);
  await page.goto('./plan/');
  await page.getByRole('button', { name: '排计划' }).click();
  await expect(page.getByRole('heading', { name: /第 1 周/ })).toBeVisible();
  const notes = () => rows(page, 'notes', 'carbon-learning');
  await expect.poll(async () => (await notes()).length).toBe(3);
  const kept = await notes();

  const { text } = await backup(page);
  await expect(page.getByText('1 题，备考计划已排')).toBeVisible();
  await page.getByRole('button', { name: '删除全部记录' }).click();
  await page.getByRole('button', { name: '全部删除，不能撤销' }).click();
  await expect(page.getByText('已全部删除，重新读过一遍')).toBeVisible();
  expect(await notes()).toEqual([]);
  await restore(page, text);
  await expect(outcome(page)).toContainText('新增试卷 1 份');
  expect(await notes()).toEqual(kept);
  await page.goto('./practice/');
  await expect(page.getByText('收藏：1 题')).toBeVisible();
  await expect(count).toHaveText(`错题本：${String(before - 1)} 题`);
  await page.goto('./plan/');
  await expect(page.getByRole('heading', { name: /第 1 周/ })).toBeVisible();
  await page.goto('./exam/');
  await expect(page.locator('.exam-past')).toContainText('手工录入');
  await expect(page.locator('.exam-past')).toContainText(number);
});

test('where nothing can be downloaded, the backup is a text to copy and to paste', async ({ page }) => {
  await start(page);
  await page.keyboard.press('A');
  await saved(page);
  await page.goto('./data/');
  await page.getByRole('button', { name: '不能下载时，显示备份文字' }).click();
  const field = page.getByLabel(/^备份文字（共/);
  await expect(field).toBeFocused();
  const text = await field.inputValue();
  await accessible(page);
  await page.getByRole('button', { name: '删除全部记录' }).click();
  await page.getByRole('button', { name: '全部删除，不能撤销' }).click();
  await expect(page.getByText('已全部删除')).toBeVisible();
  await page.getByText('没有文件，粘贴备份文字').click();
  await page.getByRole('textbox', { name: '备份文字', exact: true }).fill(text);
  await page.getByRole('button', { name: '从这段文字恢复' }).click();
  await expect(outcome(page)).toContainText('新增试卷 1 份');
});

test('two devices are merged either way to the same, with a paper continued on both kept both ways', async ({
  browser,
  baseURL,
}) => {
  const [phone, desk] = [await device(browser, baseURL), await device(browser, baseURL)];
  const [one, two] = [await phone.newPage(), await desk.newPage()];
  await start(one);
  await one.keyboard.press('A');
  await saved(one);
  const first = await backup(one);
  await two.goto('./data/');
  await restore(two, first.text);
  await expect(outcome(two)).toContainText('新增试卷 1 份');
  for (const [page, key] of [
    [one, 'B'],
    [two, 'C'],
  ] as const) {
    await page.goto('./exam/');
    await page.getByRole('button', { name: '接着答' }).click();
    await expect(page.locator('.is-here legend > span')).toBeFocused();
    await page.keyboard.press(key);
    await saved(page);
    await handIn(page);
    await back(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('模拟考试');
  }
  await start(two);
  await two.keyboard.press('A');
  await saved(two);
  const [fromOne, fromTwo] = [await backup(one), await backup(two)];
  await restore(one, fromTwo.text);
  await expect(outcome(one)).toContainText('新增试卷 2 份');
  await restore(two, fromOne.text);
  await expect(outcome(two)).toContainText('合并好了');
  const [here, there] = [await attempts(one), await attempts(two)];
  expect(here).toHaveLength(3);
  expect(there).toEqual(here);
  await one.goto('./exam/');
  await expect(one.locator('.exam-past > li')).toHaveCount(2);
  await phone.close();
  await desk.close();
});

test.describe('a file that is not what it should be', () => {
  const whole = (rest: object): string =>
    JSON.stringify({ format: 'carbon-exam-backup', version: 1, madeAt: 1, ...rest });
  for (const [what, text, words] of [
    ['empty', '', '这个文件是空的'],
    ['torn', whole({ attempts: [] }).slice(0, 40), '不完整'],
    ['another JSON', '{"a":1}', '不是本站的备份'],
    ['a nest of brackets', '['.repeat(100_000), '层层嵌套'],
    ['of a later version', JSON.stringify({ format: 'carbon-exam-backup', version: 7 }), '更新的版本'],
    ['a bomb of megabytes', 'x'.repeat(50_000_001), '超过了备份文件的上限'],
    [
      'partly broken',
      whole({
        attempts: [7],
        drills: [
          { version: 2, at: 1, day: '2027-01-16', item: '1-1-s01', rev: 1, outcome: 'wrong' },
          { outcome: 'x' },
        ],
      }),
      '第 2 条练习记录内容不对，没有恢复',
    ],
    [
      'hostile',
      '{"format":"carbon-exam-backup","version":1,"__proto__":{"polluted":1},"attempts":[{"__proto__":{"polluted":1},"version":2,"madeAt":1,"sheet":{"id":"\\"><img src=x onerror=alert(1)>","constructor":{"prototype":{"polluted":1}}}}]}',
      '第 1 份试卷内容不对，没有恢复',
    ],
  ] as const)
    test(`(${what}) is told what is wrong with it, and changes nothing it should not`, async ({ page }) => {
      page.on('dialog', () => {
        throw new Error('a dialog');
      });
      await page.goto('./data/');
      await restore(page, text);
      await expect(outcome(page)).toContainText(words);
      expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
      expect(await rows(page, 'attempts')).toEqual([]);
      expect(await rows(page, 'drills')).toHaveLength(what === 'partly broken' ? 1 : 0);
      await accessible(page);
    });
});

test('records that cannot be read go along in the backup, are exported, and go only when asked', async ({
  page,
}) => {
  await page.goto('./data/');
  await write(page, [
    { table: 'attempts', key: 'bad', value: { version: 1, sheet: 'torn' } },
    { table: 'drills', key: 7, value: { version: 1, outcome: 'lucky' } },
  ]);
  await page.reload();
  await expect(page.getByText('有 2 条记录读不出来')).toBeVisible();
  const { text } = await backup(page);
  expect(text).toContain('torn');
  await expect(page.getByRole('button', { name: '已经导出，从这里删除' })).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出这些记录' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('lucky');
  await page.getByRole('button', { name: '已经导出，从这里删除' }).click();
  await expect(page.getByText('有 2 条记录读不出来')).toHaveCount(0);
});

test('while a paper is being sat in another tab nothing of it is deleted or overwritten', async ({
  page,
  context,
}) => {
  await start(page);
  await page.keyboard.press('A');
  await saved(page);
  const other = await context.newPage();
  await other.goto('./data/');
  await other.getByRole('button', { name: '删除全部记录' }).click();
  await other.getByRole('button', { name: '全部删除，不能撤销' }).click();
  await expect(other.getByText('没有删除：有一份试卷正在另一个标签页里作答')).toBeVisible();
  expect(await attempts(other)).toHaveLength(1);
});

test('a browser that keeps nothing says so here too', async ({ page }) => {
  await page.addInitScript('Object.defineProperty(window, "indexedDB", { value: undefined });');
  await page.goto('./data/');
  await expect(page.getByRole('alert')).toContainText('这个浏览器现在不能保存记录');
  await accessible(page);
});

for (const [width, scheme] of [
  [320, 'light'],
  [360, 'dark'],
  [768, 'light'],
] as const)
  test(`fits ${String(width)} px, ${scheme}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto('./data/');
    await expect(page.getByText('0 份已交')).toBeVisible();
    await page.getByText('没有文件，粘贴备份文字').click();
    await accessible(page);
  });
