/** A visitor searches: by typing, by keys, by link, on a phone, in vain, and under a base path. */
import AxeBuilder from '@axe-core/playwright';
import { expect as plainly, test, type Page } from '@playwright/test';
import type { Socket } from 'node:net';
import { serve } from '../../src/build/serve.ts';

/** A busy machine may take its time over WebAssembly. */
const expect = plainly.configure({ timeout: 20_000 });

const box = (page: Page) => page.getByRole('combobox');
const answers = (page: Page) => page.getByRole('option');
/** A page-wide complaint: a console message, an error, a request to elsewhere. */
function watch(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // Remarks on the host's headers come with every page, whatever the page does.
    const ofHeaders = /^An iframe which has both|^Error with Permissions-Policy header/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !ofHeaders) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.context().on('request', (request) => {
    if (new URL(request.url()).hostname !== 'localhost') complaints.push(`foreign request: ${request.url()}`);
  });
  return complaints;
}

test('typing finds, the address remembers, and the clause opens at its place', async ({ page }) => {
  const complaints = watch(page);
  await page.goto('./search/');
  await box(page).pressSequentially('在校大学生', { delay: 30 });
  const first = answers(page).first();
  await expect(first).toContainText('初级碳资产管理师');
  await expect(first.locator('mark').first()).toHaveText('在校大学生');
  await expect(page).toHaveURL(/\?q=%E5%9C%A8/);
  await first.click();
  await expect(page).toHaveURL(/notice\/#junior-4$/);
  await expect(page.locator('#junior-4')).toBeInViewport();
  await page.goBack();
  await expect(box(page)).toHaveValue('在校大学生');
  await expect(answers(page).first()).toContainText('初级碳资产管理师');
  expect(complaints).toEqual([]);
});

test('keys alone: slash opens, arrows choose without leaving the box, Enter follows, Esc clears', async ({
  page,
}) => {
  await page.goto('./notice/');
  await page.keyboard.press('/');
  await expect(page).toHaveURL(/\/search\/$/);
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('清缴');
  await expect(answers(page).nth(2)).toBeVisible();
  await expect(box(page)).not.toHaveAttribute('aria-activedescendant');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(box(page)).toBeFocused();
  await expect(answers(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(box(page)).toHaveAttribute(
    'aria-activedescendant',
    (await answers(page).nth(1).getAttribute('id')) ?? '',
  );
  await page.keyboard.press('Escape');
  await expect(box(page)).toHaveValue('清缴');
  await expect(box(page)).not.toHaveAttribute('aria-activedescendant');
  await page.keyboard.press('ArrowUp');
  const last = answers(page).last();
  await expect(last).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const href = await answers(page).first().getAttribute('href');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => decodeURI(url.pathname + url.hash) === decodeURI(href ?? ''));
  await page.goBack();
  await box(page).focus();
  await page.keyboard.press('Escape');
  await expect(box(page)).toHaveValue('');
  await expect(page.getByText('常查的词')).toBeVisible();
});

test('an input method keeps its own Enter and arrows: nothing is asked before it is done', async ({
  page,
}) => {
  await page.goto('./search/');
  // Focused by its script, so the script is there.
  await expect(box(page)).toBeFocused();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'qing', selectionStart: 4, selectionEnd: 4 });
  for (const key of ['Enter', 'ArrowDown', 'Escape'])
    await box(page).dispatchEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true });
  await page.waitForTimeout(400);
  await expect(page).toHaveURL(/\/search\/$/);
  await expect(answers(page)).toHaveCount(0);
  await session.send('Input.insertText', { text: '清缴' });
  await expect(box(page)).toHaveValue('清缴');
  await expect(answers(page).first()).toBeVisible();
});

test('a link with ?q= and a kind brings the same list back, by reload as well', async ({ page }) => {
  await page.goto('./search/?q=配额&in=练习题');
  await expect(box(page)).toHaveValue('配额');
  await expect(page.getByRole('button', { name: /^练习题/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(answers(page)).toHaveCount(20);
  await expect(answers(page).filter({ hasText: /^题目/ })).toHaveCount(0);
  const before = await answers(page).allInnerTexts();
  await page.getByRole('button', { name: /再列一些/ }).click();
  await expect(answers(page)).toHaveCount(40);
  await page.reload();
  await expect(answers(page)).toHaveCount(20);
  await expect.poll(() => answers(page).allInnerTexts()).toEqual(before);
  await page.getByRole('button', { name: /^全部/ }).click();
  await expect(page).not.toHaveURL(/in=/);
  await expect(page.getByRole('group', { name: '最相关' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('button', { name: /^练习题/ })).toHaveAttribute('aria-pressed', 'true');
});

test('a question of the bank leads to the practice of its section, and its answer is not told', async ({
  page,
}) => {
  await page.goto('./search/?q=清缴&in=练习题');
  await expect(answers(page).first()).toHaveAttribute('href', /\/practice\/#sections=\d-\d$/);
  await expect(page.getByRole('listbox')).not.toContainText('正确：');
});

test('pinyin, traditional characters, a wrong character and another word for it are understood and told', async ({
  page,
}) => {
  for (const [asked, meant] of [
    ['qingjiao', '已按“清缴”搜索'],
    ['清交', '已按“清缴”搜索'],
    ['碳关税', 'CBAM'],
    ['報考條件', '报考条件'],
  ] as const) {
    await page.goto(`./search/?q=${asked}`);
    await expect(answers(page).first()).toBeVisible();
    await expect(page.locator('.search')).toContainText(meant);
  }
});

test('in vain: what was tried, other words, and ways on', async ({ page }) => {
  await page.goto('./search/?q=周杰伦演唱会');
  await expect(page.locator('.none')).toContainText('没有找到“周杰伦演唱会”');
  await expect(page.getByRole('listbox')).toBeHidden();
  await page.getByRole('link', { name: '报考条件', exact: true }).last().click();
  await expect(box(page)).toHaveValue('报考条件');
  await expect(answers(page).first()).toBeVisible();
});

test('an answer that comes late does not push out the answer to a later question', async ({ page }) => {
  let held: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => {
    held = resolve;
  });
  await page.route('**/sounds.*.json', async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto('./search/');
  await box(page).fill('zzqqzz');
  await page.waitForTimeout(300);
  await box(page).fill('考试时间');
  await expect(answers(page).first()).toContainText('考试时间');
  held?.();
  await page.waitForTimeout(300);
  await expect(answers(page).first()).toContainText('考试时间');
});

test('offline: the word stays, the fault is told, and asking again works', async ({ page, context }) => {
  await page.goto('./search/');
  await page.route('**/pagefind/**', (route) => route.abort());
  await box(page).fill('配额');
  await expect(page.getByRole('alert')).toContainText('没有载入成功');
  await expect(box(page)).toHaveValue('配额');
  await page.unroute('**/pagefind/**');
  await context.setOffline(false);
  await page.getByRole('button', { name: /再查一次/ }).click();
  await expect(answers(page).first()).toBeVisible();
});

test('nothing of the index is fetched before the box is entered', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    // A phone: no fine pointer, so nothing is focused by itself.
    const real = window.matchMedia.bind(window);
    window.matchMedia = (query) => real(query.includes('pointer: fine') ? 'not all' : query);
  });
  await page.goto('./search/', { waitUntil: 'networkidle' });
  expect(fetched.filter((path) => path.includes('/pagefind/'))).toEqual([]);
  await box(page).focus();
  await expect.poll(() => fetched.some((path) => path.endsWith('/shelf.json'))).toBe(true);
});

test('a first question costs less than 300 KB, all told', async ({ page }) => {
  const { server, origin } = await serve('dist', '/', 0);
  const sockets: Socket[] = [];
  server.on('connection', (socket: Socket) => sockets.push(socket));
  await page.goto(`${origin}/search/?q=${encodeURIComponent('配额')}`, { waitUntil: 'networkidle' });
  await expect(answers(page).first()).toBeVisible();
  // The excerpts' texts may still be on their way.
  await page.waitForTimeout(1500);
  const bytes = sockets.reduce((sum, socket) => sum + socket.bytesWritten, 0);
  server.closeAllConnections();
  server.close();
  console.log(`first question, page and worker and index: ${String(bytes)} bytes`);
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(300_000);
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [320, 1280])
    test.describe(`at ${String(width)} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 720 }, colorScheme });
      test('a list of answers is accessible, fits, and can be touched', async ({ page }) => {
        const complaints = watch(page);
        await page.goto('./search/?q=CCER');
        await expect(answers(page).first()).toBeVisible();
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
        ).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
        const low = await page
          .locator('.search :is(button, [role=option], input)')
          .evaluateAll((all) =>
            all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent),
          );
        expect(low).toEqual([]);
        expect(complaints).toEqual([]);
      });
    });
