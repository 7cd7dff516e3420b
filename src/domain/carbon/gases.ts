/** Greenhouse gases in tonnes of carbon dioxide equivalent. */
import { amount, share } from './number.ts';

/** Mass × GWP. Source: M-009, IPCC. @param tonnes t of the gas @param gwp of the report named @returns t CO2e */
export const co2e = (tonnes: number, gwp: number): number => amount('mass', tonnes) * amount('GWP', gwp);

/** GWP of a mixture of two, weighted by mass. Source: M-027. @param first share of the first, 0 … 1 */
export const blend = (first: number, gwpFirst: number, gwpSecond: number): number =>
  share('share of mass', first) * amount('GWP', gwpFirst) + (1 - first) * amount('GWP', gwpSecond);

/** An inventory of gases. @param gases mass in t with the GWP of one and the same report @returns t CO2e */
export const inventory = (gases: readonly { readonly tonnes: number; readonly gwp: number }[]): number =>
  gases.reduce((sum, { tonnes, gwp }) => sum + co2e(tonnes, gwp), 0);
