/** Indirect emissions of purchased electricity and heat. */
import { amount, positive } from './number.ts';

/**
 * Purchased electricity: AD × EF. Source: M-149, 24 个行业指南. Which factor is the user's question: data year, kind
 * (average, without market-traded non-fossil, fossil) and use decide it; see content/factors.yaml.
 * @param mwh MWh @param factor t CO2/MWh = kg CO2/kWh @returns t CO2
 */
export const electricity = (mwh: number, factor: number): number =>
  amount('electricity', mwh) * amount('grid factor', factor);

/**
 * Market-based: power covered by green certificates counts 0, the rest with the residual factor (不含市场化交易的
 * 非化石电量). Source: M-081, M-202, GHG Protocol Scope 2 Guidance.
 * @param mwh all purchased, MWh @param greenMwh of it with certificates, at most all @returns t CO2
 */
export function electricityMarketBased(mwh: number, greenMwh: number, residualFactor: number): number {
  if (amount('green electricity', greenMwh) > amount('electricity', mwh))
    throw new RangeError(`green electricity ${greenMwh} exceeds all electricity ${mwh}`);
  return electricity(mwh - greenMwh, residualFactor);
}

/** Enthalpy of feed water at 20 °C, kJ/kg (M-151). */
export const feedWaterEnthalpy = 83.74;

/**
 * Heat of steam: M × (h − 83.74) / 1000. Source: M-151, 24 个行业指南.
 * @param tonnes t @param enthalpy kJ/kg, above that of the feed water @returns GJ
 */
export const steamHeat = (tonnes: number, enthalpy: number): number =>
  (amount('steam', tonnes) * positive('enthalpy above feed water', enthalpy - feedWaterEnthalpy)) / 1000;

/** Heat of hot water: M × (T − 20) × 4.1868 / 1000. Source: M-151. @param tonnes t @param celsius above 20 °C @returns GJ */
export const hotWaterHeat = (tonnes: number, celsius: number): number =>
  (amount('hot water', tonnes) * positive('temperature above 20 °C', celsius - 20) * 4.1868) / 1000;

/** Purchased heat: AD × EF. Source: M-149, M-150. @param heatGJ GJ @param factor t CO2/GJ @returns t CO2 */
export const purchasedHeat = (heatGJ: number, factor: number): number =>
  amount('heat', heatGJ) * amount('heat factor', factor);
