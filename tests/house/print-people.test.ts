/**
 * Two hundred people and more, printed: each file is sound, its font embedded and cut down, every entry can be read out
 * of it, every character leaves the ink it should and none falls anywhere else. Read with qpdf and poppler, which know
 * nothing of jsPDF; where they are not installed this says so and reads with pdf.js.
 */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { employersOf, packet, type Enclosure } from '../../src/domain/registration/enclosures.ts';
import { validate, type Draft, type Registration } from '../../src/domain/registration/form.ts';
import {
  charactersOf,
  point,
  sheet,
  type Page,
  type Sheet,
  type Text,
} from '../../src/domain/registration/sheet.ts';
import { draw } from '../../src/pdf/draw.ts';
import { openFont } from '../../src/pdf/font.ts';
import { pathOf } from '../../src/pdf/outline.ts';
import { packSet } from '../../src/pdf/pack-set.ts';
import { anyone, but, fullest, offer, person, rareNames, today } from '../domain/registration/people.ts';

const run = promisify(execFile);
const packs = path.resolve('public/fonts/packs', packSet);
const font = openFont((name) => Promise.resolve(new Uint8Array(readFileSync(path.join(packs, name)))));

/** A canvas in Node, as pdf.js brings it along. */
interface Ink {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  transform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  strokeRect(x: number, y: number, width: number, height: number): void;
  fill(path: Path2D): void;
  stroke(path: Path2D): void;
  setLineDash(dash: readonly number[]): void;
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
}
interface Board {
  getContext(kind: '2d'): Ink;
  toBuffer(type: 'image/jpeg', quality: number): Buffer;
}
const near = createRequire(createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.mjs'));
const { createCanvas } = near('@napi-rs/canvas') as {
  readonly createCanvas: (width: number, height: number) => Board;
};

const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;
const tools = { qpdf: has('qpdf'), poppler: has('pdftotext') && has('pdffonts') && has('pdftoppm') };
const missing = [tools.qpdf ? [] : ['qpdf'], tools.poppler ? [] : ['poppler-utils']].flat();

const resolution = 108;
const scale = resolution / 25.4;

interface Grey {
  readonly width: number;
  readonly height: number;
  /** 0 white, 255 black. */
  readonly ink: Uint8Array;
}
interface Printed {
  readonly who: string;
  readonly drawn: Sheet;
  readonly registration: Registration;
  readonly file: string;
  /** Continuation pages and enclosures expected. */
  readonly letters: number;
}

const jpegs = new Map<string, Uint8Array>();
for (const id of ['front', 'back', 'scan']) {
  const canvas = createCanvas(400, 252);
  const ink = canvas.getContext('2d');
  ink.fillStyle = id === 'front' ? '#467' : '#a64';
  ink.fillRect(0, 0, 400, 252);
  jpegs.set(id, new Uint8Array(canvas.toBuffer('image/jpeg', 80)));
}
const size = { width: 400, height: 252 };
const fixed: readonly Enclosure[] = [
  {
    kind: 'identity',
    id: 'i',
    front: { id: 'front', ...size },
    back: { id: 'back', ...size },
    watermark: true,
  },
  { kind: 'scan', id: 's', sort: 'diploma', title: '', pages: [{ id: 'scan', ...size }] },
];

let folder = '';
/** All files in one, for the readers that need a process each time; and the first page of each in it. */
let merged = '';
const firstPage = new Map<string, number>();
let printed: readonly Printed[] = [];

async function print(draft: Draft, index: number): Promise<Printed> {
  const verdict = validate(draft, today, offer);
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.problems));
  const { registration } = verdict;
  // Every third brings enclosures along, and letters of two employers.
  const enclosures: readonly Enclosure[] =
    index % 3 > 0
      ? []
      : [
          ...fixed,
          ...employersOf(registration.rows.work)
            .slice(0, 2)
            .map((employer): Enclosure => ({
              kind: 'letter',
              id: employer,
              employer,
              contact: '',
              phone: '',
            })),
        ];
  const set = (): Sheet =>
    packet(sheet(registration, font.measure), enclosures, registration, today, font.measure);
  await font.load('');
  await font.load(charactersOf(set()).join(''));
  const drawn = set();
  const { name } = draft.values;
  const photo = jpegs.get('front');
  const blob = await draw(drawn, font, {
    author: name,
    day: today,
    pictures: jpegs,
    ...(photo ? { photo } : {}),
  });
  const file = path.join(folder, `${String(index)}.pdf`);
  writeFileSync(file, new Uint8Array(await blob.arrayBuffer()));
  const letters = enclosures.length - (enclosures.length > 0 ? fixed.length : 0);
  return { who: `${String(index)} ${name}`, drawn, registration, file, letters };
}

/** Two at a time: poppler works in processes of its own. */
async function each<T>(use: (one: Printed) => Promise<T | undefined>): Promise<readonly T[]> {
  const found: T[] = [];
  const waiting = [...printed];
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const said = await use(one);
      if (said !== undefined) found.push(said);
    }
  };
  await Promise.all([work(), work(), work()]);
  return found;
}

const open = (file: string) =>
  getDocument({
    data: new Uint8Array(readFileSync(file)),
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: true,
    verbosity: 0,
  });
const read = new Map<string, string>();
async function textOf(file: string): Promise<string> {
  const before = read.get(file);
  if (before !== undefined) return before;
  if (tools.poppler)
    return (await run('pdftotext', ['-raw', '-enc', 'UTF-8', file, '-'], { maxBuffer: 1e8 })).stdout;
  const task = open(file);
  const pdf = await task.promise;
  let all = '';
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent({ disableNormalization: true });
    all += items.map((item) => ('str' in item ? `${item.str}\n` : '')).join('');
  }
  await task.destroy();
  return all;
}
/** Turns lightness into ink, four pixels at a time. */
function invert(bytes: Uint8Array): Uint8Array {
  const words = new Uint32Array(bytes.buffer, 0, bytes.length >> 2);
  for (let at = 0; at < words.length; at += 1) words[at] = ~(words[at] ?? 0);
  for (let at = 4 * words.length; at < bytes.length; at += 1) bytes[at] = 255 - (bytes[at] ?? 0);
  return bytes;
}
/** The pages of a file as poppler writes them, one after the other, to its output: heads and greys. */
async function* drawnByPoppler(file: string): AsyncGenerator<Grey> {
  const child = spawn('pdftoppm', ['-r', String(resolution), '-gray', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let head = '';
  let page: { readonly width: number; readonly height: number; readonly ink: Uint8Array } | undefined;
  let filled = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length;) {
      if (!page) {
        head += String.fromCharCode(chunk[at] ?? 0);
        at += 1;
        const found = /^P5\s(\d+)\s(\d+)\s255\s$/.exec(head);
        if (!found && head.length > 40) throw new Error('pdftoppm wrote something else');
        if (!found) continue;
        const [width, height] = [Number(found[1]), Number(found[2])];
        page = { width, height, ink: new Uint8Array(width * height) };
        [head, filled] = ['', 0];
      }
      const part = chunk.subarray(at, at + page.ink.length - filled);
      page.ink.set(part, filled);
      at += part.length;
      filled += part.length;
      if (filled < page.ink.length) continue;
      invert(page.ink);
      yield page;
      page = undefined;
    }
  }
  if (page || head !== '') throw new Error('pdftoppm stopped in the middle of a page');
  await ended;
  if (child.exitCode !== 0) throw new Error(`pdftoppm ended with ${String(child.exitCode)}`);
}
/** The pages of a file as pdf.js draws them. */
async function* drawnByPdfJs(file: string): AsyncGenerator<Grey> {
  const task = open(file);
  const pdf = await task.promise;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale: resolution / 72 });
    const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
    const canvas = createCanvas(width, height);
    const canvasContext: unknown = canvas.getContext('2d');
    await page.render({ canvas: null, canvasContext: canvasContext as CanvasRenderingContext2D, viewport })
      .promise;
    yield grey(canvas, width, height);
  }
  await task.destroy();
}
const pagesOf = tools.poppler ? drawnByPoppler : drawnByPdfJs;
async function firstOf(file: string): Promise<Grey | undefined> {
  for await (const page of pagesOf(file)) return page;
  return undefined;
}
/** Every page of every file in turn; poppler draws them all in one go where they have been put together. */
async function* everyPage(): AsyncGenerator<Grey> {
  if (merged !== '') yield* pagesOf(merged);
  else for (const { file } of printed) yield* pagesOf(file);
}
function grey(canvas: Board, width: number, height: number): Grey {
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const ink = new Uint8Array(width * height);
  for (let at = 0; at < ink.length; at += 1) ink[at] = ~(pixels[at] ?? 0) >>> 8;
  return { width, height, ink };
}
/** Canvases by their sizes, drawn over again and again. */
const boards = new Map<string, Board>();
/** Outlines of lines all of whose characters have glyphs: most are the same on every form. */
const outlines = new Map<string, Path2D>();
function outlineOf(text: string, lacking: (x: number) => void): Path2D {
  const before = outlines.get(text);
  if (before) return before;
  let lacks = 0;
  const outline = new Path2D(
    pathOf(text, font, (_, x) => {
      lacks += 1;
      lacking(x);
    }),
  );
  if (lacks === 0) outlines.set(text, outline);
  return outline;
}
/** The page as it should look, drawn from the sheet with the glyphs of the packs. */
function expected(page: Page, width: number, height: number): Grey {
  const size = `${String(width)} ${String(height)}`;
  const canvas = boards.get(size) ?? createCanvas(width, height);
  boards.set(size, canvas);
  const ink = canvas.getContext('2d');
  ink.setTransform(1, 0, 0, 1, 0, 0);
  ink.fillStyle = '#fff';
  ink.fillRect(0, 0, width, height);
  for (const mark of page.marks) {
    ink.setTransform(scale, 0, 0, scale, 0, 0);
    ink.fillStyle = ink.strokeStyle = '#000';
    switch (mark.kind) {
      case 'box':
        ink.lineWidth = mark.weight;
        ink.setLineDash(mark.dashed ? [1.2, 1] : []);
        ink.strokeRect(mark.x, mark.y, mark.width, mark.height);
        break;
      case 'photo':
      case 'picture':
        ink.fillRect(mark.x, mark.y, mark.width, mark.height);
        break;
      case 'text': {
        ink.setLineDash([]);
        const em = mark.size * point;
        const outline = outlineOf(mark.text, (x) => {
          ink.lineWidth = 0.15;
          ink.strokeRect(mark.x + (x / 1000) * em + 0.06 * em, mark.y - 0.8 * em, 0.88 * em, 0.88 * em);
        });
        ink.transform(em / 1000, 0, 0, em / 1000, mark.x, mark.y);
        ink.fill(outline);
        if (mark.bold) {
          ink.lineWidth = 30;
          ink.stroke(outline);
        }
        break;
      }
    }
  }
  return grey(canvas, width, height);
}

/** Characters of a line whose ink is not the ink they should leave: none, too little, or of another shape. */
function wrongInk(mark: Text, is: Grey, should: Grey): readonly string[] {
  const em = mark.size * point;
  let x = mark.x;
  return Array.from(mark.text).flatMap((character) => {
    const advance = font.measure(character) * em;
    const [left, right] = [Math.floor(x * scale), Math.ceil((x + advance) * scale)];
    const [top, bottom] = [Math.floor((mark.y - 0.95 * em) * scale), Math.ceil((mark.y + 0.3 * em) * scale)];
    x += advance;
    // A space; ink where it stands would be found as stray.
    if (font.glyph(character)?.record.length === 0) return [];
    const width = right - left;
    const count = width * (bottom - top);
    // Poppler sets glyphs on whole pixels in height: the better of three places is the one it chose.
    const at = (shift: number): { ratio: number; alike: number; ink: number } => {
      let [a, b, ab, aa, bb] = [0, 0, 0, 0, 0];
      for (let row = top; row < bottom; row += 1) {
        const [here, there] = [row * is.width, (row + shift) * is.width];
        for (let column = left; column < right; column += 1) {
          const one = is.ink[there + column] ?? 0;
          const other = should.ink[here + column] ?? 0;
          a += one;
          b += other;
          ab += one * other;
          aa += one * one;
          bb += other * other;
        }
      }
      const spread = Math.sqrt((aa / count - (a / count) ** 2) * (bb / count - (b / count) ** 2));
      const alike = spread > 0 ? (ab / count - (a / count) * (b / count)) / spread : 0;
      return { ratio: a / b, alike, ink: b };
    };
    // A mark of a few pixels, small type, and the thin box drawn for a character that no font has, are judged more loosely.
    const fine = ({ ratio, alike, ink }: ReturnType<typeof at>): boolean =>
      ink < 8000 || !font.glyph(character)
        ? ratio > 0.3 && ratio < 3.5 && alike > 0.35
        : ratio > 0.6 && ratio < 1.9 && alike > (mark.size < 9 ? 0.4 : 0.55);
    const first = at(0);
    if (fine(first) || fine(at(1)) || fine(at(-1))) return [];
    const { ratio, alike } = first;
    return [
      `${character} (U+${(character.codePointAt(0) ?? 0).toString(16)}) ${ratio.toFixed(2)} ${alike.toFixed(2)}`,
    ];
  });
}

/** Dark pixels further than two pixels from anything that should be dark. */
function stray(is: Grey, should: Grey): number {
  const { width, height, ink } = is;
  let found = 0;
  for (let at = 0; at < ink.length; at += 1) {
    // Most dark pixels stand where one should, most others are white: only the rest is looked around for.
    if ((ink[at] ?? 0) < 128 || (should.ink[at] ?? 0) > 16) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    let meant = false;
    for (let row = Math.max(0, y - 2); row <= Math.min(height - 1, y + 2) && !meant; row += 1)
      for (let column = Math.max(0, x - 2); column <= Math.min(width - 1, x + 2) && !meant; column += 1)
        meant = (should.ink[row * width + column] ?? 0) > 16;
    if (!meant) found += 1;
  }
  return found;
}
const squeeze = (text: string): string => text.replaceAll(/[\s\u3000]/g, '');
const lines = ({ pages }: Sheet): readonly Text[] =>
  pages.flatMap(({ marks }) => marks.filter((mark) => mark.kind === 'text'));

const people: readonly Draft[] = [
  person,
  but({ name: '丁' }),
  but({ name: '\u{20164}喆堃龘\u{2cb69}〇䶮\u{212fe}\u{2c72f}㛃\u{20bb7}\u{2b746}' }),
  but({ name: '阿卜杜热合曼·买买提吐尔孙·艾合买提江·玉素甫·吾布力卡斯木' }),
  but({ name: 'O’Connor', idType: 'passport', idNumber: 'E12345678' }),
  { ...person, rows: { ...person.rows, certificates: [] } },
  ...rareNames(rare()).map((name) => but({ name })),
  ...fc.sample(fullest, { numRuns: 3, seed: 3 }),
  ...fc.sample(anyone(3), { numRuns: 137, seed: 1 }),
  ...fc.sample(anyone(20), { numRuns: 10, seed: 2 }),
];
/** Characters beyond the basic plane and of extension A, thirty of each hundred that the packs hold. */
function rare(): readonly string[] {
  return readFileSync('src/build/standard-characters.txt', 'utf8')
    .split('\n')
    .flatMap((list) => Array.from(list))
    .filter((character) => character > '\uffff' || character.length > 1 || character < '\u4e00');
}

describe('more than two hundred people, printed', () => {
  beforeAll(async () => {
    if (missing.length > 0)
      console.warn(`${missing.join(' and ')} not installed: the files are read with pdf.js instead.`);
    folder = mkdtempSync(path.join(tmpdir(), 'printed-'));
    const all: Printed[] = [];
    for (const [index, draft] of people.entries()) all.push(await print(draft, index));
    printed = all;
    if (!tools.qpdf || !tools.poppler) return;
    merged = path.join(folder, 'all.pdf');
    await run('qpdf', ['--empty', '--pages', ...all.map(({ file }) => file), '--', merged]);
    let pages = 0;
    for (const { file, drawn } of all) {
      firstPage.set(file, pages);
      pages += drawn.pages.length;
    }
    const { stdout } = await run('pdftotext', ['-raw', '-enc', 'UTF-8', merged, '-'], { maxBuffer: 1e9 });
    const texts = stdout.split('\f');
    for (const { file, drawn } of all) {
      const from = firstPage.get(file) ?? 0;
      read.set(file, texts.slice(from, from + drawn.pages.length).join(''));
    }
  }, 300_000);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('are more than two hundred, with continuation pages, letters and characters that no font has among them', () => {
    expect(printed.length).toBeGreaterThanOrEqual(200);
    expect(printed.filter(({ drawn }) => drawn.said.length > 0).length).toBeGreaterThanOrEqual(8);
    expect(printed.filter(({ letters }) => letters > 0).length).toBeGreaterThan(40);
    expect(
      printed.filter(({ drawn }) => font.lacking(charactersOf(drawn).join('')).length > 0).length,
    ).toBeGreaterThan(20);
  });

  test(`every file is sound (${tools.qpdf ? 'qpdf --check' : 'qpdf is not here: pdf.js, stopping at any error'})`, async () => {
    if (tools.qpdf) {
      // One shell for all: a process begun from here is dear, there is so much in memory.
      const check = 'for file do qpdf --check "$file" 2>&1 >/dev/null || echo "$file"; done';
      const { stdout } = await run('sh', ['-c', check, 'sh', ...printed.map(({ file }) => file)]);
      expect(stdout).toBe('');
      return;
    }
    const faults = await each(async ({ file, who }) => {
      const task = open(file);
      try {
        const pdf = await task.promise;
        for (let number = 1; number <= pdf.numPages; number += 1)
          await (await pdf.getPage(number)).getOperatorList();
        return undefined;
      } catch (cause) {
        return `${who}: ${String(cause)}`;
      } finally {
        await task.destroy();
      }
    });
    expect(faults).toEqual([]);
  }, 300_000);

  test('every file holds one font, embedded, cut down and with its characters named; as many pages as laid out', async () => {
    const faults = await each(async ({ file, who, drawn, registration, letters }) => {
      const text = readFileSync(file, 'latin1');
      const pages = [...text.matchAll(/\/Type \/Page\n/g)].length;
      if (pages !== drawn.pages.length) return `${who}: ${String(pages)} pages`;
      const form = sheet(registration, font.measure);
      const enclosed = drawn.pages.length - form.pages.length;
      if (form.pages.length > 1 !== form.said.length > 0) return `${who}: continuation not said`;
      if (letters === 0 ? ![0, 2].includes(enclosed) : enclosed < 2 + letters)
        return `${who}: ${String(enclosed)} enclosed`;
      if (merged !== '') return undefined;
      if (!tools.poppler)
        return [...text.matchAll(/\/FontFile2/g)].length === 1 &&
          /\/BaseFont \/[A-Z]{6}\+/.test(text) &&
          text.includes('/ToUnicode')
          ? undefined
          : `${who}: font`;
      const { stdout } = await run('pdffonts', [file]);
      const fonts = stdout.trim().split('\n').slice(2);
      return fonts.length === 1 && /^[A-Z]{6}\+\S+\s.*\syes yes yes\s/.test(fonts[0] ?? '')
        ? undefined
        : `${who}: ${stdout}`;
    });
    expect(faults).toEqual([]);
    if (merged === '') return;
    const fonts = (await run('pdffonts', [merged], { maxBuffer: 1e8 })).stdout.trim().split('\n').slice(2);
    expect(fonts).toHaveLength(printed.length);
    expect(fonts.filter((line) => !/^[A-Z]{6}\+\S+\s.*\syes yes yes\s/.test(line))).toEqual([]);
  }, 300_000);

  test(`every entry can be read out of its file (${tools.poppler ? 'pdftotext' : 'pdftotext is not here: pdf.js'})`, async () => {
    const faults = await each(async ({ file, who, drawn, registration }) => {
      const laid = squeeze(lines(drawn).map(({ text }) => text).join('')); // prettier-ignore
      const cells = Object.values(registration.rows).flat().flatMap((row) =>
        Object.entries(row.cells).flatMap(([column, value]) => (/^(from|to)$/.test(column) ? [] : [value])),
      ); // prettier-ignore
      for (const value of [...Object.values(registration.text), ...cells])
        if (!laid.includes(squeeze(value))) return `${who}: ${value} is not on the sheet`;
      const all = squeeze(await textOf(file));
      for (const { text } of lines(drawn))
        if (!all.includes(squeeze(text))) return `${who}: ${text} cannot be read`;
      return undefined;
    });
    expect(faults).toEqual([]);
  }, 300_000);

  test(`every character leaves its ink, and nothing else does (${tools.poppler ? 'pdftoppm' : 'pdftoppm is not here: pdf.js'})`, async () => {
    let compared = 0;
    const faults: string[] = [];
    const pages = everyPage();
    for (const { who, drawn } of printed)
      for (const [index, page] of drawn.pages.entries()) {
        const next = await pages.next();
        if (next.done) throw new Error(`${who}: no page ${String(index + 1)}`);
        const is = next.value;
        const should = expected(page, is.width, is.height);
        const wrong = page.marks.flatMap((mark) => (mark.kind === 'text' ? wrongInk(mark, is, should) : []));
        compared += page.marks.reduce((sum, mark) => sum + (mark.kind === 'text' ? mark.text.length : 0), 0);
        const strays = stray(is, should);
        const at = `${who} page ${String(index + 1)}`;
        if (wrong.length > 0) faults.push(`${at}: ${wrong.slice(0, 8).join(', ')}`);
        if (strays > 0) faults.push(`${at}: ${String(strays)} dark pixels where nothing stands`);
      }
    expect((await pages.next()).done).toBe(true);
    expect(faults).toEqual([]);
    expect(compared).toBeGreaterThan(100_000);
  }, 600_000);

  test('the proof sees a character without ink, one of another shape, and ink where none should be', async () => {
    const [first] = printed;
    const [page] = first?.drawn.pages ?? [];
    const is = first && (await firstOf(first.file));
    if (!page || !is) throw new Error('nothing was printed');
    const should = expected(page, is.width, is.height);
    const name = page.marks.find((mark) => mark.kind === 'text' && mark.text.includes('\u{2cb69}'));
    if (name?.kind !== 'text') throw new Error('no name on the sheet');
    expect(wrongInk(name, is, should)).toEqual([]);
    const blank = { ...is, ink: new Uint8Array(is.ink.length) };
    expect(wrongInk(name, blank, should)).toHaveLength(Array.from(name.text).length);
    // As much ink, nearly, in other places: far from the limit, so that no rounding of the renderer's decides.
    await font.load('口');
    const other = expected(
      { ...page, marks: [{ ...name, text: name.text.replace('张', '口') }] },
      is.width,
      is.height,
    );
    expect(wrongInk(name, is, other)).toEqual([expect.stringMatching(/^张/)]);
    const spilt = Uint8Array.from(is.ink);
    spilt.fill(255, 20 * is.width + 20, 20 * is.width + 30);
    expect(stray(is, should)).toBe(0);
    expect(stray({ ...is, ink: spilt }, should)).toBe(10);
  });
});
