/** Leaving the exam room by an address and coming back: a browser that keeps the page gives it back as it was left. */
import { expect, test, type Page } from '@playwright/test';
import { keepsPages, noteWhetherKept } from './back.ts';
import { attempts } from './records.ts';
import { saved, start } from './sitting.ts';

test.use({ launchOptions: keepsPages });

/** Answers two questions, then goes to another page of the site. */
async function answerAndLeave(page: Page): Promise<void> {
  await page.goto('./exam/');
  await start(page);
  for (const key of ['A', 'ArrowRight', 'B']) await page.keyboard.press(key);
  await saved(page);
  await noteWhetherKept(page);
  await page.goto('./notice/');
}
const answered = async (page: Page): Promise<number | undefined> =>
  (await attempts(page))[0]?.state.responses.size;

test('back at the paper: the same question and answers, the clock read anew, and what is answered now is stored', async ({
  page,
}) => {
  await answerAndLeave(page);
  await page.waitForTimeout(2_500);
  await page.evaluate(() => {
    history.back();
  });
  await page.waitForURL(/exam/, { waitUntil: 'commit' });
  // The very page that was left: what was written into it is there.
  await expect(page.locator('html')).toHaveAttribute('data-kept', 'true');
  await expect(page.locator('.is-here')).toContainText('第 2 题，共 58 题');
  await expect(page.locator('.is-here .q-opt input:checked')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('C');
  await expect.poll(() => answered(page)).toBe(3);
  await saved(page);
  // No time was given while the page lay aside.
  const [found] = await attempts(page);
  expect(found?.state.notes).toEqual([]);
});

test('opened anew while the browser keeps the page that was left: it is no other tab, and may be written in', async ({
  page,
}) => {
  await answerAndLeave(page);
  await page.goto('./exam/');
  await page.getByRole('button', { name: '接着答' }).click();
  await expect(page.locator('.is-here')).toContainText('第 2 题，共 58 题');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('C');
  await expect.poll(() => answered(page)).toBe(3);
  // Far back lies the page as it was left first, kept or loaded anew: it shows what was written since.
  await page.evaluate(() => {
    history.go(-2);
  });
  await page.waitForURL(/exam/, { waitUntil: 'commit' });
  await expect(page.getByText(/已答 3 \/ 58/).first()).toBeVisible();
});
