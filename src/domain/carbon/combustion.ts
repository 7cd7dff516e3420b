/** Carbon dioxide from burning fuels: by carbon content, by heat, solid, liquid and gas. */
import { amount, positive, share } from './number.ts';

/** Carbon that is oxidised leaves as CO2: × 44/12. Source: M-131, 24 个行业指南. @param carbonT t C @returns t CO2 */
export const co2OfCarbon = (carbonT: number): number => (amount('carbon', carbonT) * 44) / 12;

/**
 * By carbon content: E = FC × Car × OF × 44/12. Source: M-130, 发电设施指南（环办气候函〔2022〕485号）, 2025年度及以前.
 * @param fuel t, or 10⁴ Nm³ for a gas
 * @param carbonPerUnit t C per unit of fuel, as received; for a solid or liquid at most 1
 * @param oxidation 0 … 1; the user's own: from 2026 on 99 % is no default for coal
 * @returns t CO2
 */
export const combustionByCarbon = (fuel: number, carbonPerUnit: number, oxidation: number): number =>
  co2OfCarbon(amount('fuel', fuel) * amount('carbon content', carbonPerUnit) * share('oxidation', oxidation));

/** Heat of a fuel: FC × NCV. Source: M-129. @param fuel t or 10⁴ Nm³ @param ncv GJ per that unit @returns GJ */
export const heatOfFuel = (fuel: number, ncv: number): number =>
  amount('fuel', fuel) * positive('net calorific value', ncv);

/** Emission factor by heat: CC × OF × 44/12. Source: M-129. @param carbonPerGJ t C/GJ @returns t CO2/GJ */
export const factorByHeat = (carbonPerGJ: number, oxidation: number): number =>
  co2OfCarbon(amount('carbon per heat', carbonPerGJ) * share('oxidation', oxidation));

/** By heat: E = AD × CC × OF × 44/12. Source: M-129. @param heatGJ GJ @param carbonPerGJ t C/GJ @returns t CO2 */
export const combustionByHeat = (heatGJ: number, carbonPerGJ: number, oxidation: number): number =>
  amount('heat', heatGJ) * factorByHeat(carbonPerGJ, oxidation);

/**
 * By quantity, heat value and carbon per heat: E = FC × NCV × CC × OF × 44/12. Source: M-129, 24 个行业指南.
 * Solid and liquid fuels in t with GJ/t; gases in 10⁴ Nm³ with GJ/10⁴ Nm³. @returns t CO2
 */
export const combustion = (fuel: number, ncv: number, carbonPerGJ: number, oxidation: number): number =>
  combustionByHeat(heatOfFuel(fuel, ncv), carbonPerGJ, oxidation);

const percent = (name: string, value: number): number => share(name, value / 100) * 100;

/**
 * Carbon content as received from air-dried basis: Car = Cad × (100 − Mar) / (100 − Mad). Source: M-167, 485号指南.
 * @param carbonAd @param moistureAr @param moistureAd per cent @returns per cent
 */
export const asReceivedFromAirDried = (carbonAd: number, moistureAr: number, moistureAd: number): number =>
  (percent('carbon, air-dried', carbonAd) * (100 - percent('moisture as received', moistureAr))) /
  positive('100 − Mad', 100 - percent('moisture, air-dried', moistureAd));

/** Carbon content as received from dry basis: Car = Cd × (100 − Mar) / 100. Source: M-167. All per cent. */
export const asReceivedFromDry = (carbonDry: number, moistureAr: number): number =>
  (percent('carbon, dry', carbonDry) * (100 - percent('moisture as received', moistureAr))) / 100;

/**
 * Volume of a gas in the standard state (273.15 K, 101.325 kPa). Source: M-133 for the state; ideal gas law.
 * @param volume in any unit @param celsius °C @param kPa absolute pressure @returns in the same unit, standard
 */
export const standardVolume = (volume: number, celsius: number, kPa: number): number =>
  (amount('volume', volume) * 273.15 * positive('pressure', kPa)) /
  (positive('absolute temperature', 273.15 + celsius) * 101.325);
