import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry, Sheet } from '../../../src/domain/exam/attempt.ts';
import {
  asideShelf,
  backupFormat,
  backupVersion,
  changedAttempts,
  drillShelf,
  gain,
  longestFile,
  merge,
  nothing,
  readBackup,
  settingsShelf,
  shelfOf,
  writeBackup,
  type Holdings,
  type KeptAttempt,
  type ReadBackup,
  type Shelf,
} from '../../../src/domain/exam/backup.ts';
import { isRead, recordVersion, type DrillRecord } from '../../../src/domain/exam/record.ts';

const shelves: readonly Shelf[] = [drillShelf, settingsShelf, asideShelf];
const sheet: Sheet = {
  id: 'x',
  number: 'C1WM-QF2G-FGXS',
  blueprint: 'C1',
  level: 'junior',
  mode: 'strict',
  rule: 'half-each',
  minutes: 120,
  factor: 1,
  pass: 60,
  questions: [{ item: '1-1-s01', rev: 1, type: 'single', points: 1, order: ['a', 'b', 'c', 'd'] }],
};
const answer = (at: number, chosen: string): Entry => ({
  at,
  kind: 'answer',
  item: '1-1-s01',
  response: { kind: 'choice', chosen: [chosen] },
});
const start: Entry = { at: 1_000, kind: 'start' };
const attempt = (id: string, ...log: readonly Entry[]): KeptAttempt => ({
  record: { version: recordVersion, sheet: { ...sheet, id }, madeAt: 1_000 },
  log: [start, ...log],
});
const drill = (at: number, outcome: DrillRecord['outcome'] = 'right'): DrillRecord => ({
  version: recordVersion,
  at,
  day: '2027-01-16',
  item: '1-1-s01',
  rev: 1,
  outcome,
});
const put = (shelf: Shelf, ...raws: readonly unknown[]) =>
  [shelf.name, raws.map((raw) => shelf.read(raw)).filter(isRead)] as const;
const held = (attempts: readonly KeptAttempt[], ...on: readonly ReturnType<typeof put>[]): Holdings =>
  merge({ attempts, shelves: new Map(on) }, nothing);
const read = (text: string): ReadBackup => {
  const one = readBackup(text, shelves);
  if (one.kind !== 'read') throw new Error(JSON.stringify(one));
  return one;
};
/** What is held, as plain data. */
const plain = ({ attempts, shelves: on }: Holdings): unknown => ({
  attempts,
  shelves: [...on]
    .filter(([, all]) => all.length > 0)
    .map(([name, all]) => [name, all.map(({ text }) => text)]),
});

describe('a backup', () => {
  const all = held(
    [attempt('a', answer(2_000, 'a')), attempt('b')],
    put(drillShelf, drill(5), drill(6, 'wrong')),
    put(settingsShelf, { level: 'senior', factor: 1.5, at: 7 }),
    put(asideShelf, { from: 'attempts', raw: { version: 1, sheet: 'torn' } }),
  );

  test('brings back everything that was written', () => {
    const { holdings, findings, madeAt } = read(writeBackup(all, 9));
    expect(plain(holdings)).toEqual(plain(all));
    expect([findings, madeAt]).toEqual([[], 9]);
  });

  test('also that of a single paper saved when storing failed, and with a mark at its beginning', () => {
    const { record, log } = attempt('a', answer(2_000, 'b'));
    expect(read(`\uFEFF${JSON.stringify({ ...record, log })}`).holdings.attempts).toEqual([{ record, log }]);
  });

  test.each([
    ['', { kind: 'empty' }],
    [' \n', { kind: 'empty' }],
    ['{"format":"carbon-exam-backup","ver', { kind: 'not-json' }],
    ['PK\u0003\u0004', { kind: 'not-json' }],
    ['[]', { kind: 'not-backup' }],
    ['null', { kind: 'not-backup' }],
    ['"x"', { kind: 'not-backup' }],
    ['{"format":"other","version":1}', { kind: 'not-backup' }],
    [`{"format":"${backupFormat}","version":"1"}`, { kind: 'not-backup' }],
    [`{"format":"${backupFormat}","version":99}`, { kind: 'newer', version: 99 }],
    ['['.repeat(200_000), { kind: 'too-deep' }],
    [`{"a":${'[{"a":'.repeat(50_000)}`, { kind: 'too-deep' }],
    ['x'.repeat(longestFile + 1), { kind: 'too-large', found: longestFile + 1, most: longestFile }],
  ])('a file that is none is refused as a whole: %.40s', (text, problem) => {
    expect(readBackup(text, shelves)).toEqual(problem);
  });

  const file = (rest: object): string =>
    JSON.stringify({ format: backupFormat, version: backupVersion, ...rest });
  const kept = (id: string, ...log: readonly unknown[]) => ({ ...attempt(id).record, log: [start, ...log] });

  test('one broken record costs that record and no other, and is counted with its place', () => {
    const { holdings, findings } = read(
      file({
        attempts: [
          kept('a'),
          { ...kept('b'), sheet: null },
          { ...kept('c'), version: 99 },
          { ...kept('d'), log: 'none' },
          kept('e', { at: 5, kind: 'cheat' }, answer(6, 'c')),
          { ...kept('x"] [y'), madeAt: 1 },
        ],
        drills: [drill(1), { ...drill(2), outcome: 'lucky' }, drill(3), { version: 99 }, 7],
        settings: { level: 'senior' },
        aside: [{ from: 3 }],
        unknown: [1, 2, 3],
      }),
    );
    expect(holdings.attempts.map(({ record, log }) => [record.sheet.id, log.length])).toEqual([
      ['a', 1],
      ['e', 3],
    ]);
    // What stands for the torn line changes nothing; the answer after it is there.
    expect(holdings.attempts[1]?.log.slice(1)).toEqual([
      { at: 1_000, kind: 'beat', active: 0 },
      answer(6, 'c'),
    ]);
    expect(holdings.shelves.get('drills')?.map(({ value }) => value)).toEqual([drill(1), drill(3)]);
    expect(findings).toEqual([
      { where: 'attempts', why: 'broken', count: 3, first: 2 },
      { where: 'attempts', why: 'newer', count: 1, first: 3 },
      { where: 'lines', why: 'broken', count: 1, first: 5 },
      { where: 'drills', why: 'broken', count: 2, first: 2 },
      { where: 'drills', why: 'newer', count: 1, first: 4 },
      { where: 'settings', why: 'broken', count: 1, first: 1 },
      { where: 'aside', why: 'broken', count: 1, first: 1 },
    ]);
  });

  test('two attempts of one id in a file are both kept, and said', () => {
    const { holdings, findings } = read(
      file({ attempts: [kept('a', answer(5, 'a')), kept('a', answer(5, 'b')), kept('a', answer(5, 'a'))] }),
    );
    expect(holdings.attempts.map(({ log }) => log[1])).toEqual([answer(5, 'a'), answer(5, 'b')]);
    expect(holdings.attempts[0]?.record.sheet.id).toBe('a');
    expect(holdings.attempts[1]?.record.sheet.id).toMatch(/^a~[0-9a-z]+$/);
    expect(findings).toEqual([{ where: 'attempts', why: 'twice', count: 2, first: 2 }]);
  });

  test.each([
    [
      'a prototype',
      (one: object) => JSON.stringify(one).replace('"madeAt"', '"__proto__":{"polluted":1},"madeAt"'),
    ],
    [
      'a constructor',
      (one: object) => JSON.stringify({ ...one, constructor: { prototype: { polluted: 1 } } }),
    ],
    [
      'a huge text',
      (one: object) =>
        JSON.stringify({ ...one, log: [start, { ...answer(5, 'a'), item: 'x'.repeat(1_000) }] }),
    ],
    ['a huge number', (one: object) => JSON.stringify(one).replace('"minutes":120', '"minutes":1e308')],
    ['an id that is markup', (one: object) => JSON.stringify(one).replace('"id":"a"', '"id":"<img src=x>"')],
    [
      'too many lines',
      (one: object) => JSON.stringify({ ...one, log: Array.from({ length: 20_001 }, () => start) }),
    ],
    ['a date out of all reach', (one: object) => JSON.stringify({ ...one, madeAt: 1e300 })],
  ])('%s in a file does no harm', (_what, spoil) => {
    const text = `{"format":"${backupFormat}","version":1,"attempts":[${spoil(kept('a', answer(5, 'a')))}]}`;
    const one = readBackup(text, shelves);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    if (one.kind !== 'read') throw new Error(one.kind);
    for (const { record, log } of one.holdings.attempts) {
      expect(Object.keys(record).sort()).toEqual(['madeAt', 'sheet', 'version']);
      expect(Object.keys(record.sheet).sort()).toEqual(Object.keys(sheet).sort());
      expect(log.length).toBe(2);
    }
  });

  test('whatever stands in the file, reading it ends in a sentence, never in an exception', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.json({ maxDepth: 4 }), fc.json(), (one, two, three) => {
        for (const text of [
          one,
          `{"format":"${backupFormat}","version":1,"attempts":${one},"drills":${two},"aside":${three}}`,
          `{"format":"${backupFormat}","version":1,"attempts":[${one},${JSON.stringify(kept('a'))}],"drills":[${two}]}`,
        ])
          expect(readBackup(text, shelves)).toHaveProperty('kind');
      }),
      { numRuns: 300 },
    );
  });

  test('a shelf that holds more than it may takes the first and says so', () => {
    const small = shelfOf({
      name: 'drills',
      most: 2,
      read: (raw: unknown) => (drillShelf.read(raw) === 'broken' ? 'broken' : { raw }),
    });
    const one = readBackup(file({ drills: [drill(1), drill(2), drill(3), drill(4)] }), [small]);
    expect(one).toMatchObject({ findings: [{ where: 'drills', why: 'too-many', count: 2, first: 3 }] });
  });

  test('knows nothing of the registration form', () => {
    const text = writeBackup(all, 9);
    expect(Object.keys(JSON.parse(text) as object).sort()).toEqual([
      'aside',
      'attempts',
      'drills',
      'format',
      'madeAt',
      'settings',
      'version',
    ]);
  });
});

describe('merging what two devices kept', () => {
  const anyLog = fc.array(fc.tuple(fc.integer({ min: 2, max: 4 }), fc.constantFrom('a', 'b')), {
    maxLength: 4,
  });
  const anyAttempt = fc
    .tuple(fc.constantFrom('p', 'q'), anyLog, fc.integer({ min: 1, max: 3 }), fc.boolean())
    .map(([id, log, madeAt, other]): KeptAttempt => {
      const one = attempt(id, ...log.map(([at, chosen]) => answer(at * 1_000, chosen)));
      return {
        ...one,
        // Two papers of one id: never made here, but a file may say so.
        record: { ...one.record, madeAt, sheet: { ...one.record.sheet, minutes: other ? 90 : 120 } },
      };
    });
  const anyHoldings = fc
    .tuple(
      fc.array(anyAttempt, { maxLength: 6 }),
      fc.array(
        fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('right' as const, 'wrong' as const)),
        { maxLength: 5 },
      ),
      fc.option(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom('junior', 'senior'))),
    )
    .map(([attempts, drills, settings]) =>
      held(
        attempts,
        put(drillShelf, ...drills.map(([at, outcome]) => drill(at, outcome))),
        put(settingsShelf, ...(settings ? [{ at: settings[0], level: settings[1] }] : [])),
      ),
    );
  const same = (x: Holdings, y: Holdings): void => {
    expect(plain(x)).toEqual(plain(y));
  };

  test('it does not matter which device merges which', () => {
    fc.assert(
      fc.property(anyHoldings, anyHoldings, (a, b) => {
        same(merge(a, b), merge(b, a));
      }),
      { numRuns: 500 },
    );
  });

  test('nor in which order three are merged', () => {
    fc.assert(
      fc.property(anyHoldings, anyHoldings, anyHoldings, (a, b, c) => {
        same(merge(merge(a, b), c), merge(a, merge(b, c)));
      }),
      { numRuns: 500 },
    );
  });

  test('merging again changes nothing', () => {
    fc.assert(
      fc.property(anyHoldings, anyHoldings, (a, b) => {
        const both = merge(a, b);
        same(merge(both, both), both);
        same(merge(both, a), both);
        same(merge(both, nothing), both);
        expect(changedAttempts(both, merge(both, b))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('nothing is lost: every log is the beginning of one that is kept, every exercise is there', () => {
    fc.assert(
      fc.property(anyHoldings, anyHoldings, (a, b) => {
        const both = merge(a, b);
        expect(new Set(both.attempts.map(({ record }) => record.sheet.id)).size).toBe(both.attempts.length);
        for (const { record, log } of [...a.attempts, ...b.attempts])
          expect(
            both.attempts.some(
              (kept) =>
                kept.record.sheet.minutes === record.sheet.minutes &&
                kept.record.sheet.id.charAt(0) === record.sheet.id.charAt(0) &&
                JSON.stringify(kept.log.slice(0, log.length)) === JSON.stringify(log),
            ),
          ).toBe(true);
        const drills = new Set(both.shelves.get('drills')?.map(({ text }) => text));
        for (const { text } of [...(a.shelves.get('drills') ?? []), ...(b.shelves.get('drills') ?? [])])
          expect(drills.has(text)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('an attempt that went on holds over its beginning; one continued on both devices is kept both ways', () => {
    const begun = held([attempt('a', answer(2_000, 'a'))]);
    const further = held([attempt('a', answer(2_000, 'a'), answer(3_000, 'b'))]);
    same(merge(begun, further), further);
    expect(gain(begun, merge(begun, further))).toEqual({ added: 0, longer: 1, shelves: new Map() });
    const other = held([attempt('a', answer(2_000, 'a'), answer(3_000, 'c'))]);
    const both = merge(further, other);
    expect(both.attempts.map(({ log }) => log.at(-1))).toEqual([answer(3_000, 'b'), answer(3_000, 'c')]);
    expect(gain(further, both).added).toBe(1);
    expect(changedAttempts(further, both).map(({ log }) => log.at(-1))).toEqual([answer(3_000, 'c')]);
    // Either goes on and is still itself.
    const [, branch] = both.attempts;
    if (!branch) throw new Error('no branch');
    const longer = { ...branch, log: [...branch.log, answer(4_000, 'd')] };
    expect(
      merge(both, held([longer])).attempts.map(({ record, log }) => [record.sheet.id, log.length]),
    ).toEqual([
      ['a', 3],
      [branch.record.sheet.id, 4],
    ]);
  });

  test('the later settings hold', () => {
    const old = held([], put(settingsShelf, { at: 1, level: 'junior' }));
    const late = held([], put(settingsShelf, { at: 2, level: 'senior' }));
    for (const both of [merge(old, late), merge(late, old)])
      expect(both.shelves.get('settings')?.[0]?.value).toMatchObject({ level: 'senior', at: 2 });
  });
});
