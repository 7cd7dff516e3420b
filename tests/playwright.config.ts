import { defineConfig, devices } from '@playwright/test';
import { findChromium, quietly } from '../src/build/chromium.ts';

/** Two servers: the site at a domain's root, and the same site built under a base path. TEST_PORT moves them. */
const port = Number(process.env['TEST_PORT'] ?? 4331);
const root = { port, dist: 'dist', base: '/' };
const below = { port: port + 1, dist: '.tmp/dist-base', base: '/carbon/' };
const url = ({ port, base }: { port: number; base: string }) => `http://localhost:${String(port)}${base}`;
const server = (site: { port: number; dist: string; base: string }) => ({
  command: 'node src/build/serve.ts',
  cwd: '..',
  url: url(site),
  env: { PORT: String(site.port), OUT_DIR: site.dist, BASE_PATH: site.base },
  reuseExistingServer: false,
});

const executablePath = findChromium();

export default defineConfig({
  testDir: './journeys',
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  // A state is waited for as long as a busy machine may take to reach it.
  expect: { timeout: 15_000 },
  // A machine busy with something else may miss a waiting time once; what fails twice has failed. Retried ones are listed.
  retries: 1,
  reporter: [['list'], ['json', { outputFile: '../.tmp/journeys.json' }]],
  webServer: [server(root), server(below)],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: { executablePath, chromiumSandbox: false, args: quietly },
  },
  projects: [
    { name: 'root', use: { baseURL: url(root) } },
    // The whole way through the site once more, under a base path: `./page/` in a test is below it.
    { name: 'base-path', testMatch: /five-wants/, use: { baseURL: url(below) } },
  ],
});
