/**
 * The worked examples of the register of facts, W-01 … W-28: figures there were computed in decimal arithmetic and
 * checked by a second program. Each line: what is asked, what the functions give, what the register says, to how many places.
 */
import { expect, test } from 'vitest';
import * as allowances from '../../../src/domain/carbon/allowances.ts';
import * as combustion from '../../../src/domain/carbon/combustion.ts';
import * as conversions from '../../../src/domain/carbon/conversions.ts';
import * as energy from '../../../src/domain/carbon/energy.ts';
import * as footprint from '../../../src/domain/carbon/footprint.ts';
import * as gases from '../../../src/domain/carbon/gases.ts';
import { round } from '../../../src/domain/carbon/number.ts';
import * as processes from '../../../src/domain/carbon/process.ts';
import * as projects from '../../../src/domain/carbon/projects.ts';
import * as uncertainty from '../../../src/domain/carbon/uncertainty.ts';

type Line = readonly [example: string, found: () => number, said: number, decimals: number];

const peak = round(allowances.peakFactor(0.62), 4);
const allocation2024 = (): number =>
  allowances.allowancesByGeneration(3_200_000, 0.791, peak, 1_800_000, 0.1033);
const methane = (gwpCh4: number, gwpN2o: number, gwpHfc: number): number =>
  gases.inventory([
    { tonnes: 1000, gwp: gwpCh4 },
    { tonnes: 20, gwp: gwpN2o },
    { tonnes: 1.5, gwp: gwpHfc },
  ]);
const car = round(combustion.asReceivedFromAirDried(62.35, 12.8, 3.6) / 100, 4);
const annual = 30_000_000 * projects.capitalRecovery(0.08, 10);
const part = {
  material: footprint.material(1.2, 1.85),
  freight: footprint.freight(1.2, 300, 0.075),
  power: footprint.electricityFootprint(900, 0.5777),
  gas: combustion.combustion(0.012, 389.31, 0.0153, 0.99),
};

const lines: readonly Line[] = [
  [
    'W-01 coal by carbon content',
    () => combustion.combustionByCarbon(1_200_000, 0.5412, 0.99),
    2_357_467.2,
    2,
  ],
  ['W-02 carbon as received', () => car, 0.564, 4],
  ['W-02 coal of a month', () => combustion.combustionByCarbon(98_500, car, 0.99), 201_661.02, 2],
  ['W-03 coal by defaults', () => combustion.combustion(85_000, 21.35, 0.03085, 0.99), 203_225.69, 2],
  ['W-03 with the old default', () => combustion.combustion(85_000, 21.35, 0.03356, 0.99), 221_077.93, 2],
  ['W-04 diesel', () => combustion.combustion(320, 42.652, 0.0202, 0.98), 990.69, 2],
  ['W-04 a tonne of diesel', () => combustion.combustion(1, 42.652, 0.0202, 0.98), 3.0959, 4],
  ['W-04 heat', () => combustion.heatOfFuel(320, 42.652), 13_648.64, 2],
  // The register says 1,006.43, from a factor rounded to 3.1451; 320 × 43.33 × 0.0202 × 0.98 × 44/12 = 1,006.439….
  ['W-04 with set 乙', () => combustion.combustion(320, 43.33, 0.0202, 0.98), 1_006.44, 2],
  ['W-05 natural gas', () => combustion.combustion(2650, 389.31, 0.0153, 0.99), 57_298.0, 2],
  ['W-05 a unit of gas', () => combustion.combustion(1, 389.31, 0.0153, 0.99), 21.6219, 4],
  ['W-05 with set 甲', () => combustion.combustion(2650, 389.31, 0.01532, 0.99), 57_372.9, 2],
  ['W-06 factor by heat', () => combustion.factorByHeat(0.02618, 0.98), 0.094073, 6],
  ['W-06 by heat', () => combustion.combustionByHeat(500_000, 0.02618, 0.98), 47_036.73, 2],
  ['W-07 location, national', () => energy.electricity(48_000, 0.5306), 25_468.8, 1],
  ['W-07 location, Shandong', () => energy.electricity(48_000, 0.6191), 29_716.8, 1],
  ['W-07 market', () => energy.electricityMarketBased(48_000, 12_000, 0.6096), 21_945.6, 1],
  ['W-08 heat of steam', () => energy.steamHeat(60_000, 2874.2), 167_427.6, 1],
  ['W-08 steam', () => energy.purchasedHeat(energy.steamHeat(60_000, 2874.2), 0.11), 18_417.04, 2],
  ['W-09 clinker 2024', () => processes.clinker(1_550_000, 0.535, 45_000, 0.48), 807_650, 0],
  ['W-09 a tonne of clinker', () => processes.clinker(1_550_000, 0.535, 45_000, 0.48) / 1_550_000, 0.5211, 4],
  ['W-10 factor 2013', () => processes.clinkerFactor(0.652, 0.004, 0.018, 0.001), 0.527843, 6],
  ['W-10 clinker 2013', () => 1_000_000 * processes.clinkerFactor(0.652, 0.004, 0.018, 0.001), 527_842.86, 2],
  ['W-11 a tonne of aluminium', () => processes.anode(1, 0.42, 0.02, 0.004), 1.50304, 5],
  ['W-11 anodes', () => processes.anode(250_000, 0.42, 0.02, 0.004), 375_760, 2],
  ['W-12 CF4', () => processes.cf4PerTonne(0.143, 0.2), 0.0286, 5],
  ['W-12 PFCs', () => processes.pfc(250_000, 0.0286, 0.00286, 6630, 11_100), 55_341, 2],
  ['W-13 AR4', () => methane(25, 298, 1430), 33_105, 1],
  ['W-13 AR5', () => methane(28, 265, 1300), 35_250, 1],
  ['W-13 AR5, fossil methane', () => methane(30, 265, 1300), 37_250, 1],
  ['W-13 AR6', () => methane(29.8, 273, 1530), 37_555, 1],
  ['W-14 AR4', () => gases.co2e(0.12, gases.blend(0.5, 675, 3500)), 250.5, 3],
  ['W-14 AR5', () => gases.co2e(0.12, gases.blend(0.5, 677, 3170)), 230.82, 3],
  ['W-14 AR6', () => gases.co2e(0.12, gases.blend(0.5, 771, 3740)), 270.66, 3],
  ['W-15 peak factor', () => allowances.peakFactor(0.62), 1.055061, 6],
  ['W-15 allowances 2024', allocation2024, 2_856_609.12, 2],
  ['W-16 shortfall', () => -allowances.surplus(2_856_609, 3_050_000), 193_391, 0],
  ['W-16 shortfall rate, %', () => allowances.shortfallRate(2_856_609, 3_050_000) * 100, 6.341, 3],
  ['W-16 CCER', () => allowances.offsetUse(allowances.offsetCap(3_050_000, 0.05), 193_391, 1e9), 152_500, 0],
  ['W-16 cost', () => allowances.complianceCost(193_391, 152_500, 85, 97.49), 16_948_963.59, 2],
  ['W-16 cost without CCER', () => allowances.complianceCost(193_391, 0, 85, 97.49), 18_853_688.59, 2],
  ['W-17 capped', () => allowances.cappedObligation(380_000, 500_000, 0.2), 480_000, 0],
  ['W-18 load factor', () => allowances.loadFactor(0.72), 1.0241, 4],
  [
    'W-18 allowances 2022',
    () => allowances.allowancesBySupply(1_500_000, 0.8729, 1.05, 1, 1.0241, 0, 0),
    1_407_950.6,
    2,
  ],
  ['W-19 heat supply factor', () => allowances.heatSupplyCoal(0.15), 0.967, 4],
  [
    'W-19 cogeneration 2022',
    () =>
      allowances.allowancesBySupply(
        1_200_000,
        0.8177,
        1,
        0.967,
        allowances.loadFactor(0.88),
        900_000,
        0.1105,
      ),
    1_048_309.08,
    2,
  ],
  [
    'W-20 offshore wind',
    () => projects.reduction(800_000 * projects.combinedMargin(0.95, 0.3, 0.5), 0, 0),
    500_000,
    0,
  ],
  ['W-21 forest', () => projects.removal(12_500, 800, 0, 0.1), 10_530, 0],
  [
    'W-22 coal equivalent',
    () =>
      conversions.coalEquivalent(12_000, 0.7143) +
      conversions.coalEquivalent(150, 1.4571) +
      conversions.coalEquivalent(300, 12.143) +
      conversions.coalEquivalent(2400, 1.229),
    15_382.67,
    2,
  ],
  ['W-23 heat value', () => conversions.ncvFromKcal(5500), 23.0274, 4],
  ['W-23 heat', () => conversions.tceFromHeat(1_000_000, conversions.gjPerTce), 34_120.84, 2],
  ['W-23 electricity as heat', () => conversions.heatFromMwh(10_000), 36_000, 0],
  ['W-23 electricity', () => conversions.coalEquivalent(10_000, 0.1229), 1229, 2],
  ['W-24 gas', () => part.gas, 0.259463, 6],
  ['W-24 footprint', () => part.material + part.freight + part.power + part.gas, 3.0264, 4],
  ['W-25 product', () => uncertainty.uncertaintyOfProduct(2, 5), 5.3852, 4],
  [
    'W-25 sum',
    () => uncertainty.uncertaintyOfSum(uncertainty.uncertaintyOfProduct(2, 5), 80_000, 10, 20_000),
    4.75,
    2,
  ],
  ['W-26 recovery factor', () => projects.capitalRecovery(0.08, 10), 0.149029, 6],
  ['W-26 annual cost', () => annual, 4_470_884.66, 2],
  ['W-26 abatement cost', () => projects.abatementCost(annual, 3_000_000, 25_000), 58.84, 2],
  ['W-27 equity', () => projects.equityShare(0.6, 100_000, 0.3, 50_000), 75_000, 0],
  ['W-28 carry-over', () => allowances.carryOver(10_000, 1.5, 40_000, 85_000), 70_000, 0],
];

test.each(lines)('%s', (_, found, said, decimals) => {
  expect(round(found(), decimals)).toBe(said);
});

test('all twenty-eight examples are here', () => {
  const named = new Set(lines.map(([name]) => name.slice(0, 4)));
  expect([...named]).toEqual(
    Array.from({ length: 28 }, (_, place) => `W-${String(place + 1).padStart(2, '0')}`),
  );
});
