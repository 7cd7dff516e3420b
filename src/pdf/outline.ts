/** A glyph's outline as an SVG path: preview and picture are drawn with the very glyphs of the PDF. */
import type { Font } from './font.ts';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly on: boolean;
}

/** The contours of a simple glyph of the TrueType table glyf. */
function contours(record: Uint8Array): Point[][] {
  if (record.length === 0) return [];
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  const count = view.getInt16(0);
  const ends = Array.from({ length: count }, (_, index) => view.getUint16(10 + 2 * index));
  const total = (ends.at(-1) ?? -1) + 1;
  let at = 10 + 2 * count + 2 + view.getUint16(10 + 2 * count);
  const flags: number[] = [];
  while (flags.length < total) {
    const flag = view.getUint8(at++);
    flags.push(flag);
    if ((flag & 8) !== 0) for (let repeat = view.getUint8(at++); repeat > 0; repeat -= 1) flags.push(flag);
  }
  const axis = (short: number, same: number): number[] => {
    let value = 0;
    return flags.map((flag) => {
      if ((flag & short) !== 0) value += (flag & same) !== 0 ? view.getUint8(at++) : -view.getUint8(at++);
      else if ((flag & same) === 0) {
        value += view.getInt16(at);
        at += 2;
      }
      return value;
    });
  };
  const xs = axis(2, 16);
  const ys = axis(4, 32);
  const points = flags.map((flag, index): Point => ({
    x: xs[index] ?? 0,
    y: -(ys[index] ?? 0),
    on: (flag & 1) !== 0,
  }));
  return ends.map((end, index) => points.slice((ends[index - 1] ?? -1) + 1, end + 1));
}

const halfway = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, on: true });

/** The outline in units of the font, y downwards, all steps relative: it may be put anywhere by a moveto before it. */
function relative(record: Uint8Array): string {
  let path = '';
  let pen = { x: 0, y: 0 };
  const step = (to: Point): string => `${to.x - pen.x} ${to.y - pen.y}`;
  for (const contour of contours(record)) {
    const first = contour.findIndex(({ on }) => on);
    if (first < 0) continue;
    const points = [...contour.slice(first), ...contour.slice(0, first)];
    const [start] = points;
    if (!start) continue;
    path += `m${step(start)}`;
    pen = start;
    for (let index = 1; index <= points.length; index += 1) {
      const point = points[index] ?? start;
      if (point.on) {
        if (index < points.length) path += `l${step(point)}`;
        pen = point;
        continue;
      }
      const after = points[index + 1] ?? start;
      const end = after.on ? after : halfway(point, after);
      path += `q${step(point)} ${step(end)}`;
      pen = end;
      if (after.on) index += 1;
    }
    path += 'z';
    pen = start;
  }
  return path;
}

const cache = new WeakMap<Uint8Array, string>();

/**
 * A line of type as one path, its origin at the start of the baseline, in units of the font, y downwards.
 * Characters without a glyph are left out; say tells where.
 */
export function pathOf(text: string, font: Font, say?: (character: string, x: number) => void): string {
  let path = '';
  let x = 0;
  for (const character of text) {
    const glyph = font.glyph(character);
    if (!glyph) {
      say?.(character, x);
      x += 1000;
      continue;
    }
    let outline = cache.get(glyph.record);
    if (outline === undefined) {
      outline = relative(glyph.record);
      cache.set(glyph.record, outline);
    }
    if (outline !== '') path += `M${x} 0${outline}`;
    x += glyph.advance;
  }
  return path;
}
