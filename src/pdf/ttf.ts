/** Assembles a TrueType font file from glyph records: just the tables asked for. */
import type { Glyph, Metrics } from './font.ts';

/** First code unit that glyphs are numbered from: the private use area. Glyph n stands at firstUnit + n − 1. */
export const firstUnit = 0xe000;

const blank = new Uint8Array();

/** Bytes of big-endian numbers: [size in bytes, value] pairs, or ready bytes. */
function bytes(...parts: readonly (readonly [1 | 2 | 4 | 8, number] | Uint8Array)[]): Uint8Array {
  const out: number[] = [];
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      for (const byte of part) out.push(byte);
      continue;
    }
    const [size, value] = part;
    for (let shift = size - 1; shift >= 0; shift -= 1)
      out.push(shift > 3 ? 0 : (value >>> (8 * shift)) & 255);
  }
  return Uint8Array.from(out);
}
const word = (value: number): [2, number] => [2, value];
const long = (value: number): [4, number] => [4, value];

/** Largest power of two not above a number, and its exponent: the search fields of TrueType tables. */
function search(count: number): { range: number; exponent: number } {
  const exponent = Math.floor(Math.log2(count));
  return { range: 2 ** exponent, exponent };
}

/** A font file of its tables. */
export function directory(tables: readonly (readonly [string, Uint8Array])[]): Uint8Array<ArrayBuffer> {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const { range, exponent } = search(sorted.length);
  const padded = (length: number): number => (length + 3) & ~3;
  let offset = 12 + 16 * sorted.length;
  const size = sorted.reduce((sum, [, table]) => sum + padded(table.length), offset);
  const file = new Uint8Array(size);
  file.set(
    bytes(
      long(0x00010000),
      word(sorted.length),
      word(range * 16),
      word(exponent),
      word((sorted.length - range) * 16),
    ),
  );
  const view = new DataView(file.buffer);
  const checksum = (from: number, length: number): number => {
    let sum = 0;
    for (let at = from; at < from + padded(length); at += 4) sum = (sum + view.getUint32(at)) >>> 0;
    return sum;
  };
  let head = 0;
  sorted.forEach(([tag, table], index) => {
    file.set(table, offset);
    const entry = 12 + 16 * index;
    file.set(
      Uint8Array.from(tag, (letter) => letter.charCodeAt(0)),
      entry,
    );
    view.setUint32(entry + 4, checksum(offset, table.length));
    view.setUint32(entry + 8, offset);
    view.setUint32(entry + 12, table.length);
    if (tag === 'head') head = offset;
    offset += padded(table.length);
  });
  view.setUint32(head + 8, (0xb1b0afba - checksum(0, size)) >>> 0);
  return file;
}

/**
 * Builds a font whose glyphs 1, 2, … are those given, glyph 0 a blank.
 * @param glyphs in order
 * @param use embed: what a PDF needs of an embedded font (ISO 32000-1, 9.9: glyf, head, hhea, hmtx, loca, maxp).
 *   parse: what jsPDF wants to read, with the widths but without any outline; it stands at firstUnit onwards.
 */
export function buildFont(
  glyphs: readonly Glyph[],
  metrics: Metrics,
  use: 'embed' | 'parse',
): Uint8Array<ArrayBuffer> {
  const all = [{ advance: metrics.unitsPerEm, record: blank }, ...glyphs];
  const records = all.map(({ record }) => (use === 'embed' ? record : blank));
  // Records are padded to four bytes: readers have been seen to choke on odd offsets.
  let end = 0;
  const offsets = [0, ...records.map(({ length }) => (end += (length + 3) & ~3))];
  const glyf = new Uint8Array(Math.max(end, 4));
  const box = { xMin: 0, yMin: 0, xMax: 0, yMax: 0, points: 0, contours: 0 };
  records.forEach((record, index) => {
    glyf.set(record, offsets[index]);
    if (record.length === 0) return;
    const view = new DataView(record.buffer, record.byteOffset, record.length);
    const contours = view.getInt16(0);
    box.xMin = Math.min(box.xMin, view.getInt16(2));
    box.yMin = Math.min(box.yMin, view.getInt16(4));
    box.xMax = Math.max(box.xMax, view.getInt16(6));
    box.yMax = Math.max(box.yMax, view.getInt16(8));
    box.contours = Math.max(box.contours, contours);
    box.points = Math.max(box.points, view.getUint16(10 + 2 * (contours - 1)) + 1);
  });
  if (use === 'parse')
    Object.assign(box, { yMin: metrics.descent, xMax: metrics.unitsPerEm, yMax: metrics.ascent });
  const bearing = (record: Uint8Array): number =>
    record.length === 0 ? 0 : new DataView(record.buffer, record.byteOffset, 4).getInt16(2);

  const tables: [string, Uint8Array][] = [
    [
      'head',
      bytes(
        long(0x00010000), long(0x00010000), long(0), long(0x5f0f3cf5), word(3), word(metrics.unitsPerEm), [8, 0], [8, 0],
        word(box.xMin), word(box.yMin), word(box.xMax), word(box.yMax), word(0), word(8), word(2), word(1), word(0),
      ), // prettier-ignore
    ],
    [
      'hhea',
      bytes(
        long(0x00010000), word(metrics.ascent), word(metrics.descent), word(0),
        word(Math.max(...all.map(({ advance }) => advance))), word(box.xMin), word(0), word(box.xMax),
        word(1), word(0), word(0), [8, 0], word(0), word(all.length),
      ), // prettier-ignore
    ],
    [
      'maxp',
      bytes(
        long(0x00010000), word(all.length), word(box.points), word(box.contours), word(0), word(0), word(2),
        word(0), word(0), word(0), word(0), word(0), word(0), word(0), word(0),
      ), // prettier-ignore
    ],
    [
      'hmtx',
      bytes(...all.flatMap(({ advance }, index) => [word(advance), word(bearing(records[index] ?? blank))])),
    ],
    ['loca', bytes(...offsets.map(long))],
    ['glyf', glyf],
  ];
  if (use === 'parse') {
    const last = firstUnit + glyphs.length - 1;
    const name = Uint8Array.from('Form', (letter) => letter.charCodeAt(0));
    tables.push(
      // One segment for all glyphs, and the one that must close the list.
      [
        'cmap',
        bytes(
          word(0), word(1), word(3), word(1), long(12), word(4), word(32), word(0), word(4), word(4), word(1), word(0),
          word(last), word(0xffff), word(0), word(firstUnit), word(0xffff), word(1 - firstUnit), word(1), word(0), word(0),
        ), // prettier-ignore
      ],
      [
        'name',
        bytes(
          word(0),
          word(1),
          word(18),
          word(3),
          word(1),
          word(0x409),
          word(6),
          word(name.length),
          word(0),
          name,
        ),
      ],
      [
        'post',
        bytes(long(0x00030000), long(0), word(-100), word(50), long(0), long(0), long(0), long(0), long(0)),
      ],
    );
  }
  return directory(tables);
}
