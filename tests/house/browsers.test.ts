/** Promises to old browsers (decision 0009): no built script asks for what the oldest of them do not have. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { dist } from './built.ts';

/** Methods, by name alone, that came after Chromium 107, Safari 15.4 or Firefox 115. */
const methods = new Set([
  ...['toSorted', 'toReversed', 'toSpliced', 'fromAsync', 'groupBy', 'withResolvers', 'canParse'],
  ...['symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom', 'isWellFormed', 'toWellFormed'],
  ...[
    'toBase64',
    'fromBase64',
    'setFromBase64',
    'fromHex',
    'setFromHex',
    'getOrInsert',
    'getOrInsertComputed',
  ],
  ...['checkVisibility', 'startViewTransition', 'showPopover', 'hidePopover', 'togglePopover', 'moveBefore'],
  ...['sumPrecise', 'rawJSON', 'isError', 'waitAsync', 'parseHTMLUnsafe', 'setHTMLUnsafe', 'isRawJSON'],
]);
const names = new Set([
  ...['Temporal', 'Iterator', 'Float16Array', 'DurationFormat', 'Segmenter', 'CompressionStream'],
  ...['DecompressionStream', 'OffscreenCanvas', 'CloseWatcher', 'scheduler', 'trustedTypes', 'navigation'],
]);
/** What is asked for before it is used, or brought along by who uses it. */
const allowed: readonly (readonly [file: RegExp, found: RegExp])[] = [
  // Deflates by itself where the browser does not: src/pdf/draw.ts.
  [/^_astro\/draw\.[\w-]+\.js$/, /^CompressionStream$/],
  // ts-fsrs calls a field so.
  [/^_astro\/cards\.[\w-]+\.js$/, /^scheduler$/],
  // Asks for it first.
  [/^pagefind\/pagefind(-worker)?\.js$/, /^Segmenter$/],
];

/** What a script asks for that is not everywhere. */
function newer(source: string): readonly string[] {
  const found = new Set<string>();
  const look = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && methods.has(node.name.text)) found.add(node.name.text);
    else if (ts.isIdentifier(node) && names.has(node.text)) found.add(node.text);
    else if (ts.isRegularExpressionLiteral(node)) {
      if (/\/[a-z]*v[a-z]*$/.test(node.text)) found.add(`flag v: ${node.text}`);
      if (/\(\?<[=!]/.test(node.text)) found.add(`lookbehind: ${node.text}`);
      if (/\(\?[a-z]*-?[a-z]+:/.test(node.text)) found.add(`flags inside: ${node.text}`);
    } else if ((ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) && node.text.startsWith('(?<'))
      found.add(`lookbehind: ${node.text}`);
    else if (ts.isClassStaticBlockDeclaration(node)) found.add('static block');
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile('built.js', source, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS));
  return [...found];
}

const scripts = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  // pdf.js's legacy build carries core-js; it is fetched when a PDF is chosen.
  .filter((file) => file.endsWith('.js') && !/^pdfjs\/|^_astro\/pdf\./.test(file));

test('what is newer than the oldest browsers is found in a script', () => {
  expect(
    newer('[].toSorted(); new Map(); Map.groupBy([], f); /(?<=a)b/u; /[a]/v; new RegExp(`(?<=${x})`)'),
  ).toEqual(['toSorted', 'groupBy', 'lookbehind: /(?<=a)b/u', 'flag v: /[a]/v', 'lookbehind: (?<=']);
  expect(newer('[...a].sort(); a.at(-1); a.findLast(f); /(?:a)(?<name>b)/u; a ??= b')).toEqual([]);
});

test('no built script asks for what the oldest browsers do not have', () => {
  expect(scripts.length).toBeGreaterThan(40);
  const wrong = scripts.flatMap((file) =>
    newer(readFileSync(path.join(dist, file), 'utf8'))
      .filter((one) => !allowed.some(([where, what]) => where.test(file) && what.test(one)))
      .map((one) => `${file}: ${one}`),
  );
  expect(wrong).toEqual([]);
});

test('no page nests its styles or asks for widths in a way old browsers do not read', () => {
  const wrong = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .flatMap((file) =>
      [...readFileSync(path.join(dist, file), 'utf8').matchAll(/<style[^>]*>([^]*?)<\/style>/g)].flatMap(
        ([, css = '']) =>
          (
            css.match(
              /[{};]&|@media[^{]*[<>]=?|light-dark\(|@layer|@scope|@container|oklch\(|color-mix\(/g,
            ) ?? []
          ).map((one) => `${file}: ${one}`),
      ),
    );
  expect(wrong).toEqual([]);
});
