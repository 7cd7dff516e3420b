/** Going away and coming back in a browser that keeps the pages that are left. */
import type { Page } from '@playwright/test';
import { findChromium, quietly } from '../../src/build/chromium.ts';

/** Playwright turns the keeping of pages off; here it is what is looked at. */
export const keepsPages = {
  executablePath: findChromium(),
  chromiumSandbox: false,
  args: quietly,
  ignoreDefaultArgs: ['--disable-back-forward-cache'],
};

/** Notes on the page whether it was kept (data-kept), when it is shown again. */
export const noteWhetherKept = (page: Page): Promise<void> =>
  page.evaluate(() => {
    addEventListener('pageshow', (event) => {
      document.documentElement.dataset['kept'] = String(event.persisted);
    });
  });
