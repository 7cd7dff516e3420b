/** The registration form being filled in. In memory only: nothing of it is ever stored, and a reload forgets it. */
import { atom } from 'nanostores';
import { todayInShanghai } from '../clock.ts';
import type { PlainDate } from '../domain/calendar.ts';
import {
  emptyDraft,
  fieldIds,
  type Draft,
  type FieldId,
  type Row,
  type SectionId,
} from '../domain/registration/form.ts';

/** What can be taken back, and what was done, in words. */
type Undo =
  | {
      readonly kind: 'row';
      readonly said: string;
      readonly section: SectionId;
      readonly row: Row;
      readonly index: number;
    }
  | {
      readonly kind: 'all';
      readonly said: string;
      readonly draft: Draft;
      readonly photo: Uint8Array<ArrayBuffer> | undefined;
    };

export const $draft = atom<Draft>(emptyDraft);
/** JPEG of the photo, cut to size. */
export const $photo = atom<Uint8Array<ArrayBuffer> | undefined>(undefined);
export const $undo = atom<Undo | undefined>(undefined);
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

/** Adds an empty row. @returns its key */
export function addRow(section: SectionId): string {
  rowsMade += 1;
  const key = `r${String(rowsMade)}`;
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
  setRows(section, () => rows.toSpliced(index, 1));
}

/** Keeps the photo as it was cut last. Whether it is printed or pasted on paper stays as chosen. */
export function keepPhoto(photo: Uint8Array<ArrayBuffer>): void {
  $photo.set(photo);
  pastePhoto($draft.get().photo === 'paste');
}

/** Leaves room on the sheet for a photo pasted on paper, or prints the one that is kept; neither loses it. */
export function pastePhoto(paste: boolean): void {
  $draft.set({ ...$draft.get(), photo: paste ? 'paste' : $photo.get() ? 'ready' : 'none' });
}

/** Empties the form; can be taken back. @param said what was done, in words */
export function clear(said: string): void {
  $undo.set({ kind: 'all', said, draft: $draft.get(), photo: $photo.get() });
  $draft.set(emptyDraft);
  $photo.set(undefined);
}

/** Takes the last removal or clearing back; what was typed since into other places stays. */
export function undo(): void {
  const done = $undo.get();
  $undo.set(undefined);
  if (done?.kind === 'row') setRows(done.section, (rows) => rows.toSpliced(done.index, 0, done.row));
  if (done?.kind === 'all') {
    $draft.set(done.draft);
    $photo.set(done.photo);
  }
}

/** Forgets everything, also what could be taken back. */
export function forget(): void {
  $draft.set(emptyDraft);
  $photo.set(undefined);
  $undo.set(undefined);
}
