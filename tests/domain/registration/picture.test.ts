/** What a photo file is, told from its bytes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cardSize,
  clampCrop,
  frame,
  judgeBackground,
  photoSize,
  readAttachment,
  readPicture,
  tooLarge,
  withResolution,
} from '../../../src/domain/registration/picture.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(part, (letter) => letter.charCodeAt(0)) : [...part],
    ),
  );
const word = (value: number): number[] => [value >> 8, value & 255];
const long = (value: number): number[] => [
  (value >>> 24) & 255,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];
const zeros = (length: number): number[] => Array.from({ length }, () => 0);

const png = (width: number, height: number): Uint8Array =>
  bytes('\x89PNG\r\n\x1a\n', long(13), 'IHDR', long(width), long(height), zeros(9));
const jpeg = (width: number, height: number, exif = 0): Uint8Array =>
  bytes(
    [0xff, 0xd8, 0xff, 0xe1],
    word(exif + 2),
    zeros(exif),
    [0xff, 0xc0],
    word(17),
    [8],
    word(height),
    word(width),
    zeros(12),
  );
const sentence = (file: Uint8Array): string => {
  const read = readPicture(file);
  return read.ok ? '' : read.sentence;
};

describe('a photo file', () => {
  test('JPEG behind a long EXIF block, PNG and the three kinds of WebP tell their size', () => {
    expect(readPicture(jpeg(3024, 4032, 60_000))).toEqual({
      ok: true,
      kind: 'jpeg',
      width: 3024,
      height: 4032,
    });
    expect(readPicture(png(413, 579))).toEqual({ ok: true, kind: 'png', width: 413, height: 579 });
    const webp = (...rest: readonly (string | readonly number[])[]): Uint8Array =>
      bytes('RIFF', zeros(4), 'WEBP', ...rest, zeros(20));
    expect(readPicture(webp('VP8 ', zeros(7), [0x9d, 1, 0x2a], [0x00, 0x02, 0x00, 0x03]))).toMatchObject({
      width: 512,
      height: 768,
    });
    expect(readPicture(webp('VP8L', zeros(4), [0x2f], [0xff, 0xc1, 0xbf, 0x00]))).toMatchObject({
      width: 512,
      height: 768,
    });
    expect(readPicture(webp('VP8X', zeros(8), [0xff, 1, 0], [0xff, 2, 0]))).toMatchObject({
      width: 512,
      height: 768,
    });
  });

  test('one of more than 40 million pixels is refused before anything decodes it', () => {
    expect(sentence(png(20_000, 20_000))).toContain('20000×20000');
    expect(readPicture(png(8000, 5000)).ok).toBe(true);
  });

  test('one of more than 15 MB is refused', () => {
    expect(sentence(new Uint8Array(15 * 1024 * 1024 + 1))).toContain('超过 15 MB');
  });

  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), '空的'],
    ['text named .jpg', bytes('hello, I am a photo'), '不是 JPEG'],
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg">'), '不是 JPEG'],
    ['HTML', bytes('<!doctype html><script>'), '不是 JPEG'],
    ['HEIC', bytes(long(24), 'ftypheic', zeros(20)), 'HEIC'],
    ['GIF', bytes('GIF89a', zeros(20)), 'GIF'],
    ['PDF', bytes('%PDF-1.7', zeros(20)), 'PDF'],
    ['half a JPEG', bytes([0xff, 0xd8, 0xff, 0xe0], word(16), zeros(8)), '不完整'],
    ['half a PNG', png(10, 10).subarray(0, 14), '不完整'],
    ['a PNG without height', png(10, 0), '宽和高'],
  ])('%s is refused in a sentence', (_, file, words) => {
    expect(sentence(file)).toContain(words);
  });

  test('whatever the bytes, the answer is a size or a sentence', () => {
    const heads = fc.constantFrom(
      '\xff\xd8\xff',
      '\x89PNG\r\n\x1a\n',
      'RIFF1234WEBPVP8X',
      'RIFF1234WEBPVP8 ',
      '',
    );
    fc.assert(
      fc.property(heads, fc.uint8Array({ maxLength: 300 }), (head, rest) => {
        const read = readPicture(bytes(head, [...rest]));
        expect(read.ok ? read.width * read.height : read.sentence.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the crop frame', () => {
  test('always lies on the picture and has the shape of a photo or a card', () => {
    const side = fc.integer({ min: 1, max: 8000 });
    const share = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        side,
        side,
        share,
        share,
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.constantFrom(photoSize, cardSize),
        (width, height, x, y, zoom, size) => {
          const picture = { width, height };
          const { left, top, across, down } = frame(clampCrop({ x, y, zoom }, picture, size), picture, size);
          expect(left).toBeGreaterThanOrEqual(-0.01);
          expect(top).toBeGreaterThanOrEqual(-0.01);
          expect(left + across).toBeLessThanOrEqual(width + 0.01);
          expect(top + down).toBeLessThanOrEqual(height + 0.01);
          expect(across / down).toBeCloseTo(size.width / size.height, 6);
        },
      ),
    );
  });
});

test('a JPEG is marked 300 dots per inch, with a header where it has none; anything else is left alone', () => {
  const jfif = bytes([0xff, 0xd8, 0xff, 0xe0], word(16), 'JFIF\0', [1, 1, 0], word(1), word(1), [0, 0]);
  expect([...withResolution(jfif).subarray(13, 18)]).toEqual([1, 1, 44, 1, 44]);
  const bare = jpeg(413, 579);
  const marked = withResolution(bare);
  expect([...marked.subarray(0, 20)]).toEqual([
    ...bytes([0xff, 0xd8, 0xff, 0xe0], word(16), 'JFIF\0', [1, 1], [1, 1, 44, 1, 44], [0, 0]),
  ]);
  expect(marked.subarray(20)).toEqual(bare.subarray(2));
  expect(readPicture(marked)).toMatchObject({ ok: true, width: 413, height: 579 });
  expect(withResolution(png(1, 1))).toEqual(png(1, 1));
});

describe('an enclosure', () => {
  const said = (file: Uint8Array): string => {
    const read = readAttachment(file);
    return read.ok ? read.kind : read.sentence;
  };
  test('is a picture or a PDF, by its bytes alone', () => {
    expect(said(bytes('%PDF-1.4\n', zeros(20)))).toBe('pdf');
    expect(said(bytes(zeros(600), '%PDF-2.0', zeros(20)))).toBe('pdf');
    expect(said(png(800, 600))).toBe('png');
    expect(said(jpeg(800, 600))).toBe('jpeg');
  });
  test('a JPEG with the words of a PDF in its comment stays a JPEG', () => {
    expect(said(bytes([0xff, 0xd8, 0xff, 0xfe], word(12), '%PDF-1.4  ', [...jpeg(8, 6)].slice(2)))).toBe(
      'jpeg',
    );
  });
  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), '空的'],
    ['a Word file', bytes('PK\x03\x04', zeros(60)), 'Word'],
    ['an old Word file', bytes('\xd0\xcf\x11\xe0', zeros(60)), 'Word'],
    ['TIFF', bytes('II*\0', zeros(60)), 'TIFF'],
    ['HEIC', bytes(long(24), 'ftypheic', zeros(20)), '兼容性最佳'],
    ['a script', bytes('<script>alert(1)</script>'), '不是 JPEG、PNG、WebP 图片或 PDF'],
    ['a PNG said to be of 20000 × 20000', png(20_000, 20_000), '4000 万像素'],
  ])('%s is refused in a sentence', (_, file, words) => {
    expect(said(file)).toContain(words);
  });
  test('a PDF may be 30 MB, a picture 15 MB', () => {
    const mega = 1024 * 1024;
    expect(tooLarge(30 * mega, 'scan')).toBeUndefined();
    expect(tooLarge(30 * mega + 1, 'scan')).toContain('超过 30 MB');
    expect(tooLarge(15 * mega + 1, 'picture')).toContain('超过 15 MB');
    const large = new Uint8Array(30 * mega + 1);
    large.set(bytes('%PDF-1.4'));
    expect(said(large)).toContain('超过 30 MB');
  });
});

describe('the background of a photo', () => {
  const [width, height] = [413, 579];
  type Colour = readonly [number, number, number];
  /** A head and shoulders before a wall; the wall's colour by place. */
  const portrait = (wall: (x: number, y: number) => Colour): Uint8ClampedArray => {
    const pixels = new Uint8ClampedArray(width * height * 4);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) {
        const head = ((x - width / 2) / 110) ** 2 + ((y - 210) / 150) ** 2 < 1;
        const shoulders = y > 400 && Math.abs(x - width / 2) < 190;
        const [red, green, blue] = head ? [230, 195, 165] : shoulders ? [30, 30, 40] : wall(x, y);
        pixels.set([red, green, blue, 255], (y * width + x) * 4);
      }
    return pixels;
  };
  const plain = (colour: Colour): ReturnType<typeof judgeBackground> =>
    judgeBackground(
      portrait(() => colour),
      width,
    );

  test.each<[string, Colour, string]>([
    ['the usual blue', [67, 142, 219], 'blue'],
    ['a dark blue', [0, 71, 171], 'blue'],
    ['a pale blue', [135, 190, 235], 'blue'],
    ['white', [252, 252, 250], 'light'],
    ['red', [200, 30, 40], 'red'],
    ['grey', [128, 128, 130], 'grey'],
    ['green', [60, 160, 80], 'other'],
    ['a yellow wall', [220, 190, 120], 'other'],
  ])('%s is told', (_, colour, kind) => {
    const told = plain(colour);
    expect(told).toMatchObject({ kind, colour, uneven: false });
    expect(told.sentence).toContain(colour.join(', '));
    expect(told.sentence.includes('照片可以照用')).toBe(kind !== 'blue');
  });
  test('a shadow across a blue wall is told, hair at its edge is not', () => {
    const shaded = judgeBackground(
      portrait((x) => (x > 300 ? [20, 60, 110] : [67, 142, 219])),
      width,
    );
    expect(shaded).toMatchObject({ kind: 'blue', uneven: true });
    expect(shaded.sentence).toContain('深浅不匀');
    const hair = portrait(() => [67, 142, 219]);
    for (let x = 180; x < 200; x += 1)
      for (let y = 0; y < 40; y += 1) hair.set([20, 15, 10], (y * width + x) * 4);
    expect(judgeBackground(hair, width)).toMatchObject({ kind: 'blue', uneven: false });
  });
});
