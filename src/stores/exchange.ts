/** Writes files for other programs, the zip among them. */
import { strToU8, zipSync, type Zippable } from 'fflate';
import type { CitedDocument } from '../domain/exam/bank-file.ts';
import type { Entry } from '../domain/exam/template.ts';
import { ankiText } from '../domain/exchange/anki.ts';
import { giftText } from '../domain/exchange/gift.ts';
import { itemsOf, parcelJson, type Format } from '../domain/exchange/parcel.ts';
import { qtiFiles, type Points } from '../domain/exchange/qti.ts';

export interface Written {
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** MIME type */
  readonly type: string;
}

/** Writes entries of the bank in a format. @param points whole points of a question of each type, for QTI */
export function write(
  format: Format,
  entries: readonly Entry[],
  documents: Readonly<Record<string, CitedDocument>>,
  points: Points,
): Written {
  const parcel = { items: itemsOf(entries), documents };
  switch (format) {
    case 'json':
      return { body: parcelJson(entries, documents), type: 'application/json' };
    case 'anki':
      return { body: ankiText(parcel), type: 'text/plain;charset=utf-8' };
    case 'gift':
      return { body: giftText(parcel), type: 'text/plain;charset=utf-8' };
    case 'qti': {
      const files: Zippable = {};
      // The same items give the same bytes: a package bears no hour of its making.
      for (const [name, text] of qtiFiles(parcel, points))
        files[name] = [strToU8(text), { mtime: '1980-01-01' }];
      return { body: zipSync(files, { level: 6 }), type: 'application/zip' };
    }
    default:
      return format satisfies never;
  }
}
