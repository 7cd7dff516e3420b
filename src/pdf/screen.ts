/** A sheet on a canvas: the page as a picture, and characters as the visitor's own system draws them. */
import type { Page } from '../domain/registration/sheet.ts';
import type { Rendition } from './draw.ts';
import type { Font } from './font.ts';
import { pathOf } from './outline.ts';

const point = 25.4 / 72;
const systemFaces =
  '"PingFang SC", "Microsoft YaHei", SimSun-ExtG, SimSun-ExtB, "Noto Sans CJK SC", "Plangothic P1", "Plangothic P2", sans-serif';

function canvasOf(
  width: number,
  height: number,
): { canvas: HTMLCanvasElement; ink: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width);
  canvas.height = Math.round(height);
  const ink = canvas.getContext('2d', { willReadFrequently: true });
  if (!ink) throw new Error('no canvas to be had');
  ink.fillStyle = '#fff';
  ink.fillRect(0, 0, canvas.width, canvas.height);
  ink.fillStyle = ink.strokeStyle = '#000';
  return { canvas, ink };
}

/**
 * Paints a page.
 * @param page of a sheet whose characters are loaded
 * @param photo decoded, where there is one
 * @param pictures decoded, by their names on the page
 * @param resolution dots per inch
 */
export function paint(
  page: Page,
  font: Font,
  photo: ImageBitmap | undefined,
  pictures: ReadonlyMap<string, ImageBitmap>,
  resolution: number,
): HTMLCanvasElement {
  const scale = resolution / 25.4;
  const { canvas, ink } = canvasOf(page.width * scale, page.height * scale);
  for (const mark of page.marks) {
    ink.setTransform(scale, 0, 0, scale, 0, 0);
    switch (mark.kind) {
      case 'box':
        ink.lineWidth = mark.weight;
        ink.setLineDash(mark.dashed ? [1.2, 1] : []);
        ink.strokeRect(mark.x, mark.y, mark.width, mark.height);
        ink.setLineDash([]);
        break;
      case 'photo':
        if (photo) ink.drawImage(photo, mark.x, mark.y, mark.width, mark.height);
        break;
      case 'picture': {
        const picture = pictures.get(mark.picture);
        if (picture) ink.drawImage(picture, mark.x, mark.y, mark.width, mark.height);
        break;
      }
      case 'text': {
        const unit = (mark.size * point) / 1000;
        ink.transform(unit, 0, 0, unit, mark.x, mark.y);
        const path = new Path2D(
          pathOf(mark.text, font, (character, x) => {
            ink.font = `1000px ${systemFaces}`;
            ink.fillText(character, x, 0);
          }),
        );
        ink.fill(path);
        if (mark.bold) {
          ink.lineWidth = 30;
          ink.stroke(path);
        }
        break;
      }
    }
  }
  return canvas;
}

const size = 256;

function drawCharacter(character: string): { canvas: HTMLCanvasElement; print: string } {
  const { canvas, ink } = canvasOf(size, size);
  ink.font = `${size}px ${systemFaces}`;
  ink.fillText(character, 0, 0.88 * size);
  return { canvas, print: ink.getImageData(0, 0, size, size).data.join() };
}

/** Code points that no font has: permanently unassigned or noncharacters. */
const unassigned = ['\u0378', '\u{2fffe}', '\u{3fffd}', '\u{effff}'];

/**
 * Draws characters with the fonts of the visitor's system.
 * @returns a picture of each that the system can draw. What looks like an unassigned code point is not among them;
 *   nor is any where unassigned code points look different from each other (boxes with numbers), for there one cannot tell.
 */
export async function renditions(characters: readonly string[]): Promise<ReadonlyMap<string, Rendition>> {
  const drawn = new Map<string, Rendition>();
  if (characters.length === 0) return drawn;
  const boxes = new Set(unassigned.map((character) => drawCharacter(character).print));
  const empty = drawCharacter(' ').print;
  boxes.delete(empty);
  if (boxes.size > 1) return drawn;
  for (const character of characters) {
    const { canvas, print } = drawCharacter(character);
    if (boxes.has(print) || print === empty) continue;
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/jpeg', 0.92);
    });
    if (blob) drawn.set(character, { jpeg: new Uint8Array(await blob.arrayBuffer()) });
  }
  return drawn;
}
