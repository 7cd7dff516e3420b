/**
 * The same 卷号 is the same paper, byte for byte, in Node and in every browser found on this machine. A page of our own
 * sets the papers with the domain's very files and sends them back, so a browser needs no driver: it is only started.
 * FIREFOX=… and MINIBROWSER=… name a browser that is not where it usually is; one that is not found is skipped by name.
 */
import { expect, test } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isPaper, setPaper, type Paper, type PaperProblem } from '../../src/domain/exam/paper.ts';
import { seedSpace } from '../../src/domain/exam/number.ts';
import { library, rootOf } from '../../src/domain/exam/template.ts';
import { blueprints, pool } from '../../src/schema/content.ts';
import { end, firefox, miniBrowser, onScreen, openScreen, own, screen } from './drive.ts';

const papers = 100;
const seeds = Array.from({ length: papers }, (_, n) => (n * 7_368_787) % seedSpace);
const { papers: tables } = blueprints();
const items = pool();
const shelf = library(items);
/** A paper with every calculation it draws, figures and all. */
const whole = (paper: Paper | PaperProblem): string =>
  JSON.stringify([
    paper,
    isPaper(paper)
      ? paper.questions.filter(({ item }) => rootOf(item) !== item).map(({ item }) => shelf.get(item))
      : [],
  ]);
/** One paper a line. */
const expected = tables
  .flatMap((table) => seeds.map((seed) => whole(setPaper(table, items, seed))))
  .join('\n');

const page = `<!doctype html><meta charset="utf-8"><title>papers</title><script type="module">
const send = (text) => fetch('/result', { method: 'POST', body: text });
try {
  const { setPaper } = await import('/domain/exam/paper.ts');
  const { library, rootOf } = await import('/domain/exam/template.ts');
  const { tables, items, seeds } = await (await fetch('/given.json')).json();
  const shelf = library(items);
  const whole = (paper) => JSON.stringify([paper, paper.questions.filter(({ item }) => rootOf(item) !== item).map(({ item }) => shelf.get(item))]);
  await send(tables.flatMap((table) => seeds.map((seed) => whole(setPaper(table, items, seed)))).join('\\n'));
} catch (error) { await send('failed: ' + error); }
</script>`;

/** Serves the page, and gives what comes back. */
async function host(): Promise<{ server: Server; address: string; result: Promise<string> }> {
  let tell: (text: string) => void = () => undefined;
  const result = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/result') {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        response.end();
        tell(Buffer.concat(parts).toString('utf8'));
      });
    } else if (pathname === '/given.json')
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ tables, items, seeds }));
    else if (/^\/domain\/[\w/-]+\.ts$/.test(pathname))
      response
        .setHeader('Content-Type', 'text/javascript; charset=utf-8')
        .end(stripTypeScriptTypes(readFileSync(path.join('src', pathname), 'utf8')));
    else response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const given = server.address();
  const port = typeof given === 'object' && given !== null ? given.port : 0;
  return { server, address: `http://127.0.0.1:${String(port)}/`, result };
}

interface Engine {
  readonly name: string;
  /** Starts it at an address; undefined where it is not on this machine. */
  readonly start:
    | ((address: string, profile: string) => Promise<readonly ChildProcess[]> | readonly ChildProcess[])
    | undefined;
}
// What is imported is not narrowed inside a function; a name of our own is.
const [fox, mini, xvfb] = [firefox, miniBrowser, screen];
const engines: readonly Engine[] = [
  {
    name: 'Firefox',
    start:
      fox === undefined
        ? undefined
        : (address, profile) => [
            spawn(fox, ['--headless', '--no-remote', '--new-instance', '--profile', profile, address], own),
          ],
  },
  {
    name: 'WebKitGTK',
    start:
      mini === undefined || xvfb === undefined
        ? undefined
        : async (address, profile) => {
            const { child, display } = await openScreen(xvfb);
            return [child, spawn(mini, ['--private', address], { ...own, env: onScreen(display, profile) })];
          },
  },
];

const count = `${String(papers)} papers of each level`;

test(`${count} are the same in Node and in Chromium, byte for byte`, async ({ page }) => {
  const { server, address, result } = await host();
  await page.goto(address);
  expect(await result).toBe(expected);
  server.close();
});

for (const { name, start } of engines)
  test(`${count} are the same in Node and in ${name}, byte for byte`, async () => {
    test.skip(start === undefined, `${name} was not found on this machine`);
    if (!start) return;
    const { server, address, result } = await host();
    const profile = mkdtempSync(path.join(tmpdir(), 'engine-'));
    const started = await start(address, profile);
    try {
      expect(await result).toBe(expected);
    } finally {
      for (const child of started) end(child);
      server.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  });
