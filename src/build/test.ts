/**
 * Runs the suites and adds them up; the last line is `N passed, N failed` over all of them.
 *   test            everything
 *   test check      types, lint, format, and the promises kept between rooms and on the built site
 *   test journeys   people walking through the built site
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const [part = 'all'] = process.argv.slice(2);
let passed = 0;
let failed = 0;

function run(name: string, bin: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  console.log(`\n— ${name}`);
  const { status } = spawnSync(
    process.execPath,
    [bin.startsWith('src/') ? bin : path.join('node_modules', bin), ...args],
    {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    },
  );
  return status === 0;
}

/** A step that counts as one check. */
function check(name: string, bin: string, args: readonly string[], env?: Record<string, string>): boolean {
  const ok = run(name, bin, args, env);
  if (ok) passed += 1;
  else failed += 1;
  return ok;
}

/** A suite that reports its own counts; one that leaves no report, or reports no test, has failed. */
function suite(
  name: string,
  bin: string,
  args: readonly string[],
  report: string,
  count: (report: unknown) => { passed: number; failed: number },
): void {
  rmSync(report, { force: true });
  const ok = run(name, bin, args);
  let counted = { passed: 0, failed: 0 };
  try {
    counted = count(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    console.log(`${name}: left no report`);
  }
  passed += counted.passed;
  failed += counted.failed;
  if (counted.failed === 0 && (!ok || counted.passed === 0)) failed += 1;
}

const number = (from: unknown, key: string): number => {
  const value: unknown = typeof from === 'object' && from !== null ? Reflect.get(from, key) : undefined;
  return typeof value === 'number' ? value : 0;
};

mkdirSync('.tmp', { recursive: true });
let built = true;
// A clean clone has no types of the collections yet.
run('Types of the content', 'astro/bin/astro.mjs', ['sync', '--silent']);
if (part !== 'journeys') {
  check('Types of pages and islands', '@astrojs/check/bin/astro-check.js', [
    '--minimumFailingSeverity',
    'hint',
  ]);
  check('Types of the domain, which knows no browser', 'typescript/bin/tsc', ['-p', 'src/domain']);
  check('Lint', 'eslint/bin/eslint.js', [
    '--config',
    '.eslint.config.mjs',
    '--max-warnings',
    '0',
    'src',
    'tests',
  ]);
  check('Format', 'prettier/bin/prettier.cjs', ['--check', 'src', 'tests', 'astro.config.mjs']);
}
built = check('Build at a root', 'src/build/build.ts', []);
if (part !== 'check')
  built =
    check('Build under a base path', 'src/build/build.ts', [], {
      BASE_PATH: '/carbon/',
      OUT_DIR: '.tmp/dist-base',
    }) && built;

if (built && part !== 'journeys')
  suite(
    'Domain and house',
    'vitest/vitest.mjs',
    [
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--reporter',
      'default',
      '--reporter',
      'json',
      '--outputFile.json',
      '.tmp/units.json',
      ...(part === 'check' ? ['tests/house'] : []),
    ],
    '.tmp/units.json',
    (report) => ({ passed: number(report, 'numPassedTests'), failed: number(report, 'numFailedTests') }),
  );
if (built && part !== 'check')
  suite(
    'Journeys',
    '@playwright/test/cli.js',
    ['test', '--config', 'tests/playwright.config.ts'],
    '.tmp/journeys.json',
    (report) => {
      const stats: unknown =
        typeof report === 'object' && report !== null ? Reflect.get(report, 'stats') : undefined;
      return {
        passed: number(stats, 'expected') + number(stats, 'flaky'),
        failed: number(stats, 'unexpected'),
      };
    },
  );

console.log(`\n${String(passed)} passed, ${String(failed)} failed`);
process.exit(failed === 0 ? 0 : 1);
