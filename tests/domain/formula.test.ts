import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainLow, runs } from '../../src/domain/formula.ts';
import { bank } from '../../src/schema/content.ts';

const low = (text: string): string =>
  runs(text)
    .map((run) => (run.low ? `[${run.text}]` : run.text))
    .join('');

test('where no markup is taken, indices are characters of their own', () => {
  expect(plainLow('CaCO3，CF4 与 C2F6 之比 0.1')).toBe('CaCO₃，CF₄ 与 C₂F₆ 之比 0.1');
  expect(plainLow('2013 版 0.034')).toBe('2013 版 0.034');
});

describe('formulas', () => {
  test.each([
    ['CO2、CH4、N2O、SF6、NF3', 'CO[2]、CH[4]、N[2]O、SF[6]、NF[3]'],
    ['折合 1.2 tCO2e/MWh', '折合 1.2 tCO[2]e/MWh'],
    ['CaCO3 与 MgCO3 分解', 'CaCO[3] 与 MgCO[3] 分解'],
    ['CaMg(CO3)2', 'CaMg(CO[3])[2]'],
    ['Na2CO3、H2O、O2', 'Na[2]CO[3]、H[2]O、O[2]'],
    ['C2F6 与 CF4', 'C[2]F[6] 与 CF[4]'],
  ])('%s is set %s', (text, expected) => {
    expect(low(text)).toBe(expected);
  });

  test.each([
    'ISO 14064、ISO14064-1',
    'IPCC2006',
    'HFC-23',
    'COP28',
    'CCER',
    '第3条',
    'C1WM-QF2G-FGXS',
    'PM2.5',
    'SCOPE2',
  ])('%s stays as it is', (text) => {
    expect(low(text)).toBe(text);
  });

  test('runs joined are the text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[CHONSF0-9()e 碳]*$/), (text) => {
        expect(
          runs(text)
            .map((run) => run.text)
            .join(''),
        ).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test('whatever is set low in the bank is one of the formulas it may hold', () => {
    const texts = bank().flatMap((item) =>
      item.type === 'short'
        ? [item.stem, item.answer, ...item.rubric.map((line) => line.text)]
        : [item.stem, ...item.options.flatMap((option) => [option.text, option.why])],
    );
    const found = new Set<string>();
    for (const text of texts) {
      const all = runs(text);
      all.forEach((run, place) => {
        const before = /[A-Z][A-Za-z()]*$/.exec(all[place - 1]?.text ?? '')?.[0] ?? '';
        if (run.low) found.add(before + run.text);
      });
    }
    const known = [
      'CO2',
      'CH4',
      'N2',
      'SF6',
      'NF3',
      'CF4',
      'C2',
      'F6',
      'H2',
      'O2',
      'SO2',
      'NO2',
      'NH3',
      'CaCO3',
      'MgCO3',
      'Na2',
      'CO3',
    ];
    expect([...found].filter((one) => !known.includes(one))).toEqual([]);
    expect(found).toContain('CO2');
  });
});
