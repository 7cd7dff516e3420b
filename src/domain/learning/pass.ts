/**
 * The chance to pass a paper of a level's blueprint, from what was answered so far.
 *
 * For each type of question the visitor's share of right answers is uncertain (Jeffreys); each section's share lies
 * around it, weighed as `priorWeight` answers, and its own answers move it. From many seeded draws of all these
 * shares the paper's points are computed exactly, question by question; the spread of the results is the interval.
 * Difficulty is not told apart; an incomplete answer counts half, a guessed one as not known.
 */
import type { Blueprint } from '../exam/blueprint.ts';
import type { ItemType } from '../exam/question.ts';
import type { Entry } from '../exam/template.ts';
import type { Section } from '../notice.ts';
import { dice, type Dice } from '../random.ts';
import { drawBeta } from './beta.ts';
import type { Sample } from './log.ts';
import { certainty, type Interval } from './mastery.ts';

/** Answered items of each type below which nothing is said. Short answers may be missing: then they widen the interval. */
export const leastAnswered = { single: 20, multiple: 10, short: 0 } as const satisfies Record<
  ItemType,
  number
>;
/** How many answers the visitor's own average of a type is worth in each section. */
export const priorWeight = 4;
/** How many sets of shares are drawn. */
export const draws = 400;

export interface Tallies {
  /** Items answered, right, and incomplete; by type and section. */
  readonly of: (type: ItemType, section?: Section) => Tally;
}
export interface Tally {
  readonly n: number;
  readonly known: number;
  readonly partial: number;
}
const none: Tally = { n: 0, known: 0, partial: 0 };

/** Counts the samples of a level's items. */
export function tallies(
  bank: readonly Entry[],
  blueprint: Blueprint,
  found: ReadonlyMap<string, Sample>,
): Tallies {
  const counts = new Map<string, Tally>();
  for (const { id, type, section, levels } of bank) {
    const sample = levels.includes(blueprint.level) ? found.get(id) : undefined;
    if (!sample) continue;
    for (const key of [type, `${type} ${section}`]) {
      const { n, known, partial } = counts.get(key) ?? none;
      counts.set(key, {
        n: n + 1,
        known: known + (sample.known ? 1 : 0),
        partial: partial + (sample.outcome === 'partial' ? 1 : 0),
      });
    }
  }
  return {
    of: (type, section) => counts.get(section === undefined ? type : `${type} ${section}`) ?? none,
  };
}

export type Chance =
  /** Too little is known: so many more items of each type. */
  | { readonly kind: 'too-few'; readonly more: Readonly<Record<ItemType, number>>; readonly n: number }
  | ({
      readonly kind: 'chance';
      /** The mean chance; the interval holds it with the certainty stated. */
      readonly mean: number;
      readonly n: number;
      /** Short answers marked so far. */
      readonly shorts: number;
    } & Interval);

/** The shares of one draw: right and incomplete, by type and section. */
export type Shares = (
  type: ItemType,
  section: Section,
) => { readonly right: number; readonly partial: number };

/**
 * The exact chance that a paper reaches its pass mark when every question is answered independently with these shares.
 */
export function passChance(blueprint: Blueprint, shares: Shares): number {
  // Units of half a point, so that half of an odd number of points is whole.
  const most = 2 * blueprint.cells.reduce((sum, { type, count }) => sum + count * blueprint.points[type], 0);
  let at = new Float64Array(most + 1);
  let next = new Float64Array(most + 1);
  at[0] = 1;
  let top = 0;
  for (const { sections, type, count } of blueprint.cells) {
    let [right, half] = [0, 0];
    for (const section of sections) {
      const one = shares(type, section);
      right += one.right / sections.length;
      half += one.partial / sections.length;
    }
    const points = blueprint.points[type];
    for (let question = 0; question < count; question += 1) {
      top += 2 * points;
      for (let sum = 0; sum <= top; sum += 1)
        next[sum] =
          (at[sum] ?? 0) * (1 - right - half) +
          (half > 0 && sum >= points ? (at[sum - points] ?? 0) * half : 0) +
          (sum >= 2 * points ? (at[sum - 2 * points] ?? 0) * right : 0);
      [at, next] = [next, at];
    }
  }
  return at.subarray(2 * blueprint.pass).reduce((sum, chance) => sum + chance, 0);
}

function drawShares(counts: Tallies, throwDice: Dice): Shares {
  const drawn = new Map<string, { right: number; partial: number }>();
  const types = new Map<ItemType, { right: number; partial: number }>();
  const ofType = (type: ItemType): { right: number; partial: number } => {
    const known = types.get(type);
    if (known) return known;
    const { n, known: right, partial } = counts.of(type);
    const one = {
      right: drawBeta(right + 0.5, n - right + 0.5, throwDice),
      // Of the answers that are not right, the share of incomplete ones. A single choice has none.
      partial: type === 'single' ? 0 : drawBeta(partial + 0.5, n - right - partial + 0.5, throwDice),
    };
    types.set(type, one);
    return one;
  };
  return (type, section) => {
    const key = `${type} ${section}`;
    const known = drawn.get(key);
    if (known) return known;
    const general = ofType(type);
    const { n, known: hits } = counts.of(type, section);
    // A share of 0 or 1 would be no distribution at all.
    const mean = Math.min(0.999, Math.max(0.001, general.right));
    const right = drawBeta(priorWeight * mean + hits, priorWeight * (1 - mean) + n - hits, throwDice);
    const one = { right, partial: (1 - right) * general.partial };
    drawn.set(key, one);
    return one;
  };
}

/**
 * The chance to pass, with its interval.
 * @param seed what makes the draws repeatable
 */
export function chanceToPass(blueprint: Blueprint, counts: Tallies, seed = 'chance to pass'): Chance {
  const n = counts.of('single').n + counts.of('multiple').n + counts.of('short').n;
  const lack = (type: ItemType): number => Math.max(0, leastAnswered[type] - counts.of(type).n);
  const more = { single: lack('single'), multiple: lack('multiple'), short: lack('short') };
  if (more.single + more.multiple + more.short > 0) return { kind: 'too-few', more, n };
  const throwDice = dice(seed);
  const chances = Array.from({ length: draws }, () =>
    passChance(blueprint, drawShares(counts, throwDice)),
  ).sort((a, b) => a - b);
  const tail = Math.floor(((1 - certainty) / 2) * draws);
  return {
    kind: 'chance',
    mean: chances.reduce((sum, one) => sum + one, 0) / draws,
    low: chances[tail] ?? 0,
    high: chances[draws - 1 - tail] ?? 1,
    n,
    shorts: counts.of('short').n,
  };
}
