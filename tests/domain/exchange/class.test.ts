import { describe, expect, test } from 'vitest';
import type { Entry, Sheet } from '../../../src/domain/exam/attempt.ts';
import { library } from '../../../src/domain/exam/template.ts';
import type { ChoiceItem } from '../../../src/domain/exam/question.ts';
import { answerFile, readAnswerFile, type AnswerFile } from '../../../src/domain/exchange/answer-file.ts';
import { mostLines } from '../../../src/domain/exam/record.ts';
import { correlation, discriminationFrom } from '../../../src/domain/exam/statistics.ts';
import {
  classSummary,
  classTable,
  facilityFrom,
  itemSheet,
  scoreSheet,
} from '../../../src/domain/exchange/class.ts';

const item = (id: string): ChoiceItem => ({
  id,
  rev: 1,
  levels: ['junior'],
  section: '1-1',
  type: 'single',
  stem: '题干题干题干题干',
  options: ['a', 'b', 'c', 'd'].map((one) => ({ id: one, text: one, why: '因为如此' })),
  key: ['a'],
  difficulty: 1,
  cognitive: 'apply',
  sources: [{ doc: 'x' }],
  facts: ['P-001'],
  enemies: [],
  fixedOrder: false,
});
const ids = ['1-1-s01', '1-1-s02', '1-1-s03'];
const shelf = library(ids.map(item));
const sheet = (id: string): Sheet => ({
  id,
  number: 'C1TESTTEST00',
  blueprint: 'C1',
  level: 'junior',
  mode: 'strict',
  rule: 'half-each',
  minutes: 120,
  factor: 1,
  pass: 2,
  questions: ids.map((one) => ({
    item: one,
    rev: 1,
    type: 'single',
    points: 1,
    order: ['a', 'b', 'c', 'd'],
  })),
});
const log = (...chosen: readonly string[]): readonly Entry[] => [
  { at: 1000, kind: 'start' },
  ...chosen.map((one, place): Entry => ({
    at: 2000 + place,
    kind: 'answer',
    item: ids[place] ?? '',
    response: { kind: 'choice', chosen: one === '' ? [] : [one] },
  })),
  { at: 9000, kind: 'submit' },
];
const file = (id: string, ...chosen: readonly string[]): AnswerFile => {
  const read = readAnswerFile(answerFile(`学员${id}`, sheet(id), 500, log(...chosen)));
  if (typeof read === 'string') throw new Error(read);
  return read;
};

describe('an answer file', () => {
  test('comes back as it was written', () => {
    const read = file('1', 'a', 'b', '');
    expect(read.name).toBe('学员1');
    expect(read.sheet).toEqual(sheet('1'));
    expect([...read.state.responses.keys()]).toEqual(['1-1-s01', '1-1-s02']);
  });

  test('is refused by name when it is no JSON, not ours, newer, broken or not handed in', () => {
    const text = answerFile('', sheet('1'), 500, log('a'));
    expect(readAnswerFile(text.slice(1))).toBe('not-json');
    expect(readAnswerFile('{"kind":"other"}')).toBe('not-ours');
    expect(readAnswerFile('null')).toBe('not-ours');
    expect(readAnswerFile(text.replace(/"version":\d+/, '"version":999'))).toBe('newer');
    expect(readAnswerFile(text.replace('"kind":"start"', '"kind":"begin"'))).toBe('broken');
    expect(readAnswerFile(text.replace('"minutes":120', '"minutes":"120"'))).toBe('broken');
    expect(readAnswerFile(answerFile('', sheet('1'), 500, log('a').slice(0, -1)))).toBe('unfinished');
  });

  test('with more lines than any paper has is refused before they are played', () => {
    const [start, ...rest] = log('a');
    const beats = Array.from({ length: mostLines }, (): Entry => ({ at: 1500, kind: 'leap', by: 1 }));
    expect(
      readAnswerFile(answerFile('', sheet('1'), 500, [...(start ? [start] : []), ...beats, ...rest])),
    ).toBe('broken');
  });

  test('cuts a name that is too long, without cutting a character in two', () => {
    const read = readAnswerFile(answerFile('𠮷'.repeat(60), sheet('1'), 500, log('a')));
    expect(typeof read === 'string' ? read : read.name).toBe('𠮷'.repeat(40));
  });
});

describe('the table of a class', () => {
  test('counts a paper opened twice once, in its later state', () => {
    const early = file('1', 'b');
    const late = { ...early, name: '后来', state: { ...early.state, revision: early.state.revision + 1 } };
    const { sats } = classTable([late, early], shelf);
    expect(sats.map((one) => one.file.name)).toEqual(['后来']);
  });

  test('keeps facility and choices back below its n, discrimination below its own', () => {
    const few = classTable(
      Array.from({ length: facilityFrom - 1 }, (_, n) => file(String(n), 'a', 'b', 'c')),
      shelf,
    );
    expect(few.items.map((one) => [one.facility, one.choices.length])).toEqual([
      [undefined, 0],
      [undefined, 0],
      [undefined, 0],
    ]);
    const some = classTable(
      Array.from({ length: facilityFrom }, (_, n) => file(String(n), n < 3 ? 'a' : 'b', 'b', '')),
      shelf,
    );
    const first = some.items.find((one) => one.id === '1-1-s01');
    expect(first?.facility).toBeCloseTo(0.6);
    expect(first?.discrimination).toBeUndefined();
    expect(first?.choices.map(({ id, count, shown, right }) => [id, count, shown, right])).toEqual([
      ['a', 3, 5, true],
      ['b', 2, 5, false],
      ['c', 0, 5, false],
      ['d', 0, 5, false],
    ]);
    expect(some.items.find((one) => one.id === '1-1-s03')?.blank).toBe(5);
  });

  test('correlates an item with the rest of the paper, itself left out', () => {
    const n = discriminationFrom;
    // Whoever has the first right has the second right too; the third is right for everybody.
    const { items } = classTable(
      Array.from({ length: n }, (_, place) =>
        place % 2 ? file(String(place), 'a', 'a', 'a') : file(String(place), 'b', 'c', 'a'),
      ),
      shelf,
    );
    expect(items.find((one) => one.id === '1-1-s01')?.discrimination).toBeCloseTo(1);
    expect(items.find((one) => one.id === '1-1-s03')?.discrimination).toBeUndefined();
  });

  test('says how many items today’s bank no longer has', () => {
    const { gone, items } = classTable([file('1', 'a', 'a', 'a')], library([item('1-1-s01')]));
    expect(gone).toBe(2);
    expect(items.map(({ id }) => id)).toEqual(['1-1-s01']);
  });

  test('the class as a whole: mean, median, range, who passed, tens, and each section without what is not marked', () => {
    const { sats } = classTable(
      Array.from({ length: 4 }, (_, n) => file(String(n), n < 1 ? 'b' : 'a', n < 2 ? 'b' : 'a', 'a')),
      shelf,
    );
    const totals = sats.map(({ score }) => score.total);
    expect(totals).toEqual([300, 300, 200, 100]);
    const { mean, median, low, high, passed, tens, bySection } = classSummary(sats);
    expect([mean, median, low, high]).toEqual([230, 250, 100, 300]);
    expect(passed).toBe(
      sats.filter(({ file: { sheet: paper }, score }) => score.total >= paper.pass * 100).length,
    );
    expect(tens.reduce((sum, one) => sum + one, 0)).toBe(4);
    expect([tens[9], tens[6], tens[3]]).toEqual([2, 1, 1]);
    expect([...bySection.values()].reduce((sum, { points }) => sum + points, 0)).toBe(900);
  });

  test('writes the statistics of the items, and leaves empty what too few papers cannot say', () => {
    const few = itemSheet(classTable([file('1', 'a', 'a', 'a')], shelf).items);
    const [head = '', first = ''] = few.split('\r\n');
    expect(head).toContain('题号,章节,题干,份数');
    expect(first.endsWith(',1,0,,,')).toBe(true);
  });

  test('writes scores that a spreadsheet cannot take for formulas', () => {
    const evil = { ...file('1', 'a', 'a', 'a'), name: '=HYPERLINK("http://x","y")' };
    const sheetText = scoreSheet(classTable([evil], shelf).sats);
    expect(sheetText).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(sheetText.startsWith('\uFEFF姓名,')).toBe(true);
  });
});

test('correlation is 1 for a line, −1 for its mirror, undefined without variance', () => {
  expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1);
  expect(correlation([1, 2, 3], [6, 4, 2])).toBeCloseTo(-1);
  expect(correlation([1, 1, 1], [6, 4, 2])).toBeUndefined();
});
