/** Units: heat, coal equivalent, electricity. GB/T 2589-2020, unit definitions. */
import { amount, positive } from './number.ts';

/** GJ per tce, 7000 kcal/kgce (M-332); the standard writes 29.307. */
export const gjPerTce = 29.3076;
/** kJ per kcal (M-333). */
export const kjPerKcal = 4.1868;

/** kcal/kg → GJ/t (= MJ/kg). Source: M-333. */
export const ncvFromKcal = (kcalPerKg: number): number =>
  (amount('heat value', kcalPerKg) * kjPerKcal) / 1000;
/** GJ/t → kcal/kg. */
export const kcalFromNcv = (gjPerT: number): number => (amount('heat value', gjPerT) * 1000) / kjPerKcal;
/** GJ → tce. Source: M-332. @param perTce GJ per tce as the task states it */
export const tceFromHeat = (gj: number, perTce: number): number =>
  amount('heat', gj) / positive('GJ per tce', perTce);
/** tce → GJ. */
export const heatFromTce = (tce: number, perTce: number): number =>
  amount('coal equivalent', tce) * positive('GJ per tce', perTce);
/** MWh → GJ. Source: M-333. */
export const heatFromMwh = (mwh: number): number => amount('electricity', mwh) * 3.6;
/** GJ → MWh. */
export const mwhFromHeat = (gj: number): number => amount('heat', gj) / 3.6;
/** Physical quantity × coefficient. Source: M-335, GB/T 2589-2020 附录A. @param coefficient tce per unit @returns tce */
export const coalEquivalent = (quantity: number, coefficient: number): number =>
  amount('quantity', quantity) * amount('coefficient', coefficient);
