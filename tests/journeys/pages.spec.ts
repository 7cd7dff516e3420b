/** Every page, as a reader meets it: no fault of accessibility, nothing blocked by the policy, nothing wider than the screen. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const dist = path.resolve('dist');
const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.html') && !file.startsWith('pagefind'))
  .map((file) => `./${file.replace(/index\.html$/, '')}`)
  .sort();

for (const width of [360, 1280])
  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(`at ${String(width)} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 800 }, colorScheme });
      for (const url of pages)
        test(`${url} is accessible and fits`, async ({ page, baseURL }) => {
          const complaints: string[] = [];
          page.on('console', (message) => {
            if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
          });
          page.on('pageerror', (error) => complaints.push(error.message));
          page.on('request', (request) => {
            if (
              !request.url().startsWith(new URL(baseURL ?? '').origin) &&
              !/^(blob|data):/.test(request.url())
            )
              complaints.push(`foreign request: ${request.url()}`);
          });
          await page.goto(url, { waitUntil: 'networkidle' });
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
            .analyze();
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
          ).toEqual([]);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          ).toBeLessThanOrEqual(0);
          expect(complaints).toEqual([]);
        });
    });
