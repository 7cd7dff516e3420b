/** A person reads: without scripts, in another time zone, with an old build, by keyboard. */
import { expect, test } from '@playwright/test';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('everything to read is there, and the menu opens on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto('./');
    await expect(page.getByRole('heading', { name: '下一期考试' })).toBeVisible();
    await page.getByText('目录', { exact: true }).click();
    const menu = page.getByRole('navigation', { name: '全部栏目' });
    for (const box of await Promise.all(
      (await menu.getByRole('link').all()).map((link) => link.boundingBox()),
    )) {
      // Names stand in one line each, inside the screen.
      expect(box?.height).toBeLessThan(60);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    }
    await page.getByRole('navigation', { name: '全部栏目' }).getByRole('link', { name: '报考条件' }).click();
    await expect(page.locator('#junior-1')).toContainText('从事相关领域工作年限满3年');
    await expect(page.locator('.clause')).toHaveCount(19);
  });

  for (const [url, needs] of [
    ['eligibility/', '报考条件'],
    ['exam/', '大纲'],
    ['practice/', '大纲'],
    ['register/', '报名材料'],
    ['search/', '大纲'],
  ] as const)
    test(`/${url} says that it needs JavaScript and where the same is to be read`, async ({ page }) => {
      await page.goto(`./${url}`);
      const main = page.getByRole('main');
      // What is rendered: Playwright's own text matching passes noscript over.
      expect(await main.innerText()).toContain('JavaScript');
      await expect(main.getByRole('link', { name: needs }).first()).toBeVisible();
    });
});

test.describe('dates', () => {
  test.use({ timezoneId: 'America/Los_Angeles' });

  test('the days left are counted in Beijing, wherever the visitor is', async ({ page }) => {
    // 15 January 2027, 17:00 in Los Angeles is already the 16th, the exam's first day, in Beijing.
    await page.clock.setFixedTime(new Date('2027-01-15T17:00:00-08:00'));
    await page.goto('./');
    await expect(page.locator('[data-next-days]')).toHaveText('2027 年 1 月 16–17 日');
    await expect(page.locator('[data-next-left]')).toHaveText('今天开考');
  });

  test('an old build is never wrong: the browser computes the next six sittings again', async ({ page }) => {
    await page.clock.setFixedTime(new Date('2028-09-20T12:00:00+08:00'));
    await page.goto('./calendar/');
    const rows = page.locator('[data-sitting]');
    await expect(rows).toHaveCount(6);
    await expect(rows.first()).toContainText('2028 年 11 月 18–19 日');
    await expect(rows.first().getByRole('link')).toHaveAttribute('href', /calendar\/2028-11\.ics$/);
    await page.goto('./');
    await expect(page.locator('[data-next-days]')).toHaveText('2028 年 11 月 18–19 日');
  });

  test('where the two readings differ, both dates are shown', async ({ page }) => {
    await page.clock.setFixedTime(new Date('2026-11-10T12:00:00+08:00'));
    await page.goto('./');
    await expect(page.locator('[data-next-days]')).toHaveText('2026 年 11 月 21–22 日');
    await expect(page.locator('[data-next-note]')).toContainText('2026 年 11 月 14–15 日');
    await page.goto('./calendar/');
    await expect(page.locator('[data-sitting]').first()).toContainText('2026 年 11 月 14–15 日');
  });
});

test('a sitting can be put into a calendar', async ({ page }) => {
  await page.goto('./calendar/');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '加入日历' }).first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^\d{4}-\d{2}\.ics$/);
});

test('search opens by / and by Ctrl+K from anywhere, and / may be typed into a field', async ({ page }) => {
  await page.goto('./notice/');
  await page.keyboard.press('/');
  await expect(page).toHaveURL(/\/search\/$/);
  await page.goto('./materials/');
  await page.keyboard.press('Control+k');
  await expect(page).toHaveURL(/\/search\/$/);
});

test('a clause can be linked to, and the list of contents leads to every part', async ({ page }) => {
  await page.goto('./notice/#senior-6');
  await expect(page.locator('#senior-6')).toBeInViewport();
  const toc = page.getByRole('navigation', { name: '本页目录' });
  for (const link of await toc.getByRole('link').all()) {
    await link.click();
    await expect(page.locator(new URL(page.url()).hash)).toBeInViewport();
  }
});

test('by keyboard the first stop leads past the masthead', async ({ page }) => {
  await page.goto('./notice/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#main$/);
});

test('the notice prints without masthead, with its numbers, its links spelt out and its own address', async ({
  page,
}) => {
  await page.goto('./notice/');
  const after = (selector: string) =>
    page.locator(selector).evaluate((element) => getComputedStyle(element, '::after').content);
  const link = '[data-notice-whole] a[href$="/changes/"]';
  expect(await after(link)).toBe('none');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.mast')).toBeHidden();
  await expect(page.locator('#junior-1 .no')).toBeVisible();
  await expect(page.locator('.jump')).toBeHidden();
  expect(await after(link)).toMatch(/https?:\/\/.+\/changes\//);
  expect(await after('.foot p:last-child')).toMatch(/https?:\/\/.+\/notice\//);
});

test('on a phone the notice leads to its contents, beside the text it does not', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('./notice/');
  await page.getByRole('link', { name: '本页目录在文末' }).click();
  await expect(page.getByRole('navigation', { name: '本页目录' })).toBeInViewport();
  await page.setViewportSize({ width: 1280, height: 900 });
  await expect(page.locator('.jump')).toBeHidden();
});

test('home answers on the first screen of a phone: what it is, when the next sitting is, three doors', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('./');
  for (const seen of [page.locator('[data-next-days]'), ...(await page.locator('.doors > li').all())])
    await expect(seen).toBeInViewport({ ratio: 1 });
});

test('a number in a table is never cut in two, on the narrowest screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 740 });
  for (const url of ['syllabus/2-3/', 'syllabus/3-3/', 'eligibility/coverage/', 'bank/']) {
    await page.goto(`./${url}`);
    const cut = await page.locator('td').evaluateAll((cells) =>
      cells.flatMap((cell) => {
        const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        const found: string[] = [];
        for (let node = walk.nextNode(); node !== null; node = walk.nextNode())
          for (const { 0: number, index } of (node.nodeValue ?? '').matchAll(/\d[\d.,]+\d/g)) {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + number.length);
            if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) found.push(number);
          }
        return found;
      }),
    );
    expect(cut, url).toEqual([]);
  }
});

test('a wrong address says so and offers ways on', async ({ page }) => {
  const response = await page.goto('./no-such-page/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('没有这一页');
  await page.getByRole('main').getByRole('link', { name: '大纲' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('培训大纲');
});
