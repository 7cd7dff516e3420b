/**
 * How well a section is known, with how much certainty: the share of its items answered right, each item counted once
 * (see `samples`), and the interval of Jeffreys, Beta(k + ½, n − k + ½), recommended for small n by Brown, Cai &
 * DasGupta, Interval Estimation for a Binomial Proportion, Statistical Science 16 (2001) 101–133.
 */
import type { Blueprint } from '../exam/blueprint.ts';
import type { Entry } from '../exam/template.ts';
import { sections, type Level, type Section } from '../notice.ts';
import { betaQuantile } from './beta.ts';
import type { Sample } from './log.ts';

/** The share of certainty every interval here states. */
export const certainty = 0.9;
/** An interval this wide or narrower counts as knowing: 40 points of a hundred from end to end. */
export const wideEnough = 0.4;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Jeffreys' interval; by convention it reaches 0 where nothing hit and 1 where nothing missed. @param hits 0 … n */
export function interval(hits: number, n: number): Interval {
  const [a, b] = [hits + 0.5, n - hits + 0.5];
  const tail = (1 - certainty) / 2;
  return {
    low: hits === 0 ? 0 : betaQuantile(a, b, tail),
    high: hits === n ? 1 : betaQuantile(a, b, 1 - tail),
  };
}

/**
 * How many more items must be answered until the interval is narrow enough, if they go as those before.
 * @returns 0 where it is
 */
export function moreNeeded(hits: number, n: number): number {
  const share = (hits + 0.5) / (n + 1);
  for (let more = 0; more <= 60; more += 1) {
    const { low, high } = interval(more === 0 ? hits : Math.round(hits + share * more), n + more);
    if (n + more > 0 && high - low <= wideEnough) return more;
  }
  return 60;
}

export interface Mastery extends Interval {
  readonly section: Section;
  /** Items of the level answered, each once. */
  readonly n: number;
  readonly known: number;
  /** Items the bank has for the level in this section. */
  readonly all: number;
  /** More items to be answered until the interval is narrow enough; 0: it is. */
  readonly more: number;
}

/** Mastery of every section for a level. @param bank all items */
export function masteries(
  bank: readonly Entry[],
  level: Level,
  found: ReadonlyMap<string, Sample>,
): readonly Mastery[] {
  return sections.map((section) => {
    const items = bank.filter((item) => item.section === section && item.levels.includes(level));
    const answered = items.map(({ id }) => found.get(id)).filter((one) => one !== undefined);
    const known = answered.filter((one) => one.known).length;
    const n = answered.length;
    return { section, n, known, all: items.length, more: moreNeeded(known, n), ...interval(known, n) };
  });
}

/** Points of a paper by section; a cell of several sections gives each its part. */
export function sectionPoints(blueprint: Blueprint): ReadonlyMap<Section, number> {
  const points = new Map<Section, number>();
  for (const { sections: some, count, type } of blueprint.cells)
    for (const section of some)
      points.set(section, (points.get(section) ?? 0) + (count * blueprint.points[type]) / some.length);
  return points;
}

/** Points a paper of today would lose in a section, by the mean of what is known of it. */
export interface Gap {
  readonly section: Section;
  readonly points: number;
}

/**
 * The sections that cost most points, worst first: where an hour brings most. One never tried counts as known by half.
 * @param most how many at most
 */
export const gaps = (rows: readonly Mastery[], blueprint: Blueprint, most: number): readonly Gap[] => {
  const points = sectionPoints(blueprint);
  return rows
    .map(({ section, known, n }) => ({
      section,
      points: (points.get(section) ?? 0) * (1 - (known + 0.5) / (n + 1)),
    }))
    .sort((a, b) => b.points - a.points)
    .slice(0, most);
};
