/** The filled-in form as a file: written, sealed, and read back from hands that may have changed it. */
import type { Enclosure } from './enclosures.ts';
import {
  columnsOf,
  emptyDraft,
  fieldIds,
  fieldOf,
  mostRows,
  sectionIds,
  sections,
  type Draft,
  type FieldId,
  type Row,
  type SectionId,
} from './form.ts';
import { photoSize, readPicture } from './picture.ts';

export type Letter = Extract<Enclosure, { kind: 'letter' }>;

/** What a file or a draft holds. Scans of cards and certificates are in neither. */
export interface Filled {
  readonly draft: Draft;
  readonly letters: readonly Letter[];
  /** JPEG, cut to size. */
  readonly photo?: Uint8Array;
}

/** A file under a passphrase: PBKDF2 with SHA-256, then AES-GCM. All but rounds in bytes. */
export interface Sealed {
  readonly rounds: number;
  readonly salt: Uint8Array;
  readonly iv: Uint8Array;
  readonly data: Uint8Array;
}

const format = 'carbon-registration';
const sealedFormat = 'carbon-registration-sealed';
const version = 1;
/** Characters a file may have: a photo takes about a tenth of that. */
export const longestForm = 4_000_000;
/** Characters an entry may have: many times the longest that is printed. */
const longestEntry = 1_000;
const mostLetters = 20;
/** Rounds of PBKDF2 with SHA-256: what OWASP asks for (Password Storage Cheat Sheet, 2023), and what a page can wait for. */
export const leastRounds = 600_000;
const mostRounds = 10_000_000;

export type FormFile =
  | { readonly kind: 'read'; readonly filled: Filled; readonly dropped: readonly string[] }
  | { readonly kind: 'sealed'; readonly sealed: Sealed }
  | { readonly kind: 'refused'; readonly sentence: string };

const letters64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes as base64 (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const four = [18, 12, 6, 0].map((shift) => letters64.charAt((three >> shift) & 63)).join('');
    parts.push(at + 2 < bytes.length ? four : four.slice(0, bytes.length - at + 1).padEnd(4, '='));
  }
  return parts.join('');
}

/** Base64 as bytes; undefined where it is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const body = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let [held, bits, at] = [0, 0, 0];
  for (let index = 0; index < body.length; index += 1) {
    held = ((held << 6) | letters64.indexOf(body.charAt(index))) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = (held >> bits) & 255;
      at += 1;
    }
  }
  return bytes;
}

/** The form as text to keep or to save. A photo that is not given is left out, and the form then has none. */
export function writeForm({ draft, letters, photo }: Filled): string {
  const choice = draft.photo === 'ready' && !photo ? 'none' : draft.photo;
  return JSON.stringify({
    format,
    version,
    values: draft.values,
    rows: Object.fromEntries(
      sectionIds.map((section) => [section, draft.rows[section].map(({ cells }) => cells)]),
    ),
    letters: letters.map(({ employer, contact, phone }) => ({ employer, contact, phone })),
    photo: choice,
    ...(photo ? { picture: toBase64(photo) } : {}),
  });
}

/** A sealed form as text. */
export const writeSealed = ({ rounds, salt, iv, data }: Sealed): string =>
  JSON.stringify({
    format: sealedFormat,
    version,
    rounds,
    salt: toBase64(salt),
    iv: toBase64(iv),
    data: toBase64(data),
  });

const refused = (sentence: string): FormFile => ({ kind: 'refused', sentence });
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** A property of the object's own; never one that every object has. */
const own = (record: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/**
 * Reads a file of the form. Only what the form has fields for is taken, each entry by its name; nothing else in the
 * file is looked at.
 * @param text the whole file
 * @returns the form with sentences on what was left out, a sealed one, or why it cannot be read
 */
export function readForm(text: string): FormFile {
  if (text.length > longestForm)
    return refused('这个文件太大，不像报名表文件，所以没有打开。请选从本站存下的文件。');
  if (text.trim() === '') return refused('这个文件是空的。请重新选择报名表文件。');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return refused('这个文件不完整，或者不是报名表文件。如果是传送过来的，请重新传一次。');
  }
  const found = isRecord(parsed) ? own(parsed, 'format') : undefined;
  if (!isRecord(parsed) || (found !== format && found !== sealedFormat))
    return refused('这不是本站存下的报名表文件。请选文件名以“报名表-”开头的那个。');
  const written = own(parsed, 'version');
  if (typeof written === 'number' && written > version)
    return refused('这个文件由本站更新的版本写成，这里还读不懂。请刷新页面后再试一次。');
  if (written !== version) return refused('这个文件里的版本号不对，所以没有打开。');
  return found === sealedFormat ? readSealed(parsed) : readPlain(parsed);
}

function readSealed(parsed: Readonly<Record<string, unknown>>): FormFile {
  const rounds = own(parsed, 'rounds');
  const bytes = (key: string): Uint8Array | undefined => {
    const value = own(parsed, key);
    return typeof value === 'string' ? fromBase64(value) : undefined;
  };
  const [salt, iv, data] = [bytes('salt'), bytes('iv'), bytes('data')];
  if (
    typeof rounds !== 'number' ||
    !Number.isInteger(rounds) ||
    rounds < leastRounds ||
    rounds > mostRounds ||
    salt?.length !== 16 ||
    iv?.length !== 12 ||
    !data ||
    data.length <= 16
  )
    return refused('这个加密的文件坏了，打不开。');
  return { kind: 'sealed', sealed: { rounds, salt, iv, data } };
}

function readPlain(parsed: Readonly<Record<string, unknown>>): FormFile {
  const dropped: string[] = [];
  const entry = (label: string, value: unknown): string => {
    if (value === undefined || value === '') return '';
    if (typeof value === 'string' && value.length <= longestEntry) return value;
    dropped.push(`${label}${typeof value === 'string' ? '太长' : '不是文字'}，没有读入。`);
    return '';
  };

  const values: Record<FieldId, string> = { ...emptyDraft.values };
  const given = own(parsed, 'values');
  for (const id of fieldIds) {
    const { label, choices } = fieldOf(id);
    const value = isRecord(given) ? entry(label, own(given, id)) : '';
    if (value === '' || !choices || choices.some((choice) => choice.id === value)) values[id] = value;
    else dropped.push(`${label}不在可选的几项里，没有读入，请重新选择。`);
  }

  const tables = own(parsed, 'rows');
  const rowsOf = (section: SectionId): readonly Row[] => {
    const { label } = sections[section];
    const all = isRecord(tables) ? own(tables, section) : undefined;
    if (!Array.isArray(all)) return [];
    if (all.length > mostRows) dropped.push(`${label}超过 ${mostRows} 行，多出的没有读入。`);
    return all
      .slice(0, mostRows)
      .filter(isRecord)
      .map((cells, index) => ({
        key: `f${index}`,
        cells: Object.fromEntries(
          columnsOf(section).map(([column, { label: head }]) => [
            column,
            entry(`${label}第 ${index + 1} 行的${head}`, own(cells, column)),
          ]),
        ),
      }));
  };
  const rows = { study: rowsOf('study'), work: rowsOf('work'), certificates: rowsOf('certificates') };

  const enclosed = own(parsed, 'letters');
  const letters = (Array.isArray(enclosed) ? enclosed : [])
    .slice(0, mostLetters)
    .filter(isRecord)
    .map((one, index): Letter => ({
      kind: 'letter',
      id: `f${index}`,
      employer: entry('工作证明的单位', own(one, 'employer')),
      contact: entry('单位联系人', own(one, 'contact')),
      phone: entry('联系电话', own(one, 'phone')),
    }))
    .filter(({ employer }) => employer !== '');

  const picture = own(parsed, 'picture');
  const bytes = typeof picture === 'string' ? fromBase64(picture) : undefined;
  const photo = bytes && isOurPhoto(bytes) ? bytes : undefined;
  if (picture !== undefined && !photo) dropped.push('照片不是本站裁好的那种，没有读入，请重新选择照片。');
  const choice = own(parsed, 'photo');
  return {
    kind: 'read',
    dropped,
    filled: {
      draft: { values, rows, photo: choice === 'paste' ? 'paste' : photo ? 'ready' : 'none' },
      letters,
      ...(photo ? { photo } : {}),
    },
  };
}

/**
 * Whether a picture is as this site cuts it: a JPEG of 413 × 579 pixels with nothing beside the picture, no EXIF,
 * no comment; JFIF's own header and a colour profile may be there.
 */
export function isOurPhoto(bytes: Uint8Array): boolean {
  const read = readPicture(bytes);
  if (!read.ok || read.kind !== 'jpeg') return false;
  if (read.width !== photoSize.width || read.height !== photoSize.height) return false;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // The picture itself begins.
    if (marker === 0xda) return true;
    const beside = (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2) || marker === 0xfe;
    if (beside) return false;
    at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
  return false;
}
