/**
 * The calculators: what they give for the worked examples of the register (W-01 … W-28), what they refuse and in which
 * words, and that whatever they let through comes out as a number.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applies,
  factorsOf,
  fixed,
  fromLink,
  grouped,
  linkOf,
  measured,
  near,
  optionsOf,
  picked,
  pieces,
  readFigure,
  solve,
  unitOf,
  type Answer,
  type Calculator,
  type Typed,
} from '../../../src/domain/carbon/calculator.ts';
import { calculator, calculatorIds, type CalculatorId } from '../../../src/domain/carbon/calculators/all.ts';
import { sections } from '../../../src/domain/notice.ts';
import { practising, sheets } from '../../../src/schema/calculators.ts';
import { factors } from '../../../src/schema/content.ts';

const register = factors();
const byId = new Map(register.map((one) => [one.id, one]));
const all = sheets();
const sheet = (id: CalculatorId): Calculator => calculator(id, register);
const answer = (id: CalculatorId, typed: Typed): Answer => solve(sheet(id), typed, byId);
const results = ({ working }: Answer): Readonly<Record<string, string>> =>
  Object.fromEntries((working?.results ?? []).map(({ label, value, unit }) => [label, `${value} ${unit}`]));
const wrongs = ({ readings }: Answer): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...readings].flatMap(([name, reading]) => (reading.kind === 'wrong' ? [[name, reading.why]] : [])),
  );

/** The worked examples: calculator, example by place, and what the register says comes out. */
const worked: readonly (readonly [string, CalculatorId, number, string, string])[] = [
  ['W-01', 'coal', 0, '燃煤排放量', '2,357,467.20 tCO2'],
  ['W-02', 'coal', 1, '燃煤排放量', '201,661.02 tCO2'],
  ['W-03', 'fuel', 2, '燃烧排放量', '203,225.69 tCO2'],
  ['W-04', 'fuel', 0, '燃烧排放量', '990.69 tCO2'],
  ['W-04', 'fuel', 0, '每吨燃料', '3.0959 tCO2/t'],
  ['W-05', 'fuel', 1, '燃烧排放量', '57,298.00 tCO2'],
  ['W-05', 'fuel', 1, '每万标准立方米燃料', '21.6219 tCO2/10⁴Nm³'],
  ['W-06', 'fuel', 3, '燃烧排放量', '47,036.73 tCO2'],
  ['W-07', 'electricity', 0, '外购电力排放量', '25,468.80 tCO2'],
  ['W-07', 'electricity', 1, '外购电力排放量', '29,716.80 tCO2'],
  ['W-07', 'electricity', 2, '外购电力排放量', '21,945.60 tCO2'],
  ['W-08', 'heat', 0, '外购热力排放量', '18,417.04 tCO2'],
  ['W-08', 'heat', 0, '外购热量', '167,427.60 GJ'],
  ['W-09', 'cement', 0, '过程排放量', '807,650.00 tCO2'],
  ['W-09', 'cement', 0, '折每吨熟料', '0.5211 tCO2/t'],
  ['W-10', 'cement', 1, '过程排放量', '527,842.86 tCO2'],
  ['W-11', 'anode', 0, '阳极消耗排放量', '375,760.00 tCO2'],
  ['W-12', 'pfc', 0, '阳极效应排放量', '55,341.00 tCO2e'],
  ['W-12', 'pfc', 0, '折每吨铝', '0.22136 tCO2e/tAl'],
  ['W-13', 'gwp', 0, '二氧化碳当量', '37,555.000 tCO2e'],
  ['W-13', 'gwp', 1, '二氧化碳当量', '33,105.000 tCO2e'],
  ['W-14', 'gwp', 2, '二氧化碳当量', '230.820 tCO2e'],
  ['W-15', 'allocation', 0, '机组配额', '2,856,609.12 tCO2'],
  ['W-16', 'compliance', 0, '履约成本', '16,948,963.59 元'],
  ['W-16', 'compliance', 0, '不用 CCER 的成本', '18,853,688.59 元'],
  ['W-16', 'compliance', 0, '节约', '1,904,725.00 元'],
  ['W-16', 'compliance', 0, '最多可用 CCER', '152,500 t'],
  ['W-17', 'compliance', 1, '缺口', '100,000 t'],
  ['W-18', 'allocation', 1, '取整', '1,407,951 t'],
  ['W-19', 'allocation', 2, '机组配额', '1,048,309.08 tCO2'],
  ['W-20', 'reduction', 0, '项目减排量', '500,000.00 tCO2e'],
  ['W-21', 'reduction', 1, '项目减排量', '10,530.00 tCO2e'],
  ['W-22', 'coal-equivalent', 0, '综合能耗', '15,382.67 tce'],
  ['W-23', 'units', 0, '等于', '23.0274 GJ/t'],
  ['W-23', 'units', 1, '等于', '34,120.84 tce'],
  ['W-23', 'units', 2, '等于', '36,000.00 GJ'],
  ['W-24', 'footprint', 0, '每声明单位的碳足迹', '3.0264 tCO2e'],
  ['W-25', 'uncertainty', 0, '总不确定度', '±4.75 %'],
  ['W-25', 'uncertainty', 0, '折成排放量', '±4,750 t'],
  ['W-28', 'carry-over', 0, '可结转', '70,000 t'],
  ['W-28', 'carry-over', 0, '不再结转', '15,000 t'],
];

describe('the worked examples of the register', () => {
  test.each(worked)('%s: calculator %s, example %i gives %s %s', (id, name, place, label, said) => {
    const example = sheet(name).examples[place];
    expect(example?.id).toBe(id);
    expect(results(answer(name, example?.typed ?? {}))[label]).toBe(said);
  });

  test('every example comes out, and those that cite the register are all compared above', () => {
    for (const one of all)
      one.examples.forEach((example, place) => {
        const found = solve(one, example.typed, byId);
        expect(wrongs(found), one.id).toEqual({});
        expect(found.missing, one.id).toEqual([]);
        if (example.id.startsWith('W'))
          expect(worked.some(([id, name, at]) => id === example.id && name === one.id && at === place)).toBe(
            true,
          );
        else expect(example.id).toBe('自拟');
      });
  });

  test('calculations the register has no example of, done by hand', () => {
    expect(results(answer('carbonate', sheet('carbonate').examples[0]?.typed ?? {}))).toEqual({
      分解排放量: '4,180.00 tCO2',
    });
    // 10,000 × (0.9 × 44/56 + 0.02 × 1.1) = 7,071.43 + 220
    expect(results(answer('carbonate', sheet('carbonate').examples[1]?.typed ?? {}))).toEqual({
      分解排放量: '7,291.43 tCO2',
    });
    // 3,000,000 + 88,000 + 37,680 + 1,098.9 + 260,000 − 27,720
    expect(results(answer('steel', sheet('steel').examples[0]?.typed ?? {}))['企业排放量']).toBe(
      '3,359,058.90 tCO2',
    );
    // (427,400 − 12,600) × 44/12
    expect(results(answer('carbon-balance', sheet('carbon-balance').examples[0]?.typed ?? {}))).toEqual({
      排放量: '1,520,933.33 tCO2',
    });
    expect(results(answer('intensity', { e: '1000', bal: '1', own: '1.5' }))).toEqual({
      配额: '970.00 t',
      缺口: '30.00 t',
    });
    // Coal on a dry basis: 60 × (100 − 10)/100 = 54 %
    expect(results(answer('coal', { basis: 'd', fc: '100', cd: '60', mar: '10', of: '100' }))).toEqual({
      燃煤排放量: '198.00 tCO2',
    });
    // Gas, 2022: 1,000 × 0.3901 × (1 − 0.6 × 0.5)
    expect(
      results(answer('allocation', { rule: 'supply-gas', q: '1000', b: '0.3901', r: '50' }))['机组配额'],
    ).toBe('273.07 tCO2');
    // 1,000,000 × 80 %: 50,000 are topped up, and 200,000 are short.
    expect(results(answer('compliance', { rule: 'gap-cap-2324', e: '1000000', a: '750000' }))).toEqual({
      缺口: '200,000 t',
      '最多可用 CCER': '50,000 t',
    });
    expect(results(answer('compliance', { e: '100', a: '150', p: '90.5' }))).toEqual({
      盈余: '50 t',
      按所填价格值: '4,525.00 元',
    });
  });
});

describe('a typed number', () => {
  const field = { most: 1e9 };
  test.each([
    ['320', 320, false],
    ['1,200,000', 1_200_000, true],
    ['３２０．５', 320.5, true],
    ['３２０。５', 320.5, true],
    [' 1 200 ', 1200, true],
    ['.5', 0.5, false],
    ['12.', 12, false],
    ['0.0202', 0.0202, false],
  ])('%s is read as %d', (typed, value, mended) => {
    expect(readFigure(typed, field, 't')).toMatchObject({ kind: 'read', value, mended });
  });

  test.each([
    ['12a', '不是一个数'],
    ['320万', '“万”“亿”请换算'],
    ['1.2.3', '不是一个数'],
    ['1e5', '不是一个数'],
    ['-5', '不能是负数'],
    ['－５', '不能是负数'],
    ['1,5', '逗号的位置不对'],
    ['98%', '不要写百分号'],
    ['1000000001', '最多 1,000,000,000 t'],
    ['1234567890123456789012345', '最多 24 个字符'],
    ['Infinity', '不是一个数'],
  ])('%s is refused in words', (typed, words) => {
    const reading = readFigure(typed, field, 't');
    expect(reading.kind === 'wrong' && reading.why).toContain(words);
  });

  test('nothing is no number, and zero and negatives count where they may', () => {
    expect(readFigure('　', field, 't')).toEqual({ kind: 'empty' });
    expect(readFigure('0', { ...field, positive: true }, 't')).toMatchObject({ kind: 'wrong' });
    expect(readFigure('0', field, 't')).toMatchObject({ kind: 'read', value: 0 });
    expect(readFigure('−5', { ...field, signed: true }, 't')).toMatchObject({ kind: 'read', value: -5 });
  });

  test('a per cent sign is taken where per cent is asked, and refused with the reason elsewhere', () => {
    expect(readFigure('98%', { most: 100 }, '%')).toEqual({
      kind: 'read',
      value: 98,
      text: '98',
      mended: true,
    });
    expect(readFigure('98％', { most: 100 }, '%')).toMatchObject({ kind: 'read', value: 98 });
    expect(readFigure('98%%', { most: 100 }, '%')).toMatchObject({ kind: 'wrong' });
    expect(readFigure('98%', field, '')).toEqual({
      kind: 'wrong',
      why: '不要写百分号；这一格没有单位，请写成小数。',
    });
  });

  test('any text is read, empty or wrong: never anything else', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const reading = readFigure(typed, field, 't');
        if (reading.kind === 'read') {
          expect(Number.isFinite(reading.value)).toBe(true);
          expect(reading.value).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

describe('figures that belong together', () => {
  const balance = { i1: '500000', ic1: '85', o1: '300000', oc1: '4.2' };
  const lone: readonly (readonly [CalculatorId, Typed, string])[] = [
    ['carbon-balance', { ...balance, i2: '20000' }, '投入 2的含碳量'],
    ['uncertainty', { x1: '100', a1: '5', x2: '50', f2: '1' }, '排放源 2的活动数据的不确定度'],
    ['gwp', { other: '5' }, 'GWP（自己填）'],
    ['coal-equivalent', { gas: '5' }, '折标准煤系数（自己填）'],
    ['cement', { q: '100', ef: '0.535', r: '5' }, '扣减系数'],
    ['footprint', { m: '1', ef1: '1', d: '5' }, '运输因子'],
    ['footprint', { m: '1', ef1: '1', w: '5' }, '电力碳足迹因子'],
    ['allocation', { q: '100', b: '0.8', f: '70', qh: '5' }, '供热基准值'],
  ];
  test.each(lone)(
    '%s: an amount without what it is multiplied with is not counted as nothing: %o',
    (id, typed, label) => {
      const found = answer(id, typed);
      expect(found.missing).toEqual([label]);
      expect(found.working).toBeUndefined();
    },
  );

  test('what waits for an amount is neither needed nor listed, and is named', () => {
    const found = answer('carbon-balance', { ...balance, ic2: '12', o3: '0' });
    expect(found.missing).toEqual([]);
    expect([...found.idle]).toEqual([['ic2', '投入 2的数量']]);
    expect(found.used.map(({ name }) => name)).not.toContain('ic2');
    expect(results(found)).toEqual(results(answer('carbon-balance', balance)));
    expect(found.spare.has('oc3')).toBe(true);
  });

  test('each names a figure that stands before it', () => {
    for (const one of all)
      one.fields.forEach((field, place) => {
        if (field.kind === 'figure' && field.goesWith !== undefined)
          expect(
            one.fields.slice(0, place).some(({ name, kind }) => kind === 'figure' && name === field.goesWith),
            `${one.id} ${field.name}`,
          ).toBe(true);
      });
  });
});

describe('numbers of the register', () => {
  test('a pick writes its numbers, and one changed by hand is the visitor’s own', () => {
    const one = sheet('fuel');
    const pick = one.fields.find(({ name }) => name === 'fuel');
    if (pick?.kind !== 'pick') throw new Error('no pick');
    const typed = picked(one, { fc: '10' }, pick, 'natural-gas-jia', byId);
    expect(typed).toMatchObject({ fc: '10', state: 'gas', ncv: '389.31', cc: '0.01532', of: '99' });
    expect(solve(one, typed, byId).used.map(({ name, factor }) => [name, factor?.fact])).toEqual([
      ['fc', undefined],
      ['ncv', 'M-142'],
      ['cc', 'M-142'],
      ['of', 'M-142'],
    ]);
    const own = solve(one, { ...typed, ncv: '380' }, byId).used.find(({ name }) => name === 'ncv');
    expect(own?.factor).toBeUndefined();
  });

  test('values are not used outside their years: no 99 % for coal from 2026 on, no set 甲 either', () => {
    expect(
      wrongs(answer('coal', { year: 'from-2026', fc: '1', car: '0.5', default: 'coal', of: '99' })),
    ).toMatchObject({ default: expect.stringContaining('只用于 2025 年度及以前') as string });
    expect(
      wrongs(
        answer('fuel', {
          year: 'from-2026',
          fuel: 'diesel-jia',
          fc: '1',
          ncv: '42.652',
          cc: '0.02',
          of: '98',
        }),
      ),
    ).toHaveProperty('fuel');
    // One's own value is let through.
    expect(results(answer('coal', { year: 'from-2026', fc: '12', car: '0.5', of: '98' }))).toEqual({
      燃煤排放量: '21.56 tCO2',
    });
  });

  test('a factor of one use is refused for another', () => {
    expect(
      wrongs(answer('electricity', { method: 'market', mwh: '1', factor: '2023-cn', ef: '0.5306' })),
    ).toHaveProperty('factor');
  });

  test('no calculator offers a benchmark after 2024, nor a fact graded C', () => {
    for (const one of all)
      for (const id of factorsOf(one)) {
        const factor = byId.get(id);
        expect(factor, `${one.id}: ${id}`).toBeDefined();
        expect(['A', 'B']).toContain(factor?.grade);
        expect(id).not.toMatch(/(?:benchmark|balance)-202[5-9]/);
      }
  });

  test('every option writes into fields that are there, and the unit fits the factor', () => {
    const plain = (unit: string): string =>
      unit
        .replace('kgCO2/kWh', 'tCO2/MWh')
        .replace('kgce/kg', 'tce/t')
        .replace('小数', '%')
        .replace('无量纲', '');
    for (const one of all)
      for (const field of one.fields)
        if (field.kind === 'pick')
          for (const option of optionsOf(field)) {
            const typed = picked(one, {}, field, option.id, byId);
            for (const [name, id] of Object.entries(option.fills)) {
              const figure = one.fields.find((each) => each.name === name);
              if (figure?.kind !== 'figure') throw new Error(`${one.id}: no figure ${name}`);
              const unit = unitOf(one, typed, figure);
              expect(plain(byId.get(id)?.unit ?? ''), `${one.id} ${option.id} ${name}`).toBe(unit);
              const reading = readFigure(typed[name] ?? '', figure, unit);
              expect(reading.kind, `${one.id} ${option.id} ${name}`).toBe('read');
            }
          }
  });
});

describe('every calculator', () => {
  test.each(calculatorIds)('%s has its formula, scope, facts, notes and questions', (id) => {
    const one = sheet(id);
    expect(one.id).toBe(id);
    expect(one.formula.words).toContain('＝');
    expect(one.scope.length).toBeGreaterThan(8);
    expect(one.cautions.length).toBeGreaterThan(0);
    expect(one.facts.length).toBeGreaterThan(0);
    expect(one.examples.length).toBeGreaterThan(0);
    expect(one.sections.every((section) => sections.includes(section))).toBe(true);
    expect(new Set(one.fields.map(({ name }) => name)).size).toBe(one.fields.length);
    expect(practising(one).length, 'calculation questions').toBeGreaterThan(0);
  });

  test.each(calculatorIds)('%s says what is missing when empty, and nothing is wrong yet', (id) => {
    const found = answer(id, {});
    expect(found.missing.length).toBeGreaterThan(0);
    expect(wrongs(found)).toEqual({});
    expect(found.working).toBeUndefined();
  });

  test.each(calculatorIds)('%s works out whatever it lets through, and never throws', (id) => {
    const one = sheet(id);
    const typed = fc.record(
      Object.fromEntries(
        one.fields.map((field) => [
          field.name,
          field.kind === 'figure'
            ? fc.oneof(
                {
                  weight: 2,
                  arbitrary: fc
                    .double({ min: 0, max: Math.min(field.most, 100), noNaN: true })
                    .map((x) => x.toFixed(3)),
                },
                { weight: 2, arbitrary: fc.constant(String(field.most)) },
                { weight: 1, arbitrary: fc.constantFrom('0', '', '0.001', '1', '-1') },
              )
            : fc.constantFrom(
                '',
                ...(field.kind === 'choice' ? field.options : optionsOf(field)).map((each) => each.id),
              ),
        ]),
      ),
    );
    let came = 0;
    fc.assert(
      fc.property(typed, (values) => {
        const found = solve(one, values, byId);
        if (!found.working) return;
        came += 1;
        for (const { value } of found.working.results)
          expect(value).toMatch(/^[±−]?\d{1,3}(,\d{3})*(\.\d+)?$/);
        for (const { value, figures } of found.working.steps) {
          expect(value).not.toMatch(/NaN|Infinity|undefined|e\+/);
          expect(figures).not.toMatch(/NaN|Infinity|undefined|e\+/);
        }
      }),
      { numRuns: 600, seed: 7 },
    );
    expect(came).toBeGreaterThan(10);
  });

  test.each(calculatorIds)(
    '%s: a link holds the calculation, and says when it does not know a part',
    (id) => {
      const one = sheet(id);
      for (const { typed } of one.examples) {
        const found = fromLink(one, linkOf(one, typed));
        expect(found.unknown).toBe(0);
        expect(results(solve(one, found.typed, byId))).toEqual(results(solve(one, typed, byId)));
      }
      expect(fromLink(one, 'nothing=1&%%%=2&').unknown).toBe(2);
    },
  );

  test('a link takes no unknown option and nothing longer than a field', () => {
    const one = sheet('fuel');
    expect(fromLink(one, `year=1999&fc=${'9'.repeat(40)}&cc=%E0%A4`)).toEqual({ typed: {}, unknown: 3 });
  });

  test('conditions name choices that are there', () => {
    for (const one of all)
      for (const field of one.fields)
        for (const when of [
          field.when,
          ...(field.kind === 'pick' ? field.groups.map((group) => group.when) : []),
        ])
          if (when) {
            const asked = one.fields.find(({ name }) => name === when.field);
            if (!asked || asked.kind === 'figure')
              throw new Error(`${one.id} ${field.name}: no ${when.field}`);
            const known = (asked.kind === 'choice' ? asked.options : optionsOf(asked)).map((each) => each.id);
            expect(when.is.filter((option) => !known.includes(option))).toEqual([]);
            expect(typeof applies(one, {}, when)).toBe('boolean');
          }
  });
});

test('a number stands with its unit as one writes it', () => {
  expect(measured('320', 't')).toBe('320 t');
  expect(measured('99', '%')).toBe('99%');
  expect(measured('2,650', '10⁴Nm³')).toBe('2,650×10⁴Nm³');
  expect(measured('0.05', '占应清缴配额量')).toBe('占应清缴配额量 0.05');
  expect(measured('1.05', '')).toBe('1.05');
});

test('a line of the working says nothing twice, and a shortened value only once that it is', () => {
  const line = { what: '', symbols: 'U', figures: '√(2²＋5²)', value: '≈5.385165', unit: '%' };
  expect(pieces(line)).toEqual(['＝U', '＝√(2²＋5²)', '≈5.385165%']);
  expect(pieces({ ...line, symbols: 'E', figures: '0.26', value: '0.26', unit: 't' })).toEqual([
    '＝E',
    '＝0.26 t',
  ]);
  expect(pieces({ ...line, symbols: '取 1', figures: '取 1', value: '1', unit: '' })).toEqual([
    '＝取 1',
    '＝1',
  ]);
});

test('numbers are written with commas between thousands and rounded half away from zero', () => {
  expect(grouped('1234567.80')).toBe('1,234,567.80');
  expect(grouped('-1234')).toBe('−1,234');
  expect(grouped('999')).toBe('999');
  expect(fixed(1.005, 2)).toBe('1.01');
  expect(near(0.09407333)).toBe('≈0.094073');
  expect(near(185_940)).toBe('185,940');
});
