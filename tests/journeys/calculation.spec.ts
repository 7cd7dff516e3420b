/** Calculations drawn from templates: the browser has the very numbers Node has, also after a reload and in the review. */
import { expect, test } from '@playwright/test';
import { isPaper, setPaper } from '../../src/domain/exam/paper.ts';
import { library, rootOf } from '../../src/domain/exam/template.ts';
import { blueprints, pool } from '../../src/schema/content.ts';

const entries = pool();
const shelf = library(entries);

test.use({ viewport: { width: 360, height: 740 } });

test('a 卷号 has the same numbers in the browser as in Node; the review shows the working', async ({
  page,
}) => {
  const blueprint = blueprints().papers.find((one) => one.level === 'senior');
  if (!blueprint) throw new Error('no senior');
  const paper = setPaper(blueprint, entries, 4_242);
  if (!isPaper(paper)) throw new Error(paper.kind);
  const [question, ...others] = paper.questions.filter(({ item }) => rootOf(item) !== item);
  const item = question && shelf.get(question.item);
  if (!question || !item || item.type === 'short') throw new Error('no calculation on this paper');
  expect(others.length).toBeGreaterThan(2);

  await page.goto('./exam/');
  const field = page.getByLabel(/卷号/).first();
  if (!(await field.isVisible())) await page.locator('summary').filter({ hasText: '卷号' }).first().click();
  await field.fill(paper.number);
  await page.getByRole('button', { name: '开始答题' }).click();
  const legend = page.locator('.is-here legend > span');
  await expect(legend).toBeFocused();
  const place = paper.questions.indexOf(question);
  for (let at = 0; at < place; at += 1) await page.keyboard.press('ArrowRight');
  await expect(legend).toContainText(item.stem);
  const texts = question.order.map((id) => item.options.find((one) => one.id === id)?.text ?? '');
  await expect(page.locator('.is-here .q-opt > span')).toHaveText(texts);

  // Kept by what it means, not by place or figure: after a reload the same answer to the same question.
  await page.keyboard.press('ABCD'.charAt(question.order.indexOf('a')));
  await expect(page.locator('.exam-saved')).toContainText('已保存');
  await page.reload();
  await page.getByRole('button', { name: '接着答' }).click();
  await expect(legend).toContainText(item.stem);
  await expect(page.locator('.is-here .q-opt').filter({ has: page.locator('input:checked') })).toContainText(
    texts[question.order.indexOf('a')] ?? '',
  );

  await page.getByRole('button', { name: /交卷/ }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: /交卷/ }).last().click();
  await page.getByRole('button', { name: /^全部/ }).click();
  const review = page.locator('.exam-answers > li').filter({ hasText: item.stem }).first();
  await expect(review.locator('.q-steps li')).toHaveText([...(item.steps ?? [])]);
  await expect(review).toContainText('应选，你选了');
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
});
