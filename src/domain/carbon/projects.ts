/** Reductions and removals of projects, and the cost of abatement. */
import { amount, finite, positive, power, share } from './number.ts';

/** Combined margin: ωOM × OM + ωBM × BM. Source: M-309. @param weight of the operating margin, 0 … 1 @returns t CO2/MWh */
export const combinedMargin = (operating: number, build: number, weight: number): number =>
  share('weight', weight) * amount('operating margin', operating) +
  (1 - weight) * amount('build margin', build);

/** ER = BE − PE − LE. Source: M-308. @returns t CO2e; refuses a project that emits more than its baseline */
export const reduction = (baselineT: number, projectT: number, leakageT: number): number =>
  amount(
    'reduction',
    amount('baseline', baselineT) - amount('project emission', projectT) - amount('leakage', leakageT),
  );

/**
 * Removal of a forest: (project − baseline − leakage) × (1 − K). Source: M-318, CCER-14-001-V01.
 * @param risk K, share held back for non-permanence, 0 … 1 @returns t CO2e
 */
export const removal = (projectT: number, baselineT: number, leakageT: number, risk: number): number =>
  reduction(projectT, baselineT, leakageT) * (1 - share('risk', risk));

/** CCUS: captured − energy − leakage. Source: M-362. @returns t CO2 */
export const captureNet = (capturedT: number, energyT: number, leakageT: number): number =>
  reduction(capturedT, energyT, leakageT);

/** Capital recovery factor: i(1+i)ⁿ / ((1+i)ⁿ − 1). @param rate per year, above 0 @param years whole */
export function capitalRecovery(rate: number, years: number): number {
  if (!Number.isInteger(positive('years', years))) throw new RangeError(`years must be whole, not ${years}`);
  const growth = power(1 + positive('rate', rate), years);
  return (rate * growth) / (growth - 1);
}

/** MAC: (annualised investment − annual saving) / annual reduction; may be negative. Source: M-343. @returns yuan/t CO2 */
export const abatementCost = (annualCost: number, annualSaving: number, reductionT: number): number =>
  (amount('annual cost', annualCost) - amount('annual saving', annualSaving)) /
  positive('reduction', reductionT);

/** Emission by equity share of a company with two interests. Source: M-073. @returns t CO2e */
export const equityShare = (share1: number, emission1T: number, share2: number, emission2T: number): number =>
  share('share', share1) * amount('emission', emission1T) +
  share('share', share2) * amount('emission', emission2T);

/** Change in per cent from one value to another. @returns per cent, below 0 for a fall */
export const changePercent = (from: number, to: number): number =>
  ((finite('to', to) - positive('from', from)) / from) * 100;
