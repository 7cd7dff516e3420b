/** What a photo file is, told from its bytes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clampCrop,
  frame,
  photoSize,
  readPicture,
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
  test('always lies on the picture and is 35:49', () => {
    const side = fc.integer({ min: 1, max: 8000 });
    const share = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        side,
        side,
        share,
        share,
        fc.double({ min: 0, max: 20, noNaN: true }),
        (width, height, x, y, zoom) => {
          const { left, top, across, down } = frame(clampCrop({ x, y, zoom }, width, height), width, height);
          expect(left).toBeGreaterThanOrEqual(-0.01);
          expect(top).toBeGreaterThanOrEqual(-0.01);
          expect(left + across).toBeLessThanOrEqual(width + 0.01);
          expect(top + down).toBeLessThanOrEqual(height + 0.01);
          expect(across / down).toBeCloseTo(photoSize.width / photoSize.height, 6);
        },
      ),
    );
  });
});

test('a JPEG of the canvas is marked 300 dots per inch, anything else is left alone', () => {
  const jfif = bytes([0xff, 0xd8, 0xff, 0xe0], word(16), 'JFIF\0', [1, 1, 0], word(1), word(1), [0, 0]);
  expect([...withResolution(jfif).subarray(13, 18)]).toEqual([1, 1, 44, 1, 44]);
  expect(withResolution(png(1, 1))).toEqual(png(1, 1));
});
