/** The registration form being filled in, in memory: a reload forgets it. Only drafts.ts stores any of it, when asked. */
import { atom } from 'nanostores';
import { todayInShanghai } from '../clock.ts';
import type { PlainDate } from '../domain/calendar.ts';
import {
  nameOf,
  scansOf,
  type Enclosure,
  type Limit,
  type Scan,
  type ScanSort,
  type Side,
} from '../domain/registration/enclosures.ts';
import type { Filled } from '../domain/registration/file.ts';
import type { Brought, BroughtRow } from '../domain/registration/handed.ts';
import {
  emptyDraft,
  fieldIds,
  inOrder,
  type Draft,
  type FieldId,
  type Row,
  type SectionId,
} from '../domain/registration/form.ts';

/** What can be taken back, and what was done, in words. */
export type Undo =
  | {
      readonly kind: 'row';
      readonly said: string;
      readonly section: SectionId;
      readonly row: Row;
      readonly index: number;
    }
  | {
      readonly kind: 'order';
      readonly said: string;
      readonly section: SectionId;
      readonly rows: readonly Row[];
    }
  | {
      readonly kind: 'enclosure';
      readonly said: string;
      readonly enclosure: Enclosure;
      readonly index: number;
    }
  | { readonly kind: 'handed'; readonly said: string; readonly handed: Handed }
  | {
      readonly kind: 'all';
      readonly said: string;
      readonly draft: Draft;
      readonly handed: Handed | undefined;
      readonly photo: Bytes | undefined;
      readonly enclosures: readonly Enclosure[];
    };
type Bytes = Uint8Array<ArrayBuffer>;
/** What came along from the eligibility checker and is in the form: so that it can be taken out again. */
export interface Handed {
  readonly values: Brought['values'];
  readonly rows: readonly (BroughtRow & Pick<Row, 'key'>)[];
}

export const $draft = atom<Draft>(emptyDraft);
/** JPEG of the photo, cut to size. */
export const $photo = atom<Bytes | undefined>(undefined);
/** What goes behind the form, in its order in the packet. */
export const $enclosures = atom<readonly Enclosure[]>([]);
/** JPEGs of the enclosed pictures by their names: as taken in, without EXIF, before they are let down for size. */
export const $pictures = atom<ReadonlyMap<string, Bytes>>(new Map());
/** What the packet is kept under, in MB. */
export const $limit = atom<Limit>(5);
export const $undo = atom<Undo | undefined>(undefined);
/** Undefined where nothing came along, or it has been taken out or replaced. */
export const $handed = atom<Handed | undefined>(undefined);
/** The day in Shanghai. */
export const today = (): PlainDate => todayInShanghai();

let rowsMade = 0;

/** Puts a text into a field, as typed. */
export function fill(field: FieldId, typed: string): void {
  const draft = $draft.get();
  if (draft.values[field] !== typed) $draft.set({ ...draft, values: { ...draft.values, [field]: typed } });
}

/**
 * Fills fields that are still empty: from an identity number, from the eligibility checker.
 * What the applicant has typed is never touched.
 * @returns the fields that were filled
 */
export function fillEmpty(values: Partial<Readonly<Record<FieldId, string>>>): readonly FieldId[] {
  const { values: before } = $draft.get();
  const filled = fieldIds.filter((id) => before[id] === '' && (values[id] ?? '') !== '');
  for (const id of filled) fill(id, values[id] ?? '');
  return filled;
}

function setRows(section: SectionId, change: (rows: readonly Row[]) => readonly Row[]): void {
  const draft = $draft.get();
  $draft.set({ ...draft, rows: { ...draft.rows, [section]: change(draft.rows[section]) } });
}

const newKey = (): string => {
  rowsMade += 1;
  return `r${String(rowsMade)}`;
};

/** Adds an empty row. @returns its key */
export function addRow(section: SectionId): string {
  const key = newKey();
  setRows(section, (rows) => [...rows, { key, cells: {} }]);
  return key;
}

export function fillCell(section: SectionId, key: string, column: string, typed: string): void {
  setRows(section, (rows) =>
    rows.map((row) => (row.key === key ? { key, cells: { ...row.cells, [column]: typed } } : row)),
  );
}

/** Removes a row; can be taken back. @param said what was done, in words */
export function removeRow(section: SectionId, key: string, said: string): void {
  const rows = $draft.get().rows[section];
  const index = rows.findIndex((row) => row.key === key);
  const row = rows[index];
  if (!row) return;
  $undo.set({ kind: 'row', said, section, row, index });
  setRows(section, () => without(rows, index));
}

/** Moves a row to another place in its table. @param to its new index */
export function moveRow(section: SectionId, key: string, to: number): void {
  setRows(section, (rows) => moved(rows, ({ key: own }) => own === key, to));
}

/** Puts the rows of a table into the order of time; can be taken back. @param said what was done, in words */
export function sortRows(section: SectionId, said: string): void {
  $undo.set({ kind: 'order', said, section, rows: $draft.get().rows[section] });
  setRows(section, inOrder);
}

function moved<T>(all: readonly T[], is: (one: T) => boolean, to: number): readonly T[] {
  const from = all.findIndex(is);
  const one = all[from];
  return one === undefined ? all : withOne(without(all, from), to, one);
}

const without = <T>(all: readonly T[], index: number): readonly T[] =>
  all.filter((_, place) => place !== index);
const withOne = <T>(all: readonly T[], index: number, one: T): readonly T[] => [
  ...all.slice(0, index),
  one,
  ...all.slice(index),
];

let namesMade = 0;
/** A name for an enclosure or a picture, new in this page. */
const newName = (): string => {
  namesMade += 1;
  return `e${String(namesMade)}`;
};

/** A picture taken in: a JPEG and its size. */
export interface Taken {
  readonly jpeg: Bytes;
  readonly width: number;
  readonly height: number;
}
function keepPicture({ jpeg, width, height }: Taken): Scan {
  const id = newName();
  $pictures.set(new Map($pictures.get()).set(id, jpeg));
  return { id, width, height };
}
/** Lets go of pictures that nothing shows any more, not even what can be taken back. */
function sweep(): void {
  const done = $undo.get();
  const kept = [
    ...$enclosures.get(),
    ...(done?.kind === 'enclosure' ? [done.enclosure] : done?.kind === 'all' ? done.enclosures : []),
  ];
  const used = new Set(kept.flatMap(scansOf).map(({ id }) => id));
  const pictures = $pictures.get();
  if ([...pictures.keys()].some((id) => !used.has(id)))
    $pictures.set(new Map([...pictures].filter(([id]) => used.has(id))));
}
function change(id: string, how: (one: Enclosure) => Enclosure): void {
  $enclosures.set($enclosures.get().map((one) => (one.id === id ? how(one) : one)));
  sweep();
}

/** Puts a scan behind the form. */
export function addScan(sort: ScanSort, title: string, pages: readonly Taken[]): void {
  const scan: Enclosure = { kind: 'scan', id: newName(), sort, title, pages: pages.map(keepPicture) };
  $enclosures.set([...$enclosures.get(), scan]);
}

/** Keeps one side of the identity card; the first one puts the page of it before everything else enclosed. */
export function keepSide(side: Side, picture: Taken): void {
  const all = $enclosures.get();
  const scan = keepPicture(picture);
  if (all.some(({ kind }) => kind === 'identity'))
    $enclosures.set(all.map((one) => (one.kind === 'identity' ? { ...one, [side]: scan } : one)));
  else $enclosures.set([{ kind: 'identity', id: newName(), [side]: scan, watermark: true }, ...all]);
  sweep();
}

/** Puts a letter of an employer behind the form. */
export function addLetter(employer: string): void {
  const letter: Enclosure = { kind: 'letter', id: newName(), employer, contact: '', phone: '' };
  $enclosures.set([...$enclosures.get(), letter]);
}

/** Says whether the copy of the identity card is to be marked. */
export function markCard(id: string, watermark: boolean): void {
  change(id, (one) => (one.kind === 'identity' ? { ...one, watermark } : one));
}
/** What a scan is called, as typed. */
export function nameScan(id: string, title: string): void {
  change(id, (one) => (one.kind === 'scan' ? { ...one, title } : one));
}
/** Whom to ask at an employer's, as typed. */
export function nameContact(
  id: string,
  contact: { readonly contact?: string; readonly phone?: string },
): void {
  change(id, (one) => (one.kind === 'letter' ? { ...one, ...contact } : one));
}
/** Replaces the pages of a scan: turned upright, for one. */
export function keepPages(id: string, pages: readonly Taken[]): void {
  change(id, (one) => (one.kind === 'scan' ? { ...one, pages: pages.map(keepPicture) } : one));
}
/** Moves an enclosure to another place in the packet. @param to its new index */
export function moveEnclosure(id: string, to: number): void {
  $enclosures.set(moved($enclosures.get(), (one) => one.id === id, to));
}
/** Takes an enclosure out; can be taken back. */
export function removeEnclosure(id: string): void {
  const all = $enclosures.get();
  const index = all.findIndex((one) => one.id === id);
  const enclosure = all[index];
  if (!enclosure) return;
  $undo.set({ kind: 'enclosure', said: `已拿掉“${nameOf(enclosure)}”。`, enclosure, index });
  $enclosures.set(without(all, index));
  sweep();
}
/** Chooses what the packet is kept under. */
export function limitTo(limit: Limit): void {
  $limit.set(limit);
}

/** Keeps the photo as it was cut last. Whether it is printed or pasted on paper stays as chosen. */
export function keepPhoto(photo: Bytes): void {
  $photo.set(photo);
  pastePhoto($draft.get().photo === 'paste');
}

/** Leaves room on the sheet for a photo pasted on paper, or prints the one that is kept; neither loses it. */
export function pastePhoto(paste: boolean): void {
  $draft.set({ ...$draft.get(), photo: paste ? 'paste' : $photo.get() ? 'ready' : 'none' });
}

/** Whether anything is filled in or enclosed. */
export const isFilledIn = (): boolean =>
  $draft.get() !== emptyDraft || $photo.get() !== undefined || $enclosures.get().length > 0;

const allThatIs = (said: string): Undo => ({
  kind: 'all',
  said,
  draft: $draft.get(),
  handed: $handed.get(),
  photo: $photo.get(),
  enclosures: $enclosures.get(),
});

/**
 * Puts a form from a file or a draft in place of what is filled in; can be taken back where that was anything.
 * Scans that are enclosed stay: they are in no file. @param said what was done, in words
 */
export function bringIn({ draft, letters, photo }: Filled, said: string): void {
  if (isFilledIn()) $undo.set(allThatIs(said));
  $handed.set(undefined);
  const rows = (section: SectionId): readonly Row[] =>
    draft.rows[section].map(({ cells }) => ({ key: newKey(), cells }));
  $draft.set({
    ...draft,
    rows: { study: rows('study'), work: rows('work'), certificates: rows('certificates') },
  });
  $photo.set(photo?.slice());
  $enclosures.set([
    ...$enclosures.get().filter(({ kind }) => kind !== 'letter'),
    ...letters.map((one) => ({ ...one, id: newName() })),
  ]);
}

function putIn(handed: Handed): void {
  fillEmpty(handed.values);
  for (const { section, key, cells } of handed.rows)
    setRows(section, (rows) =>
      rows.some((row) => row.key === key)
        ? rows.map((row) => (row.key === key ? { key, cells: { ...cells, ...filledOf(row) } } : row))
        : [...rows, { key, cells }],
    );
  $handed.set(handed);
}
const filledOf = ({ cells }: Pick<Row, 'cells'>): Row['cells'] =>
  Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== ''));

/** Puts what the checker handed over where the form has nothing yet. */
export function takeOver({ values, rows }: Brought): void {
  const draft = $draft.get();
  const open: Partial<Record<FieldId, string>> = {};
  for (const id of fieldIds) if (draft.values[id] === '' && values[id] !== undefined) open[id] = values[id];
  const handed: Handed = {
    values: open,
    rows: rows
      .filter(({ section }) => draft.rows[section].length === 0)
      .map((row) => ({ ...row, key: newKey() })),
  };
  if (Object.keys(open).length + handed.rows.length > 0) putIn(handed);
}

/** The link's fragment goes once what it says is not wanted any more: a reload would bring it again. */
function dropFragment(): void {
  $handed.set(undefined);
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search);
}

/** Takes out what the checker handed over, as far as it still stands as it came; can be taken back. */
export function handBack(said: string): void {
  const handed = $handed.get();
  if (!handed) return;
  $undo.set({ kind: 'handed', said, handed });
  for (const id of fieldIds) if ($draft.get().values[id] === handed.values[id]) fill(id, '');
  for (const { section, key, cells } of handed.rows)
    setRows(section, (rows) =>
      rows.flatMap((row) => {
        if (row.key !== key) return [row];
        const rest = Object.entries(filledOf(row)).filter(([column, cell]) => cells[column] !== cell);
        return rest.length === 0 ? [] : [{ key, cells: Object.fromEntries(rest) }];
      }),
    );
  const { values, rows, photo } = $draft.get();
  const empty =
    photo === 'none' &&
    [...Object.values(values), ...Object.values(rows)].every(({ length }) => length === 0);
  if (empty) $draft.set(emptyDraft);
  dropFragment();
}

/** Empties the form and what is behind it; can be taken back. @param said what was done, in words */
export function clear(said: string): void {
  $undo.set(allThatIs(said));
  dropFragment();
  $draft.set(emptyDraft);
  $photo.set(undefined);
  $enclosures.set([]);
}

/** Gives up taking back what was done last: its notice has been closed. */
export function dropUndo(): void {
  $undo.set(undefined);
  sweep();
}

/** Takes the last removal or clearing back; what was typed since into other places stays. */
export function undo(): void {
  const done = $undo.get();
  $undo.set(undefined);
  switch (done?.kind) {
    case undefined:
      return;
    case 'row':
      setRows(done.section, (rows) => withOne(rows, done.index, done.row));
      return;
    case 'order': {
      // Only the order goes back: cells typed since stay, and so do rows added since, at the end.
      const before = new Map(done.rows.map(({ key }, index) => [key, index]));
      const at = ({ key }: Row): number => before.get(key) ?? before.size;
      setRows(done.section, (rows) => [...rows].sort((a, b) => at(a) - at(b)));
      return;
    }
    case 'enclosure':
      // There is one page for the identity card: the one taken out comes back in the place of another made since.
      $enclosures.set(
        withOne(
          $enclosures.get().filter(({ kind }) => kind !== 'identity' || done.enclosure.kind !== 'identity'),
          done.index,
          done.enclosure,
        ),
      );
      sweep();
      return;
    case 'handed':
      putIn(done.handed);
      return;
    case 'all':
      $draft.set(done.draft);
      $handed.set(done.handed);
      $photo.set(done.photo);
      $enclosures.set(done.enclosures);
      sweep();
      return;
  }
}

/** Forgets everything, also what could be taken back. */
export function forget(): void {
  dropFragment();
  $draft.set(emptyDraft);
  $photo.set(undefined);
  $undo.set(undefined);
  $enclosures.set([]);
  $pictures.set(new Map());
}
