/** Questions that leave for other programs, and a class's papers that come together in one browser. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { accessible } from './accessible.ts';

test('somebody takes one section along to Anki and to a QTI player', async ({ page }) => {
  await page.goto('./exchange/');
  await page.getByText('哪些章节：全部').click();
  for (const name of [/^模块一/, /^模块二/, /^模块三/, /^模块四/]) await page.getByLabel(name).uncheck();
  await expect(page.getByRole('status')).toContainText('没有题');
  await expect(page.getByRole('button', { name: /^下载/ })).toBeDisabled();
  await page.getByLabel('1-1 温室气体的影响').check();
  const count = Number(/共 (\d+) 道/.exec((await page.getByRole('status').textContent()) ?? '')?.[1]);
  expect(count).toBeGreaterThan(10);
  const take = async (button: string): Promise<Buffer> => {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    return readFileSync(await (await coming).path());
  };
  const anki = (await take('下载 Anki 文本')).toString('utf8');
  expect(anki.split('\n').filter((line) => line.startsWith('1-1-')).length).toBe(count);
  await page.getByLabel(/^QTI 2.1 包/).check();
  const files = unzipSync(await take('下载 QTI 2.1 包'));
  expect(Object.keys(files).filter((name) => name.startsWith('items/')).length).toBe(count);
  expect(strFromU8(files['imsmanifest.xml'] ?? new Uint8Array())).toContain('imsqti_item_xmlv2p1');
  // Nothing was answered here yet: 错题本 is empty, and that is said.
  await page.getByLabel('我的错题本').check();
  await expect(page.getByRole('status')).toContainText('我的错题本里没有符合上面条件的');
  await expect(page.getByRole('button', { name: /^下载/ })).toBeDisabled();
  await accessible(page);
});

test('a paper sat here goes as a file to a teacher, who sees the class; what is no answer file is named', async ({
  page,
}) => {
  await page.goto('./exam/');
  await page.getByRole('button', { name: /^开始/ }).click();
  await page.keyboard.press('a');
  await page.getByRole('button', { name: '交卷' }).click();
  await page.getByRole('button', { name: '交卷，看成绩' }).click();
  await page.getByText('导出答卷，交给老师统计').click();
  await page.getByLabel(/写进文件的名字/).fill('张三');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出答卷' }).click();
  const text = readFileSync(await (await coming).path(), 'utf8');

  await page.goto('./class/');
  const paper: unknown = JSON.parse(text);
  const classmates = Array.from({ length: 20 }, (_, n) => ({
    name: `同学${String(n)}.json`,
    mimeType: 'application/json',
    buffer: Buffer.from(
      JSON.stringify(paper)
        .replace('"name":"张三"', `"name":"同学${String(n)}"`)
        .replace(/"sheet":\{"id":"[^"]*"/, `"sheet":{"id":"paper-${String(n)}"`),
    ),
  }));
  await page.getByLabel('打开答卷文件').setInputFiles([
    { name: '张三.json', mimeType: 'application/json', buffer: Buffer.from(text) },
    { name: '作业.json', mimeType: 'application/json', buffer: Buffer.from('{}') },
    // Hostile ones: each is named with its reason, and none of them stops the others.
    ...[
      ['层层.json', '['.repeat(500_000)],
      ['半份.json', text.slice(0, text.length / 2)],
      ['空的.json', ''],
      ['太大.json', 'x'.repeat(4_000_001)],
      ['太长.json', text.replace('"log":[', `"log":[${'{"at":1,"kind":"leap","by":1},'.repeat(20_001)}`)],
      [
        '原型.json',
        `{"kind":"carbon-answers","__proto__":{"polluted":1},"attempt":{"__proto__":{"sheet":1}}}`,
      ],
    ].map(([name = '', body = '']) => ({ name, mimeType: 'application/json', buffer: Buffer.from(body) })),
    ...classmates,
  ]);
  await expect(page.getByRole('status').first()).toHaveText('已打开 21 份答卷。');
  const refused = page.getByRole('alert');
  await expect(refused).toContainText('7 个文件没有计入，其余照常统计');
  for (const words of [
    '作业.json：不是本站的答卷文件',
    '层层.json：不是答卷文件',
    '半份.json：不是答卷文件',
    '空的.json：不是答卷文件',
    '太大.json：超过 4 MB',
    '太长.json：内容不完整或被改过',
    '原型.json：内容不完整或被改过',
  ])
    await expect(refused).toContainText(words);
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  await expect(page.getByRole('row', { name: /张三/ })).toBeVisible();
  await expect(page.getByText(/^21 份，\d+ 份达到及格线/)).toContainText('中位数');
  await expect(page.getByRole('table', { name: '各章节得分率' }).getByRole('row')).toHaveCount(17);
  await page.getByRole('combobox', { name: '次序' }).selectOption('按章节');
  await expect(page.locator('.class-stem').first()).toContainText(/^1-1-/);
  const first = page.locator('.class-items details').filter({ hasText: '单项选择题' }).first();
  await first.locator('summary').click();
  await expect(first).toContainText('得分率');
  await expect(first.getByRole('columnheader', { name: '选的人' })).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: '全部关闭' }).click();
  await expect(page.getByRole('heading', { name: '成绩' })).toHaveCount(0);
});
