/** Finds a Chromium to drive: an installed one, else Playwright's own, else Debian's by apt where we are root. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

const usual: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
    '/usr/bin/microsoft-edge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      path.join(folder, 'Google/Chrome/Application/chrome.exe'),
      path.join(folder, 'Chromium/Application/chrome.exe'),
      path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
};
/** Debian puts fonts apart from the browser; without a Chinese one every page is boxes. */
const debianPackages = ['chromium', 'fonts-noto-cjk'];

const installed = (): string | undefined =>
  [process.env['CHROMIUM'], ...(usual[process.platform] ?? []), chromium.executablePath()].find(
    (file) => file !== undefined && file !== '' && existsSync(file),
  );

/**
 * The path of a browser to drive; installs one where none is found.
 * @throws Error with a sentence saying what to do, where none can be had
 */
export function findChromium(): string {
  const found = installed();
  if (found !== undefined) return found;
  console.log('No Chromium found: asking Playwright for its own …');
  spawnSync(
    process.execPath,
    [path.join('node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium', '--only-shell'],
    {
      stdio: 'inherit',
      timeout: 300_000,
    },
  );
  const downloaded = installed();
  if (downloaded !== undefined) return downloaded;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Installing Debian's ${debianPackages.join(' and ')} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...debianPackages], {
      stdio: 'inherit',
      env,
    });
  }
  const last = installed();
  if (last !== undefined) return last;
  throw new Error(
    'The browser tests need Chromium or Chrome and none could be found or installed. Install one, or name it: CHROMIUM=/path/to/chrome npm test',
  );
}

/** Arguments that keep a headless browser to itself: no background traffic, no first-run pages. */
export const quietly = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
