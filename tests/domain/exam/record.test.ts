import { describe, expect, test } from 'vitest';
import {
  isRead,
  mend,
  mostLines,
  readAttempt,
  readDrill,
  readEntry,
  recordVersion,
} from '../../../src/domain/exam/record.ts';

const sheet = {
  id: 'x-1',
  number: 'C1WM-QF2G-FGXS',
  blueprint: 'C1',
  level: 'junior',
  mode: 'strict',
  rule: 'half-each',
  minutes: 120,
  factor: 1.5,
  pass: 60,
  questions: [{ item: '1-1-s01', rev: 1, type: 'single', points: 1, order: ['a', 'b', 'c', 'd'] }],
};
const attempt = { version: recordVersion, sheet, madeAt: 5 };
const entry = {
  version: recordVersion,
  attempt: 'x-1',
  seq: 0,
  entry: { at: 1, kind: 'answer', item: '1-1-s01', response: { kind: 'choice', chosen: ['a'] } },
};

describe('records', () => {
  test('what was written is read, and nothing besides', () => {
    expect(readAttempt(attempt)).toEqual(attempt);
    expect(readAttempt({ ...attempt, extra: 1, sheet: { ...sheet, factor: 'none', more: [] } })).toEqual({
      ...attempt,
      sheet: { ...sheet, factor: 'none' },
    });
    expect(readEntry(entry)).toEqual(entry);
    for (const kind of ['start', 'pause', 'resume', 'restore', 'extend', 'submit', 'expire'])
      expect(readEntry({ ...entry, entry: { at: 2, kind } })).toEqual({ ...entry, entry: { at: 2, kind } });
    const text = { at: 3, kind: 'answer', item: '1-1-q01', response: { kind: 'text', text: '答' } };
    expect(readEntry({ ...entry, entry: text })).toEqual({ ...entry, entry: text });
  });

  test('what a record may hold besides is kept: when it was deleted, that it was done by hand', () => {
    const more = { ...attempt, deletedAt: 6, sheet: { ...sheet, byHand: true } };
    expect(readAttempt(more)).toEqual(more);
    expect(readAttempt({ ...attempt, deletedAt: 'yesterday', sheet: { ...sheet, byHand: 'yes' } })).toEqual(
      attempt,
    );
  });

  test('own marks are read in whole and in part, and those of the first version too', () => {
    for (const [version, lines] of [
      [recordVersion, [2, null, 0]],
      [1, [2, 0, 0]],
    ] as const) {
      const own = { version, attempt: 'x-1', seq: 3, entry: { at: 4, kind: 'own', item: '1-1-q01', lines } };
      expect(readEntry(own)).toEqual(own);
      // As it comes back from a file.
      expect(readEntry(JSON.parse(JSON.stringify(own)))).toEqual(own);
    }
    expect(readAttempt({ ...attempt, version: 1 })).toEqual({ ...attempt, version: 1 });
  });

  test('a record of a later version is told from a broken one', () => {
    expect(readAttempt({ ...attempt, version: recordVersion + 1 })).toBe('newer');
    expect(readEntry({ ...entry, version: recordVersion + 1 })).toBe('newer');
    expect(readDrill({ version: recordVersion + 1 })).toBe('newer');
  });

  test.each([
    null,
    undefined,
    0,
    'x',
    [],
    {},
    { ...attempt, version: '1' },
    { ...attempt, sheet: null },
    { ...attempt, madeAt: Number.NaN },
    { ...attempt, sheet: { ...sheet, level: 'expert' } },
    { ...attempt, sheet: { ...sheet, factor: -1 } },
    { ...attempt, sheet: { ...sheet, questions: [] } },
    { ...attempt, sheet: { ...sheet, questions: [{ ...sheet.questions[0], order: [1] }] } },
    { ...attempt, sheet: { ...sheet, questions: Array.from({ length: 501 }, () => sheet.questions[0]) } },
  ])('a broken attempt is refused: %j', (raw) => {
    expect(readAttempt(raw)).toBe('broken');
  });

  test.each([
    { ...entry, seq: 'first' },
    { ...entry, entry: { kind: 'start' } },
    { ...entry, entry: { at: 1, kind: 'cheat' } },
    {
      ...entry,
      entry: { at: 1, kind: 'answer', item: '1-1-s01', response: { kind: 'choice', chosen: 'a' } },
    },
    {
      ...entry,
      entry: {
        at: 1,
        kind: 'answer',
        item: '1-1-s01',
        response: { kind: 'text', text: 'x'.repeat(100_001) },
      },
    },
    { ...entry, entry: { at: 1, kind: 'own', item: '1-1-q01', lines: [1, '2'] } },
    { ...entry, entry: { at: 1, kind: 'own', item: '1-1-q01', lines: [1, -2] } },
    { ...entry, entry: { at: 1, kind: 'own', item: '1-1-q01', lines: [1e9] } },
    // Time neither runs backwards nor for ages.
    { ...entry, entry: { at: 1, kind: 'beat', active: -1 } },
    { ...entry, entry: { at: 1, kind: 'beat', active: 1e300 } },
    { ...entry, entry: { at: 1, kind: 'leap', by: -60_000 } },
    { ...entry, entry: { at: 1, kind: 'leap', by: 1e300 } },
    { ...entry, entry: { at: -1, kind: 'start' } },
    { ...entry, entry: { at: 1, kind: 'flag', item: '1-1-s01', on: 'true' } },
  ])('a broken line is refused: %j', (raw) => {
    expect(readEntry(raw)).toBe('broken');
  });

  test('a hostile record changes no prototype', () => {
    const raw: unknown = JSON.parse(
      `{"version":1,"madeAt":1,"__proto__":{"polluted":1},"sheet":{"__proto__":{"polluted":1}}}`,
    );
    expect(readAttempt(raw)).toBe('broken');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('an exercise is read with its outcome alone', () => {
    const drill = { version: 1, at: 1, day: '2027-01-16', item: '1-1-s01', rev: 1, outcome: 'partial' };
    expect(readDrill(drill)).toEqual(drill);
    expect(isRead(readDrill({ ...drill, outcome: 'guessed' }))).toBe(false);
  });
});

describe('a log as the storage held it', () => {
  const record = readAttempt(attempt);
  if (!isRead(record)) throw new Error('a good record');
  const line = (seq: number, kind = 'submit'): { seq: number; raw: unknown } => ({
    seq,
    raw: { version: recordVersion, attempt: 'x-1', seq, entry: { at: 10 + seq, kind } },
  });

  test('is read as it is', () => {
    expect(mend(record, [line(0, 'start'), line(1)])).toEqual({
      log: [
        { at: 10, kind: 'start' },
        { at: 11, kind: 'submit' },
      ],
      wrong: [],
      newer: false,
    });
  });

  test.each([
    ['torn', { seq: 1, raw: { version: 2 } }],
    ['of another attempt', { seq: 1, raw: { ...entry, attempt: 'y', seq: 1 } }],
    ['in another place', { seq: 1, raw: { ...entry, seq: 7 } }],
  ])('a line that is %s never costs the others', (_how, torn) => {
    expect(mend(record, [line(0, 'start'), torn, line(2)])).toEqual({
      log: [
        { at: 10, kind: 'start' },
        { at: 10, kind: 'beat', active: 0 },
        { at: 12, kind: 'submit' },
      ],
      wrong: [1],
      newer: false,
    });
  });

  test('a missing line and a missing start are stood in for, in their places', () => {
    expect(mend(record, [line(2)]).log).toEqual([
      { at: 5, kind: 'start' },
      { at: 5, kind: 'beat', active: 0 },
      { at: 12, kind: 'submit' },
    ]);
    expect(mend(record, [])).toEqual({ log: [{ at: 5, kind: 'start' }], wrong: [0], newer: false });
  });

  test('a line far beyond any log is passed over, not led up to with millions of others', () => {
    const far = { seq: mostLines, raw: { ...entry, seq: mostLines } };
    expect(mend(record, [line(0, 'start'), far])).toEqual({
      log: [{ at: 10, kind: 'start' }],
      wrong: [],
      newer: false,
    });
    expect(mend(record, [line(0, 'start'), line(mostLines - 1)]).log).toHaveLength(mostLines);
  });

  test('what a later version wrote ends what can be read here, and says so', () => {
    const later = { seq: 1, raw: { version: recordVersion + 1 } };
    expect(mend(record, [line(0, 'start'), later, line(2)])).toEqual({
      log: [{ at: 10, kind: 'start' }],
      wrong: [],
      newer: true,
    });
  });
});
