import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChoiceItem, ShortItem } from '../../../src/domain/exam/question.ts';
import {
  mark,
  pickedNow,
  rules,
  sayPoints,
  score,
  type Answered,
  type Rule,
} from '../../../src/domain/exam/score.ts';

const base = {
  id: '1-1-m01',
  rev: 1,
  levels: ['junior'],
  section: '1-1',
  stem: '下列说法正确的有：',
  difficulty: 2,
  cognitive: 'apply',
  sources: [],
  facts: [],
  enemies: [],
} as const;
const letters = ['a', 'b', 'c', 'd', 'e'];
const multiple = (key: readonly string[]): ChoiceItem => ({
  ...base,
  type: 'multiple',
  options: letters.map((id) => ({ id, text: id, why: id })),
  key,
  fixedOrder: false,
});
const single: ChoiceItem = {
  ...multiple(['c']),
  type: 'single',
  options: letters.slice(0, 4).map((id) => ({ id, text: id, why: id })),
};
const short: ShortItem = {
  ...base,
  type: 'short',
  answer: '…',
  rubric: [
    { text: '一', points: 4, keyphrases: [['配额']] },
    { text: '二', points: 6, keyphrases: [['清缴']] },
  ],
};
/** All 31 answers to five options that are answers at all. */
const responses = Array.from({ length: 31 }, (_, n) => letters.filter((_, place) => ((n + 1) >> place) & 1));
const choice = (chosen: readonly string[]) => ({ kind: 'choice', chosen }) as const;
const countRight = (key: readonly string[], chosen: readonly string[]): number =>
  chosen.filter((id) => key.includes(id)).length;

describe.each(rules)('the rule %s, over all 31 answers and every number of keys', (rule) => {
  test.each([2, 3, 4, 5])('%i keys', (keys) => {
    const key = letters.slice(0, keys);
    const item = multiple(key);
    for (const chosen of responses) {
      const { points, max, reason } = mark(item, choice(chosen), rule, 2);
      const right = countRight(key, chosen);
      const wrong = chosen.length - right;
      expect(max).toBe(200);
      expect(Number.isInteger(points)).toBe(true);
      expect(points).toBeGreaterThanOrEqual(0);
      expect(reason).toBe(wrong > 0 ? 'wrong' : right === keys ? 'right' : 'partial');
      // Full marks for the whole key alone, whatever the rule.
      expect(points === 200).toBe(right === keys && wrong === 0);
      expect(points).toBe(expected(rule, right, wrong, keys));
    }
  });
});

test.each([
  // keys, right, wrong: points of 200 under half-each, all, proportional, deduct; by hand, from the table of rules
  [2, 1, 0, 50, 0, 100, 100],
  [2, 2, 0, 200, 200, 200, 200],
  [2, 2, 1, 0, 0, 0, 100],
  [2, 1, 1, 0, 0, 0, 0],
  [3, 1, 0, 50, 0, 66, 66],
  [3, 2, 0, 100, 0, 133, 133],
  [3, 2, 1, 0, 0, 0, 66],
  [3, 1, 2, 0, 0, 0, 0],
  [4, 3, 0, 150, 0, 150, 150],
  [4, 3, 1, 0, 0, 0, 100],
  [4, 4, 1, 0, 0, 0, 150],
  [5, 3, 0, 150, 0, 120, 120],
  [5, 4, 0, 150, 0, 160, 160],
  [5, 5, 0, 200, 200, 200, 200],
] as const)('of %i keys %i right and %i wrong', (keys, right, wrong, ...points) => {
  const item = multiple(letters.slice(0, keys));
  const chosen = [...letters.slice(0, right), ...letters.slice(keys, keys + wrong)];
  expect(chosen).toHaveLength(right + wrong);
  expect(rules.map((rule) => mark(item, choice(chosen), rule, 2).points)).toEqual(points);
});

function expected(rule: Rule, right: number, wrong: number, keys: number): number {
  const complete = right === keys && wrong === 0;
  switch (rule) {
    case 'all':
      return complete ? 200 : 0;
    case 'half-each':
      return complete ? 200 : wrong > 0 ? 0 : Math.min(right * 50, 150);
    case 'proportional':
      return wrong > 0 ? 0 : Math.floor((200 * right) / keys);
    case 'deduct':
      return Math.max(0, Math.floor((200 * (right - wrong)) / keys));
    default:
      return rule satisfies never;
  }
}

describe('marks', () => {
  test('nothing chosen, nothing written and only blanks are 未作答', () => {
    for (const rule of rules) {
      expect(mark(single, undefined, rule, 1)).toEqual({ points: 0, max: 100, reason: 'blank' });
      expect(mark(multiple(['a', 'b']), choice([]), rule, 2)).toEqual({
        points: 0,
        max: 200,
        reason: 'blank',
      });
      expect(mark(short, { kind: 'text', text: ' \n　' }, rule, 10)).toEqual({
        points: 0,
        max: 1000,
        reason: 'blank',
      });
    }
  });

  test('a single choice is right or wrong under every rule', () => {
    for (const rule of rules) {
      expect(mark(single, choice(['c']), rule, 1)).toEqual({ points: 100, max: 100, reason: 'right' });
      expect(mark(single, choice(['a']), rule, 1)).toEqual({ points: 0, max: 100, reason: 'wrong' });
    }
  });

  test('two of three keys under the default rule are one point', () => {
    expect(mark(multiple(['a', 'c', 'e']), choice(['a', 'e']), 'half-each', 2)).toEqual({
      points: 100,
      max: 200,
      reason: 'partial',
    });
  });

  test('a short answer waits for its writer’s own marks and never gets any by itself', () => {
    const answer = { kind: 'text', text: '配额、清缴' } as const;
    expect(mark(short, answer, 'half-each', 10)).toEqual({ points: 0, max: 1000, reason: 'unmarked' });
    expect(mark(short, answer, 'half-each', 10, [4, 3])).toEqual({
      points: 700,
      max: 1000,
      reason: 'marked',
    });
  });

  test('a short answer counts once every line of its rubric is marked, with nought or more', () => {
    const answer = { kind: 'text', text: '配额' } as const;
    for (const own of [[], [0], [4, null], [null, null], [null, 6]])
      expect(mark(short, answer, 'half-each', 10, own)).toEqual({ points: 0, max: 1000, reason: 'unmarked' });
    expect(mark(short, answer, 'half-each', 10, [0, 0])).toEqual({ points: 0, max: 1000, reason: 'marked' });
  });

  test('own marks beyond a line’s points, below nothing or in fractions are cut', () => {
    const answer = { kind: 'text', text: '配额' } as const;
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { maxLength: 5 }), (own) => {
        const { points } = mark(short, answer, 'half-each', 10, own);
        expect(Number.isInteger(points)).toBe(true);
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(1000);
      }),
    );
  });

  test('a line’s own marks stop at that line’s points, and all of them at the question’s', () => {
    const answer = { kind: 'text', text: '配额' } as const;
    expect(mark(short, answer, 'half-each', 10, [9, 0]).points).toBe(400);
    expect(mark(short, answer, 'half-each', 10, [9, -3]).points).toBe(400);
    expect(mark(short, answer, 'half-each', 10, [1.9, 0]).points).toBe(100);
    // The paper gives the question fewer points than its rubric has.
    expect(mark(short, answer, 'half-each', 5, [4, 6])).toEqual({ points: 500, max: 500, reason: 'marked' });
  });

  test('a text on a choice question, or a choice on a written one, brings nothing', () => {
    expect(mark(single, { kind: 'text', text: 'c' }, 'all', 1)).toEqual({
      points: 0,
      max: 100,
      reason: 'blank',
    });
    expect(mark(short, choice(['c']), 'all', 10, [4, 6])).toEqual({
      points: 0,
      max: 1000,
      reason: 'unmarked',
    });
  });

  test('an option ticked twice counts once', () => {
    expect(mark(multiple(['a', 'b']), choice(['a', 'a']), 'half-each', 2).points).toBe(50);
  });

  test('a pick replaces a single choice and toggles a multiple one', () => {
    expect(pickedNow('single', ['a'], 'b')).toEqual(['b']);
    expect(pickedNow('multiple', ['c'], 'a')).toEqual(['a', 'c']);
    expect(pickedNow('multiple', ['a', 'c'], 'a')).toEqual(['c']);
  });
});

describe('a paper’s score', () => {
  const objective = (right: number): Answered[] =>
    Array.from({ length: 40 }, (_, n) => ({
      item: single,
      type: 'single',
      points: 1,
      response: choice([n < right ? 'c' : 'a']),
    }));
  const multiples = (chosen: readonly string[]): Answered[] =>
    Array.from({ length: 15 }, () => ({
      item: multiple(['a', 'b', 'c']),
      type: 'multiple',
      points: 2,
      response: choice(chosen),
    }));
  const shorts = (own?: readonly number[]): Answered[] =>
    Array.from({ length: 3 }, () => {
      const one = { item: short, type: 'short', points: 10, response: { kind: 'text', text: '答' } } as const;
      return own ? { ...one, own } : one;
    });

  test('objective and own marks are apart, and the verdict says which part it rests on', () => {
    const alone = score([...objective(40), ...multiples(['a', 'b', 'c']), ...shorts()], 'half-each', 60);
    expect([alone.objective.points, alone.own.points, alone.unmarked, alone.verdict]).toEqual([
      7000,
      0,
      3,
      'objective',
    ]);
    const own = score([...objective(40), ...multiples(['a']), ...shorts([4, 1])], 'half-each', 60);
    expect([own.objective.points, own.own.points, own.total, own.verdict]).toEqual([
      4750,
      1500,
      6250,
      'with-own',
    ]);
    const open = score([...objective(40), ...multiples(['a']), ...shorts()], 'half-each', 60);
    expect(open.verdict).toBe('open');
    const half = score(
      [...objective(40), ...multiples(['a']), ...shorts([0]).map((one) => ({ ...one, own: [0, null] }))],
      'half-each',
      60,
    );
    expect([half.unmarked, half.verdict]).toEqual([3, 'open']);
    const failed = score([...objective(20), ...multiples([]), ...shorts()], 'half-each', 60);
    expect(failed.verdict).toBe('failed');
    expect(failed.unmarked).toBe(3);
  });

  test('60 points of 100 pass, half a point less does not: by the objective part, with the own marks, or still open', () => {
    const rest = (points: number): readonly Answered[] =>
      Array.from({ length: points }, () => ({
        item: single,
        type: 'single',
        points: 1,
        response: choice(['c']),
      }));
    const written = (own?: readonly number[]): readonly Answered[] => shorts(own).slice(0, 1);
    const half: readonly Answered[] = [
      { item: multiple(['a', 'b']), type: 'multiple', points: 2, response: choice(['a']) },
    ];
    const verdict = (...parts: readonly (readonly Answered[])[]): string =>
      score(parts.flat(), 'half-each', 60).verdict;
    expect(verdict(rest(60))).toBe('objective');
    expect(verdict(rest(59), half)).toBe('failed');
    expect(verdict(rest(50), written([4, 6]))).toBe('with-own');
    expect(verdict(rest(49), half, written([4, 6]))).toBe('failed');
    expect(verdict(rest(50), written())).toBe('open');
    expect(verdict(rest(49), half, written())).toBe('failed');
  });

  test('the band does not depend on the paper’s own rule, and holds no marks of it', () => {
    const sat = [...objective(10), ...multiples(['a', 'b']), ...multiples(['a', 'd'])];
    for (const rule of rules) expect(score(sat, rule, 60).band).toEqual([1000, 2500]);
    expect(score(sat, 'deduct', 60).total).toBe(1000 + 15 * 133);
  });

  test('the band runs from the strict rule to the default one', () => {
    const one = score([...objective(30), ...multiples(['a', 'b']), ...shorts([4, 6])], 'half-each', 60);
    expect(one.band).toEqual([6000, 7500]);
    expect(one.total).toBe(7500);
    const same = score([...objective(30), ...multiples(['d'])], 'all', 60);
    expect(same.band).toEqual([3000, 3000]);
  });

  test('sections and difficulties add up to the whole', () => {
    const one = score([...objective(25), ...multiples(['a']), ...shorts([1, 1])], 'half-each', 60);
    for (const table of [one.bySection, one.byDifficulty]) {
      const sum = [...table.values()].reduce((total, tally) => total + tally.points, 0);
      expect(sum).toBe(one.total);
      expect([...table.values()].reduce((total, tally) => total + tally.count, 0)).toBe(58);
    }
  });

  test('an item no longer in the bank gets nothing and says so', () => {
    const one = score(
      [{ item: undefined, type: 'single', points: 1, response: choice(['a']) }],
      'half-each',
      60,
    );
    expect(one.marks).toEqual([{ points: 0, max: 100, reason: 'gone' }]);
  });

  test('points are said without noise', () => {
    expect([sayPoints(5850), sayPoints(6000), sayPoints(66)]).toEqual(['58.5', '60', '0.66']);
  });
});
