/** The way to the print shop: fetched when it is wanted, each part once. */
import type * as Drawer from '../../pdf/draw.ts';
import type { Font } from '../../pdf/font.ts';
import type * as Outlines from '../../pdf/outline.ts';
import type * as Scans from '../../pdf/scan.ts';
import type * as Screen from '../../pdf/screen.ts';
import { asset } from '../../routes.ts';

let font: Promise<Font> | undefined;

/** The form's typeface; glyphs come pack by pack as they are asked for. */
export const openFont = (): Promise<Font> =>
  (font ??= import('../../pdf/font.ts')
    .then(({ fetchFont }) => fetchFont(asset('fonts/packs/')))
    .catch((cause: unknown) => {
      font = undefined;
      throw cause;
    }));
export const openOutlines = (): Promise<typeof Outlines> => import('../../pdf/outline.ts');
export const openScreen = (): Promise<typeof Screen> => import('../../pdf/screen.ts');
/** Pictures taken in, and let down for size. */
export const openScans = (): Promise<typeof Scans> => import('../../pdf/scan.ts');
/** jsPDF and what drives it: the largest part. */
export const openDrawer = (): Promise<typeof Drawer> => import('../../pdf/draw.ts');
