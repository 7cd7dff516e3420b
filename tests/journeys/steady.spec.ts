/** A page on a slow line: what has arrived and been painted does not move when the rest arrives. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';

/**
 * The crumbs a page comes in: the head whole, the masthead cut anywhere, then piece by piece, as the parts of the page
 * end. Within a paragraph nothing is cut: that its last line is broken anew when the rest of it comes is in no page's power.
 */
function crumbs(html: string): readonly string[] {
  const body = html.indexOf('<body>');
  const main = html.indexOf('</header>');
  const masthead = html.slice(body, main).match(/[\s\S]{1,90}/g) ?? [];
  const parts = html.slice(main).split(/(?<=<\/(?:p|li|h1|h2|h3|tr|dt|dd|dl|ul|ol|section|svg|div)>)/);
  // What lies far below the first screen may come in one piece.
  return [html.slice(0, body), ...masthead, ...parts.slice(0, 60), parts.slice(60).join('')];
}

/** Passes the site on, its pages in crumbs, each in time for a frame of its own. */
async function trickle(origin: string): Promise<Server> {
  const server = createServer((request, response) => {
    void (async () => {
      const found = await fetch(new URL(request.url ?? '/', origin));
      const type = found.headers.get('content-type') ?? '';
      response.writeHead(found.status, { 'Content-Type': type });
      if (type.startsWith('text/html'))
        for (const crumb of crumbs(await found.text())) {
          response.write(crumb);
          await wait(20);
        }
      else response.write(Buffer.from(await found.arrayBuffer()));
      response.end();
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

/** All that moved, and what it was. */
const watchShifts = (): void => {
  const shifts: string[] = [];
  Reflect.set(window, 'shifts', shifts);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      for (const source of Reflect.get(entry, 'sources') as { node: Element | null }[])
        shifts.push(
          `${String(Reflect.get(entry, 'value'))} ${source.node?.nodeName ?? ''} ${source.node?.textContent.trim().slice(0, 20) ?? ''}`,
        );
  }).observe({ type: 'layout-shift', buffered: true });
};

for (const url of [
  '',
  'notice/',
  'levels/',
  'levels/senior/',
  'calendar/',
  'syllabus/',
  'syllabus/3-2/',
  'materials/',
  'certificate/',
  'changes/',
  'sources/',
])
  for (const width of [360, 1280])
    test(`/${url} at ${String(width)} px stands still while it arrives`, async ({ page, baseURL }) => {
      const server = await trickle(baseURL ?? '');
      try {
        await page.setViewportSize({ width, height: width < 500 ? 740 : 900 });
        await page.addInitScript(watchShifts);
        await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/${url}`);
        await page.waitForTimeout(100);
        const { shifts, paints } = await page.evaluate(() => ({
          shifts: Reflect.get(window, 'shifts') as string[],
          paints: performance.getEntriesByName('first-contentful-paint').map(({ startTime }) => startTime),
        }));
        expect(shifts).toEqual([]);
        // It did arrive piece by piece: painted long before the last of it was there.
        const end = await page.evaluate(
          () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).responseEnd,
        );
        expect(paints[0]).toBeLessThan(end - 100);
      } finally {
        server.close();
      }
    });
