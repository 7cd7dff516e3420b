/** What a screen must be for everybody, whatever it shows. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * The page breaks no rule that axe knows, and is no wider than the screen.
 * @param whole in a window tall enough for all of it: bars that stick to the edges cover what scrolls under them
 */
export async function accessible(page: Page, { whole = false } = {}): Promise<void> {
  const size = page.viewportSize();
  if (whole && size) await page.setViewportSize({ width: size.width, height: 2_000 });
  // Of answers that look alike (kind of question, how it went) axe sees the first: fifty-eight take it a minute. What
  // the review leaves unpainted far below has no place of its own yet, and would seem to lie over its neighbour.
  await page.locator('.exam-answers > li').evaluateAll((lines) => {
    const seen = new Set<string>();
    for (const line of lines) {
      if (!(line instanceof HTMLElement)) continue;
      const [type, verdict] = line.querySelectorAll('.exam-meta > span');
      const look = `${type?.textContent ?? ''} ${verdict?.className ?? ''} ${(verdict?.textContent ?? '').replaceAll(/[\d.]+/g, '')}`;
      line.style.contentVisibility = 'visible';
      if (seen.has(look)) line.style.display = 'none';
      seen.add(look);
    }
  });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  );
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  await page.locator('.exam-answers > li').evaluateAll((lines) => {
    for (const line of lines) if (line instanceof HTMLElement) line.style.removeProperty('display');
  });
  if (whole && size) await page.setViewportSize(size);
}
