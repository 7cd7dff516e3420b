import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fromBase64,
  isOurPhoto,
  leastRounds,
  longestForm,
  readForm,
  toBase64,
  writeForm,
  writeSealed,
  type Filled,
} from '../../../src/domain/registration/file.ts';
import { emptyDraft, mostRows, type Draft } from '../../../src/domain/registration/form.ts';
import { draftDays, keptDraft, readKept } from '../../../src/domain/registration/kept.ts';
import { anyone, person } from './people.ts';

/** The head of a JPEG: markers up to the picture itself. */
const jpeg = (width: number, height: number, ...beside: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from([
    ...[0xff, 0xd8],
    ...beside.flat(),
    ...[0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0],
    ...[0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9],
  ]);
const jfif = [0xff, 0xe0, 0, 4, 0x4a, 0x46];
const exif = [0xff, 0xe1, 0, 8, 0x45, 0x78, 0x69, 0x66, 0, 0];
const photo = jpeg(413, 579, jfif);

/** A form without the keys of its rows, which tell them apart on the screen only. */
const bare = ({ values, rows, photo: choice }: Draft): unknown => ({
  values,
  choice,
  rows: Object.values(rows).map((all) => all.map(({ cells }) => Object.entries(cells).toSorted())),
});
const filled = (draft: Draft): Filled => ({
  draft,
  letters: [{ kind: 'letter', id: 'e1', employer: '甲公司', contact: '李四', phone: '' }],
  photo,
});
const text = (change: object): string =>
  JSON.stringify({ ...(JSON.parse(writeForm(filled(person))) as object), ...change });
function read(file: string) {
  const found = readForm(file);
  if (found.kind !== 'read') throw new Error(JSON.stringify(found));
  return found;
}
function refusal(file: string): string {
  const found = readForm(file);
  return found.kind === 'refused' ? found.sentence : found.kind;
}

describe('a form in a file', () => {
  test('comes back as it went in, whoever it is', () => {
    fc.assert(
      fc.property(anyone(3), (one) => {
        const draft: Draft = { ...one, photo: 'ready' };
        const { filled: back, dropped } = read(writeForm(filled(draft)));
        expect(dropped).toEqual([]);
        const whole = (section: keyof Draft['rows']) => back.draft.rows[section].map(({ key }) => key);
        for (const section of ['study', 'work', 'certificates'] as const)
          expect(new Set(whole(section)).size).toBe(draft.rows[section].length);
        expect(back.draft.values).toEqual(draft.values);
        for (const section of ['study', 'work', 'certificates'] as const)
          draft.rows[section].forEach(({ cells }, index) => {
            expect(back.draft.rows[section][index]?.cells).toMatchObject(cells);
          });
        expect(back.letters).toMatchObject([{ employer: '甲公司', contact: '李四', phone: '' }]);
        expect(back.photo).toEqual(photo);
      }),
      { numRuns: 50 },
    );
  });

  test('without the photo has none to print, and keeps the wish to paste one', () => {
    const without = (choice: Draft['photo']) =>
      read(writeForm({ draft: { ...emptyDraft, photo: choice }, letters: [] })).filled.draft.photo;
    expect([without('ready'), without('paste'), without('none')]).toEqual(['none', 'paste', 'none']);
    expect(read(writeForm({ draft: emptyDraft, letters: [] })).filled.photo).toBeUndefined();
    expect(bare(read(writeForm({ draft: emptyDraft, letters: [] })).filled.draft)).toEqual(bare(emptyDraft));
  });

  test.each([
    ['', '这个文件是空的'],
    ['{"format":"carbon-registration","ver', '不完整'],
    ['[1]', '不是本站存下的'],
    ['null', '不是本站存下的'],
    ['{"format":"carbon-exam-backup","version":1}', '不是本站存下的'],
    ['{"format":"carbon-registration","version":2}', '更新的版本'],
    ['{"format":"carbon-registration","version":"1"}', '版本号不对'],
    ['['.repeat(200_000), '不'],
    ['x'.repeat(longestForm + 1), '太大'],
    ['{"__proto__":{"format":"carbon-registration","version":1}}', '不是本站存下的'],
    ['{"format":"carbon-registration-sealed","version":1,"rounds":1000,"salt":"","iv":"","data":""}', '坏了'],
  ])('%.60s is refused in a sentence', (file, sentence) => {
    expect(refusal(file)).toContain(sentence);
  });

  test('loses only what is wrong in it, and says what that was', () => {
    const { filled: back, dropped } = read(
      text({
        values: { ...person.values, name: 7, sex: '未知', school: '长'.repeat(5000), extra: 'x' },
        rows: { study: Array.from({ length: 99 }, () => ({ school: '甲', from: ['2000'] })), work: 'none' },
        photo: 'ready',
        picture: toBase64(jpeg(413, 579, exif)),
      }),
    );
    expect(back.draft.values.name).toBe('');
    expect(back.draft.values.sex).toBe('');
    expect(back.draft.values.school).toBe('');
    expect(back.draft.values.mobile).toBe(person.values.mobile);
    expect('extra' in back.draft.values).toBe(false);
    expect(back.draft.rows.study).toHaveLength(mostRows);
    expect(back.draft.rows.work).toEqual([]);
    expect(back.photo).toBeUndefined();
    expect(back.draft.photo).toBe('none');
    for (const word of ['姓名不是文字', '性别不在可选', '毕业院校太长', '学习经历超过', '照片不是'])
      expect(dropped.join('')).toContain(word);
  });

  test('touches nothing that every object has, and takes nothing from it', () => {
    const file = writeForm(filled(person)).replace(
      '"values":{',
      '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"values":{"__proto__":{"mobile":"x"},',
    );
    const { filled: back } = read(file);
    expect(Object.hasOwn({}, 'polluted') || 'polluted' in {}).toBe(false);
    expect(back.draft.values.mobile).toBe(person.values.mobile);
    expect(
      read('{"format":"carbon-registration","version":1,"values":{"__proto__":{"name":"甲"}}}').filled.draft
        .values.name,
    ).toBe('');
  });

  test('never makes the reader fail, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('values', 'rows', 'letters', 'photo', 'picture'),
        (value, key) => {
          expect(['read', 'refused']).toContain(readForm(text({ [key]: value })).kind);
        },
      ),
    );
  });
});

describe('a sealed form', () => {
  const sealed = {
    rounds: leastRounds,
    salt: new Uint8Array(16).fill(1),
    iv: new Uint8Array(12).fill(2),
    data: new Uint8Array(40).fill(3),
  };
  test('comes back as it was, with its salt, its vector and its rounds', () => {
    expect(readForm(writeSealed(sealed))).toEqual({ kind: 'sealed', sealed });
  });
  test('with fewer rounds than are safe, or more than a page can wait for, is not tried', () => {
    expect(leastRounds).toBeGreaterThanOrEqual(600_000);
    expect(refusal(writeSealed({ ...sealed, rounds: 599_999 }))).toContain('坏了');
    expect(refusal(writeSealed({ ...sealed, rounds: 1e9 }))).toContain('坏了');
    expect(refusal(writeSealed({ ...sealed, iv: new Uint8Array(11) }))).toContain('坏了');
  });
});

describe('a photo in a file', () => {
  test('is taken only as this site cuts it: its size, and nothing beside the picture', () => {
    expect(isOurPhoto(photo)).toBe(true);
    expect(isOurPhoto(jpeg(413, 579, jfif, [0xff, 0xe2, 0, 4, 1, 2]))).toBe(true);
    expect(isOurPhoto(jpeg(413, 579, jfif, exif))).toBe(false);
    expect(isOurPhoto(jpeg(413, 579, [0xff, 0xfe, 0, 4, 0x68, 0x69]))).toBe(false);
    expect(isOurPhoto(jpeg(414, 579, jfif))).toBe(false);
    expect(isOurPhoto(photo.slice(0, 20))).toBe(false);
    expect(isOurPhoto(new Uint8Array())).toBe(false);
  });
});

test('base64 is undone by itself, agrees with Node, and takes nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
    }),
  );
  for (const wrong of ['a', 'ab=c', '====', 'a-_b', 'ab c']) expect(fromBase64(wrong)).toBeUndefined();
});

describe('a draft in the browser', () => {
  const now = Date.UTC(2026, 10, 22);
  const day = 86_400_000;
  const draft = keptDraft('x', false, 's', now);
  test('is kept seven days and not a moment longer', () => {
    expect(draftDays).toBe(7);
    expect(readKept(draft, now + 7 * day - 1)).toEqual({ kind: 'kept', draft });
    expect(readKept(draft, now + 7 * day)).toEqual({ kind: 'expired' });
  });
  test('of a clock set wrong, or with a day of its own choosing, is kept no longer either', () => {
    const later = readKept({ ...keptDraft('x', false, 's', now + 99 * day) }, now);
    expect(later.kind === 'kept' && later.draft.until).toBe(now + 7 * day);
    const longer = readKept({ ...draft, until: now + 999 * day }, now);
    expect(longer.kind === 'kept' && longer.draft.until).toBe(now + 7 * day);
  });
  test('that is none is called broken, and one of a later version newer', () => {
    for (const raw of [
      null,
      'x',
      {},
      { ...draft, text: 7 },
      { ...draft, until: 'soon' },
      { ...draft, version: 0 },
    ])
      expect(readKept(raw, now)).toEqual({ kind: 'broken' });
    expect(readKept({ version: 2, anything: true }, now)).toEqual({ kind: 'newer' });
  });
});
