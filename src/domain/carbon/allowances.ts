/** Allowances of the national market: allocation by benchmark, surplus and shortfall, offsets, carry-over. */
import { amount, finite, positive, power, share } from './number.ts';

/** 供热量修正 of coal-fired units: 1 − 0.22 × r. Source: M-260, 2019—2022年度. @param ratio 供热比, 0 … 1 */
export const heatSupplyCoal = (ratio: number): number => 1 - 0.22 * share('heat supply ratio', ratio);

/** 供热量修正 of gas-fired units: 1 − 0.6 × r. Source: M-260, 2019—2022年度. @param ratio 供热比, 0 … 1 */
export const heatSupplyGas = (ratio: number): number => 1 - 0.6 * share('heat supply ratio', ratio);

/**
 * 负荷（出力）系数修正 Ff, in four pieces. Source: M-261, 2019—2022年度 (which units: M-262, the user's question).
 * @param load F, 0 … 1, above 0
 */
export function loadFactor(load: number): number {
  const percent = positive('load factor', share('load factor', load)) * 100;
  if (percent >= 85) return 1;
  if (percent >= 80) return 1 + 0.0014 * (85 - percent);
  if (percent >= 75) return 1.007 + 0.0016 * (80 - percent);
  return power(1.015, 16 - percent / 5);
}

/** 调峰修正系数 of conventional coal-fired units: 1.015^(16−20F) below 65 %, else 1. Source: M-264, 2023、2024年度. */
export function peakFactor(load: number): number {
  const percent = positive('load factor', share('load factor', load)) * 100;
  return percent < 65 ? power(1.015, 16 - percent / 5) : 1;
}

/**
 * Coal-fired unit, 2019—2022年度: Qe × Be × Fl × Fr × Ff + Qh × Bh. Source: M-258.
 * @param supplyMwh 供电量 MWh @param heatGJ 供热量 GJ @param benchmark t CO2/MWh @param heatBenchmark t CO2/GJ @returns t CO2
 */
export const allowancesBySupply = (
  supplyMwh: number,
  benchmark: number,
  cooling: number,
  heatSupply: number,
  load: number,
  heatGJ: number,
  heatBenchmark: number,
): number =>
  amount('electricity supplied', supplyMwh) *
    positive('benchmark', benchmark) *
    positive('cooling factor', cooling) *
    positive('heat supply factor', heatSupply) *
    positive('load factor', load) +
  amount('heat supplied', heatGJ) * amount('heat benchmark', heatBenchmark);

/**
 * Any unit, 2023、2024年度: Q × B × K + Qh × Bh. Source: M-263.
 * @param generationMwh 发电量 MWh @param peak 调峰修正系数 @param heatGJ 供热量 GJ @returns t CO2
 */
export const allowancesByGeneration = (
  generationMwh: number,
  benchmark: number,
  peak: number,
  heatGJ: number,
  heatBenchmark: number,
): number =>
  amount('electricity generated', generationMwh) *
    positive('benchmark', benchmark) *
    positive('peak factor', peak) +
  amount('heat supplied', heatGJ) * amount('heat benchmark', heatBenchmark);

/** 预分配: a share of the verified emission of the year before. Source: M-277 (70 %, 2023、2024年度). @returns t CO2 */
export const preAllocation = (emissionT: number, rate: number): number =>
  amount('verified emission', emissionT) * share('rate', rate);

/** α of steel, cement and aluminium, 2025年度, from X, how far the intensity lies below the balance value. Source: P-303. */
export function intensityAlpha(deviation: number): number {
  if (finite('deviation', deviation) >= 0.2) return 0.03;
  return deviation <= -0.2 ? -0.03 : 0.15 * deviation;
}

/**
 * Allowances of steel, cement and aluminium, 2025年度: E × (1 + α). Source: P-303, 国环规气候〔2025〕2号.
 * @param emissionT verified, t @param balance 行业平衡值 @param intensity the company's, in the same unit @returns t CO2
 */
export const allowancesByIntensity = (emissionT: number, balance: number, intensity: number): number =>
  amount('emission', emissionT) *
  (1 + intensityAlpha((positive('balance value', balance) - positive('intensity', intensity)) / balance));

/** Surplus (above 0) or shortfall (below 0): allowances − emission. Source: M-297. @returns t */
export const surplus = (allowancesT: number, emissionT: number): number =>
  amount('allowances', allowancesT) - amount('emission', emissionT);

/** 缺口率: shortfall / verified emission. Source: M-297. @returns 0 … 1; 0 where there is none */
export const shortfallRate = (allowancesT: number, emissionT: number): number =>
  Math.max(0, -surplus(allowancesT, emissionT)) / positive('emission', emissionT);

/**
 * What must be surrendered where the shortfall is capped at a share of the emission: min(E, A + 20 % × E).
 * Source: M-278, 2019—2020年度. @param rate 0.20 @returns t
 */
export const cappedObligation = (allowancesT: number, emissionT: number, rate: number): number =>
  Math.min(amount('emission', emissionT), amount('allowances', allowancesT) + share('cap', rate) * emissionT);

/**
 * Allowances topped up to a floor of the emission. Source: M-279, M-280, P-293 (80 %, 2021—2024年度).
 * @returns t, never below the allocation
 */
export const toppedUp = (allowancesT: number, emissionT: number, floor: number): number =>
  Math.max(amount('allowances', allowancesT), share('floor', floor) * amount('emission', emissionT));

/** CCER that may be used: 5 % of what must be surrendered, not of the shortfall. Source: M-298. @returns t */
export const offsetCap = (obligationT: number, rate: number): number =>
  amount('obligation', obligationT) * share('rate', rate);

/** CCER worth using: the least of cap, shortfall and holding. Source: M-299. @returns t */
export const offsetUse = (capT: number, shortfallT: number, heldT: number): number =>
  Math.min(amount('cap', capT), amount('shortfall', shortfallT), amount('held', heldT));

/** Cost of a shortfall met by CCER and bought allowances. Source: M-299. @returns yuan */
export function complianceCost(
  shortfallT: number,
  offsetT: number,
  offsetPrice: number,
  allowancePrice: number,
): number {
  const bought = amount('shortfall', shortfallT) - amount('offsets', offsetT);
  return (
    offsetT * amount('price of CCER', offsetPrice) +
    amount('allowances to buy', bought) * amount('price of allowances', allowancePrice)
  );
}

/**
 * 最大可结转量: base + ratio × net sold, at most what is held, rounded down. Source: P-297, 国环规气候〔2024〕1号附5.
 * @param soldT net sold, t; a net buyer counts 0 @param heldT t @returns t
 */
export const carryOver = (baseT: number, ratio: number, soldT: number, heldT: number): number =>
  Math.floor(
    Math.min(
      amount('held', heldT),
      amount('base', baseT) + amount('ratio', ratio) * Math.max(0, finite('net sold', soldT)),
    ) + 1e-9,
  );
