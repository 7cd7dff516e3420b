/** Process emissions: carbonates, cement, lime, aluminium, nitric acid, switchgear, and the carbon balance of steel. */
import { co2OfCarbon } from './combustion.ts';
import { amount, finite, share } from './number.ts';

/** Carbonate decomposed: mass × purity × EF. Source: M-153, 行业指南附表. @param tonnes t @param factor t CO2/t @returns t CO2 */
export const carbonate = (tonnes: number, purity: number, factor: number): number =>
  amount('carbonate', tonnes) * share('purity', purity) * share('factor', factor);

/**
 * Cement clinker, 2024 edition: clinker × factor − substitute × deduction. Source: M-214, CETS-AG-02.01-V01-2024.
 * @param clinkerT t @param factor t CO2/t clinker @param substituteT t, dry @param deduction t CO2/t @returns t CO2
 */
export function clinker(clinkerT: number, factor: number, substituteT: number, deduction: number): number {
  const gross = amount('clinker', clinkerT) * share('clinker factor', factor);
  const less = amount('substitute', substituteT) * share('deduction', deduction);
  if (less > gross) throw new RangeError(`the deduction ${less} exceeds the gross emission ${gross}`);
  return gross - less;
}

/**
 * Clinker factor from measured oxides, 2013 edition: (CaO − CaO₀) × 44/56 + (MgO − MgO₀) × 44/40.
 * Source: M-217, M-155, 水泥企业指南 2013, 2023年度及以前. All inputs fractions of mass; those with ₀ from sources other
 * than carbonate. @returns t CO2/t clinker
 */
export function clinkerFactor(cao: number, caoOther: number, mgo: number, mgoOther: number): number {
  if (share('CaO', cao) + share('MgO', mgo) > 1) throw new RangeError('CaO and MgO exceed the whole');
  const fromCao = amount('carbonate CaO', cao - share('CaO of other sources', caoOther));
  const fromMgo = amount('carbonate MgO', mgo - share('MgO of other sources', mgoOther));
  return (fromCao * 44) / 56 + (fromMgo * 44) / 40;
}

/**
 * Lime burnt from limestone, by the oxides of the product: m × (CaO × 44/56 + MgO × 44/40). Source: M-155 (stoichiometry).
 * @param limeT t of lime @param cao @param mgo fractions from carbonate @returns t CO2
 */
export const lime = (limeT: number, cao: number, mgo: number): number =>
  amount('lime', limeT) * clinkerFactor(cao, 0, mgo, 0);

/**
 * Carbon anodes of electrolytic aluminium: Al × NCC × (1 − S − A) × 44/12. Source: M-220, 电解铝企业指南 2013.
 * @param aluminiumT t @param netConsumption t C/t Al @param sulphur @param ash fractions @returns t CO2
 */
export const anode = (aluminiumT: number, netConsumption: number, sulphur: number, ash: number): number =>
  co2OfCarbon(
    amount('aluminium', aluminiumT) *
      amount('net anode consumption', netConsumption) *
      share('carbon of the anode', 1 - share('sulphur', sulphur) - share('ash', ash)),
  );

/** CF4 per tonne of aluminium by the slope method: slope × minutes of anode effect. Source: M-222. @returns kg/t Al */
export const cf4PerTonne = (slope: number, minutes: number): number =>
  amount('slope', slope) * amount('anode effect minutes per cell-day', minutes);

/**
 * PFCs of the anode effect: Al × (CF4 × GWP + C2F6 × GWP) / 1000. Source: M-222, 铝冶炼指南.
 * @param aluminiumT t @param cf4 @param c2f6 kg/t Al @returns t CO2e
 */
export const pfc = (aluminiumT: number, cf4: number, c2f6: number, gwpCf4: number, gwpC2f6: number): number =>
  (amount('aluminium', aluminiumT) *
    (amount('CF4', cf4) * amount('GWP of CF4', gwpCf4) +
      amount('C2F6', c2f6) * amount('GWP of C2F6', gwpC2f6))) /
  1000;

/**
 * N2O of nitric acid: t × EF × (1 − η × μ) / 1000. Source: M-156, 化工生产企业指南 2013.
 * @param acidT t (100 %) @param factor kg N2O/t @param removal efficiency of abatement @param use share of time in use
 * @returns t N2O
 */
export const nitricAcid = (acidT: number, factor: number, removal: number, use: number): number =>
  (amount('nitric acid', acidT) *
    amount('factor', factor) *
    (1 - share('removal', removal) * share('use', use))) /
  1000;

/**
 * SF6 of switchgear retired or repaired: (capacity − recovered) × GWP / 1000. Source: M-157, 电网企业指南 2013.
 * @param capacityKg @param recoveredKg kg, at most the capacity @returns t CO2e
 */
export const switchgear = (capacityKg: number, recoveredKg: number, gwp: number): number =>
  (amount('SF6 not recovered', amount('capacity', capacityKg) - amount('recovered', recoveredKg)) *
    amount('GWP', gwp)) /
  1000;

/** Carbon balance: (carbon in − carbon out) × 44/12. Source: M-228, 钢铁、石化、化工指南. @returns t CO2 */
export const carbonBalance = (carbonInT: number, carbonOutT: number): number =>
  co2OfCarbon(
    amount('carbon in less carbon out', amount('carbon in', carbonInT) - amount('carbon out', carbonOutT)),
  );

/** Emissions of a steel works: combustion + process + electricity and heat − carbon fixed in products. Source: M-226, 钢铁企业指南 2013. @returns t CO2 */
export const steelWorks = (combustionT: number, processT: number, energyT: number, fixedT: number): number =>
  finite(
    'emission',
    amount('combustion', combustionT) +
      amount('process', processT) +
      finite('net purchased energy', energyT) -
      amount('fixed carbon', fixedT),
  );
