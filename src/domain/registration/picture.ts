/** What a picture or a scan is, from its first bytes, before anything decodes it; and what a photo looks like. */

export type Picture =
  | {
      readonly ok: true;
      readonly kind: 'jpeg' | 'png' | 'webp';
      readonly width: number;
      readonly height: number;
    }
  | { readonly ok: false; readonly sentence: string };

/** Pixels a picture is cut to. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
}
/** Pictures are cut for 300 dots per inch. */
const dpi = 300;
/** The photo a 报名审核表 takes: 二寸, 35 × 49 mm. */
export const photoSize = { width: 413, height: 579 } as const satisfies Pixels;
/** An identity card, 85.6 × 54 mm (GA 448; ISO/IEC 7810, ID-1). */
export const cardSize = { width: 1011, height: 638 } as const satisfies Pixels;
const mostBytes = 15 * 1024 * 1024;
/** A scan as PDF may have many pages. */
const mostPdfBytes = 30 * 1024 * 1024;
const mostPixels = 40_000_000;

const refuse = (sentence: string): Picture => ({ ok: false, sentence });
const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

/** A sentence for a file too large to be read at all; undefined where it may be. @param size in bytes */
export function tooLarge(size: number, most: 'picture' | 'scan'): string | undefined {
  const limit = most === 'scan' ? mostPdfBytes : mostBytes;
  const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);
  return size > limit
    ? `这个文件有 ${megabytes(size)} MB，超过 ${megabytes(limit)} MB，请先缩小再选。`
    : undefined;
}

/** An enclosure: a picture, a PDF, or a sentence on why it is neither. */
export type Attachment = Picture | { readonly ok: true; readonly kind: 'pdf' };

/**
 * Reads what an enclosure is from the file's own bytes; name and declared type are not asked.
 * @param bytes the whole file
 * @returns a PDF of up to 30 MB, or what readPicture says
 */
export function readAttachment(bytes: Uint8Array): Attachment {
  // A PDF may begin up to a kilobyte late (ISO 32000-1, annex H, note 13).
  if (!/%PDF-\d/.test(ascii(bytes, 0, 1024)) || isPictureHead(bytes)) return readPicture(bytes, '图片');
  const sentence = tooLarge(bytes.length, 'scan');
  return sentence === undefined ? { ok: true, kind: 'pdf' } : refuse(sentence);
}
const isPictureHead = (bytes: Uint8Array): boolean =>
  /^(\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF|GIF8)/.test(ascii(bytes, 0, 8));

/**
 * Reads kind and size of a picture from the file's own bytes; name and declared type are not asked.
 * @param bytes the whole file
 * @param noun what the sentences call it
 * @returns JPEG, PNG or WebP with its size in pixels as stored (before any turn that EXIF asks for), or a sentence:
 *   another kind of file, a damaged one, more than 15 MB, more than 40 million pixels, none at all
 */
export function readPicture(bytes: Uint8Array, noun: '照片' | '图片' = '照片'): Picture {
  if (bytes.length === 0) return refuse(`这个文件是空的，请重新选择${noun}。`);
  const large = tooLarge(bytes.length, 'picture');
  if (large !== undefined) return refuse(large);
  const size = sizeOf(bytes, noun);
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

function sizeOf(bytes: Uint8Array, noun: string): Size {
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
  const wanted = noun === '照片' ? 'JPEG、PNG 或 WebP 照片' : 'JPEG、PNG、WebP 图片或 PDF';
  if (head.startsWith('GIF8')) return { sentence: `这是 GIF 图片，请选 ${wanted}。` };
  if (head.startsWith('%PDF')) return { sentence: `这是 PDF 文件，请选 ${wanted}。` };
  if (/^(II\*\0|MM\0\*)/.test(head)) return { sentence: `这是 TIFF 图片，请另存为 JPEG 或 PDF 再选。` };
  if (head.startsWith('PK') || head.startsWith('\xd0\xcf\x11\xe0'))
    return { sentence: `这是 Word、WPS 文档或压缩包，请另存为 PDF 或图片再选。` };
  return { sentence: `这个文件不是 ${wanted}，请换一个。` };
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
 * @param picture its size in pixels
 * @param size of the frame
 * @returns the nearest crop whose frame lies wholly on a picture of that size
 */
export function clampCrop(crop: Crop, picture: Pixels, size: Pixels): Crop {
  const zoom = Math.min(8, Math.max(1, crop.zoom));
  const { across, down } = frame({ ...crop, zoom }, picture, size);
  const keep = (middle: number, part: number): number => Math.min(1 - part / 2, Math.max(part / 2, middle));
  return { zoom, x: keep(crop.x, across / picture.width), y: keep(crop.y, down / picture.height) };
}

/** The frame on the picture, in the picture's pixels: left, top, width (across) and height (down). */
export function frame(
  { x, y, zoom }: Crop,
  picture: Pixels,
  size: Pixels,
): { readonly left: number; readonly top: number; readonly across: number; readonly down: number } {
  const fill = Math.max(size.width / picture.width, size.height / picture.height) * zoom;
  const [across, down] = [size.width / fill, size.height / fill];
  return { left: x * picture.width - across / 2, top: y * picture.height - down / 2, across, down };
}

/**
 * Writes 300 dots per inch into a JPEG's JFIF header, so that a printer sets it at its true size.
 * @param jpeg as a canvas writes it; a header is put in where it has none. What is no JPEG is returned as it is
 */
export function withResolution(jpeg: Uint8Array): Uint8Array {
  if (!ascii(jpeg, 0, 3).startsWith('\xff\xd8\xff')) return jpeg;
  const density = [1, dpi >> 8, dpi & 255, dpi >> 8, dpi & 255];
  if (ascii(jpeg, 6, 11) === 'JFIF\0') {
    const copy = jpeg.slice();
    copy.set(density, 13);
    return copy;
  }
  const head = [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, ...density, 0, 0];
  const copy = new Uint8Array(head.length + jpeg.length - 2);
  copy.set(head);
  copy.set(jpeg.subarray(2), head.length);
  return copy;
}

/** What the background of a photo looks like. */
export interface Background {
  readonly kind: 'blue' | 'light' | 'red' | 'grey' | 'other';
  /** Its colour, 0–255 each: the median, which hair and shoulders do not move. */
  readonly colour: readonly [number, number, number];
  /** Whether shades differ much: shadows, folds, a landscape. */
  readonly uneven: boolean;
  readonly sentence: string;
}

/** Hue in degrees, saturation and value 0–1. */
function hsv([red, green, blue]: readonly [number, number, number]): readonly [number, number, number] {
  const most = Math.max(red, green, blue);
  const span = most - Math.min(red, green, blue);
  const turn =
    span === 0
      ? 0
      : most === red
        ? ((green - blue) / span + 6) % 6
        : most === green
          ? (blue - red) / span + 2
          : (red - green) / span + 4;
  return [turn * 60, most === 0 ? 0 : span / most, most / 255];
}

/**
 * Looks at the background of a photo: a band at the top and strips at both sides of the upper half, where in a
 * portrait nothing but background is. Only a comment; a photo is never refused for it.
 * @param pixels RGBA, row by row
 * @param width in pixels
 * @returns its kind, and a sentence on it for the applicant
 */
export function judgeBackground(pixels: Uint8ClampedArray, width: number): Background {
  const height = Math.floor(pixels.length / 4 / width);
  const channels: [number[], number[], number[]] = [[], [], []];
  const step = Math.max(1, Math.round(width / 100));
  for (let y = Math.round(height * 0.01); y < height * 0.5; y += step)
    for (let x = Math.round(width * 0.01); x < width * 0.99; x += step)
      if (y < height * 0.08 || x < width * 0.12 || x >= width * 0.88)
        channels.forEach((channel, index) => {
          channel.push(pixels[(y * width + x) * 4 + index] ?? 0);
        });
  const quantile = (channel: readonly number[], share: number): number =>
    channel[Math.floor((channel.length - 1) * share)] ?? 0;
  for (const channel of channels) channel.sort((a, b) => a - b);
  const [red, green, blue] = channels;
  const colour = [quantile(red, 0.5), quantile(green, 0.5), quantile(blue, 0.5)] as const;
  // Nine tenths of a plain wall lie close together.
  const spread = Math.max(...channels.map((channel) => quantile(channel, 0.95) - quantile(channel, 0.05)));
  const uneven = spread > 70;
  const [hue, saturation, value] = hsv(colour);
  const kind: Background['kind'] =
    saturation < 0.12
      ? value > 0.8
        ? 'light'
        : 'grey'
      : hue >= 190 && hue <= 250 && saturation >= 0.3 && value >= 0.3
        ? 'blue'
        : (hue <= 20 || hue >= 340) && saturation > 0.4
          ? 'red'
          : 'other';
  const rgb = `（约 RGB ${colour.join(', ')}）`;
  const wanted = '通知要的是蓝底，照片可以照用，但可能要重拍';
  const sentence = {
    blue: uneven
      ? `背景是蓝色${rgb}，但深浅不匀，可能有阴影或杂物，请看一眼。`
      : `背景是蓝色${rgb}，深浅均匀。`,
    light: `背景看起来是白色或很浅${rgb}；${wanted}。`,
    red: `背景看起来是红色${rgb}；${wanted}。`,
    grey: `背景看起来是灰色或黑白照片${rgb}；${wanted}。`,
    other: `背景看起来不是蓝色${rgb}；${wanted}。`,
  }[kind];
  return { kind, colour, uneven, sentence };
}
