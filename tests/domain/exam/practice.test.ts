import { describe, expect, test } from 'vitest';
import { found, stretches } from '../../../src/domain/exam/keyphrase.ts';
import { allowed, draw, mistakes, outcomeOf } from '../../../src/domain/exam/practice.ts';
import type { DrillRecord, Outcome } from '../../../src/domain/exam/record.ts';
import { dice } from '../../../src/domain/random.ts';
import { bank } from '../../../src/schema/content.ts';
import { noteVersion, readNote, takenOut, type Note } from '../../../src/domain/learning/notes.ts';

const items = bank();
let clock = 0;
const drill = (item: string, outcome: Outcome, day: string): DrillRecord => ({
  version: 1,
  at: (clock += 1),
  day,
  item,
  rev: 1,
  outcome,
});

describe('练习', () => {
  test('draws what was chosen and nothing else, each once', () => {
    const drawn = draw(
      items,
      { level: 'senior', sections: ['2-3', '3-4'], types: ['single'], standing: 'all' },
      new Map(),
      dice('x'),
    );
    const fit = items.filter(
      ({ section, type, levels }) =>
        (section === '2-3' || section === '3-4') && type === 'single' && levels.includes('senior'),
    );
    expect(fit.length).toBeGreaterThan(10);
    expect(drawn.map(({ id }) => id).sort()).toEqual(fit.map(({ id }) => id).sort());
    for (const item of drawn) {
      expect(['2-3', '3-4']).toContain(item.section);
      expect(item.type).toBe('single');
      expect(item.levels).toContain('senior');
    }
  });

  test('what was not answered yet, and what was not known last, can be asked for alone', () => {
    const choice = { level: 'junior', sections: ['1-1'], types: ['single'] } as const;
    const all = allowed(items, { ...choice, standing: 'all' }, new Map()).map(({ id }) => id);
    const [first = '', second = ''] = all;
    const found = new Map([
      [first, { known: true }],
      [second, { known: false }],
    ]);
    const ids = (standing: 'all' | 'unseen' | 'missed') =>
      allowed(items, { ...choice, standing }, found).map(({ id }) => id);
    expect(ids('all')).toEqual(all);
    expect(ids('unseen')).toEqual(all.slice(2));
    expect(ids('missed')).toEqual([second]);
  });

  test('only what was judged counts', () => {
    expect([outcomeOf('right', 1, 1), outcomeOf('partial', 50, 200), outcomeOf('blank', 0, 1)]).toEqual([
      'right',
      'partial',
      'blank',
    ]);
    expect([
      outcomeOf('marked', 1000, 1000),
      outcomeOf('marked', 300, 1000),
      outcomeOf('marked', 0, 1000),
    ]).toEqual(['right', 'partial', 'wrong']);
    expect(outcomeOf('unmarked', 0, 1000)).toBeUndefined();
  });
});

describe('错题本', () => {
  test('wrong, incomplete and missing answers enter, the latest first; right ones do not', () => {
    expect(
      mistakes([
        drill('a', 'wrong', '2027-01-01'),
        drill('b', 'right', '2027-01-01'),
        drill('c', 'partial', '2027-01-01'),
        drill('d', 'blank', '2027-01-01'),
      ]),
    ).toEqual(['d', 'c', 'a']);
  });

  test('two right answers on one day do not free an item; on two days they do', () => {
    const log = [
      drill('a', 'wrong', '2027-01-01'),
      drill('a', 'right', '2027-01-01'),
      drill('a', 'right', '2027-01-01'),
    ];
    expect(mistakes(log)).toEqual(['a']);
    expect(mistakes([...log, drill('a', 'right', '2027-01-02')])).toEqual([]);
  });

  test('the order in which the lines were kept does not matter, their moments do', () => {
    const log = [
      drill('a', 'wrong', '2027-01-01'),
      drill('a', 'right', '2027-01-02'),
      drill('a', 'right', '2027-01-03'),
    ];
    expect([mistakes(log), mistakes(log.toReversed())]).toEqual([[], []]);
  });

  test('a new mistake begins the count again', () => {
    expect(
      mistakes([
        drill('a', 'wrong', '2027-01-01'),
        drill('a', 'right', '2027-01-02'),
        drill('a', 'wrong', '2027-01-03'),
        drill('a', 'right', '2027-01-04'),
      ]),
    ).toEqual(['a']);
  });
});

describe('an item taken out of 错题本 by hand', () => {
  const wrong = drill('a', 'wrong', '2027-01-01');
  const note = (at: number, on: boolean): Note => ({
    version: noteVersion,
    id: `n${at}`,
    at,
    kind: 'out',
    item: 'a',
    on,
  });

  test('is out until the next mistake, whatever is answered right', () => {
    const out = takenOut([note(wrong.at + 1, true)]);
    expect(mistakes([wrong], out)).toEqual([]);
    expect(mistakes([wrong, drill('b', 'wrong', '2027-01-01')], out)).toEqual(['b']);
    expect(mistakes([wrong, { ...wrong, at: wrong.at + 2 }], out)).toEqual(['a']);
  });

  test('comes back where it is put back, and on any device alike', () => {
    const notes = [note(wrong.at + 1, true), note(wrong.at + 2, false)];
    expect(mistakes([wrong], takenOut(notes))).toEqual(['a']);
    expect(takenOut([...notes].reverse())).toEqual(takenOut(notes));
    expect(readNote(JSON.parse(JSON.stringify(notes[0])))).toEqual(notes[0]);
    expect(readNote({ ...notes[0], on: 'yes' })).toBeUndefined();
  });
});

describe('phrases of a short answer', () => {
  test('the first alternative present stands for its group', () => {
    expect(found('应当清缴排放配额', [['配额', '排放配额'], ['核查'], ['清缴']])).toEqual([
      '配额',
      undefined,
      '清缴',
    ]);
  });

  test('marking them changes no character', () => {
    const marked = stretches('排放配额与配额清缴', ['配额', '排放配额']);
    expect(marked.map((one) => (one.hit ? `[${one.text}]` : one.text)).join('')).toBe(
      '[排放配额]与[配额]清缴',
    );
    expect(stretches('无', ['']).map((one) => one.text)).toEqual(['无']);
  });
});
