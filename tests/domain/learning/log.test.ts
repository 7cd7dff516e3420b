import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, date } from '../../../src/domain/calendar.ts';
import { replay, type Entry, type Sheet } from '../../../src/domain/exam/attempt.ts';
import { mistakes } from '../../../src/domain/exam/practice.ts';
import { outcomes, readDrill, recordVersion, type DrillRecord } from '../../../src/domain/exam/record.ts';
import {
  merged,
  missing,
  notKnown,
  paperLines,
  samples,
  streak,
  workByDay,
} from '../../../src/domain/learning/log.ts';
import { bank } from '../../../src/schema/content.ts';

const start = date('2027-01-04');
const line = fc.record({
  version: fc.constant(recordVersion),
  at: fc.integer({ min: 0, max: 200 }),
  day: fc.integer({ min: 0, max: 20 }).map((days) => addDays(start, days) as string),
  item: fc.constantFrom('a', 'b', 'c', 'd'),
  rev: fc.constant(1),
  outcome: fc.constantFrom(...outcomes),
  guessed: fc.boolean(),
});
const drill = (some: Partial<DrillRecord>): DrillRecord => ({
  version: recordVersion,
  at: 1,
  day: start,
  item: 'a',
  rev: 1,
  outcome: 'right',
  ...some,
});

describe('merging two devices', () => {
  test('neither order nor repetition matters, and nothing is lost', () => {
    fc.assert(
      fc.property(fc.array(line), fc.array(line), (a, b) => {
        const both = merged(a, b);
        expect(merged(b, a)).toEqual(both);
        expect(merged(both, a)).toEqual(both);
        expect(mistakes(merged(b, a))).toEqual(mistakes(both));
        for (const one of [...a, ...b])
          expect(both.some(({ at, item }) => at === one.at && item === one.item)).toBe(true);
      }),
    );
  });

  test('a log goes on answer by answer as if it were put in order anew each time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ one: line, exam: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }) })),
        (lines) => {
          const all = lines.map(({ one, exam }): DrillRecord =>
            exam === undefined ? one : { ...one, exam },
          );
          const grown = all.reduce((log, one) => merged(log, [one]), merged());
          expect(grown).toEqual(merged(all));
          expect(merged(grown)).toBe(grown);
        },
      ),
    );
  });

  test('a paper noted on two devices counts once', () => {
    const noted = drill({ exam: 'x-1', outcome: 'wrong' });
    expect(merged([noted], [noted])).toHaveLength(1);
    expect(merged([noted], [drill({ exam: 'x-2', outcome: 'wrong' })])).toHaveLength(2);
  });
});

describe('a guess', () => {
  test('puts an item into 错题本 though it came out right, and does not take it out', () => {
    expect(mistakes([drill({ guessed: true })])).toEqual(['a']);
    expect(
      mistakes([
        drill({ outcome: 'wrong' }),
        drill({ at: 2, day: addDays(start, 1) }),
        drill({ at: 3, day: addDays(start, 2), guessed: true }),
      ]),
    ).toEqual(['a']);
  });

  test('survives the storage; a record of before is read as it was', () => {
    const kept = drill({ guessed: true, exam: 'x', ms: 1200 });
    expect(readDrill(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    expect(readDrill(drill({}))).toEqual(drill({}));
    expect(readDrill({ ...drill({}), guessed: 'yes', ms: -1 })).toEqual(drill({}));
  });
});

describe('what is known of an item', () => {
  test('an answer given after reading the explanation on the same day does not count', () => {
    const found = samples([
      drill({ at: 1, outcome: 'wrong' }),
      drill({ at: 2, outcome: 'right' }),
      drill({ at: 3, item: 'b', outcome: 'wrong' }),
      drill({ at: 4, item: 'b', day: addDays(start, 1), outcome: 'right' }),
    ]);
    expect(found.get('a')?.known).toBe(false);
    expect(found.get('b')?.known).toBe(true);
  });
});

describe('what to take up again', () => {
  test('is what the latest answer did not know: a calculation once, whatever its numbers; unanswered items are not', () => {
    const log = [
      drill({ at: 1, item: 'a', outcome: 'wrong' }),
      drill({ at: 2, item: 'a' }),
      drill({ at: 3, item: 'b', guessed: true }),
      drill({ at: 4, item: '2-3-t01_0k3f', outcome: 'partial' }),
    ];
    expect(notKnown(log, ['2-3-t01_0k3f', 'a', 'b', '2-3-t01_0aaa', 'never'])).toEqual(['2-3-t01', 'b']);
  });
});

describe('a paper handed in', () => {
  const items = bank().filter(({ levels }) => levels.includes('junior'));
  const single = items.filter(({ type }) => type === 'single').slice(0, 3);
  const short = items.find(({ type }) => type === 'short');
  if (short?.type !== 'short') throw new Error('no short answer');
  const byId = new Map(items.map((item) => [item.id, item]));
  const sheet: Sheet = {
    id: 'paper-1',
    number: 'C1',
    blueprint: 'C1',
    level: 'junior',
    mode: 'strict',
    rule: 'half-each',
    minutes: 120,
    factor: 1,
    pass: 60,
    questions: [...single, short].map(({ id, rev, type }) => ({
      item: id,
      rev,
      type,
      points: type === 'short' ? 10 : 1,
      order: [],
    })),
  };
  const answer = (place: number, right: boolean): Entry => {
    const item = single[place];
    if (item?.type !== 'single') throw new Error('no single choice');
    const chosen = right
      ? item.key
      : item.options
          .filter(({ id }) => !item.key.includes(id))
          .slice(0, 1)
          .map(({ id }) => id);
    return { at: 2_000 + place, kind: 'answer', item: item.id, response: { kind: 'choice', chosen } };
  };
  const log: readonly Entry[] = [
    { at: 1_000, kind: 'start' },
    { at: 1_000, kind: 'visit', item: single[0]?.id ?? '' },
    answer(0, true),
    ...[16_000, 31_000, 46_000].map((at): Entry => ({ at, kind: 'beat', active: 0 })),
    { at: 61_000, kind: 'visit', item: single[1]?.id ?? '' },
    answer(1, false),
    { at: 62_000, kind: 'answer', item: short.id, response: { kind: 'text', text: '配额' } },
    { at: 90_000, kind: 'submit' },
  ];
  const lines = paperLines(sheet, replay(sheet, log), log, byId, () => start);

  test('each marked question is a line with its time; what is not marked yet is not', () => {
    expect(lines.map(({ outcome }) => outcome)).toEqual(['right', 'wrong', 'blank']);
    expect(lines[0]).toMatchObject({ exam: 'paper-1', ms: 60_000, day: start, at: 90_000 });
    expect(mistakes(lines)).toEqual(expect.arrayContaining([single[1]?.id, single[2]?.id]));
  });

  test('noting it again writes nothing; marking the short answer adds one line', () => {
    expect(missing(lines, lines)).toEqual([]);
    const later: readonly Entry[] = [
      ...log,
      { at: 99_000, kind: 'own', item: short.id, lines: short.rubric.map(({ points }) => points) },
    ];
    const again = paperLines(sheet, replay(sheet, later), later, byId, () => start);
    expect(missing(lines, again)).toEqual([again[3]]);
    expect(again[3]).toMatchObject({ item: short.id, outcome: 'right', at: 99_000 });
    const changed: readonly Entry[] = [
      ...later,
      { at: 99_500, kind: 'own', item: short.id, lines: short.rubric.map(() => 0) },
    ];
    const third = paperLines(sheet, replay(sheet, changed), changed, byId, () => start);
    expect(merged(lines, again, third).find(({ item }) => item === short.id)?.outcome).toBe('wrong');
  });

  test('one under way is not noted', () => {
    const open = log.slice(0, -1);
    expect(paperLines(sheet, replay(sheet, open), open, byId, () => start)).toEqual([]);
  });
});

describe('days in a row', () => {
  const on = (...days: readonly number[]): readonly DrillRecord[] =>
    days.map((day) => drill({ at: day, day: addDays(start, day) }));

  test('count up to today, or to yesterday while today is still empty', () => {
    expect(streak(on(0, 1, 2), addDays(start, 2))).toEqual({ now: 3, longest: 3, today: true });
    expect(streak(on(0, 1, 2), addDays(start, 3))).toEqual({ now: 3, longest: 3, today: false });
    expect(streak(on(0, 1, 2), addDays(start, 4))).toEqual({ now: 0, longest: 3, today: false });
    expect(streak(on(0, 1, 5, 6), addDays(start, 6))).toEqual({ now: 2, longest: 2, today: true });
    expect(streak([], start)).toEqual({ now: 0, longest: 0, today: false });
  });

  test('minutes of a day are the active time of its answers', () => {
    const work = workByDay([drill({ ms: 90_000 }), drill({ at: 2, ms: 30_000 }), drill({ at: 3 })]);
    expect(work.get(start)).toEqual({ answers: 3, minutes: 2 });
  });
});
