/** Carbon footprint of products: the parts of a life cycle, and their allocation. GB/T 24067-2024, ISO 14067. */
import { amount, positive, share } from './number.ts';

/** Material: t × factor. @param factor t CO2e/t @returns t CO2e */
export const material = (tonnes: number, factor: number): number =>
  amount('material', tonnes) * amount('factor', factor);

/** Freight: t × km × factor / 1000. @param factor kg CO2e per t·km @returns t CO2e */
export const freight = (tonnes: number, km: number, factor: number): number =>
  (amount('freight', tonnes) * amount('distance', km) * amount('factor', factor)) / 1000;

/**
 * Electricity in a footprint: with the footprint factor of electricity (life cycle), never the CO2 factor of the grid.
 * Source: M-207. @param kwh kWh @param factor kg CO2e/kWh @returns t CO2e
 */
export const electricityFootprint = (kwh: number, factor: number): number =>
  (amount('electricity', kwh) * amount('footprint factor', factor)) / 1000;

/** The share of a joint burden a product bears by a quantity (mass, heat, value). Source: M-327. @returns in the burden's unit */
export const allocated = (burden: number, own: number, all: number): number =>
  amount('burden', burden) * share('share', amount('own quantity', own) / positive('whole', all));
