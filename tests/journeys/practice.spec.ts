/** A person practises: chooses, answers, reads why, and finds the mistakes again. */
import { expect, test } from '@playwright/test';
import { bank } from '../../src/schema/content.ts';
import { accessible } from './accessible.ts';
import { rows } from './records.ts';

const items = bank();

test('chooses a section from the syllabus, answers by keyboard, reads the reasons, and finds the mistake in 错题本', async ({
  page,
}) => {
  await page.goto('./syllabus/1-3/');
  await page.getByRole('main').getByRole('link', { name: /练习/ }).first().click();
  await expect(page.getByRole('checkbox', { name: /1-3/ })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: /2-1/ })).not.toBeChecked();
  await page.getByRole('radio', { name: '高级碳资产管理师' }).check();
  await page.getByRole('checkbox', { name: '多项选择题' }).uncheck();
  await page.getByRole('checkbox', { name: '简答题' }).uncheck();
  await accessible(page);
  await page.getByRole('button', { name: '开始练习' }).click();
  const place = page.getByText(/^第 \d+ 题，共 \d+ 题/);
  await expect(place).toContainText('第 1 题');

  await expect(page.locator('.exam-question legend > span')).toBeFocused();
  const legend = ((await page.locator('.exam-question legend').textContent()) ?? '').trim();
  const item = items.find((one) => one.section === '1-3' && one.stem === legend);
  if (item?.type !== 'single') throw new Error(`no such single choice: ${legend}`);
  const wrong = await page
    .locator('.q-opt input')
    .evaluateAll(
      (inputs, key) =>
        inputs.findIndex((input) => input instanceof HTMLInputElement && !key.includes(input.value)),
      item.key,
    );
  await page.keyboard.press('=');
  const calculator = page.getByRole('dialog', { name: '计算器' });
  await expect(calculator.getByRole('textbox', { name: '算式' })).toBeFocused();
  await page.keyboard.type('44/12');
  await page.keyboard.press('Enter');
  await expect(calculator.getByRole('status')).toHaveText('= 3.66666666667');
  await page.keyboard.press('Escape');
  await expect(calculator).toHaveCount(0);
  await page.keyboard.press('ABCD'.charAt(wrong));
  await page.keyboard.press('Enter');
  await expect(page.locator('.practice-verdict')).toHaveText('答错');
  await expect(page.locator('.q-reasons > li')).toHaveCount(4);
  await expect(page.locator('.q-sources a').last()).toHaveAttribute('href', /\/syllabus\/1-3\/$/);
  await accessible(page);
  await page.keyboard.press('ArrowRight');
  await expect(place).toContainText('第 2 题');
  await page.getByRole('button', { name: '不会，看答案' }).click();
  await expect(page.locator('.practice-verdict')).toHaveText('未作答');
  await page.getByRole('button', { name: '结束这一组' }).click();
  await page.getByRole('button', { name: '再选一组' }).click();
  await expect(page.getByText('错题本：2 题')).toBeVisible();
  await expect.poll(async () => (await rows(page, 'drills')).length).toBe(2);
  await page.reload();
  await expect(page.getByText('错题本：2 题')).toBeVisible();
  await page.getByText('看错题本里的题').click();
  await page.getByRole('button', { name: '练这一节的 2 题：1-3' }).click();
  await expect(page.getByText('第 1 题，共 2 题')).toBeVisible();
  await page.getByRole('button', { name: '不会，看答案' }).click();
  await page.getByRole('button', { name: '下一题' }).click();
  await page.getByRole('button', { name: '不会，看答案' }).click();
  await page.getByRole('button', { name: '做完了' }).click();
  // What this row did not know is asked again at once.
  await page.getByRole('button', { name: '再练没答对的 2 题' }).click();
  await expect(page.getByText('第 1 题，共 2 题')).toBeVisible();
});

test('only what was never answered, or what was missed last, can be drawn', async ({ page }) => {
  await page.goto('./practice/#sections=1-1');
  const fits = page.getByText(/^符合的有 \d+ 题/);
  const count = async (): Promise<number> => Number(/\d+/.exec((await fits.textContent()) ?? '')?.[0]);
  await expect(fits).toBeVisible();
  const all = await count();
  const which = page.getByRole('combobox', { name: '哪些题' });
  await which.selectOption('上次没答对的');
  await expect(page.getByText('这样选没有题，请换一个条件。')).toBeVisible();
  await expect(page.getByRole('button', { name: '开始练习' })).toBeDisabled();
  await which.selectOption('没做过的');
  await expect.poll(count).toBe(all);
  await page.getByRole('button', { name: '开始练习' }).click();
  await expect(page.getByText('第 1 题，共 20 题')).toBeVisible();
  await page.getByRole('button', { name: '不会，看答案' }).click();
  await page.getByRole('button', { name: '结束这一组' }).click();
  await page.getByRole('button', { name: '再选一组' }).click();
  await which.selectOption('没做过的');
  await expect(fits).toBeVisible();
});

test('a short answer is compared with the model answer and marked by oneself', async ({ page }) => {
  await page.goto('./practice/#items=2-3-q01');
  // Many a short answer is a calculation.
  await page.getByRole('button', { name: '计算器' }).click();
  await expect(
    page.getByRole('dialog', { name: '计算器' }).getByRole('textbox', { name: '算式' }),
  ).toBeFocused();
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: '你的回答' }).fill('核算边界、排放因子、活动数据。');
  await page.getByRole('button', { name: '看答案' }).click();
  await expect(page.getByText('参考答案', { exact: true })).toBeVisible();
  const lines = page.getByRole('radiogroup');
  for (let line = 0; line < (await lines.count()); line += 1)
    await lines.nth(line).getByRole('radio', { name: '1 分' }).check();
  // Arrows choose among the points and do not leave the exercise.
  await page.keyboard.press('ArrowLeft');
  await expect(lines.last().getByRole('radio', { name: '0 分' })).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await accessible(page);
  await page.getByRole('button', { name: '做完了' }).click();
  await expect(page.getByRole('heading', { name: '这一组做完了' })).toBeVisible();
  await expect(page.getByText('共 1 题，全对 0 题')).toBeVisible();
  await page.getByRole('button', { name: '再选一组' }).click();
  await expect(page.getByText('错题本：1 题')).toBeVisible();
});

test('looks back on what was answered in a row: by button and by key, with verdict and reasons, unchanged; also after a reload and at the end', async ({
  page,
}) => {
  const asked = items
    .filter(({ type, section }) => type !== 'short' && section === '1-1')
    .slice(0, 4)
    .map(({ id }) => id);
  await page.goto(`./practice/#items=${asked.join(',')}`);
  await expect(page.getByText('第 1 题，共 4 题')).toBeVisible();
  await expect(page.getByRole('button', { name: '上一题' })).toHaveCount(0);
  // With nothing to look back on the key does nothing, and does not change the choice it stands on.
  await page.locator('.q-opt input').first().check();
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.q-opt input').first()).toBeChecked();
  const shown = page.locator('.q-reasons > li');
  const seen: string[] = [];
  for (const place of [1, 2]) {
    await expect(page.getByText(`第 ${String(place)} 题，共 4 题`)).toBeVisible();
    await page.keyboard.press('A');
    await page.keyboard.press('Enter');
    await expect(page.locator('.practice-verdict')).toBeFocused();
    seen.push(
      (await page.locator('.exam-question').innerText())
        .split('\n')
        .filter((line) => line.startsWith('答案'))
        .join(),
    );
    await page.keyboard.press('ArrowRight');
  }
  await expect(page.getByText('第 3 题，共 4 题')).toBeVisible();
  await page.keyboard.press('B');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('回看第 2 题，共 4 题')).toBeVisible();
  await expect(page.locator('.practice-verdict')).toBeFocused();
  await expect(page.locator('.q-key')).toHaveText(seen[1] ?? '');
  expect(await shown.count()).toBeGreaterThan(3);
  await accessible(page);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('回看第 1 题，共 4 题')).toBeVisible();
  await expect(page.locator('.q-key')).toHaveText(seen[0] ?? '');
  await expect(page.getByRole('button', { name: '上一题' })).toHaveCount(0);
  // Read only: a letter answers nothing, and the row does not move.
  await page.keyboard.press('C');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('回看第 1 题，共 4 题')).toBeVisible();
  await page.getByRole('button', { name: '回到第 3 题' }).click();
  await expect(page.locator('.q-opt input').nth(1)).toBeChecked();
  await expect(page.locator('.exam-question legend > span')).toBeFocused();

  await page.waitForTimeout(300);
  await page.reload();
  await expect(page.getByText('第 3 题，共 4 题')).toBeVisible();
  await page.getByRole('button', { name: '上一题' }).click();
  await expect(page.getByText('回看第 2 题，共 4 题')).toBeVisible();
  await expect(page.locator('.q-key')).toHaveText(seen[1] ?? '');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.q-opt input').nth(1)).toBeChecked();

  await page.getByRole('button', { name: '结束这一组' }).click();
  await expect(page.getByRole('heading', { name: '这一组到此为止' })).toBeFocused();
  await expect(page.getByText('共 4 题，看过答案的 2 题，全对')).toBeVisible();
  await page.getByText('回看这 2 题').click();
  await accessible(page);
  await page.getByRole('button', { name: '看答案：第 1 题' }).click();
  await expect(page.locator('.q-key')).toHaveText(seen[0] ?? '');
  await page.getByRole('button', { name: '下一题' }).click();
  await expect(page.getByText('回看第 2 题，共 4 题')).toBeVisible();
  await expect(page.locator('.practice-verdict')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { name: '这一组到此为止' })).toBeVisible();
  await page.getByRole('button', { name: '再选一组' }).click();
  await expect(page.getByRole('button', { name: '开始练习' })).toBeVisible();
});

test('an own mark of a short answer is seen again as it was given, and can no longer be changed', async ({
  page,
}) => {
  await page.goto('./practice/#items=2-3-q01,1-1-s01');
  await page.getByRole('textbox', { name: '你的回答' }).fill('核算边界、排放因子、活动数据。');
  await page.getByRole('button', { name: '看答案' }).click();
  const lines = page.getByRole('radiogroup');
  const count = await lines.count();
  for (let line = 0; line < count; line += 1)
    await lines.nth(line).getByRole('radio', { name: '1 分' }).check();
  await page.getByRole('button', { name: '下一题' }).click();
  await page.getByRole('button', { name: '上一题' }).click();
  await expect(page.locator('.practice-verdict')).toHaveText('已自评');
  for (let line = 0; line < count; line += 1) {
    await expect(lines.nth(line).getByRole('radio', { name: '1 分' })).toBeChecked();
    await expect(lines.nth(line).getByRole('radio', { name: '1 分' })).toBeDisabled();
  }
});
