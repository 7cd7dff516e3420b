/**
 * The exam room under load: what a click costs until it is painted, beside a bare page's button in the same run, pressed
 * and measured the same way: from the time stamp of the press itself to the end of the main thread's part of the frame
 * that shows the answer (style, layout, paint, commit), the wait for that frame included. The page is asked for the
 * figure only afterwards: a question from outside would run scripts of its own in the slowed page, in the very span
 * measured. On a busy machine only the ratios to the bare button are worth reading.
 */
import type { Browser, Page } from '@playwright/test';

/** Times slower than this machine. */
const slowdown = 6;

const bare = `<!doctype html><meta name="viewport" content="width=device-width"><style>body{margin:0;font:17px/1.8 sans-serif}.on{background:#0f5a45;color:#fff}button{min-height:44px}</style><p>第 1 题</p><button type="button">选</button>`;

/** Milliseconds from the press (its own time stamp) until the frame in which `done` holds is painted. */
async function press(page: Page, selector: string, done: string, touch: boolean): Promise<number> {
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
  // The mouse or finger itself: a locator's click would first run scripts of its own in the slowed page.
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`nothing to press: ${selector}`);
  await page.waitForTimeout(150);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  if (touch) await page.touchscreen.tap(x, y);
  else await page.mouse.click(x, y);
  await page.waitForTimeout(300);
  return page.evaluate(async () => Number(await Reflect.get(window, 'pressed')));
}

interface Clicks {
  readonly start: number;
  readonly answer: readonly number[];
  readonly next: readonly number[];
  readonly bare: readonly number[];
  /** Requests between the press on 开始答题 and the end. */
  readonly requests: number;
}

/** One paper begun on a slow phone, a few questions answered; between them the bare page's button. */
async function sitting(browser: Browser, origin: string, width: number): Promise<Clicks> {
  // A phone is tapped, a wide screen clicked.
  const touch = width < 900;
  const context = await browser.newContext({ viewport: { width, height: 740 }, hasTouch: touch });
  const slow = async (page: Page): Promise<void> => {
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
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
  await page.locator('.exam-form .btn[type=submit]').scrollIntoViewIfNeeded();
  const start = await press(page, '.exam-form .btn[type=submit]', '.sitting .is-here legend', touch);
  await page.waitForTimeout(500);
  const clicks = { answer: [] as number[], next: [] as number[], bare: [] as number[] };
  const onward = touch ? '.exam-foot .btn:last-child' : '.exam-next';
  for (let round = 0; round < 6; round += 1) {
    await page.bringToFront();
    clicks.answer.push(await press(page, '.is-here .q-opt:nth-of-type(2)', '.is-here input:checked', touch));
    clicks.next.push(await press(page, onward, '.is-here fieldset:not(:has(input:checked))', touch));
    await floor.bringToFront();
    clicks.bare.push(await press(floor, 'button', round % 2 === 0 ? '.on' : '.off', touch));
  }
  await context.close();
  return { start, requests, ...clicks };
}

/** Measures and prints; asserts nothing. @param runs papers begun */
export async function benchExam(
  browser: Browser,
  origin: string,
  runs: number,
  median: (values: readonly number[]) => number,
): Promise<void> {
  console.log(
    `\nExam room, CPU ${String(slowdown)} times slower, ${String(runs)} papers, press to paint; medians in ms, beside a bare page's button`,
  );
  console.log(
    'width   start (goal 200)   answer (goal 50)   next (goal 50)   bare   ratios start/answer/next   requests',
  );
  for (const width of [360, 1280]) {
    const all: Clicks[] = [];
    for (let run = 0; run < runs; run += 1) all.push(await sitting(browser, origin, width));
    const floor = median(all.flatMap((one) => one.bare));
    const [start, answer, next] = [
      median(all.map((one) => one.start)),
      median(all.flatMap((one) => one.answer)),
      median(all.flatMap((one) => one.next)),
    ];
    console.log(
      [
        String(width).padEnd(5),
        start.toFixed(0).padStart(18),
        answer.toFixed(0).padStart(18),
        next.toFixed(0).padStart(16),
        floor.toFixed(0).padStart(6),
        [start, answer, next]
          .map((one) => (one / floor).toFixed(1))
          .join(' / ')
          .padStart(27),
        String(Math.max(...all.map((one) => one.requests))).padStart(10),
      ].join(' '),
    );
  }
}
