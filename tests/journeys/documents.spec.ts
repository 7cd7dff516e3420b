/** From a document to the questions that cite it. */
import { expect, test } from '@playwright/test';
import { citingItems } from '../../src/domain/exam/citing.ts';
import { longestRow } from '../../src/domain/learning/row.ts';
import { pool } from '../../src/schema/content.ts';

const doc = 'interim-regulations-2024';
const citing = citingItems(pool(), doc).length;

test('the register of sources leads to the questions that cite a document', async ({ page }) => {
  expect(citing).toBeGreaterThan(10);
  await page.goto('./sources/');
  const entry = page.locator(`#${doc}`);
  const title = ((await entry.evaluate((one) => one.firstChild?.textContent)) ?? '').trim();
  await entry.getByRole('link', { name: `${String(citing)} 题` }).click();
  await expect(page.getByText(`第 1 题，共 ${String(Math.min(citing, longestRow))} 题`)).toBeVisible();
  for (let at = 0; at < 3; at += 1) {
    await page.getByRole('button', { name: '不会，看答案' }).click();
    await expect(page.locator('.q-sources')).toContainText(title);
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText(`第 ${String(at + 2)} 题，共`)).toBeVisible();
  }
  // The wish is met: a reload goes on with the row instead of beginning anew.
  expect(new URL(page.url()).hash).toBe('');
  await page.reload();
  await expect(page.getByText('第 4 题，共')).toBeVisible();
});

test('a document nobody knows gets a sentence, and practice stays usable', async ({ page }) => {
  await page.goto('./practice/#doc=no-such-document');
  await expect(page.getByText('题库里没有引用这份文件的题，请从下面另选。')).toBeVisible();
  await expect(page.getByRole('button', { name: '开始练习' })).toBeEnabled();
  expect(new URL(page.url()).hash).toBe('');
});
