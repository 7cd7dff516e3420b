/**
 * The exam room under load: what a press costs until its answer is on the screen, beside a bare page's button in the
 * same run, pressed and measured the same way. Two measurements, apart from each other since tracing costs time itself:
 *
 * - Time: from the time stamp of the press itself (the finger or mouse, before any script hears of it) to a message that
 *   was posted in the first frame in which the answer stands and comes when that frame's part on the main thread is over
 *   (style, layout, paint, commit); the wait for the frame is in it, drawing on the screen's side is not. The page is
 *   asked for the figure only afterwards: a question from outside would run scripts of its own in the slowed page, in
 *   the very span measured.
 * - Trace: the browser's own record of presses that are not timed: how long the main thread ran for what between the
 *   click's dispatch and the end of the commit of the first frame after it (what other programs took meanwhile left
 *   out), that span itself, and, as the browser reckons it (Event Timing), from the press to the frame's being
 *   presented.
 *
 * Only the main thread is slowed. On a busy machine only the ratios to the bare button are worth reading.
 *
 * Alone: `node src/build/bench-exam.ts [folder …]`; of several built sites the sittings alternate, each beside the first.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findChromium, quietly } from './chromium.ts';
import { serve } from './serve.ts';
import { dist } from './site.ts';

/** Times slower than this machine. */
const slowdown = 6;
/** Questions answered in a sitting: so many timed, so many traced. */
const rounds = { timed: 6, traced: 4 };

const bare = `<!doctype html><meta name="viewport" content="width=device-width"><style>body{margin:0;font:17px/1.8 sans-serif}.on{background:#0f5a45;color:#fff}button{min-height:44px}</style><p>第 1 题</p><button type="button">选</button>`;

/**
 * Presses with the mouse or finger itself. No locator: its click would first run scripts of its own in the slowed page,
 * and any locator leaves listeners there that hear every press.
 */
async function press(page: Page, selector: string, touch: boolean): Promise<void> {
  const place = await page.evaluate((selector) => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    return box && ([box.x + box.width / 2, box.y + box.height / 2] as const);
  }, selector);
  if (!place) throw new Error(`nothing to press: ${selector}`);
  await page.waitForTimeout(150);
  const [x, y] = place;
  if (touch) await page.touchscreen.tap(x, y);
  else await page.mouse.click(x, y);
  await page.waitForTimeout(300);
}

/** Milliseconds from the press (its own time stamp) until the frame in which `done` holds is painted. */
async function timed(page: Page, selector: string, done: string, touch: boolean): Promise<number> {
  await page.evaluate(
    ([selector, done]) => {
      const reached = (): boolean => document.querySelector(done) !== null;
      const target = document.querySelector(selector);
      Reflect.set(
        window,
        'pressed',
        new Promise<number>((resolve) => {
          target?.addEventListener(
            'click',
            (event) => {
              const look = (): void => {
                if (!reached()) {
                  requestAnimationFrame(look);
                  return;
                }
                // A message posted in a frame comes when that frame has been laid out and painted.
                const channel = new MessageChannel();
                channel.port1.onmessage = () => {
                  resolve(performance.now() - event.timeStamp);
                };
                channel.port2.postMessage(0);
              };
              requestAnimationFrame(look);
            },
            { once: true, capture: true },
          );
        }),
      );
    },
    [selector, done] as const,
  );
  await press(page, selector, touch);
  return page.evaluate(async () => Number(await Reflect.get(window, 'pressed')));
}

const kinds = ['script', 'style', 'layout', 'pre-paint', 'paint', 'commit'] as const;
/** Milliseconds of the main thread by what it did; the spans from the click, and from the press, to the frame. */
type Work = Readonly<Record<(typeof kinds)[number] | 'work' | 'to commit' | 'presented', number>>;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Of these, what the thread itself ran: the slowing counted, what other programs took meanwhile not. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args: { readonly data?: { readonly type?: string; readonly duration?: number } };
}

/** What each of the browser's records counts as; what is not named here counts as what it lies in. */
const kindOf: Readonly<Record<string, (typeof kinds)[number]>> = {
  EventDispatch: 'script',
  FunctionCall: 'script',
  RunMicrotasks: 'script',
  FireAnimationFrame: 'script',
  UpdateLayoutTree: 'style',
  Layout: 'layout',
  PrePaint: 'pre-paint',
  Paint: 'paint',
  Layerize: 'paint',
  Commit: 'commit',
};

/** One press, as the browser records it. */
async function traced(browser: Browser, page: Page, selector: string, touch: boolean): Promise<Work> {
  await page.waitForTimeout(300);
  await browser.startTracing(page, {
    categories: ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await press(page, selector, touch);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const click = traceEvents.find(({ name, args }) => name === 'EventDispatch' && args.data?.type === 'click');
  if (!click) throw new Error(`no click recorded: ${selector}`);
  const ours = traceEvents
    .filter(({ pid, tid, ph, ts }) => pid === click.pid && tid === click.tid && ph === 'X' && ts >= click.ts)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const commit = ours.find(({ name }) => name === 'Commit');
  if (!commit) throw new Error(`no frame recorded: ${selector}`);
  const end = commit.ts + (commit.dur ?? 0);
  const work = { script: 0, style: 0, layout: 0, 'pre-paint': 0, paint: 0, commit: 0 };
  // Each record's time less that of those inside it.
  const open: { readonly end: number; readonly kind: (typeof kinds)[number] }[] = [];
  for (const { name, ts, dur = 0, tdur = dur } of ours.filter((one) => one.ts < end)) {
    const kind = kindOf[name];
    if (!kind) continue;
    while ((open.at(-1)?.end ?? Infinity) <= ts) open.pop();
    const outer = open.at(-1);
    if (outer) work[outer.kind] -= tdur / 1000;
    work[kind] += tdur / 1000;
    open.push({ end: ts + dur, kind });
  }
  const presented = traceEvents.find(
    ({ name, ph, args }) => name === 'EventTiming' && ph === 'b' && args.data?.type === 'click',
  );
  return {
    ...work,
    work: kinds.reduce((sum, kind) => sum + work[kind], 0),
    'to commit': (end - click.ts) / 1000,
    presented: presented?.args.data?.duration ?? Number.NaN,
  };
}

const presses = ['start', 'answer', 'next', 'bare'] as const;
type Press = (typeof presses)[number];

interface Clicks {
  readonly times: Readonly<Record<Press, number[]>>;
  readonly traces: Readonly<Record<Press, Work[]>>;
  /** Requests between the press on 开始答题 and the end. */
  requests: number;
}

/** One paper begun on a slow phone, a few questions answered; between them the bare page's button. */
async function sitting(
  browser: Browser,
  origin: string,
  width: number,
  tracing: boolean,
  into: Clicks,
): Promise<void> {
  // A phone is tapped, a wide screen clicked.
  const touch = width < 900;
  const context = await browser.newContext({ viewport: { width, height: 740 }, hasTouch: touch });
  const slow = async (page: Page): Promise<void> => {
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  };
  const one = async (page: Page, kind: Press, selector: string, done: string): Promise<void> => {
    if (tracing) into.traces[kind].push(await traced(browser, page, selector, touch));
    else into.times[kind].push(await timed(page, selector, done, touch));
  };
  const floor = await context.newPage();
  await floor.setContent(bare);
  await floor.evaluate(() => {
    const button = document.querySelector('button');
    button?.addEventListener('click', () => {
      button.classList.toggle('on');
      button.classList.toggle('off', !button.classList.contains('on'));
    });
  });
  await slow(floor);
  const page = await context.newPage();
  await page.goto(`${origin}/exam/`, { waitUntil: 'networkidle' });
  await slow(page);
  await page.waitForTimeout(3_000);
  let requests = 0;
  page.on('request', () => (requests += 1));
  await page.evaluate(() => {
    document.querySelector('.exam-form .btn[type=submit]')?.scrollIntoView({ block: 'center' });
  });
  await one(page, 'start', '.exam-form .btn[type=submit]', '.sitting .is-here legend');
  await page.waitForTimeout(500);
  const onward = touch ? '.exam-foot .btn:last-child' : '.exam-next';
  for (let round = 0; round < (tracing ? rounds.traced : rounds.timed); round += 1) {
    await page.bringToFront();
    await one(page, 'answer', '.is-here .q-opt:nth-of-type(2)', '.is-here input:checked');
    await one(page, 'next', onward, '.is-here fieldset:not(:has(input:checked))');
    await floor.bringToFront();
    await one(floor, 'bare', 'button', round % 2 === 0 ? '.on' : '.off');
  }
  into.requests = Math.max(into.requests, requests);
  await context.close();
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Milliseconds from an answer to 已保存, at full speed. @param copies how many the browser has room for */
async function saving(origin: string, copies: 1 | 2): Promise<readonly number[]> {
  // A profile on disk: elsewhere the browser keeps databases in memory.
  const profile = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    chromiumSandbox: false,
    args: quietly,
  });
  if (copies === 1)
    await context.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'storageBuckets', { value: undefined });
    });
  const page = await context.newPage();
  await page.goto(`${origin}/exam/`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: '开始答题' }).click();
  const times: number[] = [];
  for (let answer = 0; answer < 12; answer += 1) {
    await page.waitForTimeout(200);
    times.push(
      await page.evaluate(
        (option) =>
          new Promise<number>((resolve) => {
            const from = performance.now();
            const line = document.querySelector('.exam-saved');
            const watch = new MutationObserver(() => {
              if (line?.textContent.startsWith('已保存') !== true) return;
              watch.disconnect();
              resolve(performance.now() - from);
            });
            if (line) watch.observe(line, { childList: true, characterData: true, subtree: true });
            document.querySelectorAll<HTMLElement>('.is-here .q-opt input')[option]?.click();
          }),
        answer % 4,
      ),
    );
  }
  await context.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return times;
}

interface Site {
  readonly name: string;
  readonly origin: string;
}

/** Measures and prints; asserts nothing. @param sites taken by turns @param runs papers begun of each, timed and traced */
export async function benchExam(
  browser: Browser,
  sites: readonly Site[],
  runs: number,
  widths: readonly number[] = [360, 1280],
): Promise<void> {
  console.log(
    `\nExam room, CPU ${String(slowdown)} times slower, ${String(runs)} papers; medians in ms, beside a bare page's button`,
  );
  const [site] = sites;
  if (site) {
    const twice = await saving(site.origin, 2);
    const once = await saving(site.origin, 1);
    console.log(
      `${site.name}: from an answer to 已保存, at full speed: ${median(twice).toFixed(0)} ms kept twice, ${median(once).toFixed(0)} ms kept once (decision 0010)`,
    );
  }
  for (const width of widths) {
    const all = sites.map((site): Site & { clicks: Clicks } => ({
      ...site,
      clicks: {
        times: { start: [], answer: [], next: [], bare: [] },
        traces: { start: [], answer: [], next: [], bare: [] },
        requests: 0,
      },
    }));
    for (let run = 0; run < runs; run += 1)
      for (const tracing of [false, true])
        for (const { origin, clicks } of run % 2 === 0 ? all : all.toReversed())
          await sitting(browser, origin, width, tracing, clicks);
    const print = (head: string, cells: readonly string[]): void => {
      console.log(`${head.padEnd(26)}${cells.map((cell) => cell.padStart(10)).join('')}`);
    };
    console.log(`\n${String(width)} px, press to paint (goals: start 200, answer 50, next 50)`);
    print('', [...presses, '÷ bare:', ...presses.slice(0, 3), 'requests', 'presses']);
    for (const { name, clicks } of all) {
      const of = (press: Press): number => median(clicks.times[press]);
      print(name, [
        ...presses.map((press) => of(press).toFixed(0)),
        '',
        ...presses.slice(0, 3).map((press) => (of(press) / of('bare')).toFixed(2)),
        String(clicks.requests),
        String(clicks.times.answer.length),
      ]);
    }
    console.log(
      `${String(width)} px, traced: main thread's work from the click's dispatch to the frame's commit, by kind`,
    );
    print('', [...kinds, 'work', 'to commit', 'presented', 'presses']);
    for (const press of presses)
      for (const { name, clicks } of all) {
        const of = (kind: keyof Work): number => median(clicks.traces[press].map((work) => work[kind]));
        print(`${name} ${press}`, [
          ...kinds.map((kind) => of(kind).toFixed(1)),
          of('work').toFixed(1),
          of('to commit').toFixed(1),
          of('presented').toFixed(0),
          String(clicks.traces[press].length),
        ]);
      }
    const [first, ...others] = all;
    if (!first) continue;
    for (const { name, clicks } of others)
      for (const press of presses) {
        const time = median(clicks.times[press]) / median(first.clicks.times[press]);
        const work =
          median(clicks.traces[press].map((one) => one.work)) /
          median(first.clicks.traces[press].map((one) => one.work));
        console.log(`${name} ÷ ${first.name}, ${press}: time ${time.toFixed(2)}, work ${work.toFixed(2)}`);
      }
  }
}

if (import.meta.main) {
  const folders = process.argv.length > 2 ? process.argv.slice(2) : [dist];
  const served = await Promise.all(
    folders.map(async (folder) => ({
      name: path.basename(folder),
      ...(await serve(path.resolve(folder), '/', 0)),
    })),
  );
  const browser = await chromium.launch({
    executablePath: findChromium(),
    chromiumSandbox: false,
    args: quietly,
  });
  await benchExam(
    browser,
    served,
    Number(process.env['RUNS'] ?? 3),
    process.env['WIDTH'] === undefined ? undefined : [Number(process.env['WIDTH'])],
  );
  await browser.close();
  for (const { server } of served) server.close();
}
