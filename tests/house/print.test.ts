/**
 * The print shop: what jsPDF is trusted with, what the glyph packs hold, and PDFs read back by a reader of their own.
 * That every character leaves ink is seen in the journey of the form, where there is a screen to draw on.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { jsPDF } from 'jspdf';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { Linter } from 'eslint';
import { describe, expect, test, vi } from 'vitest';
import { cut, whole } from '../../src/build/cut-jspdf.ts';
import { packet, type Enclosure } from '../../src/domain/registration/enclosures.ts';
import { validate, type Draft } from '../../src/domain/registration/form.ts';
import { charactersOf, sheet, type Sheet } from '../../src/domain/registration/sheet.ts';
import { draw } from '../../src/pdf/draw.ts';
import { openFont } from '../../src/pdf/font.ts';
import { inflate } from '../../src/pdf/inflate.ts';
import { pathOf } from '../../src/pdf/outline.ts';
import { packSet } from '../../src/pdf/pack-set.ts';
import { buildFont } from '../../src/pdf/ttf.ts';
import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { anyone, but, offer, person, today } from '../domain/registration/people.ts';

/** A canvas in Node, as pdf.js brings it along. */
interface Board {
  getContext(kind: '2d'): {
    fillStyle: string;
    fillRect(x: number, y: number, wide: number, high: number): void;
  };
  toBuffer(type: 'image/jpeg', quality: number): Buffer;
}
const near = createRequire(createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.mjs'));
const { createCanvas } = near('@napi-rs/canvas') as {
  readonly createCanvas: (width: number, height: number) => Board;
};

const packs = path.resolve('public/fonts/packs', packSet);
const font = openFont((name) => Promise.resolve(new Uint8Array(readFileSync(path.join(packs, name)))));

async function setUp(draft: Draft): Promise<Sheet> {
  const verdict = validate(draft, today, offer);
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.problems));
  await font.load('');
  await font.load(charactersOf(sheet(verdict.registration, font.measure)).join(''));
  return sheet(verdict.registration, font.measure);
}
async function print(draft: Draft): Promise<Uint8Array> {
  const blob = await draw(await setUp(draft), font, { author: draft.values.name, day: today });
  return new Uint8Array(await blob.arrayBuffer());
}

interface Read {
  readonly pages: readonly { readonly size: readonly number[]; readonly lines: readonly string[] }[];
  readonly info: Readonly<Record<string, unknown>>;
}
/** Reads a PDF with pdf.js. */
async function read(file: Uint8Array): Promise<Read> {
  const task = getDocument({
    data: file.slice(),
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: 0,
  });
  const document = await task.promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true });
    pages.push({ size: page.view, lines: items.flatMap((item) => ('str' in item ? [item.str] : [])) });
  }
  const { info } = await document.getMetadata();
  await task.destroy();
  return { pages, info: { ...info } };
}
const squeeze = (text: string): string => text.replaceAll(/\s/g, '');
const latin = (file: Uint8Array): string => Buffer.from(file).toString('latin1');

describe('a form as PDF', () => {
  test('is one A4 page from which every line comes out as it was put in, rare characters too', async () => {
    const drawn = await setUp(person);
    const { pages } = await read(await print(person));
    expect(pages.map(({ size }) => size.map(Math.round))).toEqual([[0, 0, 595, 842]]);
    const all = squeeze(pages.flatMap(({ lines }) => lines).join(''));
    for (const { marks } of drawn.pages)
      for (const mark of marks) if (mark.kind === 'text') expect(all).toContain(squeeze(mark.text));
    for (const rare of ['张𬭩䶮㛃', '𠮷林省碳排放权交易中心有限公司']) expect(all).toContain(rare);
  });

  test('is the same file, byte for byte, from the same form', async () => {
    expect(Buffer.compare(await print(person), await print(person))).toBe(0);
    expect(Buffer.compare(await print(person), await print(but({ name: '张三' })))).not.toBe(0);
  });

  test('is the same file with pictures behind it too, and another with another picture', async () => {
    const size = { width: 400, height: 252 };
    const jpeg = (colour: string): Uint8Array => {
      const canvas = createCanvas(size.width, size.height);
      const ink = canvas.getContext('2d');
      ink.fillStyle = colour;
      ink.fillRect(0, 0, size.width, size.height);
      return new Uint8Array(canvas.toBuffer('image/jpeg', 80));
    };
    const verdict = validate(person, today, offer);
    if (!verdict.ok) throw new Error('not a form');
    const enclosures: readonly Enclosure[] = [
      { kind: 'identity', id: 'i', front: { id: 'f', ...size }, back: { id: 'b', ...size }, watermark: true },
      { kind: 'scan', id: 's', sort: 'diploma', title: '', pages: [{ id: 'p', ...size }] },
      { kind: 'letter', id: 'l', employer: verdict.registration.text.employer, contact: '', phone: '' },
    ];
    const form = await setUp(person);
    const set = (): Sheet => packet(form, enclosures, verdict.registration, today, font.measure);
    await font.load(charactersOf(set()).join(''));
    const file = async (front: string): Promise<Uint8Array> => {
      const pictures = new Map(
        [front, '#a64', '#555'].map((one, at) => [['f', 'b', 'p'][at] ?? '', jpeg(one)]),
      );
      const blob = await draw(set(), font, { author: '甲', day: today, pictures });
      return new Uint8Array(await blob.arrayBuffer());
    };
    const first = await file('#467');
    expect(latin(first).match(/\/DCTDecode/g)).toHaveLength(3);
    expect(Buffer.compare(first, await file('#467'))).toBe(0);
    expect(Buffer.compare(first, await file('#468'))).not.toBe(0);
  });

  test('holds one font, embedded, and nothing that acts', async () => {
    const file = latin(await print(person));
    expect(file.match(/\/Type \/Font\n/g)).toHaveLength(2);
    expect(file.match(/\/BaseFont \/[^\n]+/g)).toEqual(
      Array.from({ length: 2 }, () => '/BaseFont /CAMREG+NotoSansCJKsc-Regular'),
    );
    expect(file.match(/\/FontFile2/g)).toHaveLength(1);
    // jsPDF always says where to open the first page; that is a place, not an action.
    expect(file.match(/\/(JavaScript|JS|OpenAction <<|URI|Launch|AcroForm|EmbeddedFile)\b/g)).toBeNull();
  });

  test('names its language, its title and its subject', async () => {
    const file = await print(person);
    const { info } = await read(file);
    expect(info).toMatchObject({ Title: '碳资产管理师报名审核表', Author: '张𬭩䶮㛃', Language: 'zh-CN' });
    expect(info['Subject']).toContain('参考样式');
    expect(info['CreationDate']).toBe("D:20261122000000+08'00'");
  });

  test('goes on to a second page with a long history, and nothing is lost', async () => {
    const work = Array.from({ length: 18 }, (_, index) => ({
      key: `w${index}`,
      cells: {
        from: `${2000 + index}-01`,
        to: `${2000 + index}-12`,
        employer: `第${index + 1}家单位`,
        post: '工程师',
        duties: '',
      },
    }));
    const { pages } = await read(await print({ ...person, rows: { ...person.rows, work } }));
    expect(pages).toHaveLength(2);
    const all = squeeze(pages.flatMap(({ lines }) => lines).join(''));
    for (const { cells } of work) expect(all).toContain(cells.employer);
    expect(all).toContain('见续页');
  });

  test('keeps a character that no font has extractable, and draws a box or the given picture over it', async () => {
    const draft = but({ name: '张\u{31350}' });
    const drawn = await setUp(draft);
    expect(font.lacking(charactersOf(drawn).join(''))).toEqual(['\u{31350}']);
    const { pages } = await read(await print(draft));
    expect(squeeze(pages.flatMap(({ lines }) => lines).join(''))).toContain('张\u{31350}');
  });

  test('says the same as was entered, whoever it is', async () => {
    await fc.assert(
      fc.asyncProperty(anyone(3), async (draft) => {
        const drawn = await setUp(draft);
        const { pages } = await read(await print(draft));
        const all = squeeze(pages.flatMap(({ lines }) => lines).join(''));
        expect(pages).toHaveLength(drawn.pages.length);
        for (const { marks } of drawn.pages)
          for (const mark of marks) if (mark.kind === 'text') expect(all).toContain(squeeze(mark.text));
      }),
      { numRuns: 15 },
    );
  });
});

describe('jsPDF', () => {
  test('hands a font to the handler pushed last, first, as one object with a putStream that may be replaced', () => {
    const seen: string[][] = [];
    const probe = (args: {
      font: { fontName: string };
      putStream: (stream: { data: string }) => void;
    }): void => {
      if (args.font.fontName !== 'Probe') return;
      const put = args.putStream;
      const streams: string[] = [];
      seen.push(streams);
      args.putStream = (stream) => {
        streams.push(stream.data.startsWith('\u0000\u0001\u0000\u0000') ? 'font' : stream.data.slice(0, 8));
        put(stream);
      };
    };
    const events: unknown[] = jsPDF.API.events;
    events.push(['putFont', probe]);
    const document = new jsPDF({ putOnlyUsedFonts: true });
    const file = buildFont(
      [{ advance: 1000, record: new Uint8Array() }],
      { unitsPerEm: 1000, ascent: 880, descent: -120, copyright: '' },
      'parse',
    );
    document.addFileToVFS('probe.ttf', Buffer.from(file).toString('latin1'));
    document.addFont('probe.ttf', 'Probe', 'normal', 'normal', 'Identity-H');
    document.setFont('Probe');
    document.text('\ue000', 10, 10);
    const written = document.output();
    events.pop();
    expect(seen).toEqual([['font', '/CIDInit']]);
    // Glyph 1, which stands for the first unit of the private use area.
    expect(written).toContain('<0001><e000>');
    expect(written).toContain('/W [0 [1000] 1 [1000]]'.replace('0 [1000] ', ''));
  });
});

describe('jsPDF cut down', () => {
  test('draws the same files, byte for byte, as the whole of it', async () => {
    const { jsPDF: wholeJsPdf } = createRequire(import.meta.url)('jspdf') as { readonly jsPDF: typeof jsPDF };
    // What is compared is what should be: one with its plug-ins, one without.
    expect('html' in wholeJsPdf.API && 'context2d' in new wholeJsPdf()).toBe(true);
    expect('html' in jsPDF.API || 'context2d' in new jsPDF()).toBe(false);
    vi.resetModules();
    vi.doMock('jspdf', () => ({ jsPDF: wholeJsPdf }));
    const { draw: drawWhole } = await import('../../src/pdf/draw.ts');
    vi.doUnmock('jspdf');
    expect(drawWhole).not.toBe(draw);

    const canvas = createCanvas(413, 579);
    const ink = canvas.getContext('2d');
    ink.fillStyle = '#438edb';
    ink.fillRect(0, 0, 413, 579);
    const jpeg = new Uint8Array(canvas.toBuffer('image/jpeg', 90));
    const size = { width: 413, height: 579 };
    const pictures = new Map(['f', 'b', 'p'].map((id) => [id, jpeg]));
    const long = Array.from({ length: 20 }, (_, index) => ({
      key: `w${index}`,
      cells: {
        from: `${1990 + index}-01`,
        to: `${1990 + index}-12`,
        employer: `第${index + 1}家单位`,
        post: 'Engineer, 工程师',
        duties: '(核查) \\ 100%',
      },
    }));
    const people = [
      person,
      but({ name: '张\u{31350}\u{2cb69}' }),
      { ...person, rows: { ...person.rows, work: long } },
      ...fc.sample(anyone(20), { numRuns: 20, seed: 7 }),
    ];
    for (const [index, draft] of people.entries()) {
      const verdict = validate(draft, today, offer);
      if (!verdict.ok) throw new Error(JSON.stringify(verdict.problems));
      const enclosures: readonly Enclosure[] =
        index % 2 > 0
          ? []
          : [
              {
                kind: 'identity',
                id: 'i',
                front: { id: 'f', ...size },
                back: { id: 'b', ...size },
                watermark: true,
              },
              {
                kind: 'scan',
                id: 's',
                sort: 'diploma',
                title: '',
                pages: [{ id: 'p', width: 579, height: 413 }],
              },
              {
                kind: 'letter',
                id: 'l',
                employer: verdict.registration.text.employer,
                contact: '',
                phone: '',
              },
            ];
      const form = await setUp(draft);
      const set = (): Sheet => packet(form, enclosures, verdict.registration, today, font.measure);
      await font.load(charactersOf(set()).join(''));
      const enclosed = {
        author: draft.values.name,
        day: today,
        pictures,
        renditions: index % 3 === 1 ? new Map([['\u{31350}', { jpeg }]]) : new Map(),
        ...(index % 3 > 0 ? { photo: jpeg } : {}),
      };
      const [ours, theirs] = await Promise.all(
        [draw, drawWhole].map(async (one) => {
          const blob = await one(set(), font, enclosed);
          return Buffer.from(await blob.arrayBuffer());
        }),
      );
      if (!ours || !theirs) throw new Error('not drawn');
      expect(ours.length).toBeGreaterThan(10_000);
      expect(Buffer.compare(ours, theirs)).toBe(0);
    }
  });

  test('asks for nothing that was cut out', () => {
    const undefinedIn = (code: string): readonly string[] =>
      new Linter()
        .verify(code, {
          languageOptions: {
            sourceType: 'module',
            globals: Object.fromEntries(
              [
                'ActiveXObject',
                'Blob',
                'MouseEvent',
                'URL',
                'XMLHttpRequest',
                'document',
                'global',
                'globalThis',
              ]
                .concat([
                  'navigator',
                  'self',
                  'setTimeout',
                  'unescape',
                  'escape',
                  'window',
                  'HTMLAnchorElement',
                ])
                .concat(['FileReader', 'location', 'open', 'alert'])
                .map((name) => [name, 'readonly']),
            ),
          },
          linterOptions: { reportUnusedDisableDirectives: 'off' },
          rules: { 'no-undef': 'error' },
        })
        .map(({ message }) => message);
    const code = cut(whole());
    expect(code.length).toBeLessThan(0.4 * whole().length);
    expect(undefinedIn(code)).toEqual([]);
    expect(undefinedIn(code.replace('function toPDFName(', 'function cutOut('))).toContain(
      "'toPDFName' is not defined.",
    );
  });

  test('is refused where it is another release, or looks otherwise at a place to cut', () => {
    expect(() => cut(whole().replace('jsPDF.version = "4.2.1"', 'jsPDF.version = "4.2.2"'))).toThrow(
      'version',
    );
    expect(() => cut(whole().replace('function loadCanvg()', 'function loadSvg()'))).toThrow('loadCanvg');
    expect(() => cut(`${whole()}\n(function (jsPDFAPI) {\n\n  var namesOid;`)).toThrow('more than once');
  });
});

describe('the glyph packs', () => {
  test('hold all 8,105 characters of 通用规范汉字表, each with an outline', async () => {
    const lists = readFileSync('src/build/standard-characters.txt', 'utf8').split('\n');
    expect(lists.slice(0, 3).map((list) => Array.from(list).length)).toEqual([3500, 3000, 1605]);
    const all = lists.join('');
    await font.load(all);
    expect(font.lacking(all)).toEqual([]);
    for (const character of all) expect(pathOf(character, font).length).toBeGreaterThan(20);
  });

  test('have no two common characters of one outline', async () => {
    const [common = ''] = readFileSync('src/build/standard-characters.txt', 'utf8').split('\n');
    await font.load(common);
    const outlines = new Set(Array.from(common, (character) => pathOf(character, font)));
    expect(outlines.size).toBe(3500);
  });

  test('come with their licence, and stay under 8 MB together', () => {
    expect(readFileSync('public/fonts/packs/OFL.txt', 'utf8')).toMatch(
      /© 2014-2021 Adobe[\s\S]*SIL OPEN FONT LICENSE Version 1\.1/,
    );
    const size = readdirSync(packs).reduce((sum, file) => sum + statSync(path.join(packs, file)).size, 0);
    expect(size).toBeLessThan(8_000_000);
    expect(readdirSync('public/fonts/packs').toSorted()).toEqual([packSet, 'OFL.txt'].toSorted());
  });

  test('an ordinary form takes at most 150 KB of them', async () => {
    const asked = new Set<string>();
    const counted = openFont((name) => {
      asked.add(name);
      return Promise.resolve(new Uint8Array(readFileSync(path.join(packs, name))));
    });
    const ordinary = but({ name: '张伟', employer: '中国华能集团有限公司北京分公司' });
    const work = person.rows.work.slice(0, 1);
    const verdict = validate({ ...ordinary, rows: { ...person.rows, work } }, today, offer);
    if (!verdict.ok) throw new Error('not a form');
    await counted.load('');
    await counted.load(charactersOf(sheet(verdict.registration, counted.measure)).join(''));
    // Packs as they are; the index compressed, as any host sends it.
    const bytes = [...asked].reduce((sum, name) => {
      const file = readFileSync(path.join(packs, name));
      return sum + (name.endsWith('.json') ? gzipSync(file) : file).length;
    }, 0);
    expect(bytes).toBeLessThan(150 * 1024);
  });

  test('a pack that could not be fetched is asked for again', async () => {
    let fail = true;
    const shaky = openFont((name) =>
      fail && name === '1.bin'
        ? Promise.reject(new Error('offline'))
        : Promise.resolve(new Uint8Array(readFileSync(path.join(packs, name)))),
    );
    await expect(shaky.load('北京')).rejects.toThrow('offline');
    fail = false;
    await shaky.load('北京');
    expect(shaky.lacking('北京')).toEqual([]);
  });
});

test('inflate unpacks what deflate packed, stored and compressed', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 5000 }),
      fc.constantFrom(0, 1, 6, 9),
      fc.integer({ min: 1, max: 40 }),
      (bytes, level, repeat) => {
        const plain = Buffer.concat(Array.from({ length: repeat }, () => Buffer.from(bytes)));
        return Buffer.from(inflate(new Uint8Array(deflateRawSync(plain, { level })))).equals(plain);
      },
    ),
    { numRuns: 60 },
  );
  expect(() => inflate(Uint8Array.of(7))).toThrow(RangeError);
});
