/**
 * Measures the built site against a bare page with the same text, interleaved in one run:
 * only ratios are worth reading, machines are noisy. Prints a table; asserts nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { chromium, type Browser } from '@playwright/test';
import { benchForm } from './bench-form.ts';
import { benchExam } from './bench-exam.ts';
import { findChromium, quietly } from './chromium.ts';
import { serve } from './serve.ts';
import { dist } from './site.ts';

const runs = Number(process.env['RUNS'] ?? 9);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

interface Visit {
  readonly lcp: number;
  readonly cls: number;
  readonly requests: number;
  readonly bytes: number;
}

/** One cold visit on a slow phone: CPU four times slower, 1.6 Mbit/s, 150 ms. */
async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 94_000,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  let requests = 0;
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    requests += 1;
    bytes += encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  const { lcp, cls } = await page.evaluate(
    () =>
      new Promise<{ lcp: number; cls: number }>((resolve) => {
        let shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shift += Number(Reflect.get(entry, 'value'));
        }).observe({ type: 'layout-shift', buffered: true });
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1);
          if (last)
            setTimeout(() => {
              resolve({ lcp: last.startTime, cls: shift });
            }, 50);
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
  await context.close();
  return { lcp, cls, requests, bytes };
}

/** The same words with nothing around them: the floor. */
async function bare(browser: Browser, url: string): Promise<string> {
  const page = await browser.newPage();
  await page.goto(url);
  const text = await page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, h3, p, li, td, dd, dt')]
      .filter((one) => !one.querySelector('p, li'))
      .map(
        (one) =>
          `<${one.tagName.toLowerCase()}>${one.textContent.trim().replaceAll('<', '&lt;')}</${one.tagName.toLowerCase()}>`,
      )
      .join('\n'),
  );
  await page.close();
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>bare</title><link rel="icon" href="data:,"><style>body{font:17px/1.8 sans-serif;max-width:38em;margin:1rem auto;padding:0 1rem}</style><body>${text}`;
}

const { server, origin } = await serve(dist, '/', 0);
const browser = await chromium.launch({
  executablePath: findChromium(),
  chromiumSandbox: false,
  args: quietly,
});
const urls = ['/', '/notice/', '/levels/', '/syllabus/3-2/', '/calendar/'];
const floors = path.resolve('.tmp/floor');
mkdirSync(floors, { recursive: true });
for (const [index, url] of urls.entries()) {
  mkdirSync(path.join(floors, String(index)), { recursive: true });
  writeFileSync(path.join(floors, String(index), 'index.html'), await bare(browser, origin + url));
}
const floor = await serve(floors, '/', 0);

console.log(
  `Reading pages, ${String(runs)} cold visits each, interleaved with a bare page of the same text; medians, and the fastest visit against the fastest\n`,
);
console.log(
  'page             LCP ÷ bare   fastest  LCP ms  bare ms   CLS  requests  bytes on the wire  HTML brotli',
);
for (const [index, url] of urls.entries()) {
  const ours: Visit[] = [];
  const theirs: Visit[] = [];
  for (let run = 0; run < runs; run += 1) {
    ours.push(await visit(browser, origin + url));
    theirs.push(await visit(browser, `${floor.origin}/${String(index)}/`));
  }
  const of = (visits: readonly Visit[], key: keyof Visit) => median(visits.map((one) => one[key]));
  const fastest = (visits: readonly Visit[]) => Math.min(...visits.map(({ lcp }) => lcp));
  const html = await (await fetch(origin + url)).text();
  console.log(
    [
      url.padEnd(16),
      (of(ours, 'lcp') / of(theirs, 'lcp')).toFixed(3).padStart(10),
      (fastest(ours) / fastest(theirs)).toFixed(3).padStart(9),
      of(ours, 'lcp').toFixed(0).padStart(8),
      of(theirs, 'lcp').toFixed(0).padStart(8),
      of(ours, 'cls').toFixed(3).padStart(6),
      String(of(ours, 'requests')).padStart(9),
      String(of(ours, 'bytes')).padStart(18),
      String(brotliCompressSync(html).length).padStart(12),
    ].join(' '),
  );
}
await benchForm(browser, `${origin}/register/`, Math.min(runs, 5));
await benchExam(browser, [{ name: 'room', origin }], Math.max(3, Math.floor(runs / 3)));
await browser.close();
server.close();
floor.server.close();

await import('./bench-eligibility.ts');
