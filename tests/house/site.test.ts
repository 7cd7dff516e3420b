/** Promises of the built site: links, markup, weight, policy. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { calculatorIds } from '../../src/domain/carbon/calculators/all.ts';
import { ownHashes, ownPolicy } from '../../src/build/policy.ts';
import { published } from '../../src/schema/content.ts';
import { dist, open, pages } from './built.ts';

const brotli = (content: Buffer | string): number =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** Pages where something is done; all others only read. */
const tools = [
  ...calculatorIds.map((id) => `calculator/${id}/`),
  'class/',
  'data/',
  'eligibility/',
  'exam/',
  'exam/by-hand/',
  'exam/print/',
  'exchange/',
  'plan/',
  'practice/',
  'progress/',
  'register/',
  'search/',
];
const reading = [...pages.keys()].filter((url) => !tools.includes(url));

/** Scripts a page's own markup asks for at once, and those they import at once, by file. */
function scriptsOf(url: string): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const text = readFileSync(path.join(dist, file), 'utf8');
    for (const [, target] of text.matchAll(/(?:from|import)\s*["'](\.\.?\/[^"']+\.js)["']/g))
      follow(path.posix.join(path.posix.dirname(file), target ?? ''));
  };
  const document = open(url);
  for (const script of document.querySelectorAll('script[src]'))
    follow((script.getAttribute('src') ?? '').slice(1));
  for (const island of document.querySelectorAll('astro-island'))
    for (const name of ['component-url', 'renderer-url', 'before-hydration-url']) {
      const file = island.getAttribute(name);
      if (file !== null) follow(file.slice(1));
    }
  return found;
}

describe('links', () => {
  const ids = new Map(
    [...pages.keys()].map((url) => [
      url,
      new Set([...open(url).querySelectorAll('[id]')].map(({ id }) => id)),
    ]),
  );

  test.each([...pages.keys()])('every link of /%s leads somewhere', (url) => {
    const broken: string[] = [];
    for (const link of open(url).querySelectorAll('a[href], link[href], script[src], img[src]')) {
      const href = link.getAttribute('href') ?? link.getAttribute('src') ?? '';
      if (/^(https?|mailto|data|blob):/.test(href)) continue;
      const { pathname, hash } = new URL(href, `http://site/${url}`);
      const target = decodeURIComponent(pathname.slice(1));
      const page = ids.get(target);
      const isFile =
        target !== '' && existsSync(path.join(dist, target)) && statSync(path.join(dist, target)).isFile();
      if (!page && !isFile) broken.push(`${href}: no such page or file`);
      // The tools read their fragment as data, not as an anchor.
      else if (page && hash && !tools.includes(target) && !page.has(decodeURIComponent(hash.slice(1))))
        broken.push(
          `${href}: no such anchor; nearest: ${[...page].filter((id) => id.slice(0, 3) === hash.slice(1, 4)).join(', ')}`,
        );
    }
    expect(broken).toEqual([]);
  });

  test('links to other sites come only from what an organiser announced', () => {
    const foreign = [...pages.keys()].flatMap((url) =>
      [...open(url).querySelectorAll('[href^="http"]:not([rel=canonical])')].map((link) =>
        link.getAttribute('href'),
      ),
    );
    const announced = published().map(({ announcement }) => announcement.url);
    expect(foreign.filter((href) => !announced.includes(href ?? undefined))).toEqual([]);
  });
});

describe('markup', () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard'],
    elements: [
      'html5',
      {
        'astro-island': { flow: true, phrasing: true, transparent: true },
        'astro-slot': { flow: true, phrasing: true, transparent: true },
      },
    ],
    rules: {
      // Astro writes void elements, boolean attributes and white space its own way; all of it is valid HTML.
      'void-style': 'off',
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'no-trailing-whitespace': 'off',
      'doctype-style': 'off',
      'no-inline-style': 'error',
      // The title of a page is for search results too and may be longer than 70 characters of Latin text.
      'long-title': 'off',
      // role=list keeps a list without bullets a list for VoiceOver.
      'no-redundant-role': 'off',
      'prefer-native-element': 'off',
      'no-raw-characters': 'off',
      'tel-non-breaking': 'off',
    },
  });
  test.each([...pages])('/%s is valid HTML', async (url, html) => {
    const report = await validator.validateString(html, url);
    expect(
      report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${String(line)} ${ruleId}: ${message}`),
      ),
    ).toEqual([]);
  });

  test.each([...pages.keys()])('/%s says its language, title, description and one h1', (url) => {
    const document = open(url);
    expect(document.documentElement.lang).toBe('zh-CN');
    expect(document.title.length).toBeGreaterThan(4);
    expect(document.querySelector('meta[name=description]')?.getAttribute('content')?.length).toBeGreaterThan(
      8,
    );
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    if (url !== '404.html')
      expect(document.querySelector('link[rel=canonical]')?.getAttribute('href')).toMatch(
        new RegExp(`/${url}$`),
      );
  });
});

describe('weight', () => {
  test.each(reading)('/%s costs at most 12 KB and 3 requests, without framework or web font', (url) => {
    const html = pages.get(url) ?? '';
    const scripts = [...scriptsOf(url)];
    const all =
      brotli(html) + scripts.reduce((sum, file) => sum + brotli(readFileSync(path.join(dist, file))), 0);
    expect(open(url).querySelectorAll('link[rel=stylesheet], img, astro-island')).toHaveLength(0);
    expect(html).not.toContain('@font-face');
    expect(1 + scripts.length).toBeLessThanOrEqual(3);
    expect(all).toBeLessThanOrEqual(12 * 1024);
  });

  test.each(tools)('/%s asks for at most 60 KB of JavaScript before its own data', (url) => {
    const bytes = [...scriptsOf(url)].reduce(
      (sum, file) => sum + gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length,
      0,
    );
    expect(bytes).toBeGreaterThan(1000);
    expect(bytes).toBeLessThanOrEqual(60 * 1024);
  });

  test('the print shop waits for the click: no page asks for jsPDF at once', () => {
    const jspdf = readdirSync(path.join(dist, '_astro')).filter(
      (file) =>
        file.endsWith('.js') &&
        readFileSync(path.join(dist, '_astro', file), 'utf8').includes('putOnlyUsedFonts'),
    );
    expect(jspdf.length).toBeGreaterThan(0);
    const eager = tools
      .flatMap((url) => [...scriptsOf(url)])
      .filter((file) => jspdf.includes(path.basename(file)));
    expect(eager).toEqual([]);
  });
});

describe('policy', () => {
  test.each([...pages])('/%s carries a policy that lets nothing in from elsewhere', (url, html) => {
    const policy =
      open(url).querySelector('meta[http-equiv="content-security-policy" i]')?.getAttribute('content') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'none'");
    // Pagefind starts its worker from a plain address, so search alone does without Trusted Types; the form starts
    // the reader of PDFs, by a policy that lets nothing else through.
    const trusted = url === 'register/' ? 'trusted-types pdf-reader;' : "trusted-types 'none'";
    if (url !== 'search/')
      for (const part of ["require-trusted-types-for 'script'", trusted])
        expect(`${policy};`).toContain(part);
    expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https?:|\*/);
    if (url !== 'search/') expect(policy).not.toContain('wasm-unsafe-eval');
    expect(html).not.toMatch(/\sstyle="/);
    expect(html).not.toMatch(/\son[a-z]+="/);
    // It allows what stands in this page, all of it, and nothing that stands in others alone.
    const allowed = [...policy.matchAll(/'sha256-[^']*'/g)].map(([hash]) => hash);
    const own = ownHashes(html);
    expect(allowed.filter((hash) => !own.has(hash))).toEqual([]);
    expect(allowed.length).toBe(
      new Set(
        [...open(url).querySelectorAll('style, script:not([src], [type="application/ld+json"])')].map(
          ({ textContent }) => textContent,
        ),
      ).size,
    );
  });

  test('a hash of another page is cut from the policy, its own stays', () => {
    const own = "'sha256-81WALLbUROF1pWdYjuQYKuIcGgY/+TqVJr8UsV6Tkvo='";
    const page = (hashes: string) =>
      `<meta http-equiv="content-security-policy" content="script-src 'self'${hashes}; style-src 'self'"><script>let a;</script>`;
    expect([...ownHashes(page(''))]).toEqual([own]);
    expect(ownPolicy(page(` 'sha256-other=' ${own}`))).toBe(page(` ${own}`));
    expect(() => ownPolicy('<script>let a;</script>')).toThrow('without a policy');
  });

  test('the header file adds what a page cannot say', () => {
    const headers = readFileSync(path.join(dist, '_headers'), 'utf8');
    for (const part of [
      "frame-ancestors 'none'",
      'Referrer-Policy: no-referrer',
      'X-Content-Type-Options: nosniff',
    ])
      expect(headers).toContain(part);
  });
});
