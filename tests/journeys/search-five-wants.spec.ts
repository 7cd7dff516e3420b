/** Searching once more where the site lies under a base path: what is found leads below it. */
import { expect, test } from '@playwright/test';

test('search finds, and what it finds opens', async ({ page, baseURL }) => {
  const base = new URL(baseURL ?? '').pathname;
  await page.goto('./search/?q=及格');
  const first = page.getByRole('option').filter({ hasText: '考试安排' }).first();
  await first.click();
  await expect(page).toHaveURL(new RegExp(`${base}notice/#`));
  await page.goto('./search/?q=配额');
  for (const href of await page
    .getByRole('option')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href'))))
    expect(href?.startsWith(base)).toBe(true);
});
