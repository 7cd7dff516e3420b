import { describe, expect, test } from 'vitest';
import { readDrill } from '../../../src/domain/exam/record.ts';
import { expression } from '../../../src/domain/exam/expression.ts';
import { draw, mistakes } from '../../../src/domain/exam/practice.ts';
import { score } from '../../../src/domain/exam/score.ts';
import {
  instance,
  instanceId,
  instanceSpace,
  library,
  print,
  rootOf,
  seedOf,
  type Template,
} from '../../../src/domain/exam/template.ts';
import { dice } from '../../../src/domain/random.ts';
import { pool, templates } from '../../../src/schema/content.ts';

const value = (text: string, values: Readonly<Record<string, number>> = {}): number =>
  expression(text).value((name) => values[name]);

describe('a formula', () => {
  test('is worked out as at school', () => {
    expect(value('2 + 3 * 4')).toBe(14);
    expect(value('(2 + 3) * 4')).toBe(20);
    expect(value('10 - 4 - 3')).toBe(3);
    expect(value('100 / 5 / 2')).toBe(10);
    expect(value('-2 * -3')).toBe(6);
    expect(value('fc * car * 44 / 12', { fc: 12, car: 0.5 })).toBe(22);
    expect(value('electricity(100, 0.5) + max(1, min(2, 3))')).toBe(52);
    expect(value('1e-3 * 2000')).toBe(2);
  });

  test('names what it needs', () => {
    expect(expression('a * b + electricity(a, c)').names).toEqual(['a', 'b', 'c']);
  });

  test('that cannot be read says where', () => {
    for (const [text, said] of [
      ['2 +', 'expected a number or a name, found the end'],
      ['2 3', 'expected an operator, found 3'],
      ['(2', 'expected ), found the end'],
      ['a ? b', 'cannot read ? b'],
      ['electricity(1)', 'electricity takes 2 inputs, not 1'],
      ['constructor(1)', 'there is no function constructor'],
    ] as const)
      expect(() => expression(text)).toThrow(said);
    expect(() => value('a')).toThrow('a has no value');
  });
});

const template: Template = {
  id: '2-3-t99',
  rev: 1,
  levels: ['junior'],
  section: '2-3',
  type: 'single',
  stem: '{what}{fc} t，因子{ef}，排放量（{rounding}）：',
  difficulty: 1,
  cognitive: 'apply',
  sources: [],
  facts: [],
  enemies: [],
  vary: { fc: { from: 1000, to: 9000, step: 50, decimals: 0 } },
  given: { ef: { value: 0.581, text: '0.5810' } },
  cases: [{ what: '煤' }, { what: '油' }],
  derive: [{ name: 'heat', is: 'fc * 2', decimals: 1 }],
  require: ['fc - 2000'],
  answer: { is: 'heat * ef', decimals: 1, unit: 'tCO2', why: '{heat}×{ef}＝{value}，{fc / 1000:2}' },
  mistakes: ['b', 'c', 'd', 'e'].map((id, place) => ({
    id,
    name: id,
    is: `fc * ef * ${String((place + 3) * 0.9)}`,
    why: '错成{value}',
  })),
  steps: ['{heat}×{ef}＝{value}'],
};

describe('an instance', () => {
  const item = instance(template, 77);

  test('of the same seed is the same question, of another seed another', () => {
    expect(instance(template, 77)).toEqual(item);
    expect(
      new Set(Array.from({ length: 40 }, (_, seed) => instance(template, seed).stem)).size,
    ).toBeGreaterThan(30);
  });

  test('is an ordinary single choice with its figures, units, rounding and working', () => {
    expect(item.stem).toMatch(/^[煤油][2-9],\d{3} t，因子0\.5810，排放量（保留1位小数）：$/);
    expect(item.options).toHaveLength(4);
    expect(item.key).toEqual(['a']);
    const key = item.options.find((one) => one.id === 'a');
    expect(key?.text).toMatch(/^[\d,]+\.\d tCO2$/);
    expect(key?.why).toContain(`＝${key?.text ?? '–'}，`);
    expect(item.steps).toEqual([expect.stringMatching(/^[\d,]+\.0×0\.5810＝[\d,]+\.\d tCO2$/)]);
  });

  test('keeps to what the template requires', () => {
    for (let seed = 0; seed < 100; seed += 1)
      expect(Number(/[\d,]+/.exec(instance(template, seed).stem)?.[0].replace(',', ''))).toBeGreaterThan(
        2000,
      );
  });

  test('no two options are next to each other in their last place: no rounding on the way leads to a distractor', () => {
    const near: Template = {
      ...template,
      stem: '{fc}（{rounding}）',
      vary: { fc: { from: 20, to: 90, step: 1, decimals: 0 } },
      require: [],
      derive: [],
      answer: { is: 'fc', decimals: 0, unit: 't', why: '{value}' },
      mistakes: [1, 3, 4, 6, 9].map((more, place) => ({
        id: 'bcdef'.charAt(place),
        name: String(more),
        is: `fc + ${String(more)}`,
        why: '{value}',
      })),
      steps: [],
    };
    for (let seed = 0; seed < 100; seed += 1) {
      const figures = instance(near, seed)
        .options.map(({ text }) => Number.parseInt(text, 10))
        .sort((a, b) => a - b);
      figures.forEach((one, place) => {
        if (place > 0) expect(one - (figures[place - 1] ?? 0)).toBeGreaterThanOrEqual(2);
      });
    }
  });

  test('a template that gives no four options is a bug, and says so', () => {
    const twins = { ...template, mistakes: template.mistakes.map((one) => ({ ...one, is: 'fc * ef * 3' })) };
    expect(() => instance(twins, 1)).toThrow('2-3-t99: seed 1 gives no four options');
  });

  test('is known by an id that holds template and seed', () => {
    expect(instanceId('2-3-t05', 0)).toBe('2-3-t05_0000');
    for (const seed of [0, 1, 31, 32, 12_345, instanceSpace - 1]) {
      expect(seedOf(instanceId('2-3-t05', seed))).toBe(seed);
      expect(rootOf(instanceId('2-3-t05', seed))).toBe('2-3-t05');
    }
    expect(seedOf('2-3-s05')).toBeUndefined();
    expect(rootOf('2-3-s05')).toBe('2-3-s05');
    expect(() => instanceId('2-3-t05', instanceSpace)).toThrow(RangeError);
  });

  test('figures are printed alike in every engine: no locale, thousands apart, all decimals', () => {
    expect([print(2_357_467.2, 2), print(999, 0), print(1000, 0), print(0.5, 3), print(5, 1, '%'), print(5, 0, '万t')]).toEqual([
      '2,357,467.20', '999', '1,000', '0.500', '5.0%', '5万t',
    ]); // prettier-ignore
  });
});

describe('a library', () => {
  const shelf = library([template, ...pool()]);

  test('finds items, and instances by their own id; a template alone is no question', () => {
    expect(shelf.get('2-3-s01')?.id).toBe('2-3-s01');
    expect(shelf.get('2-3-t99_002d')).toEqual(instance(template, 77));
    expect(shelf.get('2-3-t99')).toBeUndefined();
    expect(shelf.get('2-3-t98_002d')).toBeUndefined();
    expect(shelf.get('2-3-s01_002d')).toBeUndefined();
  });

  test('an attempt with an instance is graded again from the id alone, also by a revised template', () => {
    const id = instanceId(template.id, 77);
    const graded = (one: Template, chosen: string) =>
      score(
        [
          {
            item: library([one]).get(id),
            type: 'single',
            points: 1,
            response: { kind: 'choice', chosen: [chosen] },
          },
        ],
        'half-each',
        60,
      ).marks[0]?.reason;
    expect([graded(template, 'a'), graded(template, 'c')]).toEqual(['right', 'wrong']);
    // Answers are kept by what was meant, not by place: the key stays the key when wording or figures are mended.
    const mended = { ...template, rev: 2, given: { ef: { value: 0.5703, text: '0.5703' } } };
    expect([graded(mended, 'a'), graded(mended, 'c')]).toEqual(['right', 'wrong']);
  });
});

describe('practice', () => {
  test('draws an instance of a template once a row, with new numbers in another row', () => {
    const choice = { level: 'junior', sections: ['2-3'], types: ['single'], standing: 'all' } as const;
    const row = (seed: string): readonly string[] =>
      draw(pool(), choice, new Map(), dice(seed))
        .map((item) => item.id)
        .filter((id) => id.includes('_'));
    const [first, second] = [row('x'), row('y')];
    expect(first.map(rootOf).sort()).toEqual(
      templates()
        .filter((one) => one.section === '2-3' && one.levels.includes('junior'))
        .map((one) => one.id)
        .sort(),
    );
    expect(first.some((id) => second.includes(id))).toBe(false);
  });

  test('a wrong calculation enters 错题本 as its template, and leaves it by other numbers', () => {
    const drill = (item: string, outcome: 'right' | 'wrong', at: number, day: string) => {
      const read = readDrill({ version: 2, at, day, item, rev: 1, outcome });
      if (typeof read === 'string') throw new Error(read);
      return read;
    };
    const log = [drill('2-3-t05_0001', 'wrong', 1, '2027-01-01')];
    expect(mistakes(log)).toEqual(['2-3-t05']);
    log.push(
      drill('2-3-t05_0002', 'right', 2, '2027-01-02'),
      drill('2-3-t05_0003', 'right', 3, '2027-01-03'),
    );
    expect(mistakes(log)).toEqual([]);
  });
});
