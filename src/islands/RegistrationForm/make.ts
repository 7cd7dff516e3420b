/** From a form without errors to its file: pages set, glyphs fetched, pictures let down until they fit. */
import type { PlainDate } from '../../domain/calendar.ts';
import { fit, packet, scansOf, watermark, type Enclosure } from '../../domain/registration/enclosures.ts';
import {
  emptyDraft,
  fieldIds,
  fieldOf,
  preview,
  sectionIds,
  sections,
  type Registration,
} from '../../domain/registration/form.ts';
import { charactersOf, sheet, type Sheet } from '../../domain/registration/sheet.ts';
import type { Font } from '../../pdf/font.ts';
import { openDrawer, openFont, openScans, openScreen } from './press.ts';

export type Pictures = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** A packet laid out, with what is to be said before it is made. */
export interface Composed {
  readonly drawn: Sheet;
  readonly font: Font;
  readonly said: readonly string[];
  /** Draws it with the given pictures. */
  readonly bind: (pictures: Pictures, rest?: () => Promise<void>) => Promise<Blob>;
  /** Drawn ahead, where there are no pictures to wait for. */
  readonly file?: Promise<Blob>;
}

/** Waits until the browser has nothing better to do, or two seconds. */
export const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis)
      requestIdleCallback(
        () => {
          resolve();
        },
        { timeout: 2000 },
      );
    else setTimeout(resolve, 50);
  });

/**
 * The first touch says that a PDF may be wanted: jsPDF comes in while the form is being filled in, and draws an empty
 * sheet once in idle moments, so that its code is read and compiled before anybody waits for it.
 */
export async function warmUp(day: PlainDate): Promise<void> {
  const { draw } = await openDrawer();
  await idle();
  const blank = preview(emptyDraft, { sittings: [], clauses: [] });
  const { drawn, font } = await setUp(blank, [], day);
  await draw(drawn, font, { author: '', day }, idle);
}

/** Sets form and enclosures with every glyph they need, fetching those not there yet. */
export async function setUp(
  registration: Pick<Registration, 'text' | 'rows' | 'photo'>,
  enclosures: readonly Enclosure[],
  day: PlainDate,
): Promise<{ drawn: Sheet; font: Font }> {
  const font = await openFont();
  await font.load('');
  const set = (): Sheet =>
    packet(sheet(registration, font.measure), enclosures, registration, day, font.measure);
  const drawn = set();
  const characters = charactersOf(drawn).join('') + (enclosures.length > 0 ? watermark : '');
  if (font.has(characters)) return { drawn, font };
  // Widths are right only when the glyphs are there; Chinese characters are all one em wide, so twice is enough.
  await font.load(characters);
  return { drawn: set(), font };
}

/** The pictures of the enclosures, let down until they fit into a room together; undefined where they cannot. */
async function letDown(
  enclosures: readonly Enclosure[],
  masters: Pictures,
  room: number,
  font: Font,
  made: Map<string, Uint8Array<ArrayBuffer>>,
): Promise<Pictures | undefined> {
  const scans = enclosures.flatMap((one) =>
    scansOf(one).map(({ id }) => ({ id, marked: one.kind === 'identity' && one.watermark })),
  );
  const { letDown: letOneDown } = await openScans();
  const at = async (rung: number): Promise<Pictures> => {
    const pictures = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const { id, marked } of scans) {
      const master = masters.get(id);
      if (!master) continue;
      const key = `${id} ${String(rung)} ${String(marked)}`;
      const jpeg = made.get(key) ?? (await letOneDown(master, rung, marked ? font : undefined));
      made.set(key, jpeg);
      pictures.set(id, jpeg);
    }
    return pictures;
  };
  const weigh = (pictures: Pictures): number =>
    [...pictures.values()].reduce((sum, { length }) => sum + length, 0);
  const rung = await fit(room, async (one) => weigh(await at(one)));
  return rung === undefined ? undefined : at(rung);
}

/** The fields a character stands in, by their labels. */
function whereIs(character: string, { text, rows }: Pick<Registration, 'text' | 'rows'>): string {
  const named = fieldIds.filter((id) => text[id].includes(character)).map((id) => fieldOf(id).label);
  const tables = sectionIds
    .filter((section) => rows[section].some(({ cells }) => Object.values(cells).join('').includes(character)))
    .map((section) => sections[section].label);
  return [...named, ...tables].join('、');
}

/** Everything up to the file itself: the pages, and what is to be said about them. */
export async function compose(
  registration: Registration,
  enclosures: readonly Enclosure[],
  photo: Uint8Array<ArrayBuffer> | undefined,
  day: PlainDate,
): Promise<Composed> {
  const [{ drawn, font }, { draw }] = await Promise.all([setUp(registration, enclosures, day), openDrawer()]);
  const lacking = font.lacking(charactersOf(drawn).join(''));
  const pictured =
    lacking.length > 0 ? await (await openScreen()).renditions(lacking) : new Map<string, never>();
  const said = [
    ...drawn.said,
    ...lacking.map((character) => {
      const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      const where = `${whereIs(character, registration)}里的“${character}”（${code}）`;
      return pictured.has(character)
        ? `${where}不在本站字体内，已按您设备上的字形画出，请核对打印件。`
        : `${where}不在本站字体和您的设备字体内，表上留了空框，请打印后手写补上。`;
    }),
  ];
  const bind: Composed['bind'] = (pictures, rest) =>
    draw(
      drawn,
      font,
      {
        renditions: pictured,
        author: registration.text.name,
        day,
        pictures,
        ...(photo && registration.photo === 'ready' ? { photo } : {}),
      },
      rest,
    );
  return { drawn, font, said, bind };
}

/**
 * Draws a packet that stays under its limit.
 * @param masters the enclosed pictures as taken in @param limit megabytes @param made pictures already let down
 * @returns undefined where it is larger even with the smallest pictures that can still be read
 */
export async function bindWithin(
  { bind, font }: Composed,
  enclosures: readonly Enclosure[],
  masters: Pictures,
  limit: number,
  made: Map<string, Uint8Array<ArrayBuffer>>,
): Promise<{ readonly file: Blob; readonly pictures: Pictures } | undefined> {
  const most = limit * 1_000_000;
  // What is no picture takes about a tenth of a megabyte; the file itself tells whether it was more.
  let room = most - 150_000;
  for (;;) {
    const pictures = await letDown(enclosures, masters, room, font, made);
    if (!pictures) return undefined;
    const file = await bind(pictures);
    if (file.size <= most) return { file, pictures };
    room -= file.size - most + 1_000;
  }
}
