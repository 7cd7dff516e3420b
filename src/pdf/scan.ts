/**
 * Enclosures on their way in and out: files become JPEGs without EXIF, pages of a PDF are drawn as pictures, and all
 * of them are let down until the packet is as small as wanted. Loaded when a file is chosen.
 */
import type * as Reader from 'pdfjs-dist/legacy/build/pdf.mjs';
import { rungs, watermark } from '../domain/registration/enclosures.ts';
import { readAttachment, tooLarge, withResolution } from '../domain/registration/picture.ts';
import type { Font } from './font.ts';
import { pathOf } from './outline.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A picture taken in: a JPEG and its size in pixels. */
export interface Taken {
  readonly jpeg: Bytes;
  readonly width: number;
  readonly height: number;
}
export type Intake =
  { readonly ok: true; readonly pages: readonly Taken[] } | { readonly ok: false; readonly sentence: string };

/** Pages of one PDF, at most. */
const mostPages = 30;
/** Seconds a file may take: what takes longer is made to do harm, or would. */
const patience = { picture: 10, page: 20 };

const refuse = (sentence: string): Intake => ({ ok: false, sentence });

class TooSlow extends Error {}
async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TooSlow());
    }, seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Decodes with the turn that EXIF asks for; a picture that takes longer than ten seconds is given up. */
export const decode = (file: Blob): Promise<ImageBitmap> =>
  within(
    patience.picture,
    createImageBitmap(file, { imageOrientation: 'from-image' }).catch((cause: unknown) => {
      // Browsers of before 2022 turn by themselves and do not know the word.
      if (cause instanceof TypeError) return createImageBitmap(file);
      throw cause;
    }),
  );

function board(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const ink = canvas.getContext('2d');
  if (!ink) throw new Error('no canvas to be had');
  ink.imageSmoothingQuality = 'high';
  // Paper is white where a picture is transparent.
  ink.fillStyle = '#fff';
  ink.fillRect(0, 0, canvas.width, canvas.height);
  return [canvas, ink];
}

/** A canvas as a JPEG: neither EXIF nor place, marked 300 dots per inch. */
export async function encode(canvas: HTMLCanvasElement, quality: number): Promise<Bytes> {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', quality);
  });
  if (!blob) throw new Error('the picture could not be written');
  return withResolution(new Uint8Array(await blob.arrayBuffer())).slice();
}

/** Draws a picture no larger than the highest rung, turned by quarters of a circle to the right. */
async function take(picture: ImageBitmap, quarters = 0): Promise<Taken> {
  const scale = Math.min(1, rungs[0].side / Math.max(picture.width, picture.height));
  const [across, down] = [picture.width * scale, picture.height * scale];
  const lying = quarters % 2 === 1;
  const [canvas, ink] = board(lying ? down : across, lying ? across : down);
  ink.translate(canvas.width / 2, canvas.height / 2);
  ink.rotate((quarters * Math.PI) / 2);
  ink.drawImage(picture, -across / 2, -down / 2, across, down);
  return { jpeg: await encode(canvas, 0.88), width: canvas.width, height: canvas.height };
}

/** Turns a picture by a quarter to the right. */
export async function turn({ jpeg }: Pick<Taken, 'jpeg'>): Promise<Taken> {
  const picture = await decode(new Blob([jpeg], { type: 'image/jpeg' }));
  try {
    return await take(picture, 1);
  } finally {
    picture.close();
  }
}

/**
 * Takes an enclosure in.
 * @param file a picture or a PDF, by its bytes; its name and its declared type are not asked
 * @param resources address of the folder with pdf.js's character maps, fonts and decoders, ending in a slash
 * @param say called with progress for files of many pages
 * @returns its pages as pictures, or a sentence on why it cannot be taken
 */
export async function intake(
  file: File,
  resources: string,
  say: (sentence: string) => void,
): Promise<Intake> {
  // The size is asked first, so that a huge file is not even read.
  const large = tooLarge(file.size, 'scan');
  if (large !== undefined) return refuse(large);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const read = readAttachment(bytes);
  if (!read.ok) return refuse(read.sentence);
  if (read.kind === 'pdf') return intakePdf(bytes, resources, say);
  try {
    const picture = await decode(new Blob([bytes], { type: `image/${read.kind}` }));
    const taken = await take(picture);
    picture.close();
    return { ok: true, pages: [taken] };
  } catch {
    return refuse('浏览器打不开这张图片，它可能已损坏。已填的内容都在，请换一个文件。');
  }
}

async function openReader(): Promise<typeof Reader> {
  const [library, worker] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.min.mjs'),
  ]);
  // The page's Trusted Types let no script start a worker by its address; pdf.js then reads in the page itself, page
  // by page, with the browser drawing in between.
  Reflect.set(globalThis, 'pdfjsWorker', worker);
  return library;
}

/** The sentence for a PDF that pdf.js does not open, by the name of what it throws. */
function why(cause: unknown): string {
  if (cause instanceof TooSlow) return '这个 PDF 太复杂，二十秒没有画完一页。请改用照片，或另存为图片再选。';
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'PasswordException') return '这个 PDF 有密码。请先去掉密码，或另存为图片再选。';
  if (name === 'InvalidPDFException' || name === 'FormatError')
    return '这个 PDF 是坏的或不完整，打不开。请重新导出，或另存为图片再选。';
  return '这个 PDF 打不开。已填的内容都在；请另存为图片再选。';
}

async function intakePdf(bytes: Bytes, resources: string, say: (sentence: string) => void): Promise<Intake> {
  let reader: typeof Reader;
  try {
    reader = await openReader();
  } catch {
    return refuse('读 PDF 的程序没取到，多半是网络断了。请连上网络再选一次，或改用图片。');
  }
  const task = reader.getDocument({
    data: bytes,
    cMapUrl: `${resources}cmaps/`,
    standardFontDataUrl: `${resources}standard_fonts/`,
    wasmUrl: `${resources}wasm/`,
    useWasm: false,
    useWorkerFetch: false,
    enableXfa: false,
    maxImageSize: 40_000_000,
    verbosity: 0,
  });
  try {
    const pdf = await within(patience.page, task.promise);
    if (pdf.numPages > mostPages)
      return refuse(
        `这个 PDF 有 ${String(pdf.numPages)} 页，一次最多 ${String(mostPages)} 页；请只留要交的几页。`,
      );
    const pages: Taken[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      say(`正在画 PDF 的第 ${String(number)} 页，共 ${String(pdf.numPages)} 页…`);
      const page = await within(patience.page, pdf.getPage(number));
      const plain = page.getViewport({ scale: 1 });
      if (!(plain.width > 0 && plain.height > 0)) return refuse('这个 PDF 的页面没有大小，用不了。');
      // 200 dots per inch, and never more than the highest rung.
      const viewport = page.getViewport({
        scale: Math.min(200 / 72, rungs[0].side / Math.max(plain.width, plain.height)),
      });
      const [canvas] = board(viewport.width, viewport.height);
      await within(patience.page, page.render({ canvas, viewport, background: '#fff' }).promise);
      pages.push({ jpeg: await encode(canvas, 0.88), width: canvas.width, height: canvas.height });
      page.cleanup();
    }
    return { ok: true, pages };
  } catch (cause) {
    return refuse(why(cause));
  } finally {
    void task.destroy();
  }
}

/** Writes the mark across a copy, into the picture itself: a line of it every third of the height, aslant. */
function writeMark(canvas: HTMLCanvasElement, ink: CanvasRenderingContext2D, font: Font): void {
  const path = new Path2D(pathOf(watermark, font));
  const em = canvas.width / (font.measure(watermark) + 4);
  ink.save();
  ink.translate(canvas.width / 2, canvas.height / 2);
  ink.rotate(-Math.PI / 9);
  for (const row of [-1, 0, 1]) {
    ink.save();
    ink.translate((-font.measure(watermark) / 2 + row * 0.8) * em, (row * canvas.height) / 2.6);
    ink.scale(em / 1000, em / 1000);
    ink.lineWidth = 60;
    ink.strokeStyle = 'rgba(255,255,255,.45)';
    ink.stroke(path);
    ink.fillStyle = 'rgba(40,50,60,.42)';
    ink.fill(path);
    ink.restore();
  }
  ink.restore();
}

/**
 * Lets a picture down to a rung.
 * @param jpeg as taken in
 * @param rung index into rungs
 * @param mark the typeface, where the watermark is to be written across; its characters are loaded
 */
export async function letDown(jpeg: Bytes, rung: number, mark: Font | undefined): Promise<Bytes> {
  const { side, quality } = rungs[rung] ?? rungs[0];
  const picture = await decode(new Blob([jpeg], { type: 'image/jpeg' }));
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const [canvas, ink] = board(picture.width * scale, picture.height * scale);
  ink.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  if (mark) writeMark(canvas, ink, mark);
  const smaller = await encode(canvas, quality);
  // What is small already is not made larger by writing it once more.
  return !mark && smaller.length >= jpeg.length ? jpeg : smaller;
}
