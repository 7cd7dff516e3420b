/** Every page, as a reader meets it: no fault of accessibility, nothing blocked by the policy, nothing wider than the screen. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const dist = path.resolve('dist');
const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.html') && !file.startsWith('pagefind'))
  .map((file) => `./${file.replace(/index\.html$/, '')}`)
  .sort();
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const url of pages)
  test(`${url} is accessible and fits at 320, 360 and 1280 px, light and dark`, async ({ page, baseURL }) => {
    // The longest pages take axe most of a minute on a busy machine.
    test.slow();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(baseURL ?? '') && !/^(blob|data):/.test(request.url()))
        complaints.push(`foreign request: ${request.url()}`);
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    for (const width of [360, 1280])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
        const said = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
        );
        expect(said, `${String(width)} px, ${colorScheme}`).toEqual([]);
      }
    for (const width of [320, 360, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${String(width)} px`).toBeLessThanOrEqual(0);
    }
    expect(complaints).toEqual([]);
  });
