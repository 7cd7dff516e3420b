import { describe, expect, test } from 'vitest';
import { replay, type Entry, type Sheet } from '../../../src/domain/exam/attempt.ts';
import type { ChoiceItem, Item } from '../../../src/domain/exam/question.ts';
import { result, revised, shows } from '../../../src/domain/exam/result.ts';
import type { Mark } from '../../../src/domain/exam/score.ts';
import { asItWas, missed, regrade, weakest, withdrawn } from '../../../src/domain/exam/review.ts';
import {
  discriminationFrom,
  itemStatistic,
  itemStatistics,
  markedQuestions,
} from '../../../src/domain/exam/statistics.ts';

const base = {
  rev: 1,
  levels: ['junior'],
  difficulty: 1,
  cognitive: 'recall',
  sources: [{ doc: 'd' }],
  facts: ['P-001'],
  enemies: [],
} as const;
const choice = (id: string, key: readonly string[], more: Partial<ChoiceItem> = {}): ChoiceItem => ({
  ...base,
  id,
  section: '1-1',
  type: key.length > 1 ? 'multiple' : 'single',
  stem: id,
  options: ['a', 'b', 'c', 'd', 'e'].map((option) => ({ id: option, text: option, why: option })),
  key,
  fixedOrder: false,
  ...more,
});
const items = [
  choice('s1', ['a']),
  choice('s2', ['b'], { section: '2-1' }),
  choice('m1', ['a', 'b', 'c'], { section: '3-1', difficulty: 3, cognitive: 'analyse' }),
];
const library = (list: readonly Item[]) => new Map(list.map((item) => [item.id, item]));
const sheet: Sheet = {
  id: 'one', number: 'N', blueprint: 'C1', level: 'junior', mode: 'strict', rule: 'half-each', minutes: 4,
  factor: 1, pass: 3,
  questions: items.map((item) => ({
    item: item.id, rev: 1, type: item.type, points: item.type === 'single' ? 1 : 2, order: ['a', 'b', 'c', 'd', 'e'],
  })),
}; // prettier-ignore
const answer = (at: number, item: string, ...chosen: string[]): Entry => ({
  at,
  kind: 'answer',
  item,
  response: { kind: 'choice', chosen },
});
const log: readonly Entry[] = [
  { at: 0, kind: 'start' },
  { at: 0, kind: 'visit', item: 's1' },
  answer(5_000, 's1', 'a'),
  { at: 10_000, kind: 'visit', item: 's2' },
  answer(12_000, 's2', 'a'),
  { at: 14_000, kind: 'visit', item: 'm1' },
  answer(30_000, 'm1', 'a', 'b'),
  { at: 34_000, kind: 'submit' },
];
const state = replay(sheet, log);

test('a question the bank no longer has is named by its place, gives nothing and is no loss to practise', () => {
  const score = result(sheet, state, library(items.filter(({ id }) => id !== 's2')));
  expect(withdrawn(score)).toEqual([2]);
  expect(score.marks[1]).toMatchObject({ points: 0, reason: 'gone' });
  expect(missed(sheet, score)).toEqual(['m1']);
  expect(withdrawn(result(sheet, state, library(items)))).toEqual([]);
});

describe('a paper marked again after a key was corrected', () => {
  const corrected = (rev: number, key: readonly string[], more: Partial<ChoiceItem> = {}) =>
    library([
      items[0] ?? choice('x', ['a']),
      choice('s2', key, { section: '2-1', rev, ...more }),
      items[2] ?? choice('x', ['a']),
    ]);

  test('says 2→3 with the reason, from the answers as stored', () => {
    const byId = corrected(2, ['a'], {
      corrections: [{ rev: 1, key: ['b'], reason: '原答案依据的办法已经废止。' }],
    });
    expect(regrade(sheet, state, byId)).toEqual({
      from: 200,
      to: 300,
      changes: [{ item: 's2', reasons: ['原答案依据的办法已经废止。'], from: 0, to: 100 }],
    });
    expect(result(sheet, state, byId).total).toBe(300);
  });

  test('says that nothing changed where the answer is wrong by either key', () => {
    const byId = corrected(2, ['c'], { corrections: [{ rev: 1, key: ['b'], reason: '答案更正为丙。' }] });
    expect(regrade(sheet, state, byId)).toMatchObject({ from: 200, to: 200 });
  });

  test('a revision without a correction changed no key', () => {
    expect(regrade(sheet, state, corrected(2, ['b']))).toEqual({
      from: 200,
      to: 200,
      changes: [{ item: 's2', reasons: [], from: 0, to: 0 }],
    });
  });

  test('says nothing where no question was revised', () => {
    expect(regrade(sheet, state, library(items))).toBeUndefined();
  });

  test('names what was revised since, and no correction from before the paper’s own revision; the earliest first', () => {
    const later: Sheet = {
      ...sheet,
      questions: sheet.questions.map((question) =>
        question.item === 's2' ? { ...question, rev: 2 } : question,
      ),
    };
    const byId = corrected(4, ['a'], {
      corrections: [
        { rev: 3, key: ['d'], reason: '第三版的答案有误。' },
        { rev: 1, key: ['c'], reason: '第一版的答案有误。' },
        { rev: 2, key: ['b'], reason: '第二版的答案有误。' },
      ],
    });
    expect(regrade(later, state, byId)?.changes).toEqual([
      { item: 's2', reasons: ['第二版的答案有误。', '第三版的答案有误。'], from: 0, to: 100 },
    ]);
    expect([revised(later, byId), revised(sheet, library(items))]).toEqual([['s2'], []]);
  });

  test('of several corrections the paper gets the key of its own day', () => {
    const item = choice('s', ['d'], {
      rev: 4,
      corrections: [
        { rev: 3, key: ['c'], reason: '第三版的答案有误。' },
        { rev: 1, key: ['a'], reason: '第一版的答案有误。' },
      ],
    });
    const keys = [1, 2, 3, 4].map((rev) => {
      const then = asItWas(item, rev);
      return then.type === 'short' ? [] : then.key;
    });
    expect(keys).toEqual([['a'], ['c'], ['c'], ['d']]);
  });
});

describe('looking back on a paper', () => {
  const score = result(sheet, state, library(items));

  test('what was missed is what lost points, in the paper’s order', () => {
    expect(missed(sheet, score)).toEqual(['s2', 'm1']);
  });

  test('what is not marked yet, or no longer in the bank, was not missed', () => {
    const short = {
      ...base,
      id: 'q1',
      section: '4-1',
      type: 'short',
      stem: 'q1',
      answer: 'x',
      rubric: [{ text: 'x', points: 10, keyphrases: [['x']] }],
    } as const satisfies Item;
    const longer: Sheet = {
      ...sheet,
      questions: [...sheet.questions, { item: 'q1', rev: 1, type: 'short', points: 10, order: [] }],
    };
    const sat = replay(longer, [
      ...log.slice(0, -1),
      { at: 32_000, kind: 'answer', item: 'q1', response: { kind: 'text', text: 'y' } },
      { at: 34_000, kind: 'submit' },
    ]);
    const without = result(longer, sat, library([...items.filter(({ id }) => id !== 's2'), short]));
    expect(missed(longer, without)).toEqual(['m1']);
    expect(markedQuestions(longer, without).map(({ item }) => item)).toEqual(['s1', 'm1']);
  });

  test('each filter of the review shows what it says', () => {
    const one = (reason: Mark['reason']): Mark => ({ points: 0, max: 100, reason });
    for (const filter of ['wrong', 'partial', 'blank'] as const)
      for (const reason of ['wrong', 'partial', 'blank', 'unmarked', 'gone'] as const)
        expect(shows(filter, one(reason), true, true), `${filter} ${reason}`).toBe(filter === reason);
    expect([
      shows('flagged', one('right'), true, false),
      shows('flagged', one('wrong'), false, true),
    ]).toEqual([true, false]);
    expect([shows('short', one('marked'), false, true), shows('short', one('wrong'), true, false)]).toEqual([
      true,
      false,
    ]);
    expect(shows('all', one('right'), false, false)).toBe(true);
  });

  test('the weakest section comes first, and none without a loss', () => {
    expect(weakest(score, 3)).toEqual(['2-1', '3-1']);
    expect(weakest(score, 1)).toEqual(['2-1']);
  });

  test('points are told by cognitive level too', () => {
    expect(score.byCognitive.get('recall')).toEqual({
      points: 100,
      max: 200,
      open: 0,
      count: 2,
      right: 1,
    });
    expect(score.byCognitive.get('analyse')).toEqual({
      points: 100,
      max: 200,
      open: 0,
      count: 1,
      right: 0,
    });
  });

  test('a short answer not marked yet is no loss of its section', () => {
    const short = {
      ...base,
      id: 'q1',
      section: '4-1',
      type: 'short',
      stem: 'q1',
      answer: 'x',
      rubric: [{ text: 'x', points: 10, keyphrases: [['x']] }],
    } as const satisfies Item;
    const longer = {
      ...sheet,
      questions: [...sheet.questions, { item: 'q1', rev: 1, type: 'short', points: 10, order: [] } as const],
    };
    const text: Entry = { at: 1, kind: 'answer', item: 'q1', response: { kind: 'text', text: 'y' } };
    const sat = replay(longer, [{ at: 0, kind: 'start' }, text, { at: 3, kind: 'submit' }]);
    const open = result(longer, sat, library([...items, short]));
    expect(open.bySection.get('4-1')).toMatchObject({ points: 0, max: 1000, open: 1000 });
    expect(weakest(open, 9)).not.toContain('4-1');
    const own = replay(longer, [
      { at: 0, kind: 'start' },
      text,
      { at: 3, kind: 'submit' },
      { at: 4, kind: 'own', item: 'q1', lines: [4] },
    ]);
    const marked = result(longer, own, library([...items, short]));
    expect(marked.bySection.get('4-1')).toMatchObject({ points: 400, max: 1000, open: 0 });
    expect(weakest(marked, 1)).toEqual(['4-1']);
  });
});

describe('statistics of items over several papers', () => {
  /** Papers of s1 and s2 with right (1) and wrong (0) answers. */
  const sat = (rows: readonly (readonly [number, number])[]) =>
    rows.map(([first, second], place) => {
      const paper = { ...sheet, id: String(place), questions: sheet.questions.slice(0, 2) };
      const state = replay(paper, [
        { at: 0, kind: 'start' },
        answer(1, 's1', first === 1 ? 'a' : 'c'),
        answer(2, 's2', second === 1 ? 'b' : 'c'),
        { at: 3, kind: 'submit' },
      ]);
      return { sheet: paper, score: result(paper, state, library(items)) };
    });

  test('facility is the share of right answers, with n', () => {
    const found = itemStatistics(sat([[1, 1], [1, 0], [0, 0], [1, 0]])); // prettier-ignore
    expect(found.get('s1')).toEqual({ n: 4, full: 3, facility: 0.75, papers: 4, discrimination: undefined });
    expect(found.get('s2')).toMatchObject({ n: 4, full: 1, facility: 0.25 });
  });

  test('discrimination waits for enough papers; then it is the correlation with the rest', () => {
    const agree = Array.from({ length: discriminationFrom }, (_, place): readonly [number, number] => {
      const good = place % 2;
      return [good, good];
    });
    expect(itemStatistics(sat(agree.slice(1))).get('s1')?.discrimination).toBeUndefined();
    expect(itemStatistics(sat(agree)).get('s1')?.discrimination).toBeCloseTo(1);
    const against = agree.map(([first]): readonly [number, number] => [first, 1 - first]);
    expect(itemStatistics(sat(against)).get('s1')?.discrimination).toBeCloseTo(-1);
    const always = agree.map(([, second]): readonly [number, number] => [1, second]);
    expect(itemStatistics(sat(always)).get('s1')?.discrimination).toBeUndefined();
  });

  test('an incomplete answer counts by its share, and is not full marks', () => {
    const found = itemStatistics([{ sheet, score: result(sheet, state, library(items)) }]);
    expect(found.get('m1')).toMatchObject({ n: 1, full: 0, facility: 0.5 });
    const [, , third] = markedQuestions(sheet, result(sheet, state, library(items)));
    // One of two points, and beside it one of the two others.
    expect(third).toMatchObject({ item: 'm1', share: 0.5, rest: 0.5 });
  });

  test('calculations with other numbers count as one item', () => {
    const two = ['t1_0001', 't1_0002'].map((id) => choice(id, ['a']));
    const paper: Sheet = {
      ...sheet,
      questions: two.map(({ id }) => ({ item: id, rev: 1, type: 'single', points: 1, order: ['a', 'b'] })),
    };
    const sat = replay(paper, [
      { at: 0, kind: 'start' },
      answer(1, 't1_0001', 'a'),
      { at: 2, kind: 'submit' },
    ]);
    const found = itemStatistics([{ sheet: paper, score: result(paper, sat, library(two)) }]);
    expect([...found]).toEqual([
      ['t1', { n: 2, full: 1, facility: 0.5, papers: 2, discrimination: undefined }],
    ]);
  });

  test('equal shares that differ in their last bit do not vary', () => {
    const thirds = Array.from({ length: discriminationFrom }, (_, place) => ({
      share: 1 / 3,
      rest: place % 2,
    }));
    expect(itemStatistic(thirds).discrimination).toBeUndefined();
  });
});
