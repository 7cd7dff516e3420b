/** Doors: which room may import which. Reading this table is reading the architecture. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** Room (first folder or file under src) → rooms and packages it may import, itself aside. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  // One package in one file: decision 0006.
  domain: ['ts-fsrs'],
  schema: ['domain', 'zod', 'yaml', 'node:fs', 'node:path'],
  stores: ['domain', 'clock', 'nanostores', 'idb', 'fflate'],
  islands: ['domain', 'stores', 'routes', 'pdf', 'touch', 'preact', 'preact/hooks', '@nanostores/preact'],
  pdf: [
    'domain',
    'jspdf',
    'pdfjs-dist/legacy/build/pdf.mjs',
    'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker&url',
  ],
  touch: ['domain', 'clock'],
  components: ['domain', 'routes', 'schema', 'clock', 'touch', 'astro:content'],
  layouts: ['domain', 'routes', 'components', 'styles', 'touch'],
  pages: [
    'domain',
    'schema',
    'islands',
    'components',
    'layouts',
    'routes',
    'clock',
    'feeds',
    'bank-file',
    'styles',
    'astro',
    'astro:content',
  ],
  feeds: ['domain', 'routes'],
  'bank-file': ['domain', 'schema', 'node:crypto'],
  clock: ['domain'],
  routes: ['domain'],
  'content.config': ['astro:content', 'astro/loaders', 'astro/zod'],
};
/** src/build runs in Node on the builder's machine and may use what it needs. */
const unguarded = new Set(['build']);

const src = path.resolve('src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(ts|tsx|astro|css)$/.test(file) && !file.endsWith('.d.ts'));
const roomOf = (file: string): string => (file.split('/')[0] ?? '').replace(/\.(ts|tsx|astro)$/, '');
/** Static, re-exported, side-effect and dynamic imports. */
const importsOf = (text: string): readonly string[] =>
  [
    ...text.matchAll(
      /(?:^|[;\n])\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*(?:\/\*.*?\*\/\s*)?['"]([^'"]+)['"]/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? '');
const targetRoom = (file: string, target: string): string =>
  target.startsWith('.') ? roomOf(path.posix.join(path.posix.dirname(file), target)) : target;

describe('doors', () => {
  test('every room is in the table', () => {
    const rooms = new Set(files.filter((file) => !file.endsWith('.css')).map(roomOf));
    expect([...rooms].filter((room) => !(room in mayImport) && !unguarded.has(room))).toEqual([]);
  });

  test.each(files.filter((file) => !unguarded.has(roomOf(file)) && !file.endsWith('.css')))(
    '%s goes only through its doors',
    (file) => {
      const room = roomOf(file);
      const wrong = importsOf(readFileSync(path.join(src, file), 'utf8'))
        .map((target) => targetRoom(file, target))
        .filter((target) => target !== room && target !== 'css' && !(mayImport[room] ?? []).includes(target));
      expect(wrong).toEqual([]);
    },
  );

  test('the one package of the domain stands behind one file', () => {
    const users = files.filter(
      (file) =>
        file.endsWith('.ts') && importsOf(readFileSync(path.join(src, file), 'utf8')).includes('ts-fsrs'),
    );
    expect(users).toEqual(['domain/learning/cards.ts']);
  });

  test('the guard sees a wrong import', () => {
    const seen = importsOf(
      "import a from './x.ts';\nimport type { B } from '../stores/b.ts';\nconst c = await import('jspdf');",
    );
    expect(seen.map((target) => targetRoom('domain/y.ts', target))).toEqual(['domain', 'stores', 'jspdf']);
  });

  test('islands reach the print shop only on demand', () => {
    const eager = files
      .filter((file) => roomOf(file) === 'islands' && file.endsWith('.tsx'))
      .filter((file) =>
        /^\s*import\s(?!type)[^;]*from\s['"][^'"]*\/pdf\//m.test(readFileSync(path.join(src, file), 'utf8')),
      );
    expect(eager).toEqual([]);
  });

  test('the domain knows no clock, no dice, no window', () => {
    const forbidden =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bdocument\b\.|\bwindow\b\.|\blocalStorage\b|\bcrypto\b\.|\bfetch\(/;
    const guilty = files
      .filter((file) => roomOf(file) === 'domain' && file.endsWith('.ts'))
      .filter((file) => forbidden.test(readFileSync(path.join(src, file), 'utf8')));
    expect(guilty).toEqual([]);
  });

  test('pages are doors: under forty lines of code each', () => {
    const long = files
      .filter((file) => file.startsWith('pages/') && file.endsWith('.astro'))
      .map(
        (file) =>
          [
            file,
            (readFileSync(path.join(src, file), 'utf8').split(/^---$/m)[1] ?? '').trim().split('\n').length,
          ] as const,
      )
      .filter(([, lines]) => lines > 40);
    expect(long).toEqual([]);
  });
});
