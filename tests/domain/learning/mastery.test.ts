import { describe, expect, test } from 'vitest';
import type { Sample } from '../../../src/domain/learning/log.ts';
import { betaBelow, betaQuantile, drawBeta } from '../../../src/domain/learning/beta.ts';
import {
  certainty,
  gaps,
  interval,
  masteries,
  moreNeeded,
  sectionPoints,
  wideEnough,
} from '../../../src/domain/learning/mastery.ts';
import { chanceToPass, leastAnswered, passChance, tallies } from '../../../src/domain/learning/pass.ts';
import { discriminationFrom } from '../../../src/domain/exam/statistics.ts';
import { hardest } from '../../../src/domain/learning/hardest.ts';
import { below, dice } from '../../../src/domain/random.ts';
import { recordVersion, type DrillRecord } from '../../../src/domain/exam/record.ts';
import { bank, blueprints } from '../../../src/schema/content.ts';

const items = bank();
const { papers } = blueprints();
const [junior] = papers;
if (!junior) throw new Error('no blueprint');
const known = (right: boolean): Sample => ({
  known: right,
  outcome: right ? 'right' : 'wrong',
  day: '2027-01-04',
});

/** The chance of k hits in n. */
function binomial(n: number, k: number, p: number): number {
  let result = 1;
  for (let i = 0; i < k; i += 1) result *= ((n - i) / (k - i)) * p;
  return result * (1 - p) ** (n - k);
}

describe('the beta distribution', () => {
  test('agrees with what is known of it', () => {
    expect(betaBelow(1, 1, 0.3)).toBeCloseTo(0.3, 10);
    expect(betaBelow(2, 3, 0.5)).toBeCloseTo(0.6875, 10);
    expect(betaBelow(0.5, 0.5, 0.25)).toBeCloseTo(1 / 3, 10);
    // P(Beta(a, b) > p) is the chance of at most a − 1 hits in a + b − 1.
    const hits = [0, 1, 2, 3, 4].reduce((sum, k) => sum + binomial(11, k, 0.4), 0);
    expect(1 - betaBelow(5, 7, 0.4)).toBeCloseTo(hits, 10);
    for (const [a, b] of [
      [0.5, 20.5],
      [3.5, 1.5],
      [200, 100],
    ] as const)
      for (const p of [0.05, 0.5, 0.95]) expect(betaBelow(a, b, betaQuantile(a, b, p))).toBeCloseTo(p, 8);
  });

  test('draws have its mean and its spread', () => {
    for (const [a, b] of [
      [0.5, 0.5],
      [4, 2],
      [0.05, 3],
      [30, 10],
    ] as const) {
      const throwDice = dice('beta');
      const drawn = Array.from({ length: 20_000 }, () => drawBeta(a, b, throwDice));
      const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
      const variance = drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / drawn.length;
      expect(mean).toBeCloseTo(a / (a + b), 1.7);
      expect(variance).toBeCloseTo((a * b) / ((a + b) ** 2 * (a + b + 1)), 2);
    }
  });
});

describe('mastery', () => {
  test('the interval is the published one', () => {
    // Jeffreys' 90 % interval for 8 of 10, by qbeta(c(.05, .95), 8.5, 2.5) of R.
    const { low, high } = interval(8, 10);
    expect([low, high].map((one) => one.toFixed(3))).toEqual(['0.548', '0.940']);
    expect(interval(0, 5).low).toBe(0);
    expect(interval(5, 5).high).toBe(1);
  });

  test('the stated interval covers the truth as often as it says, computed exactly', () => {
    for (const n of [3, 5, 8, 13, 17]) {
      let sum = 0;
      const truths = Array.from({ length: 99 }, (_, place) => (place + 1) / 100);
      for (const p of truths)
        for (let k = 0; k <= n; k += 1) {
          const { low, high } = interval(k, n);
          if (low <= p && p <= high) sum += binomial(n, k, p);
        }
      const coverage = sum / truths.length;
      expect(coverage, `n = ${n}`).toBeGreaterThan(certainty - 0.01);
      expect(coverage, `n = ${n}`).toBeLessThan(certainty + 0.06);
    }
  });

  test('so many more items as are said to be needed make the interval narrow enough', () => {
    for (let n = 0; n <= 15; n += 1)
      for (let hits = 0; hits <= n; hits += 1) {
        const more = moreNeeded(hits, n);
        const share = (hits + 0.5) / (n + 1);
        const { low, high } = interval(more === 0 ? hits : Math.round(hits + share * more), n + more);
        expect(high - low).toBeLessThanOrEqual(wideEnough);
        expect(n + more).toBeGreaterThan(0);
      }
  });

  test('each section counts its items of the level, each once', () => {
    const some = items
      .filter(({ section, levels }) => section === '1-3' && levels.includes('junior'))
      .slice(0, 4);
    const rows = masteries(items, 'junior', new Map(some.map(({ id }, place) => [id, known(place > 0)])));
    expect(rows).toHaveLength(16);
    expect(rows.find(({ section }) => section === '1-3')).toMatchObject({ n: 4, known: 3 });
    expect(rows.find(({ section }) => section === '1-1')).toMatchObject({ n: 0, known: 0 });
  });
});

describe('answers to items of another level', () => {
  test('count for that level alone', () => {
    const other = items.filter(({ levels }) => !levels.includes('junior')).slice(0, 30);
    expect(other).toHaveLength(30);
    const found = new Map(other.map(({ id }) => [id, known(true)]));
    for (const { n, known } of masteries(items, 'junior', found)) expect([n, known]).toEqual([0, 0]);
    for (const { section, all } of masteries(items, 'junior', found))
      expect(all).toBe(
        items.filter((item) => item.section === section && item.levels.includes('junior')).length,
      );
    expect(chanceToPass(junior, tallies(items, junior, found))).toMatchObject({ kind: 'too-few', n: 0 });
  });
});

describe('where points are lost', () => {
  test('the points of all sections are those of the paper', () => {
    for (const paper of papers) {
      const sum = [...sectionPoints(paper).values()].reduce((all, one) => all + one, 0);
      expect(sum).toBeCloseTo(100);
    }
  });

  test('the section that costs most comes first: by its points and by what is not known of it', () => {
    const inOne = items.filter(({ section, levels }) => section === '1-1' && levels.includes('junior'));
    const found = new Map(inOne.map(({ id }): [string, Sample] => [id, known(true)]));
    const all = gaps(masteries(items, 'junior', found), junior, 16);
    expect(all.at(-1)?.section).toBe('1-1');
    expect(all.at(-1)?.points).toBeLessThan(0.5);
    const untried = all.filter(({ section }) => section !== '1-1');
    for (const { section, points } of untried)
      expect(points).toBeCloseTo((sectionPoints(junior).get(section) ?? 0) / 2);
    expect(gaps(masteries(items, 'junior', found), junior, 3)).toEqual(all.slice(0, 3));
  });
});

describe('the chance to pass', () => {
  test('a paper of one coin is the binomial distribution', () => {
    const coins = {
      ...junior,
      pass: 6,
      cells: [{ sections: ['1-1'], type: 'single', difficulty: 1, count: 10 }],
    } as const;
    const expected = [6, 7, 8, 9, 10].reduce((sum, k) => sum + binomial(10, k, 0.5), 0);
    expect(passChance(coins, () => ({ right: 0.5, partial: 0 }))).toBeCloseTo(expected, 10);
    expect(passChance(junior, () => ({ right: 1, partial: 0 }))).toBeCloseTo(1, 10);
    expect(passChance(junior, () => ({ right: 0, partial: 0 }))).toBe(0);
    // All incomplete is half of everything: 50 points.
    expect(passChance(junior, () => ({ right: 0, partial: 1 }))).toBe(0);
    expect(passChance({ ...junior, pass: 50 }, () => ({ right: 0, partial: 1 }))).toBeCloseTo(1, 10);
  });

  test('too few answers give no figure, but how many more are needed', () => {
    const none = chanceToPass(junior, tallies(items, junior, new Map()));
    expect(none).toMatchObject({ kind: 'too-few', more: leastAnswered, n: 0 });
  });

  test('is the same each time, and rises with every right answer', () => {
    const answered = items.filter(({ levels }) => levels.includes('junior'));
    const at = (share: number): number => {
      const found = new Map(answered.map(({ id }, place) => [id, known((place * 7) % 20 < share * 20)]));
      const chance = chanceToPass(junior, tallies(items, junior, found));
      expect(chance).toEqual(chanceToPass(junior, tallies(items, junior, found)));
      if (chance.kind !== 'chance') throw new Error('no chance');
      expect(chance.low).toBeLessThanOrEqual(chance.mean);
      expect(chance.mean).toBeLessThanOrEqual(chance.high);
      return chance.mean;
    };
    const means = [0.3, 0.5, 0.6, 0.7, 0.9].map(at);
    expect(means.toSorted((a, b) => a - b)).toEqual(means);
    expect(means[0]).toBeLessThan(0.05);
    expect(means.at(-1)).toBeGreaterThan(0.95);
  });

  const answered = items.filter(({ levels }) => levels.includes('junior'));
  const mean = (sampleOf: (place: number, type: string, section: string) => Sample): number => {
    const found = new Map(
      answered.map(({ id, type, section }, place) => [id, sampleOf(place, type, section)]),
    );
    const chance = chanceToPass(junior, tallies(items, junior, found));
    if (chance.kind !== 'chance') throw new Error('no chance');
    return chance.mean;
  };

  test('an incomplete answer is worth more than a wrong one', () => {
    const multiples = (outcome: Sample['outcome']): number =>
      mean((place, type) =>
        type === 'multiple'
          ? { known: false, outcome, day: '2027-01-04' }
          : known(type === 'short' ? place % 2 === 0 : place % 4 > 0),
      );
    expect(multiples('partial')).toBeGreaterThan(multiples('wrong') + 0.2);
  });

  test('what is known counts where the paper asks for it: by section, not on the whole alone', () => {
    const points = sectionPoints(junior);
    const rate = (section: string): number =>
      ([...points].find(([one]) => one === section)?.[1] ?? 0) /
      answered.filter((item) => item.section === section).length;
    const byRate = [...new Set(answered.map(({ section }) => section))].sort((a, b) => rate(b) - rate(a));
    /** Half of all items known, those of the sections asked for most by item of the bank, or of the least. */
    const half = (order: readonly string[]): number => {
      const sorted = [...answered].sort((a, b) => order.indexOf(a.section) - order.indexOf(b.section));
      const good = new Set(sorted.slice(0, sorted.length / 2).map(({ id }) => id));
      return mean((place) => known(good.has(answered[place]?.id ?? '')));
    };
    expect(half(byRate)).toBeGreaterThan(half(byRate.toReversed()) + 0.2);
  });

  test.each(papers.map((blueprint) => [blueprint.id, blueprint] as const))(
    '%s: for simulated candidates the stated interval holds the true chance about as often as it says',
    (_id, blueprint) => {
      const throwDice = dice(`candidates ${blueprint.id}`);
      const uniform = (): number => (throwDice() + 0.5) / 2 ** 32;
      const own = items.filter(({ levels }) => levels.includes(blueprint.level));
      let [covered, told, sum] = [0, 0, 0];
      for (let candidate = 0; candidate < 150; candidate += 1) {
        // An ability, types of question harder or easier for this one, and sections that differ.
        const ability = 0.25 + 0.6 * uniform();
        const shift = {
          single: 0.1 * uniform(),
          multiple: -0.15 * uniform(),
          short: 0.3 * (uniform() - 0.5),
        };
        const spread = new Map<string, number>();
        const share = (type: 'single' | 'multiple' | 'short', section: string): number => {
          const key = `${type} ${section}`;
          const p =
            spread.get(key) ??
            Math.min(0.98, Math.max(0.02, ability + shift[type] + 0.4 * (uniform() - 0.5)));
          spread.set(key, p);
          return p;
        };
        const practised = 60 + below(throwDice, 120);
        const found = new Map<string, Sample>();
        while (found.size < Math.min(practised, own.length)) {
          const item = own[below(throwDice, own.length)];
          if (item && !found.has(item.id))
            found.set(item.id, known(uniform() < share(item.type, item.section)));
        }
        const chance = chanceToPass(blueprint, tallies(items, blueprint, found), String(candidate));
        if (chance.kind !== 'chance') continue;
        const truth = passChance(blueprint, (type, section) => ({ right: share(type, section), partial: 0 }));
        told += 1;
        // One in a hundred is as near as the page says it.
        if (chance.low - 0.01 <= truth && truth <= chance.high + 0.01) covered += 1;
        sum += chance.mean - truth;
      }
      expect(told).toBeGreaterThan(130);
      expect(covered / told).toBeGreaterThan(certainty - 0.07);
      expect(Math.abs(sum / told)).toBeLessThan(0.06);
    },
  );
});

describe('item statistics', () => {
  const line = (at: number, item: string, right: boolean, exam?: string): DrillRecord => ({
    version: recordVersion,
    at,
    day: '2027-01-04',
    item,
    rev: 1,
    outcome: right ? 'right' : 'wrong',
    ...(exam === undefined ? {} : { exam }),
  });

  test('facility is the share of right answers, shown from three answers on', () => {
    const list = hardest([
      line(1, 'a', true), line(2, 'a', false), line(3, 'a', false),
      line(4, 'b', true), line(5, 'b', true),
    ]); // prettier-ignore
    expect(list).toEqual([
      { item: 'a', n: 3, full: 1, facility: 1 / 3, papers: 0, discrimination: undefined },
    ]);
  });

  test('discrimination waits for twenty papers; an item that goes with the rest has +1, one against it −1', () => {
    const papers = (count: number): readonly DrillRecord[] =>
      Array.from({ length: count }, (_, paper) => {
        const good = paper % 2 === 0;
        return [
          line(paper, 'with', good, `p${paper}`),
          line(paper, 'against', !good, `p${paper}`),
          ...['r1', 'r2', 'r3', 'r4'].map((item) => line(paper, item, good, `p${paper}`)),
        ];
      }).flat();
    expect(
      hardest(papers(discriminationFrom - 1)).every(({ discrimination }) => discrimination === undefined),
    ).toBe(true);
    const list = new Map(hardest(papers(discriminationFrom)).map((one) => [one.item, one]));
    expect(list.get('with')?.discrimination).toBeCloseTo(1, 10);
    expect(list.get('against')?.discrimination).toBeCloseTo(-1, 10);
    // The rest of a paper is the paper without the item: it does not go with itself.
    const alone = papers(discriminationFrom).filter(({ item }) => item === 'with' || item === 'against');
    expect(hardest(alone).find(({ item }) => item === 'with')?.discrimination).toBeCloseTo(-1, 10);
    const same = papers(discriminationFrom).map((one) =>
      one.item === 'r1' ? { ...one, outcome: 'right' as const } : one,
    );
    expect(hardest(same).find(({ item }) => item === 'r1')?.discrimination).toBeUndefined();
  });
});
