/** What a picture file is, from its first bytes, before anything decodes it. */

export type Picture =
  | {
      readonly ok: true;
      readonly kind: 'jpeg' | 'png' | 'webp';
      readonly width: number;
      readonly height: number;
    }
  | { readonly ok: false; readonly sentence: string };

/** The photo a 报名审核表 takes: 二寸, 35 × 49 mm at 300 dots per inch. */
export const photoSize = { width: 413, height: 579, dpi: 300 } as const;
const mostBytes = 15 * 1024 * 1024;
const mostPixels = 40_000_000;

const refuse = (sentence: string): Picture => ({ ok: false, sentence });
const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

/**
 * Reads kind and size of a picture from the file's own bytes; name and declared type are not asked.
 * @param bytes the whole file
 * @returns JPEG, PNG or WebP with its size in pixels as stored (before any turn that EXIF asks for), or a sentence:
 *   another kind of file, a damaged one, more than 15 MB, more than 40 million pixels, none at all
 */
export function readPicture(bytes: Uint8Array): Picture {
  if (bytes.length === 0) return refuse('这个文件是空的，请重新选择照片。');
  if (bytes.length > mostBytes)
    return refuse(`这个文件有 ${Math.ceil(bytes.length / 1024 / 1024)} MB，超过 15 MB，请先缩小再选。`);
  const size = sizeOf(bytes);
  if ('sentence' in size) return refuse(size.sentence);
  if (size.width === 0 || size.height === 0) return refuse('这张图片是坏的（读不出宽和高），请换一张。');
  if (size.width * size.height > mostPixels)
    return refuse(
      `这张图片有 ${size.width}×${size.height} 像素，超过 4000 万像素，手机可能打不开，请先缩小再选。`,
    );
  return { ok: true, ...size };
}

type Size =
  | { readonly kind: 'jpeg' | 'png' | 'webp'; readonly width: number; readonly height: number }
  | { readonly sentence: string };

function sizeOf(bytes: Uint8Array): Size {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const head = ascii(bytes, 0, 16);
  if (head.startsWith('\xff\xd8\xff')) return jpegSize(view);
  if (head.startsWith('\x89PNG\r\n\x1a\n'))
    return bytes.length >= 24 && ascii(bytes, 12, 16) === 'IHDR'
      ? { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) }
      : damaged;
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return webpSize(bytes, view);
  const brand = head.slice(4, 8) === 'ftyp' ? head.slice(8, 12) : '';
  if (/^(heic|heix|hevc|hevx|mif1|msf1|heim|heis)$/.test(brand))
    return {
      sentence:
        '这是 HEIC 照片，浏览器大多打不开。苹果手机可在“设置－相机－格式”选“兼容性最佳”后重拍，或在“文件”里长按照片选“转换图像”存为 JPEG。',
    };
  if (head.startsWith('GIF8')) return { sentence: '这是 GIF 图片，请选 JPEG、PNG 或 WebP 照片。' };
  if (head.startsWith('%PDF')) return { sentence: '这是 PDF 文件，请选 JPEG、PNG 或 WebP 照片。' };
  return { sentence: '这个文件不是 JPEG、PNG 或 WebP 照片，请换一个。' };
}

const damaged: Size = { sentence: '这张图片不完整，请重新选择。' };

/** Walks the markers to the frame header; EXIF and thumbnails are stepped over (ISO/IEC 10918-1, B.1.1). */
function jpegSize(view: DataView): Size {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return damaged;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { kind: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker === 0xd9 || marker === 0xda) return damaged;
    at += marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7) ? 2 : 2 + view.getUint16(at + 2);
  }
  return damaged;
}

/** The three kinds of WebP: lossy, lossless, extended. */
function webpSize(bytes: Uint8Array, view: DataView): Size {
  if (bytes.length < 30) return damaged;
  switch (ascii(bytes, 12, 16)) {
    case 'VP8 ':
      return {
        kind: 'webp',
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { kind: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return {
        kind: 'webp',
        width: (view.getUint32(24, true) & 0xffffff) + 1,
        height: (view.getUint16(27, true) | (view.getUint8(29) << 16)) + 1,
      };
    default:
      return damaged;
  }
}

/** Where the frame stands on a picture: its middle, and how much larger than needed the picture is drawn. */
export interface Crop {
  /** Middle of the frame on the picture, 0–1 of its width and height. */
  readonly x: number;
  readonly y: number;
  /** 1: the picture just fills the frame; up to 8. */
  readonly zoom: number;
}
export const firstCrop: Crop = { x: 0.5, y: 0.45, zoom: 1 };

/**
 * Keeps the frame on the picture.
 * @returns the nearest crop whose frame lies wholly on a picture of that size
 */
export function clampCrop(crop: Crop, width: number, height: number): Crop {
  const zoom = Math.min(8, Math.max(1, crop.zoom));
  const { across, down } = frame({ ...crop, zoom }, width, height);
  const keep = (middle: number, part: number): number => Math.min(1 - part / 2, Math.max(part / 2, middle));
  return { zoom, x: keep(crop.x, across / width), y: keep(crop.y, down / height) };
}

/** The frame on the picture, in the picture's pixels: left, top, width (across) and height (down). */
export function frame(
  { x, y, zoom }: Crop,
  width: number,
  height: number,
): { readonly left: number; readonly top: number; readonly across: number; readonly down: number } {
  const fill = Math.max(photoSize.width / width, photoSize.height / height) * zoom;
  const [across, down] = [photoSize.width / fill, photoSize.height / fill];
  return { left: x * width - across / 2, top: y * height - down / 2, across, down };
}

/**
 * Writes 300 dots per inch into a JPEG's JFIF header, so that a printer sets it at 35 × 49 mm.
 * @param jpeg as a canvas writes it; without such a header it is returned as it is
 */
export function withResolution(jpeg: Uint8Array): Uint8Array {
  if (ascii(jpeg, 6, 11) !== 'JFIF\0') return jpeg;
  const copy = jpeg.slice();
  copy.set([1, photoSize.dpi >> 8, photoSize.dpi & 255, photoSize.dpi >> 8, photoSize.dpi & 255], 13);
  return copy;
}
