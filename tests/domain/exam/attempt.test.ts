import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  counted,
  counts,
  due,
  dwell,
  fresh,
  isState,
  passed,
  replay,
  restorable,
  sayClock,
  sayDuration,
  sit,
  spent,
  timeLeft,
  timeUsed,
  wentBack,
  type Entry,
  type Sheet,
  type State,
} from '../../../src/domain/exam/attempt.ts';

const minute = 60_000;
const nine = Date.UTC(2027, 0, 16, 1);
const strict: Sheet = {
  id: 'x',
  number: 'C1WM-QF2G-FGXS',
  blueprint: 'C1',
  level: 'junior',
  mode: 'strict',
  rule: 'half-each',
  minutes: 120,
  factor: 1,
  pass: 60,
  questions: [
    { item: '1-1-s01', rev: 1, type: 'single', points: 1, order: ['b', 'a', 'd', 'c'] },
    { item: '1-1-m01', rev: 1, type: 'multiple', points: 2, order: ['a', 'b', 'c', 'd', 'e'] },
    { item: '1-1-q01', rev: 1, type: 'short', points: 10, order: [] },
  ],
};
const practice: Sheet = { ...strict, mode: 'practice' };
type Timeless<E> = E extends Entry ? Omit<E, 'at'> : never;
const at = (minutes: number, entry: Timeless<Entry>): Entry => ({ ...entry, at: nine + minutes * minute });
const start = at(0, { kind: 'start' });
const answer = (minutes: number, item = '1-1-s01', chosen: readonly string[] = ['a']): Entry => ({
  kind: 'answer',
  at: nine + minutes * minute,
  item,
  response: { kind: 'choice', chosen },
});
const log = (...entries: readonly Entry[]): readonly Entry[] => [start, ...entries];
const now = (minutes: number): number => nine + minutes * minute;

describe('仿真考试, row by row', () => {
  test('time left is the deadline less now, however many ticks there were', () => {
    const state = replay(strict, log());
    expect(state.deadline).toBe(now(120));
    expect(timeLeft(strict, state, now(0))).toBe(120 * minute);
    expect(timeLeft(strict, state, now(41.5))).toBe(78.5 * minute);
    expect(timeLeft(strict, state, now(500))).toBe(0);
  });

  test.each([
    [1.25, 150],
    [1.5, 180],
    [2, 240],
    [10, 1200],
  ])('a factor of %f gives %i minutes', (factor, minutes) => {
    const sheet = { ...strict, factor };
    expect(timeLeft(sheet, replay(sheet, log()), now(0))).toBe(minutes * minute);
  });

  test('不限时 has no deadline, is never due, and still knows the time used', () => {
    const sheet: Sheet = { ...strict, factor: 'none' };
    const state = replay(sheet, log(answer(1000)));
    expect(timeLeft(sheet, state, now(5000))).toBeUndefined();
    expect(due(sheet, state, now(5000))).toBeUndefined();
    expect(timeUsed(sheet, state, now(5000))).toBe(5000 * minute);
  });

  test('reload, crash, closed tab: time runs on, answers are there', () => {
    const state = replay(strict, log(answer(10), answer(11, '1-1-m01', ['a', 'c'])));
    expect(timeLeft(strict, state, now(70))).toBe(50 * minute);
    expect(timeUsed(strict, state, now(70))).toBe(70 * minute);
    expect(state.responses.get('1-1-m01')).toEqual({ kind: 'choice', chosen: ['a', 'c'] });
  });

  test('there is no pause', () => {
    expect(sit(strict, replay(strict, log()), at(1, { kind: 'pause' }))).toBe('no-pause');
    expect(sit(strict, replay(strict, log()), at(1, { kind: 'extend' }))).toBe('no-pause');
  });

  test('a clock set back is rebased to the last saved remaining time, and noted', () => {
    const before = replay(strict, log(at(60, { kind: 'beat', active: 0 })));
    expect(wentBack(before, now(0))).toBe(true);
    // Until the next entry the clock stands at the last one.
    expect(timeLeft(strict, before, now(0))).toBe(60 * minute);
    const after = replay(
      strict,
      log(at(60, { kind: 'beat', active: 0 }), at(0, { kind: 'beat', active: 0 })),
    );
    expect(timeLeft(strict, after, now(0))).toBe(60 * minute);
    expect(timeLeft(strict, after, now(10))).toBe(50 * minute);
    expect(timeUsed(strict, after, now(10))).toBe(70 * minute);
    expect(after.notes).toEqual([{ kind: 'set-back', at: now(0), by: 60 * minute }]);
  });

  test('two seconds back is disorder among lines; more is a clock set back', () => {
    const before = replay(strict, log(at(60, { kind: 'beat', active: 0 })));
    expect([wentBack(before, now(60) - 2_000), wentBack(before, now(60) - 2_001)]).toEqual([false, true]);
    const disorder = sit(strict, before, { kind: 'beat', at: now(60) - 2_000, active: 0 });
    if (!isState(disorder)) throw new Error(disorder);
    // The latest moment stays the latest: the next line from just after this one is no setting back either.
    expect([disorder.seen, disorder.notes, disorder.deadline]).toEqual([now(60), [], now(120)]);
    const setBack = sit(strict, before, { kind: 'beat', at: now(60) - 2_001, active: 0 });
    expect(isState(setBack) && setBack.notes.map(({ kind, by }) => [kind, by])).toEqual([
      ['set-back', 2_001],
    ]);
  });

  test('once the paper is handed in the clock may stand anywhere: own marks note nothing and move nothing', () => {
    const ended = replay(strict, log(answer(1), at(30, { kind: 'submit' })));
    expect(wentBack(ended, now(-500))).toBe(false);
    const own = sit(strict, ended, at(-500, { kind: 'own', item: '1-1-q01', lines: [1] }));
    if (!isState(own)) throw new Error(own);
    expect([own.notes, timeUsed(strict, own, now(-500))]).toEqual([[], 30 * minute]);
  });

  test('no setting back of the clock, however often, ever adds time', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -180, max: 30 }), { maxLength: 12 }), (steps) => {
        let clock = nine;
        let state = replay(strict, log());
        let left = timeLeft(strict, state, clock) ?? 0;
        for (const step of steps) {
          clock += step * minute;
          const next = sit(strict, state, { kind: 'beat', at: clock, active: 0 });
          if (!isState(next)) return;
          state = next;
          const leftNow = timeLeft(strict, state, clock) ?? 0;
          expect(leftNow).toBeLessThanOrEqual(left);
          left = leftNow;
        }
      }),
    );
  });

  test('a clock set forward is taken as elapsed; the leap may be given back once, and both are noted', () => {
    const leapt = replay(strict, log(at(70, { kind: 'leap', by: 60 * minute })));
    expect(timeLeft(strict, leapt, now(70))).toBe(50 * minute);
    const restored = replay(
      strict,
      log(at(70, { kind: 'leap', by: 60 * minute }), at(70, { kind: 'restore' })),
    );
    expect(timeLeft(strict, restored, now(70))).toBe(110 * minute);
    expect(timeUsed(strict, restored, now(70))).toBe(10 * minute);
    expect(restored.notes.map((note) => note.kind)).toEqual(['leap', 'restored']);
    const again = sit(strict, restored, at(71, { kind: 'leap', by: minute }));
    expect(isState(again) && sit(strict, again, at(71, { kind: 'restore' }))).toBe('no-leap');
  });

  test('of two leaps the last one is offered, and nothing is taken for one that is not', () => {
    const twice = log(at(70, { kind: 'leap', by: 60 * minute }), at(80, { kind: 'leap', by: 5 * minute }));
    expect(restorable(replay(strict, twice), now(80))).toBe(5 * minute);
    const restored = replay(strict, [...twice, at(80, { kind: 'restore' })]);
    expect(timeLeft(strict, restored, now(80))).toBe(45 * minute);
    expect(sit(strict, replay(strict, log()), at(5, { kind: 'restore' }))).toBe('no-leap');
    expect(restorable(replay(strict, log()), now(5))).toBe(0);
  });

  test('a leap gives nothing back once the time has run out by itself', () => {
    // Not yet handed in, since no tick came.
    const running = replay(strict, log(at(50, { kind: 'leap', by: 10 * minute })));
    expect([restorable(running, now(119)), restorable(running, now(121))]).toEqual([10 * minute, 0]);
    expect(sit(strict, running, at(121, { kind: 'restore' }))).toBe('no-leap');
    // The leap began after the deadline; then the clock was put right.
    const over = replay(strict, log(at(200, { kind: 'leap', by: 10 * minute }), at(200, { kind: 'expire' })));
    expect(restorable(over, now(125))).toBe(0);
  });

  test('a clock set forward past the deadline ends the paper, and even that may be given back once', () => {
    const over = log(answer(10), at(200, { kind: 'leap', by: 180 * minute }), at(200, { kind: 'expire' }));
    const ended = replay(strict, over);
    expect([ended.phase, ended.endedAt, restorable(ended, now(201))]).toEqual([
      'expired',
      now(120),
      180 * minute,
    ]);
    const again = replay(strict, [...over, at(201, { kind: 'restore' }), answer(202, '1-1-m01')]);
    expect([again.phase, again.endedAt, again.restored]).toEqual(['running', undefined, true]);
    expect(timeLeft(strict, again, now(202))).toBe(98 * minute);
    expect([...again.responses.keys()]).toEqual(['1-1-s01', '1-1-m01']);
    expect(again.notes.map((note) => note.kind)).toEqual(['leap', 'restored']);
    // Not when the time given back is over too, nor where the paper ended by itself or by hand.
    expect(restorable(ended, now(300))).toBe(0);
    const byItself = replay(strict, log(at(50, { kind: 'leap', by: minute }), at(121, { kind: 'expire' })));
    expect([byItself.phase, restorable(byItself, now(120))]).toEqual(['expired', 0]);
    const byHand = replay(strict, log(at(50, { kind: 'leap', by: minute }), at(51, { kind: 'submit' })));
    expect(sit(strict, byHand, at(52, { kind: 'restore' }))).toBe('ended');
  });

  test('a second tab is told by the revision: each entry of the log takes one place', () => {
    const state = replay(strict, log(answer(1), answer(2), at(3, { kind: 'pause' })));
    expect(state.revision).toBe(4);
  });

  test.each([
    [31, 29.9, 30],
    [15.01, 15, 15],
    [12, 4, 5],
    [1.2, 0.5, 1],
    [100, 99, undefined],
    [15, 14.9, undefined],
  ])('between %f and %f minutes the threshold passed is %s', (before, after, threshold) => {
    expect(passed(before * minute, after * minute)).toBe(threshold);
  });

  test('on expiry the paper is handed in at its deadline, not when somebody looked', () => {
    const state = replay(strict, log(answer(5)));
    expect(due(strict, state, now(119.99))).toBeUndefined();
    expect(due(strict, state, now(120))).toBe('expire');
    expect(sit(strict, state, at(119, { kind: 'expire' }))).toBe('early');
    const away = replay(strict, log(answer(5), at(600, { kind: 'expire' })));
    expect([away.phase, away.endedAt]).toEqual(['expired', now(120)]);
    expect(timeUsed(strict, away, now(600))).toBe(120 * minute);
  });

  test('an answer counts up to the deadline and not from it on', () => {
    const state = replay(strict, log(answer(119.999)));
    expect(state.responses.size).toBe(1);
    expect(sit(strict, state, answer(120, '1-1-m01'))).toBe('late');
    expect(sit(strict, state, at(120, { kind: 'submit' }))).toBe('late');
    expect(sit(strict, state, at(120, { kind: 'flag', item: '1-1-m01', on: true }))).toBe('late');
    expect(sit(strict, state, at(120, { kind: 'visit', item: '1-1-m01' }))).toBe('late');
    const graded = replay(strict, log(answer(1), answer(121, '1-1-m01'), at(122, { kind: 'expire' })));
    expect([...graded.responses.keys()]).toEqual(['1-1-s01']);
  });

  test('text typed just before the deadline and saved just after an entry still counts', () => {
    const typed: Entry = {
      kind: 'answer',
      at: now(120) - 900,
      item: '1-1-q01',
      response: { kind: 'text', text: '配额' },
    };
    const state = replay(
      strict,
      log({ kind: 'beat', at: now(120) - 300, active: 0 }, typed, at(120, { kind: 'expire' })),
    );
    expect(state.responses.get('1-1-q01')).toEqual({ kind: 'text', text: '配额' });
    expect(state.notes).toEqual([]);
  });

  test('early 交卷 ends it: nothing is taken any more but own marks', () => {
    const state = replay(strict, log(answer(1), at(30, { kind: 'submit' })));
    expect([state.phase, state.endedAt]).toEqual(['submitted', now(30)]);
    expect(timeLeft(strict, state, now(31))).toBeUndefined();
    for (const entry of [answer(31), at(31, { kind: 'submit' }), at(200, { kind: 'expire' }), start])
      expect(sit(strict, state, entry)).toBe('ended');
    const own = sit(strict, state, at(40, { kind: 'own', item: '1-1-q01', lines: [2, 0, 3] }));
    expect(isState(own) && own.own.get('1-1-q01')).toEqual([2, 0, 3]);
  });
});

describe('练习, row by row', () => {
  const beat = (minutes: number, active: number): Entry =>
    at(minutes, { kind: 'beat', active: active * minute });

  test('only the time counted is used up', () => {
    const state = replay(practice, log(beat(10, 10), beat(500, 5)));
    expect(timeUsed(practice, state, now(500))).toBe(15 * minute);
    expect(timeLeft(practice, state, now(9000))).toBe(105 * minute);
    expect(timeLeft(practice, state, now(9000), minute)).toBe(104 * minute);
  });

  test('a gap of over five seconds between two ticks is not counted', () => {
    expect(counted(0, 500)).toBe(500);
    expect(counted(0, 5_000)).toBe(5_000);
    expect(counted(0, 5_001)).toBe(0);
    expect(counted(1_000, 0)).toBe(0);
  });

  test('reload: paused, and exactly resumed', () => {
    const paused = replay(practice, log(beat(10, 10), at(10, { kind: 'pause' })));
    expect(paused.phase).toBe('paused');
    expect(sit(practice, paused, answer(11))).toBe('not-running');
    const resumed = replay(
      practice,
      log(beat(10, 10), at(10, { kind: 'pause' }), at(5000, { kind: 'resume' })),
    );
    expect(resumed.phase).toBe('running');
    expect(timeLeft(practice, resumed, now(5000))).toBe(110 * minute);
  });

  test('while paused no beat counts, and there is no second pause; only what is paused is resumed', () => {
    const paused = replay(practice, log(beat(10, 10), at(10, { kind: 'pause' }), beat(20, 10)));
    expect(timeUsed(practice, paused, now(20))).toBe(10 * minute);
    expect(sit(practice, paused, at(21, { kind: 'pause' }))).toBe('not-running');
    expect(sit(practice, replay(practice, log()), at(1, { kind: 'resume' }))).toBe('not-running');
    for (const entry of [
      at(21, { kind: 'flag', item: '1-1-s01', on: true }),
      at(21, { kind: 'visit', item: '1-1-s01' }),
    ])
      expect(sit(practice, paused, entry)).toBe('not-running');
  });

  test('no beat, whatever it says, gives time back', () => {
    const state = replay(practice, log(beat(10, 10), beat(11, -5)));
    expect(timeLeft(practice, state, now(11))).toBe(110 * minute);
  });

  test('a clock set back or forward changes nothing but the notes', () => {
    const state = replay(practice, log(beat(10, 10), beat(-300, 1), beat(3000, 1)));
    // There is no deadline that could be reached, and the start stays when it was.
    expect([state.deadline, state.startedAt]).toEqual([undefined, now(0)]);
    expect(timeUsed(practice, state, now(0))).toBe(12 * minute);
    expect(state.notes.map((note) => note.kind)).toEqual(['set-back']);
  });

  test('at expiry it asks whether to go on; going on takes the limit away, and is noted', () => {
    const state = replay(practice, log(beat(120, 120)));
    expect(due(practice, state, now(120))).toBe('ask');
    const longer = replay(practice, log(beat(120, 120), at(121, { kind: 'extend' }), answer(125)));
    expect(due(practice, longer, now(125))).toBeUndefined();
    expect(longer.responses.size).toBe(1);
    expect(longer.notes.map((note) => note.kind)).toEqual(['extended']);
  });

  test('expiry is for strict papers alone', () => {
    expect(sit(practice, replay(practice, log(beat(130, 130))), at(131, { kind: 'expire' }))).toBe('early');
  });
});

describe('the machine', () => {
  test('before the start nothing counts, and it starts once', () => {
    for (const entry of [
      answer(1),
      at(1, { kind: 'beat', active: 1 }),
      at(1, { kind: 'leap', by: minute }),
      at(1, { kind: 'submit' }),
      at(1, { kind: 'extend' }),
    ])
      expect(sit(strict, fresh, entry)).toBe('not-running');
    expect(sit(strict, replay(strict, log()), start)).toBe('already-started');
  });

  test('own marks wait for the end', () => {
    const own = at(1, { kind: 'own', item: '1-1-q01', lines: [1] });
    expect(sit(strict, replay(strict, log()), own)).toBe('not-ended');
  });

  test('an empty answer is none; a flag goes on and off; an unknown question is refused', () => {
    const state = replay(
      strict,
      log(answer(1), answer(2, '1-1-s01', []), at(3, { kind: 'flag', item: '1-1-s01', on: true })),
    );
    expect(counts(strict, state)).toEqual({
      all: 3,
      answered: [],
      unanswered: ['1-1-s01', '1-1-m01', '1-1-q01'],
      flagged: ['1-1-s01'],
    });
    expect(sit(strict, state, answer(4, '9-9-s99'))).toBe('unknown-item');
    expect(
      replay(strict, [
        ...log(),
        at(3, { kind: 'flag', item: '1-1-s01', on: true }),
        at(4, { kind: 'flag', item: '1-1-s01', on: false }),
      ]).flags.size,
    ).toBe(0);
  });

  test('time on each question is the sum of its visits, as long as somebody was there', () => {
    const beats = (from: number, to: number): readonly Entry[] =>
      Array.from({ length: (to - from) * 4 }, (_, n) =>
        at(from + (n + 1) / 4, { kind: 'beat', active: minute / 4 }),
      );
    const visit = (minutes: number, item: string): Entry => at(minutes, { kind: 'visit', item });
    const sat = [
      start,
      visit(0, '1-1-s01'),
      ...beats(0, 2),
      visit(2, '1-1-m01'),
      ...beats(2, 5),
      // Closed for half an hour, then opened again at the same question.
      at(35, { kind: 'beat', active: 0 }),
      ...beats(35, 36),
      visit(36, '1-1-s01'),
      ...beats(36, 37),
      at(37, { kind: 'submit' }),
      at(90, { kind: 'own', item: '1-1-q01', lines: [1] }),
    ];
    expect([...dwell(sat)]).toEqual([
      ['1-1-s01', 3 * minute],
      ['1-1-m01', 4 * minute],
    ]);
    expect(spent(sat).away).toBe(30 * minute);
  });

  test('a pause and a leap of the clock are time on no question', () => {
    const { items, away } = spent([
      start,
      at(0, { kind: 'visit', item: '1-1-s01' }),
      at(0.2, { kind: 'pause' }),
      at(0.5, { kind: 'resume' }),
      at(0.7, { kind: 'beat', active: 0 }),
      at(60.7 + 1 / 60, { kind: 'leap', by: 60 * minute }),
      at(61, { kind: 'submit' }),
    ]);
    expect(Math.round(items.get('1-1-s01') ?? 0)).toBe(Math.round(0.7 * minute));
    expect(Math.round(away)).toBe(Math.round(60.3 * minute));
  });

  test('time on a question ends with the paper, and goes on where a leap that ended it is given back', () => {
    const until = [
      start,
      at(0, { kind: 'visit', item: '1-1-s01' }),
      at(0.5, { kind: 'leap', by: 0.5 * minute }),
      at(0.5, { kind: 'expire' }),
    ];
    expect(spent(until)).toEqual({ items: new Map([['1-1-s01', 0]]), away: 0.5 * minute });
    const restored = [
      ...until,
      at(0.6, { kind: 'own', item: '1-1-q01', lines: [1] }),
      at(0.7, { kind: 'restore' }),
      at(1, { kind: 'beat', active: 0 }),
      at(1.5, { kind: 'submit' }),
      at(1.6, { kind: 'own', item: '1-1-q01', lines: [1] }),
    ];
    // The dozen seconds with the result on screen are on no question.
    expect(Math.round(spent(restored).items.get('1-1-s01') ?? 0)).toBe(0.8 * minute);
  });

  const anyEntry = fc.record({
    minutes: fc.double({ min: -5, max: 200, noNaN: true }),
    what: fc.constantFrom<Timeless<Entry>[]>(
      ...([
        { kind: 'answer', item: '1-1-s01', response: { kind: 'choice', chosen: ['b'] } },
        { kind: 'answer', item: '1-1-q01', response: { kind: 'text', text: '答' } },
        { kind: 'flag', item: '1-1-m01', on: true },
        { kind: 'visit', item: '1-1-m01' },
        { kind: 'beat', active: 900 },
        { kind: 'pause' },
        { kind: 'resume' },
        { kind: 'leap', by: 70_000 },
        { kind: 'restore' },
        { kind: 'extend' },
        { kind: 'submit' },
        { kind: 'expire' },
        { kind: 'start' },
      ] as const),
    ),
  });

  test('whatever happens, replay and step by step agree, and an ended paper stays ended', () => {
    fc.assert(
      fc.property(
        fc.array(anyEntry, { maxLength: 40 }),
        fc.constantFrom(strict, practice),
        (steps, sheet) => {
          const entries = log(...steps.map(({ minutes, what }) => at(minutes, what)));
          let state: State = fresh;
          for (const [index, entry] of entries.entries()) {
            const before = state;
            const next = sit(sheet, state, entry);
            state = isState(next) ? next : { ...state, revision: state.revision + 1 };
            expect(state.revision).toBe(index + 1);
            // Only what a leap of the clock ended is taken up again, once, and that is noted.
            if (isState(next) && entry.kind === 'restore') expect(before.restored).toBe(false);
            else if (before.endedAt !== undefined)
              expect([state.phase, state.endedAt, state.responses]).toEqual([
                before.phase,
                before.endedAt,
                before.responses,
              ]);
          }
          expect(replay(sheet, entries)).toEqual(state);
          const { items, away } = spent(entries);
          const sum = [...items.values()].reduce((all, one) => all + one, away);
          expect(Math.min(...items.values(), away)).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(sum)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('times are said as people say them', () => {
    expect([sayClock(7_200_000), sayClock(59_001), sayClock(0)]).toEqual([
      '02:00:00',
      '00:01:00',
      '00:00:00',
    ]);
    expect([sayDuration(7_140_000), sayDuration(720_000), sayDuration(40_000)]).toEqual([
      '1 小时 59 分',
      '12 分钟',
      '40 秒',
    ]);
  });
});
