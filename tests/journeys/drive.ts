/**
 * Drives the browsers Playwright does not: WebKitGTK by W3C WebDriver over HTTP, Firefox by WebDriver BiDi over a
 * WebSocket. Both are Debian packages; a journey that asks for one that is not there is skipped by name.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const first = (...files: readonly (string | undefined)[]): string | undefined =>
  files.find((file) => file !== undefined && file !== '' && existsSync(file));

/** FIREFOX=…, MINIBROWSER=… and WEBKIT_DRIVER=… name a program that is not where it usually is. */
export const firefox = first(
  process.env['FIREFOX'],
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  path.join(process.env['PROGRAMFILES'] ?? '', 'Mozilla Firefox/firefox.exe'),
);
export const miniBrowser = first(
  process.env['MINIBROWSER'],
  '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/libexec/webkit2gtk-4.1/MiniBrowser',
);
export const screen = first('/usr/bin/Xvfb');
const webKitDriver = first(process.env['WEBKIT_DRIVER'], '/usr/bin/WebKitWebDriver');

/** What goes into a page and comes back. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A person at a browser. A script is the body of an async function whose arguments are `args`. */
export interface Visitor {
  readonly go: (url: string) => Promise<void>;
  readonly reload: () => Promise<void>;
  readonly run: (body: string, ...args: readonly Json[]) => Promise<unknown>;
  /** Presses the element a script gives, with a real pointer. */
  readonly press: (body: string, ...args: readonly Json[]) => Promise<void>;
  /** Types into whatever has the focus. */
  readonly type: (text: string) => Promise<void>;
  /** Gives files to the file input a script gives. */
  readonly give: (files: readonly string[], body: string, ...args: readonly Json[]) => Promise<void>;
  readonly resize: (width: number, height: number) => Promise<void>;
  readonly picture: () => Promise<Buffer>;
  /** What the browser complained of so far: errors, refusals of the policy. */
  readonly complaints: () => readonly string[];
  readonly leave: () => Promise<void>;
}

export interface Engine {
  readonly name: string;
  /** Opens it; undefined where it, or what drives it, is not on this machine. */
  readonly open: (() => Promise<Visitor>) | undefined;
}

export const own = { stdio: 'ignore', detached: process.platform !== 'win32' } as const;

/** Ends a browser we started, with the processes it started. */
export function end(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Starts a screen that nobody sees, for a browser that wants one. */
export async function openScreen(program: string): Promise<{ child: ChildProcess; display: string }> {
  const child = spawn(program, ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
    ...own,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  // It takes the first number that is free, and says which.
  const display = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error('the screen does not start'));
    });
    child.stdio[3]?.once('data', (number) => {
      resolve(`:${String(number).trim()}`);
    });
  });
  return { child, display };
}
export const onScreen = (display: string, home: string): NodeJS.ProcessEnv => ({
  ...process.env,
  HOME: home,
  DISPLAY: display,
  GDK_BACKEND: 'x11',
  NO_AT_BRIDGE: '1',
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
});

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Asks until there is an answer. @throws the last refusal after some tries, a tenth of a second apart */
async function insist<T>(ask: () => Promise<T>, most = 100): Promise<T> {
  for (let tries = 0; ; tries += 1)
    try {
      return await ask();
    } catch (cause) {
      if (tries >= most) throw cause;
      await sleep(100);
    }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });

const part = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  );
const text = (value: unknown, ...keys: readonly string[]): string => {
  const found = part(value, ...keys);
  return typeof found === 'string' ? found : '';
};

/** Finishes what a browser started: its processes and its folder. */
async function tidy(children: readonly ChildProcess[], folder: string): Promise<void> {
  for (const child of children) end(child);
  await sleep(200);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Brings what a script finds into the middle of the window, and waits until it stands still there. */
const intoView = (body: string): string => `
  const found = await (async () => { ${body} })();
  // What is painted only when it comes into sight may still grow above it.
  for (let still = 0, top, tries = 0; found && still < 3 && tries < 30; tries += 1) {
    found.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    await new Promise(requestAnimationFrame);
    still = found.getBoundingClientRect().top === top ? still + 1 : 0;
    top = found.getBoundingClientRect().top;
  }
  return found;`;

/** How often what is to be pressed may move away, or be painted anew, under the pointer. */
const moves = 5;

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

async function openWebKit(browser: string, driver: string, screen: string): Promise<Visitor> {
  const home = mkdtempSync(path.join(tmpdir(), 'engine-'));
  const port = await freePort();
  const { child: frame, display } = await openScreen(screen);
  const said: string[] = [];
  const drive = spawn(driver, ['--host=127.0.0.1', `--port=${String(port)}`], {
    detached: true,
    env: onScreen(display, home),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const hear = (chunk: Buffer): void => {
    for (const line of chunk.toString('utf8').split('\n')) if (line.includes('CONSOLE')) said.push(line);
  };
  drive.stdout.on('data', hear);
  drive.stderr.on('data', hear);
  const call = async (method: string, url: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${String(port)}${url}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const value = part(await response.json(), 'value');
    const error = text(value, 'error');
    if (error !== '') throw new Error(`${error}: ${text(value, 'message')}`);
    return value;
  };
  const tell = async (...what: Parameters<typeof call>): Promise<void> => {
    await call(...what);
  };
  try {
    await insist(() => call('GET', '/status'));
    const session = await call('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': {
            binary: browser,
            args: ['--automation', '--enable-write-console-messages-to-stdout=true'],
          },
        },
      },
    });
    const base = `/session/${text(session, 'sessionId')}`;
    await call('POST', `${base}/timeouts`, { script: 30_000, pageLoad: 60_000, implicit: 0 });
    const run = (body: string, ...args: readonly Json[]): Promise<unknown> =>
      call('POST', `${base}/execute/async`, {
        script: `const [args, done] = arguments;
          (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error) }));`,
        args: [args],
      }).then((answer) => {
        const error = text(answer, 'error');
        if (error !== '') throw new Error(error);
        return part(answer, 'value');
      });
    const element = async (body: string, args: readonly Json[]): Promise<string> => {
      const found = text(await run(intoView(body), ...args), elementKey);
      if (found === '') throw new Error(`nothing there to press: ${body} ${JSON.stringify(args)}`);
      return found;
    };
    return {
      run,
      go: (url) => tell('POST', `${base}/url`, { url }),
      reload: () => tell('POST', `${base}/refresh`, {}),
      press: (body, ...args) =>
        insist(async () => tell('POST', `${base}/element/${await element(body, args)}/click`, {}), moves),
      type: async (typed) => {
        const actions = Array.from(typed).flatMap((value) => [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]);
        await call('POST', `${base}/actions`, { actions: [{ type: 'key', id: 'keys', actions }] });
      },
      give: async (files, body, ...args) =>
        tell('POST', `${base}/element/${await element(body, args)}/value`, {
          text: files.join('\n'),
        }),
      resize: (width, height) => tell('POST', `${base}/window/rect`, { x: 0, y: 0, width, height }),
      picture: async () => Buffer.from(String(await call('GET', `${base}/screenshot`)), 'base64'),
      complaints: () => said.filter((line) => /ERROR/.test(line)),
      leave: async () => {
        await call('DELETE', base).catch(() => undefined);
        await tidy([drive, frame], home);
      },
    };
  } catch (cause) {
    await tidy([drive, frame], home);
    throw cause;
  }
}

/** A value in BiDi's own writing, read back. */
function readBack(value: unknown): unknown {
  const inside = part(value, 'value');
  switch (text(value, 'type')) {
    case 'undefined':
      return undefined;
    case 'null':
      return null;
    case 'array':
      return Array.isArray(inside) ? inside.map(readBack) : [];
    case 'object':
      return Array.isArray(inside)
        ? Object.fromEntries(
            inside.map((pair: unknown) => [
              text(pair, '0') || String(part(pair, '0')),
              readBack(part(pair, '1')),
            ]),
          )
        : {};
    case 'node':
      return { sharedId: text(value, 'sharedId') };
    default:
      return inside;
  }
}

async function openFirefox(browser: string): Promise<Visitor> {
  const profile = mkdtempSync(path.join(tmpdir(), 'engine-'));
  const port = await freePort();
  const child = spawn(
    browser,
    [
      '--headless',
      '--no-remote',
      '--new-instance',
      '--profile',
      profile,
      `--remote-debugging-port=${String(port)}`,
    ],
    own,
  );
  const socket = await insist(
    () =>
      new Promise<WebSocket>((resolve, reject) => {
        const opening = new WebSocket(`ws://127.0.0.1:${String(port)}/session`);
        opening.onopen = () => {
          resolve(opening);
        };
        opening.onerror = () => {
          reject(new Error('Firefox does not answer'));
        };
      }),
  ).catch(async (cause: unknown) => {
    await tidy([child], profile);
    throw cause;
  });
  const said: string[] = [];
  const waiting = new Map<number, (answer: unknown) => void>();
  socket.onmessage = ({ data }) => {
    const message: unknown = JSON.parse(String(data));
    const id = part(message, 'id');
    if (typeof id === 'number') waiting.get(id)?.(message);
    else if (text(message, 'method') === 'log.entryAdded' && text(message, 'params', 'level') === 'error')
      said.push(text(message, 'params', 'text'));
  };
  let last = 0;
  const call = async (method: string, params: object): Promise<unknown> => {
    last += 1;
    const id = last;
    const answer = await new Promise<unknown>((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
    waiting.delete(id);
    if (text(answer, 'type') === 'error')
      throw new Error(`${text(answer, 'error')}: ${text(answer, 'message')}`);
    return part(answer, 'result');
  };
  const tell = async (...what: Parameters<typeof call>): Promise<void> => {
    await call(...what);
  };
  await call('session.new', {
    capabilities: { alwaysMatch: { unhandledPromptBehavior: { default: 'accept' } } },
  });
  await call('session.subscribe', { events: ['log.entryAdded'] });
  const tree = await call('browsingContext.getTree', {});
  const context = text(tree, 'contexts', '0', 'context');
  const run = async (body: string, ...args: readonly Json[]): Promise<unknown> => {
    const answer = await call('script.callFunction', {
      functionDeclaration: `async (given) => { const args = JSON.parse(given); ${body} }`,
      arguments: [{ type: 'string', value: JSON.stringify(args) }],
      awaitPromise: true,
      target: { context },
      serializationOptions: { maxDomDepth: 0 },
      userActivation: false,
    });
    if (text(answer, 'type') === 'exception') throw new Error(text(answer, 'exceptionDetails', 'text'));
    return readBack(part(answer, 'result'));
  };
  const element = async (body: string, args: readonly Json[]): Promise<string> => {
    const found = text(await run(intoView(body), ...args), 'sharedId');
    if (found === '') throw new Error(`nothing there to press: ${body} ${JSON.stringify(args)}`);
    return found;
  };
  return {
    run,
    go: (url) => tell('browsingContext.navigate', { context, url, wait: 'complete' }),
    reload: () => tell('browsingContext.reload', { context, wait: 'complete' }),
    press: (body, ...args) =>
      insist(async () => {
        const origin = { type: 'element', element: { sharedId: await element(body, args) } };
        const actions = [
          { type: 'pointerMove', x: 0, y: 0, origin },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ];
        await call('input.performActions', {
          context,
          actions: [{ type: 'pointer', id: 'pointer', actions }],
        });
      }, moves),
    type: async (typed) => {
      const actions = Array.from(typed).flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]);
      await call('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions }] });
    },
    give: async (files, body, ...args) =>
      tell('input.setFiles', {
        context,
        element: { sharedId: await element(body, args) },
        files: [...files],
      }),
    resize: (width, height) => tell('browsingContext.setViewport', { context, viewport: { width, height } }),
    picture: async () =>
      Buffer.from(text(await call('browsingContext.captureScreenshot', { context }), 'data'), 'base64'),
    complaints: () => said,
    leave: async () => {
      await call('browser.close', {}).catch(() => undefined);
      socket.close();
      await tidy([child], profile);
    },
  };
}

export const engines: readonly Engine[] = [
  {
    name: 'WebKitGTK',
    open:
      miniBrowser === undefined || webKitDriver === undefined || screen === undefined
        ? undefined
        : () => openWebKit(miniBrowser, webKitDriver, screen),
  },
  { name: 'Firefox', open: firefox === undefined ? undefined : () => openFirefox(firefox) },
];
