/** The print shop: a sheet becomes a PDF. The only module that knows jsPDF; loaded when it is wanted. */
import { jsPDF } from 'jspdf';
import { parts, type PlainDate } from '../domain/calendar.ts';
import { charactersOf, type Page, type Sheet, type Text } from '../domain/registration/sheet.ts';
import type { Font, Glyph } from './font.ts';
import { buildFont, firstUnit } from './ttf.ts';

/** A picture of a character that the typeface lacks, as the visitor's own system draws it. */
export interface Rendition {
  /** JPEG of a square, one em wide; the baseline lies 0.12 em above its lower edge. */
  readonly jpeg: Uint8Array;
}

export interface Enclosed {
  /** JPEG of the photo, where there is one. */
  readonly photo?: Uint8Array;
  /** JPEGs of the enclosed pictures, by their names on the sheet. */
  readonly pictures?: ReadonlyMap<string, Uint8Array>;
  /** Pictures of characters without a glyph; one that is in neither is drawn as an empty box. */
  readonly renditions?: ReadonlyMap<string, Rendition>;
  /** Who the form is about, for the file's properties. */
  readonly author: string;
  /** The day, for the file's properties: no clock, so that the same form gives the same file. */
  readonly day: PlainDate;
}

/** What jsPDF hands to its plug-ins when it writes a font. */
interface PutFont {
  readonly font: { readonly fontName: string };
  putStream: (stream: Stream) => void;
}
interface Stream {
  readonly data: string;
  readonly addLength1?: boolean;
  readonly filters?: readonly string[];
  readonly alreadyAppliedFilters?: readonly string[];
  readonly additionalKeyValues?: readonly { readonly key: string; readonly value: number }[];
}

/** The document being written, for the hook: jsPDF writes one at a time. */
interface Embedding {
  readonly font: Outlines;
  readonly characters: readonly string[];
  swapped: number;
}
/** The font file with the outlines, as a binary string; deflated already where the browser could do that by itself. */
interface Outlines {
  readonly data: string;
  readonly deflated: boolean;
  readonly length: number;
}
let embedding: Embedding | undefined;

/** Subset tag and name of the embedded font. */
const fontName = 'CAMREG+NotoSansCJKsc-Regular';
const mapEntry = /^<([0-9a-f]{4})><([0-9a-f]{4})>$/gm;

const isPutFont = (value: unknown): value is PutFont =>
  typeof value === 'object' &&
  value !== null &&
  'font' in value &&
  'putStream' in value &&
  typeof value.putStream === 'function';

/** A character in UTF-16, big-endian, as hexadecimal digits. */
const utf16 = (character: string): string =>
  Array.from({ length: character.length }, (_, index) =>
    character.charCodeAt(index).toString(16).padStart(4, '0'),
  ).join('');

function binary(file: Uint8Array): string {
  let text = '';
  for (let at = 0; at < file.length; at += 4096) text += String.fromCharCode(...file.subarray(at, at + 4096));
  return text;
}

/**
 * jsPDF knows characters by one UTF-16 unit only and rewrites fonts byte by byte. So it is given a font without
 * outlines in the private use area, and when it writes that font, this puts the real outlines and the real
 * characters in their place. Handlers pushed last run first.
 */
function onPutFont(args: unknown): void {
  if (!isPutFont(args) || args.font.fontName !== fontName || !embedding) return;
  const now = embedding;
  const put = args.putStream;
  args.putStream = (stream) => {
    if (stream.data.startsWith('\u0000\u0001\u0000\u0000')) {
      now.swapped += 1;
      const { data, deflated, length } = now.font;
      if (!deflated) put({ ...stream, data });
      else
        put({
          ...stream,
          data,
          addLength1: false,
          filters: [],
          alreadyAppliedFilters: ['/FlateDecode'],
          additionalKeyValues: [{ key: 'Length1', value: length }],
        });
    } else if (stream.data.startsWith('/CIDInit')) {
      now.swapped += 1;
      put({
        ...stream,
        data: stream.data.replaceAll(mapEntry, (entry: string, glyph: string, unit: string) => {
          const character = now.characters[parseInt(unit, 16) - firstUnit];
          return character === undefined ? entry : `<${glyph}><${utf16(character)}>`;
        }),
      });
    } else put(stream);
  };
}
jsPDF.API.events.push(['putFont', onPutFont]);

/**
 * Deflates the outlines outside of the page's own thread, where the browser can (since 2022–23). The last outlines
 * are kept: the same characters are drawn again and again while the rest of the form is being filled in.
 */
let last: { readonly file: Uint8Array; readonly outlines: Promise<Outlines> } | undefined;
const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
function deflate(file: Uint8Array<ArrayBuffer>): Promise<Outlines> {
  if (last && same(last.file, file)) return last.outlines;
  const { length } = file;
  const outlines =
    typeof CompressionStream === 'undefined'
      ? Promise.resolve({ data: binary(file), deflated: false, length })
      : new Response(new Blob([file]).stream().pipeThrough(new CompressionStream('deflate')))
          .arrayBuffer()
          .then((packed) => ({ data: binary(new Uint8Array(packed)), deflated: true, length }));
  last = { file, outlines };
  return outlines;
}

/** 128 bits of a text as hexadecimal digits, to name a file by its content (FNV-1a, four seeds). Keeps no secret. */
function fingerprint(text: string): string {
  return [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b]
    .map((seed) => {
      let hash = seed;
      for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, '0').toUpperCase();
    })
    .join('');
}

/** A picture as text to be told apart by: its length, and bytes from all over it. */
function traces(picture: Uint8Array | undefined): readonly number[] {
  if (!picture) return [];
  const step = Math.max(1, Math.floor(picture.length / 256));
  return [picture.length, ...Array.from({ length: 256 }, (_, index) => picture[index * step] ?? 0)];
}

/**
 * Draws a sheet as a PDF.
 * @param sheet laid out with font.measure
 * @param font with every character of the sheet loaded
 * @param rest called between the parts of the work, for the page to breathe where nobody waits for the file yet
 * @returns the file: A4 pages, the font embedded with only what is used, every character extractable.
 *   The same sheet and enclosures give the same bytes.
 */
export async function draw(
  sheet: Sheet,
  font: Font,
  { photo, pictures, renditions, author, day }: Enclosed,
  rest: () => Promise<void> = () => Promise.resolve(),
): Promise<Blob> {
  const [{ width, height } = { width: 210, height: 297 }] = sheet.pages;
  /** jsPDF turns a page unless its orientation is said. */
  const orientation = (page: Pick<Page, 'width' | 'height'>): 'landscape' | 'portrait' =>
    page.width > page.height ? 'landscape' : 'portrait';
  const document = new jsPDF({
    unit: 'mm',
    format: [width, height],
    orientation: orientation({ width, height }),
    compress: true,
    putOnlyUsedFonts: true,
    floatPrecision: 3,
  });

  const characters = charactersOf(sheet);
  const numbers = new Map(
    characters.map((character, index) => [character, String.fromCharCode(firstUnit + index)]),
  );
  const encode = (text: string): string =>
    Array.from(text, (character) => numbers.get(character) ?? '').join('');
  const glyphs = characters.map(
    (character): Glyph =>
      font.glyph(character) ?? { advance: font.metrics().unitsPerEm, record: new Uint8Array() },
  );
  const parsed = buildFont(glyphs, font.metrics(), 'parse');
  const outlines = deflate(buildFont(glyphs, font.metrics(), 'embed'));
  document.addFileToVFS('form.ttf', binary(parsed));
  document.addFont('form.ttf', fontName, 'normal', 'normal', 'Identity-H');
  document.setFont(fontName, 'normal');

  const { year, month, day: date } = parts(day);
  document.setProperties({
    title: sheet.title,
    author,
    subject: '碳资产管理师报名审核表（参考样式）',
    creator: '碳资产管理师报考与自测',
  });
  document.setLanguage('zh-CN');
  document.viewerPreferences({ DisplayDocTitle: true, PrintScaling: 'None' });
  document.setFileId(
    fingerprint(
      JSON.stringify([
        sheet,
        author,
        traces(photo),
        [...(pictures ?? [])].map(([id, jpeg]) => [id, traces(jpeg)]),
      ]),
    ),
  );
  const two = (number: number): string => String(number).padStart(2, '0');
  // jsPDF knows years up to 2037 only.
  document.setCreationDate(`D:${Math.min(year, 2037)}${two(month)}${two(date)}000000+08'00'`);

  const point = 25.4 / 72;
  const drawText = (mark: Text): void => {
    const em = mark.size * point;
    document.setFontSize(mark.size);
    document.setLineWidth(em * 0.03);
    document.text(encode(mark.text), mark.x, mark.y, {
      renderingMode: mark.bold ? 'fillThenStroke' : 'fill',
    });
    let x = mark.x;
    for (const character of mark.text) {
      const advance = font.measure(character) * em;
      if (!font.glyph(character)) {
        const rendition = renditions?.get(character);
        if (rendition)
          document.addImage(
            rendition.jpeg,
            'JPEG',
            x,
            mark.y - 0.88 * em,
            em,
            em,
            `glyph-${utf16(character)}`,
            'NONE',
          );
        else {
          document.setLineWidth(0.15);
          document.rect(x + 0.06 * em, mark.y - 0.8 * em, 0.88 * em, 0.88 * em);
        }
      }
      x += advance;
    }
  };

  await rest();
  for (const [index, page] of sheet.pages.entries()) {
    if (index > 0) document.addPage([page.width, page.height], orientation(page));
    for (const mark of page.marks) {
      switch (mark.kind) {
        case 'box':
          document.setLineWidth(mark.weight);
          document.setLineDashPattern(mark.dashed ? [1.2, 1] : [], 0);
          document.rect(mark.x, mark.y, mark.width, mark.height);
          document.setLineDashPattern([], 0);
          break;
        case 'photo':
          if (photo)
            document.addImage(photo, 'JPEG', mark.x, mark.y, mark.width, mark.height, 'photo', 'NONE');
          break;
        case 'picture': {
          const jpeg = pictures?.get(mark.picture);
          if (!jpeg) throw new Error(`picture ${mark.picture} is on the sheet but not at hand`);
          document.addImage(jpeg, 'JPEG', mark.x, mark.y, mark.width, mark.height, mark.picture, 'NONE');
          break;
        }
        case 'text':
          drawText(mark);
          break;
      }
    }
  }
  if (sheet.pages.length > 1)
    for (const { title, page } of sheet.bookmarks)
      document.outline.add(null, title, { pageNumber: page + 1 });

  const deflated = await outlines;
  await rest();
  embedding = { font: deflated, characters, swapped: 0 };
  const file = document.output('blob');
  const { swapped } = embedding;
  embedding = undefined;
  if (swapped !== 2) throw new Error('jsPDF did not embed the font as expected; the file would be blank');
  return file;
}
