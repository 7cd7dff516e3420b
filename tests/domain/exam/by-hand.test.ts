import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fitsQuestion,
  onPaper,
  readHalfTyped,
  readMarks,
  responsesOf,
  tidy,
  untouched,
  writeHalfTyped,
} from '../../../src/domain/exam/by-hand.ts';
import type { Question } from '../../../src/domain/exam/paper.ts';

const question = (place: number, type: Question['type']): Question => ({
  item: `i${String(place)}`,
  rev: 1,
  type,
  points: 1,
  // Not in the alphabet's order: letters stand for places on the paper, not for ids.
  order: type === 'single' ? ['c', 'a', 'd', 'b'] : type === 'multiple' ? ['e', 'd', 'c', 'b', 'a'] : [],
});
/** 1–6 single, 7–9 multiple, 10 short. */
const questions = [
  ...[1, 2, 3, 4, 5, 6].map((place) => question(place, 'single')),
  ...[7, 8, 9].map((place) => question(place, 'multiple')),
  question(10, 'short'),
];
const read = (typed: string) => {
  const { letters, problems } = readMarks(typed, questions);
  return { letters: Object.fromEntries(letters), problems };
};

describe('marks typed from an answer sheet', () => {
  test.each([
    ['1-5 ABDCA', { 1: 'A', 2: 'B', 3: 'D', 4: 'C', 5: 'A' }],
    ['1~5 abdca', { 1: 'A', 2: 'B', 3: 'D', 4: 'C', 5: 'A' }],
    ['１－５：ＡＢＤＣＡ', { 1: 'A', 2: 'B', 3: 'D', 4: 'C', 5: 'A' }],
    ['3 C', { 3: 'C' }],
    ['3C', { 3: 'C' }],
    ['3.C 4.D', { 3: 'C', 4: 'D' }],
    ['ABDCA D', { 1: 'A', 2: 'B', 3: 'D', 4: 'C', 5: 'A', 6: 'D' }],
    ['7-9 AB CDA E', { 7: 'AB', 8: 'ACD', 9: 'E' }],
    ['6 A\n7 BD\n9 ABCDE', { 6: 'A', 7: 'BD', 9: 'ABCDE' }],
    ['1-4 A_*D', { 1: 'A', 2: '', 3: '', 4: 'D' }],
    ['7-9 AB _ CD', { 7: 'AB', 8: '', 9: 'CD' }],
    ['2 A 2 B', { 2: 'B' }],
  ])('%s', (typed, letters) => {
    expect(read(typed)).toEqual({ letters, problems: [] });
  });

  test.each([
    ['1 E', [{ kind: 'letter', place: 1, letters: 'E' }]],
    ['10 A', [{ kind: 'place', place: 10 }]],
    ['11 A', [{ kind: 'place', place: 11 }]],
    ['1-5 ABCD', [{ kind: 'count', from: 1, to: 5, found: 4 }]],
    ['1-3 ABCD', [{ kind: 'count', from: 1, to: 3, found: 4 }]],
    ['1 甲', [{ kind: 'sign', text: '甲' }]],
  ])('%s is told what is wrong', (typed, problems) => {
    expect(read(typed).problems).toEqual(problems);
  });

  test('a line that names no number goes on where the last one ended', () => {
    const first = readMarks('ABD', questions);
    expect(first.next).toBe(4);
    const second = readMarks('CAB AB _ CD', questions, first.next);
    expect(Object.fromEntries(second.letters)).toEqual({ 4: 'C', 5: 'A', 6: 'B', 7: 'AB', 8: '', 9: 'CD' });
    // A number in the line is heard all the same.
    expect(Object.fromEntries(readMarks('2 C', questions, 5).letters)).toEqual({ 2: 'C' });
  });

  test('what is right in a faulty line is taken all the same', () => {
    expect(read('1-3 AEC').letters).toEqual({ 1: 'A', 3: 'C' });
  });

  test('any rows of letters typed in any grouping are read back as they were', () => {
    const single = fc.constantFrom('A', 'B', 'C', 'D', '_');
    const multiple = fc
      .subarray(['A', 'B', 'C', 'D', 'E'], { minLength: 0 })
      .map((some) => some.join('') || '_');
    fc.assert(
      fc.property(
        fc.array(single, { minLength: 6, maxLength: 6 }),
        fc.array(multiple, { minLength: 3, maxLength: 3 }),
        fc.constantFrom('', ' ', '\n'),
        (singles, multiples, between) => {
          const expected = [...singles, ...multiples].map((one) => one.replace('_', ''));
          for (const typed of [
            `1-6 ${singles.join(between)} 7-9 ${multiples.join(' ')}`,
            [...singles, ...multiples].map((one, index) => `${String(index + 1)} ${one}`).join('\n'),
          ]) {
            const { letters, problems } = readMarks(typed, questions);
            expect(problems).toEqual([]);
            expect([...letters.values()]).toEqual(expected);
          }
        },
      ),
    );
  });

  test('letters stand for the options in the order of the paper, and a written answer for itself', () => {
    const letters = new Map([
      [1, 'A'],
      [7, 'AE'],
      [8, ''],
    ]);
    expect(responsesOf(questions, letters, new Set([10]))).toEqual([
      { item: 'i1', response: { kind: 'choice', chosen: ['c'] } },
      { item: 'i7', response: { kind: 'choice', chosen: ['a', 'e'] } },
      { item: 'i10', response: { kind: 'text', text: onPaper } },
    ]);
  });

  test('a single question takes one letter of its four, a multiple one any of its five', () => {
    const [first, , , , , , seventh] = questions;
    if (!first || !seventh) throw new Error('no question');
    expect(['', 'A', 'D', 'E', 'AB'].map((one) => fitsQuestion(one, first))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(['', 'ABCDE', 'F'].map((one) => fitsQuestion(one, seventh))).toEqual([true, true, false]);
    expect(tidy('ｂａ b')).toBe('AB');
  });
});

describe('a paper half typed in', () => {
  const half = {
    letters: new Map([
      [1, 'A'],
      [7, 'BD'],
    ]),
    written: new Set([10]),
    line: '2-3 AB',
    next: 8,
  };

  test('comes back as it was', () => {
    expect(readHalfTyped(writeHalfTyped(half), questions)).toEqual(half);
  });

  test('is nothing where nothing was typed, or what is kept is not ours', () => {
    for (const text of [
      writeHalfTyped(untouched),
      '',
      'null',
      '7',
      '[]',
      '{"letters":[[1,""]]}',
      '{"letters":',
    ])
      expect(readHalfTyped(text, questions), text).toBeUndefined();
  });

  test('what does not fit the paper is left out', () => {
    const kept = JSON.stringify({
      letters: [[1, 'b'], [10, 'A'], [99, 'A'], ['2', 'A'], [3, 4], 5],
      written: [1, 10, 'x'],
      line: 7,
      next: 99,
    });
    expect(readHalfTyped(kept, questions)).toEqual({
      letters: new Map([[1, 'B']]),
      written: new Set([10]),
      line: '',
      next: 1,
    });
  });

  test('anything at all is read or refused, never thrown', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const read = readHalfTyped(text, questions);
        for (const [place] of read?.letters ?? []) expect(questions[place - 1]?.type).not.toBe('short');
      }),
    );
  });
});
