import { describe, expect, test } from 'vitest';
import { replay, type Entry, type Sheet } from '../../../src/domain/exam/attempt.ts';
import { pace, parts, perMille, saySpell } from '../../../src/domain/exam/pace.ts';
import type { Item } from '../../../src/domain/exam/question.ts';
import { result } from '../../../src/domain/exam/result.ts';

const base = {
  rev: 1,
  levels: ['junior'],
  section: '1-1',
  difficulty: 1,
  cognitive: 'recall',
  sources: [{ doc: 'd' }],
  facts: ['P-001'],
  enemies: [],
} as const;
const options = ['a', 'b', 'c'].map((id) => ({ id, text: id, why: id }));
const byId = new Map<string, Item>([
  ['s1', { ...base, id: 's1', type: 'single', stem: 's1', options, key: ['a'], fixedOrder: false }],
  ['s2', { ...base, id: 's2', type: 'single', stem: 's2', options, key: ['b'], fixedOrder: false }],
  [
    'q1',
    {
      ...base,
      id: 'q1',
      type: 'short',
      stem: 'q1',
      answer: 'x',
      rubric: [{ text: 'x', points: 2, keyphrases: [['x']] }],
    },
  ],
]);
const sheet: Sheet = {
  id: 'one',
  number: 'C100-0000-0000',
  blueprint: 'C1',
  level: 'junior',
  mode: 'strict',
  rule: 'half-each',
  minutes: 4,
  factor: 1,
  pass: 2,
  questions: [
    { item: 's1', rev: 1, type: 'single', points: 1, order: ['a', 'b', 'c'] },
    { item: 's2', rev: 1, type: 'single', points: 1, order: ['a', 'b', 'c'] },
    { item: 'q1', rev: 1, type: 'short', points: 2, order: [] },
  ],
};
const log: readonly Entry[] = [
  { at: 0, kind: 'start' },
  { at: 0, kind: 'visit', item: 's1' },
  { at: 10_000, kind: 'answer', item: 's1', response: { kind: 'choice', chosen: ['a'] } },
  { at: 10_000, kind: 'visit', item: 's2' },
  { at: 14_000, kind: 'visit', item: 'q1' },
  { at: 34_000, kind: 'answer', item: 'q1', response: { kind: 'text', text: 'y' } },
  { at: 34_000, kind: 'submit' },
];

describe('where the time went', () => {
  test('time on a question stands beside the time its points are worth', () => {
    expect(pace(sheet, log)).toEqual([
      { item: 's1', spent: 10_000, fair: 60_000 },
      { item: 's2', spent: 4_000, fair: 60_000 },
      { item: 'q1', spent: 20_000, fair: 120_000 },
    ]);
  });

  test('a paper done by hand has no pace', () => {
    expect(pace({ ...sheet, byHand: true }, log)).toEqual([]);
  });

  test('the parts sum time and points; what is not marked yet stays open', () => {
    const score = result(sheet, replay(sheet, log), byId);
    expect(parts(sheet, score, pace(sheet, log))).toEqual([
      { type: 'single', from: 1, to: 2, spent: 14_000, fair: 120_000, points: 100, max: 200, open: 0 },
      { type: 'short', from: 3, to: 3, spent: 20_000, fair: 120_000, points: 0, max: 200, open: 200 },
    ]);
  });

  test('a spell is said to the second', () => {
    expect([0, 40_900, 60_000, 88_000, 120_000, 3_723_000, 7_200_000].map(saySpell)).toEqual([
      '0 秒',
      '40 秒',
      '1 分钟',
      '1 分 28 秒',
      '2 分钟',
      '1 小时 2 分 3 秒',
      '2 小时 0 分钟',
    ]);
  });

  test('a share of nothing is nothing', () => {
    expect([perMille(1, 3), perMille(0, 0), perMille(2, 2)]).toEqual([333, 0, 1000]);
  });
});
