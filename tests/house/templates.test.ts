/**
 * Calculation templates, a thousand draws of each: four options that can be told apart, the key right by exact
 * arithmetic on the figures printed in the stem, distractors of the key's order of magnitude, working that adds up.
 */
import { describe, expect, test } from 'vitest';
import { dice, fingerprint } from '../../src/domain/random.ts';
import { attemptDraw, drawn, instance, type Template } from '../../src/domain/exam/template.ts';
import { facts, factors, sources, templates } from '../../src/schema/content.ts';
import { fact, source } from '../../src/schema/register.ts';
import { parseTemplates } from '../../src/schema/template.ts';
import { decimal, exact, rounded, said, type Fraction } from './exact.ts';

const all = templates();
const draws = Number(process.env['DRAWS'] ?? 1_000);

/**
 * Each key once more, written out of the cited document in plain arithmetic. None of the site's functions is used, and
 * the figures are those the stem prints.
 */
const formulas: Readonly<Record<string, string>> = {
  '1-1-t01': 'ch4*g1+n2o*g2',
  '1-1-t02': 'kg/1000*(g1/2+g2/2)',
  '1-1-t03': '(500-past)/year',
  '1-1-t04': '(to-from)*44/12',
  '1-1-t05': 'ch4*(b1-a1)+n2o*(b2-a2)+hfc/1000*(b3-a3)',
  '1-4-t01': 'sqrt(a*a+b*b)',
  '1-4-t02': 'sqrt((u1*x1*u1*x1+u2*x2*u2*x2)/((x1+x2)*(x1+x2)))',
  '1-4-t03': 'fc*3.0959',
  '1-5-t01': '(bm*q-ei*q)*p',
  '1-5-t02': 'r*a+r*b-(cap*a+(2*r-cap)*b)',
  '2-1-t01': 'due-hold-due*0.05',
  '2-2-t01': 'q*b',
  '2-2-t02': 'q*b*peak(f)+h*bh',
  '2-2-t03': 'q*b*(1-0.22*r/100)+h*bh',
  '2-2-t04': 'q*b*1.05*peak(f)',
  '2-2-t05': 'a-e*0.7',
  '2-2-t06': 'q*b+h*bh',
  '2-3-t01': 'fc*car*of/100*44/12',
  '2-3-t02': 'fc*ncv*cc*of/100*44/12',
  '2-3-t03': 'fc*r4(cad/100*(100-mar)/(100-mad))*of/100*44/12',
  '2-3-t04': 'fc*ncv*cc*of/100*44/12',
  '2-3-t05': 'fc*ncv*cc*of/100*44/12',
  '2-3-t06': 'v*273.15/(273.15+temp)*kpa/101.325*ncv*cc*of/100*44/12',
  '2-3-t07': 'heat*cc*of/100*44/12',
  '2-3-t08': 'mwh*ef',
  '2-3-t09': '(mwh-green)*res',
  '2-3-t10': 'm*(h-83.74)/1000*ef',
  '2-3-t11': 'm*(tw-20)*4.1868/1000*ef',
  '2-3-t12': 'k*ef-s*d',
  '2-3-t13': 'k*((cao-cao0)/100*44/56+(mgo-mgo0)/100*44/40)',
  '2-3-t14': 'm*(cao/100*44/56+mgo/100*44/40)',
  '2-3-t15': 'm*p/100*ef',
  '2-3-t16': 'al*ncc*(1-s/100-ash/100)*44/12',
  '2-3-t17': 'al*10000*(slope*aem*g1+slope*aem*ratio*g2)/1000',
  '2-3-t18': 'burn+lime*f1+dol*f2+energy-steel*f3',
  '2-3-t19': '(iron*ci/100+scrap*cs/100-steel*co/100)*44/12',
  '2-3-t20': 'm*ef/1000*(1-eta/100*mu/100)*g',
  '2-3-t21': '(cap-rec)/1000*g',
  '2-3-t22': 'burn+mwh*ef-out*ef+heat*hf',
  '2-4-t01': 's0+buy-sell-s1',
  '2-4-t02': 'fc*ncv*cc*of/100*44/12-fc*car*of/100*44/12',
  '2-4-t03': '(a-b)/x*100',
  '3-2-t01': '(due-done)*p*5',
  '3-3-t01': '(e-a)/e*100',
  '3-3-t02': 'e*0.2',
  '3-3-t03': 'e*0.8-a',
  '3-3-t04': 'due*0.05*c+(due-a-due*0.05)*p',
  '3-3-t05': '1+1.5*(sold-bought)',
  '3-3-t06': 'e*0.15*(bal-ei)/bal',
  '3-3-t07': '(e-a)*p/q',
  '3-4-t01': 'eg*(om/2+bm/2)',
  '3-4-t02': '(p-b)*(1-k/100)',
  '3-4-t03': 'eg*(0.75*om+0.25*bm)-gas*gf/10000',
  '3-4-t04': '((c2-c1)*44/12-b)*(1-k/100)',
  '3-5-t01': 'p*(1+limit/100)',
  '4-1-t01': 'kcal*4.1868/1000',
  '4-1-t02': 'coal*c1+oil*c2+mwh*c3',
  '4-1-t03': 'm*mf+m*km*tf/1000+kwh*ef/1000',
  '4-1-t04': 'e*m1*p1/(m1*p1+m2*p2)/m1',
  '4-1-t05': 'e1-(e1*s1/100+e2*s2/100)',
  '4-2-t01': '(inv*(i/100)*pow(1+i/100;n)/(pow(1+i/100;n)-1)-save)/er',
  '4-2-t02': 'cost*10000/er',
  '4-2-t03': 'cap-en-cap*leak/100',
  '4-2-t04': '(b0-b1)*q/100*ef',
  '4-2-t05': '(s*d+coal*r/100)/(k*ef+coal)*100',
};

const numbersIn = (template: Template, seed: number): ReadonlyMap<string, string> =>
  new Map([...drawn(template, seed).values].map(([name, known]) => [name, known.text]));

/** Everything a reader sees of a question. */
const words = ({ stem, options, steps = [] }: ReturnType<typeof instance>): string =>
  [stem, ...options.flatMap(({ text, why }) => [text, why]), ...steps].join('\n');

describe.each(all.map((one) => [one.id, one] as const))('%s', (id, template) => {
  test(`${String(draws)} draws: distinct options, the right key, the right rounding, sound magnitudes`, () => {
    const formula = formulas[id] ?? '';
    expect(formula, 'has a formula of its own in this test').not.toBe('');
    const { decimals, unit } = template.answer;
    const chosen = new Map<string, number>();
    const keys: number[] = [];
    const places = [0, 0, 0, 0];
    const stems = new Set<string>();
    for (let n = 0; n < draws; n += 1) {
      const seed = (n * 7_919) % 32 ** 4;
      const item = instance(template, seed);
      const texts = item.options.map((one) => one.text);
      if (item.options.length !== 4 || new Set(texts).size !== 4)
        throw new Error(`${item.id}: ${texts.join()}`);
      const numbers = numbersIn(template, seed);
      const value = (name: string): Fraction => decimal(numbers.get(name) ?? '');
      const right = said(rounded(exact(formula, value), decimals), decimals);
      const key = item.options.find((one) => one.id === 'a');
      const shown = key?.text.slice(0, -unit.length).trim();
      if (shown !== right)
        throw new Error(`${item.id}: the key says ${shown ?? '–'}, exactly it is ${right}`);
      if (item.key.join() !== 'a') throw new Error(`${item.id}: the key is ${item.key.join()}`);
      const found = item.options.map((one) => Number(one.text.replaceAll(',', '').match(/^[\d.]+/)?.[0]));
      const own = Number(right.replaceAll(',', ''));
      for (const one of found)
        if (!(one > 0) || one / own > 12.1 || own / one > 12.1) throw new Error(`${item.id}: ${String(one)}`);
      for (const [place, one] of [...found].sort((a, b) => a - b).entries())
        if (
          place > 0 &&
          one - ([...found].sort((a, b) => a - b)[place - 1] ?? 0) < own * 0.004 - 10 ** -decimals
        )
          throw new Error(`${item.id}: two options are nearly the same: ${texts.join()}`);
      if (/[{}]|NaN|undefined|Infinity|e[+-]\d/.test(words(item)))
        throw new Error(`${item.id}: a hole was not filled: ${item.stem}`);
      if (!texts.every((text) => text.endsWith(unit)))
        throw new Error(`${item.id}: an option lacks its unit`);
      if (!item.stem.includes(decimals === 0 ? '取整数' : `保留${String(decimals)}位小数`))
        throw new Error(`${item.id}: the stem does not say how to round`);
      for (const one of item.options) if (one.id !== 'a') chosen.set(one.id, (chosen.get(one.id) ?? 0) + 1);
      const place = item.options.findIndex((one) => one.id === 'a');
      places[place] = (places[place] ?? 0) + 1;
      keys.push(own);
      stems.add(item.stem);
    }
    // At least four mistakes have their turn, the key stands anywhere, and the numbers do vary.
    expect([...chosen.values()].filter((count) => count > draws / 25).length).toBeGreaterThanOrEqual(4);
    for (const count of places) expect(Math.abs(count / draws - 0.25)).toBeLessThan(0.06);
    expect(stems.size).toBeGreaterThan(draws / 12);
    expect(Math.max(...keys) / Math.min(...keys)).toBeLessThan(120);
    expect(Math.max(...keys) / Math.min(...keys)).toBeGreaterThan(1.4);
  });

  test('a figure a distractor names is what its mistake gives, and every line of the working adds up', () => {
    for (let seed = 0; seed < 100; seed += 1) {
      const item = instance(template, seed);
      const { values, mistakes } = drawn(template, seed);
      for (const { mistake, value } of mistakes) {
        const shown = item.options.find((one) => one.id === mistake.id)?.text ?? '';
        if (/[a-z]\w*\s*\(/i.test(mistake.is)) continue;
        const names = mistake.is.match(/[A-Za-z]\w*/g) ?? [];
        if (names.some((name) => template.derive.some((one) => one.name === name))) continue;
        const again = exact(mistake.is, (name) => decimal(values.get(name)?.text ?? ''));
        expect(
          shown.startsWith(said(rounded(again, template.answer.decimals), template.answer.decimals)),
          `${item.id} ${mistake.id} ${shown} ${String(value)}`,
        ).toBe(true);
      }
      for (const step of item.steps ?? []) {
        const parts = step.split('＝');
        const [sum, result] = [parts.at(-2) ?? '', /^[\d.,]+/.exec(parts.at(-1) ?? '')?.[0]];
        if (parts.length < 3 || result === undefined) continue;
        expect(sum, step).toMatch(/^[\d.,×/()+−]+$/);
        const again = exact(sum.replaceAll('×', '*').replaceAll('−', '-'), () => decimal('0'));
        const [found, shown] = [Number(again.up) / Number(again.down), Number(result.replaceAll(',', ''))];
        const last = 10 ** -(result.split('.')[1]?.length ?? 0);
        expect(Math.abs(found - shown), step).toBeLessThanOrEqual(0.51 * last + 0.002 * Math.abs(shown));
      }
    }
  });
});

describe('the templates together', () => {
  test('are enough, in the sections where one calculates, at all levels and difficulties', () => {
    expect(all.length).toBeGreaterThanOrEqual(48);
    expect(new Set(all.map((one) => one.id)).size).toBe(all.length);
    expect(Object.keys(formulas).sort()).toEqual(all.map((one) => one.id).sort());
    const count = (section: string): number => all.filter((one) => one.section === section).length;
    for (const [section, least] of [
      ['2-3', 20],
      ['2-2', 5],
      ['3-3', 6],
      ['3-4', 4],
      ['4-1', 4],
      ['4-2', 4],
    ] as const)
      expect(count(section), section).toBeGreaterThanOrEqual(least);
    for (const difficulty of [1, 2, 3])
      expect(all.filter((one) => one.difficulty === difficulty).length).toBeGreaterThanOrEqual(10);
    // 初级 asks nothing hard.
    for (const one of all) if (one.difficulty === 3) expect(one.levels, one.id).not.toContain('junior');
  });

  test('rest on settled facts and registered documents', () => {
    for (const one of all) {
      for (const id of one.facts) expect(fact(id).id).toBe(id);
      for (const { doc } of one.sources) expect(source(doc).id).toBe(doc);
      if (one.facts.every((id) => fact(id).grade === 'B'))
        for (const { clause } of one.sources) expect(clause ?? '', one.id).not.toMatch(/第.{1,8}[条款]/);
    }
  });

  test('no seed of a million is without a question: of a thousand single draws at least 70 are sound', () => {
    // 0.93 to the 400th is 2 in 10 to the 13th; there are 2 to the 20th seeds.
    for (const one of all) {
      const throwDice = dice(`${one.id} single draws`);
      let sound = 0;
      for (let n = 0; n < 1_000; n += 1) if (attemptDraw(one, throwDice)) sound += 1;
      expect(sound, one.id).toBeGreaterThanOrEqual(70);
    }
  });

  test('no distractor cites what is not settled', () => {
    // 2026 年度起的氧化率、SF6 的 AR6 值、焦炉煤气与 LNG 缺省值等为 C 级。
    for (const one of all)
      expect(JSON.stringify(one), one.id).not.toMatch(/25200|24300|焦炉煤气|液化天然气|0\.7902/);
  });

  test('mean what they meant: another formula, range or figure needs a higher rev', () => {
    const prints = Object.fromEntries(
      all.map((one) => [
        `${one.id} rev ${String(one.rev)}`,
        fingerprint(
          [0, 1, 2, 3, 4]
            .flatMap((seed) => instance(one, seed).options.map((option) => `${option.id} ${option.text}`))
            .join('\n'),
        ),
      ]),
    );
    expect(prints).toMatchSnapshot();
  });
});

describe('content/factors.yaml', () => {
  test('ids are unique, every number has a settled fact of the grade it names, and the fact holds the number', () => {
    const list = factors();
    expect(new Set(list.map((one) => one.id)).size).toBe(list.length);
    const register = new Map(facts().map((one) => [one.id, one]));
    for (const one of list) {
      const known = register.get(one.fact);
      expect(known?.grade, one.id).toBe(one.grade);
      const statement = known?.statement.replaceAll(/(?<=\d)[ ,](?=\d{3})/g, '') ?? '';
      const percent = String(Number((Number(one.value) * 100).toFixed(4)));
      const forms = [
        one.value,
        String(Number(one.value)),
        `${percent}%`,
        `${String(100 - Number(percent))}%`,
        `${String(Number(one.value) / 10_000)}万`,
      ];
      expect(
        forms.some((form) => statement.includes(form)),
        `${one.id} ${one.value}: ${statement}`,
      ).toBe(true);
    }
    expect(sources().length).toBeGreaterThan(0);
  });
});

describe('customs', () => {
  const raw = (change: Record<string, unknown>) => ({
    section: '2-3',
    templates: [
      {
        id: '2-3-t01', rev: 1, levels: ['junior'], difficulty: 1, cognitive: 'apply', stem: '排放量为（{rounding}）：{fc}',
        vary: { fc: [1, 9, 1] }, answer: { is: 'fc', decimals: 1, unit: 't', why: '得{value}' },
        mistakes: Object.fromEntries(['b', 'c', 'd', 'e'].map((id, n) => [id, { name: id, is: `fc * ${String(n + 2)}`, why: '错了' }])),
        steps: ['{fc}'], sources: ['x'], facts: ['M-001'], ...change,
      },
    ],
  }); // prettier-ignore
  const faults = (change: Record<string, unknown>): readonly string[] =>
    parseTemplates('templates/2-3.yaml', raw(change), new Map()).faults;

  test('a fault is said with file, template and field', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ stem: '排放量为多少：{fc}' })).toEqual([
      'templates/2-3.yaml 2-3-t01 stem: does not say {rounding}',
    ]);
    expect(faults({ answer: { is: 'fc * q', decimals: 1, unit: 't', why: '得' } })).toEqual([
      'templates/2-3.yaml 2-3-t01 answer.is: "fc * q": q has no value',
    ]);
    expect(faults({ answer: { is: 'combustion(fc)', decimals: 1, unit: 't', why: '得' } })[0]).toContain(
      'combustion takes 4 inputs, not 1',
    );
    expect(faults({ answer: { is: 'burn(fc)', decimals: 1, unit: 't', why: '得' } })[0]).toContain(
      'there is no function burn',
    );
    expect(faults({ steps: ['{heat}'] })).toEqual([
      'templates/2-3.yaml 2-3-t01 steps: nothing to put into {heat}',
    ]);
    expect(faults({ given: { ef: { factor: 'nowhere' } } })[0]).toContain('there is no factor nowhere');
    expect(faults({ given: { ef: 2 } })).toEqual(['templates/2-3.yaml 2-3-t01 ef: is used nowhere']);
    expect(faults({ vary: { fc: [9, 1, 1] } })[0]).toContain('from must be below to');
    expect(faults({ mistakes: { b: { name: 'b', is: 'fc * 2', why: '错了' } } })[0]).toContain(
      'at least four',
    );
  });
});
