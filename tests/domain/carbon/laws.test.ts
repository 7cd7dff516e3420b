/** What holds for any input: linearity, monotonicity, round trips, and refusal of what cannot be. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as allowances from '../../../src/domain/carbon/allowances.ts';
import * as combustion from '../../../src/domain/carbon/combustion.ts';
import * as conversions from '../../../src/domain/carbon/conversions.ts';
import * as energy from '../../../src/domain/carbon/energy.ts';
import { functions } from '../../../src/domain/carbon/functions.ts';
import { power, root, round } from '../../../src/domain/carbon/number.ts';
import * as processes from '../../../src/domain/carbon/process.ts';
import * as projects from '../../../src/domain/carbon/projects.ts';
import * as uncertainty from '../../../src/domain/carbon/uncertainty.ts';

const many = fc.double({ min: 0, max: 1e9, noNaN: true });
const some = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
const part = fc.double({ min: 0, max: 1, noNaN: true });
const near = (found: number, said: number, within = 1e-9): boolean =>
  Math.abs(found - said) <= within * Math.max(1, Math.abs(said));
/** For all values of the arbitraries the law, named last, holds. */
const hold = <T extends unknown[]>(
  ...args: [...{ [K in keyof T]: fc.Arbitrary<T[K]> }, (...values: T) => boolean]
): void => {
  const all: readonly unknown[] = args;
  const arbitraries = all.slice(0, -1) as fc.Arbitrary<unknown>[];
  const law = all.at(-1) as (...values: readonly unknown[]) => boolean;
  fc.assert(fc.property(fc.tuple(...arbitraries), (values) => law(...values)));
};

describe('numbers', () => {
  test('power agrees with the engine’s, for the exponents of the load factors and for whole ones', () => {
    hold(
      fc.double({ min: 0.5, max: 3, noNaN: true }),
      fc.double({ min: -20, max: 20, noNaN: true }),
      (base, exponent) => near(power(base, exponent) / base ** exponent, 1, 1e-12),
    );
    expect(power(1.015, 0)).toBe(1);
    expect(power(2, 10)).toBe(1024);
  });
  test('root agrees with the engine’s', () => {
    hold(many, (value) => near(root(value), Math.sqrt(value), 1e-12));
  });
  test('half is rounded up, also where a float holds it a hair too low', () => {
    expect([round(1.005, 2), round(2.5, 0), round(0.5635, 3), round(-2.5, 0), round(8.345, 2)]).toEqual([
      1.01, 3, 0.564, -3, 8.35,
    ]);
  });
});

describe('laws', () => {
  test('twice the fuel is twice the emission; more oxidation is never less', () => {
    hold(many, part, part, part, (fuel, carbon, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      return (
        near(
          combustion.combustionByCarbon(2 * fuel, carbon, a),
          2 * combustion.combustionByCarbon(fuel, carbon, a),
        ) &&
        combustion.combustionByCarbon(fuel, carbon, low) <= combustion.combustionByCarbon(fuel, carbon, high)
      );
    });
  });
  test('by carbon content and by heat value are one and the same', () => {
    hold(many, some, part, part, (fuel, ncv, cc, of) =>
      near(combustion.combustion(fuel, ncv, cc, of), combustion.combustionByCarbon(fuel, ncv * cc, of)),
    );
  });
  test('air-dried with the moisture as received is as received', () => {
    hold(part, part, (carbon, moisture) =>
      near(combustion.asReceivedFromAirDried(carbon * 100, moisture * 90, moisture * 90), carbon * 100),
    );
  });
  test('the standard state is its own', () => {
    hold(many, (volume) => near(combustion.standardVolume(volume, 0, 101.325), volume));
  });
  test('market-based is never above location-based with the same factor, and all green is nothing', () => {
    hold(
      many,
      part,
      part,
      (mwh, green, factor) =>
        energy.electricityMarketBased(mwh, mwh * green, factor) <= energy.electricity(mwh, factor) &&
        energy.electricityMarketBased(mwh, mwh, factor) === 0,
    );
  });
  test('a carbon balance of equal sides is nothing', () => {
    hold(many, (carbon) => processes.carbonBalance(carbon, carbon) === 0);
  });
  test('units come back to where they were', () => {
    hold(
      many,
      (value) =>
        near(conversions.mwhFromHeat(conversions.heatFromMwh(value)), value) &&
        near(conversions.kcalFromNcv(conversions.ncvFromKcal(value)), value) &&
        near(
          conversions.heatFromTce(conversions.tceFromHeat(value, conversions.gjPerTce), conversions.gjPerTce),
          value,
        ),
    );
  });
  test('the load factor falls from 1.015¹⁶ to 1 and has no step above 0.0006', () => {
    hold(
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        return allowances.loadFactor(low) >= allowances.loadFactor(high) - 1e-12;
      },
    );
    for (const edge of [0.75, 0.8, 0.85])
      expect(Math.abs(allowances.loadFactor(edge) - allowances.loadFactor(edge - 1e-9))).toBeLessThan(6e-4);
    expect(allowances.peakFactor(0.65)).toBe(1);
    expect(round(allowances.peakFactor(0.64), 4)).toBe(round(1.015 ** 3.2, 4));
  });
  test('a capped obligation lies between the allocation and the emission, a top-up never takes away', () => {
    hold(many, many, (a, e) => {
      const due = allowances.cappedObligation(a, e, 0.2);
      return due <= e && (due >= a || due === e) && allowances.toppedUp(a, e, 0.8) >= a;
    });
  });
  test('offsets never cost more than allowances where they are cheaper', () => {
    hold(
      some,
      part,
      some,
      part,
      (gap, used, price, discount) =>
        allowances.complianceCost(gap, gap * used, price * discount, price) <=
        allowances.complianceCost(gap, 0, 0, price) * (1 + 1e-12),
    );
  });
  test('α of the intensity method stays within ±3 % and meets its limits', () => {
    hold(
      fc.double({ min: -2, max: 2, noNaN: true }),
      (x) => Math.abs(allowances.intensityAlpha(x)) <= 0.03 + 1e-12,
    );
    expect(allowances.intensityAlpha(0.2)).toBe(0.03);
    expect(allowances.intensityAlpha(0)).toBe(0);
  });
  test('carry-over is whole, and never above what is held', () => {
    hold(many, many, (sold, held) => {
      const kept = allowances.carryOver(10_000, 1.5, sold, held);
      return Number.isInteger(kept) && kept <= held + 1e-6;
    });
    expect(allowances.carryOver(10_000, 1.5, -5, 85_000)).toBe(10_000);
  });
  test('uncertainty of a product is at least the larger, of a sum at most the larger', () => {
    hold(
      some,
      some,
      some,
      some,
      (u1, u2, x1, x2) =>
        uncertainty.uncertaintyOfProduct(u1, u2) >= Math.max(u1, u2) * (1 - 1e-12) &&
        uncertainty.uncertaintyOfSum(u1, x1, u2, x2) <= Math.max(u1, u2) * (1 + 1e-12),
    );
  });
  test('recovering capital pays at least the interest and the investment', () => {
    hold(fc.double({ min: 0.001, max: 0.3, noNaN: true }), fc.integer({ min: 1, max: 50 }), (rate, years) => {
      const factor = projects.capitalRecovery(rate, years);
      return factor > rate && factor * years >= 1;
    });
  });
});

describe('what cannot be is refused', () => {
  const refused: readonly (readonly [string, () => number])[] = [
    ['more than all the carbon oxidised', () => combustion.combustionByCarbon(1, 0.5, 1.01)],
    ['a percentage for a fraction', () => combustion.combustion(1, 20, 0.03, 99)],
    ['a negative quantity', () => combustion.combustionByCarbon(-1, 0.5, 0.99)],
    ['a heat value of nothing', () => combustion.heatOfFuel(1, 0)],
    ['no number', () => energy.electricity(Number.NaN, 0.5)],
    ['without end', () => energy.electricity(Number.POSITIVE_INFINITY, 0.5)],
    ['more green power than power', () => energy.electricityMarketBased(10, 11, 0.6)],
    ['steam colder than the feed water', () => energy.steamHeat(1, 80)],
    ['water below 20 °C', () => energy.hotWaterHeat(1, 19)],
    ['below absolute zero', () => combustion.standardVolume(1, -274, 101)],
    ['all moisture', () => combustion.asReceivedFromAirDried(60, 10, 100)],
    ['more deducted than emitted', () => processes.clinker(1, 0.5, 10, 0.5)],
    ['more oxide than mass', () => processes.clinkerFactor(0.9, 0, 0.2, 0)],
    ['more non-carbonate CaO than CaO', () => processes.clinkerFactor(0.6, 0.7, 0, 0)],
    ['an anode of sulphur', () => processes.anode(1, 0.4, 0.8, 0.3)],
    ['more carbon out than in', () => processes.carbonBalance(1, 2)],
    ['more SF6 recovered than there was', () => processes.switchgear(10, 11, 23_500)],
    ['a load above full', () => allowances.peakFactor(1.2)],
    ['no load', () => allowances.loadFactor(0)],
    ['more offsets than shortfall', () => allowances.complianceCost(10, 11, 1, 1)],
    ['a project worse than its baseline', () => projects.reduction(1, 2, 0)],
    ['half a year', () => projects.capitalRecovery(0.08, 0.5)],
    ['no interest', () => projects.capitalRecovery(0, 10)],
    ['no reduction', () => projects.abatementCost(1, 0, 0)],
  ];
  test.each(refused)('%s', (_, wrong) => {
    expect(wrong).toThrow(RangeError);
  });

  test('every function a template may call refuses NaN, but for the plain ones of arithmetic', () => {
    const kept = Object.entries(functions)
      .filter(([name]) => !['min', 'max'].includes(name))
      .filter(([, one]) => {
        try {
          one(...Array.from({ length: one.length }, () => Number.NaN));
          return true;
        } catch {
          return false;
        }
      });
    expect(kept.map(([name]) => name)).toEqual([]);
  });
});
