/**
 * The engine against brute force over completions, written apart from it (brute-force.ts).
 * The long run, about four minutes: BRUTE=1000000 npm run unit -- tests/domain/eligibility/completions.test.ts
 */
import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/domain/eligibility/assess.ts';
import { educations, grades } from '../../../src/domain/eligibility/facts.ts';
import { canBe, outcomes, type Partially, type Person } from './brute-force.ts';

/** Partial profiles to compare. */
const sample = Number(process.env['BRUTE'] ?? 50_000);

/** xorshift32: the same people every time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}
const roll = dice(20261122);
const under = (n: number): number => Math.floor(roll() * n);
const one = <T>(list: readonly T[]): T => {
  const found = list[under(list.length)];
  if (found === undefined) throw new Error('empty list');
  return found;
};
/** Months crowd around the thresholds, where mistakes would live. */
const months = (): number =>
  roll() < 0.6 ? Math.max(0, one([0, 12, 24, 36, 48]) + under(3) - 1) : under(70);

function somebody(): Person {
  for (;;) {
    const person: Person = {
      edu: under(6),
      related: roll() < 0.5,
      college: roll() < 0.5,
      student: one(['none', 'none', 'none', 'university', 'related-vocational', 'other-vocational'] as const),
      total: months(),
      run: months(),
      carbon: roll() < 0.5 ? 0 : 1 + under(3),
      since: months(),
      held: months(),
      other: roll() < 0.5 ? 0 : 1 + under(3),
      otherHeld: months(),
    };
    if (canBe(person)) return person;
  }
}

/** Forgets some answers; a certificate loses its months with its level, or its parts one by one. */
function forget(person: Person): Partially {
  const share = roll() < 0.02 ? 0.8 : roll() * 0.4;
  const kept: Partially = { ...person };
  for (const key of [
    'edu',
    'related',
    'college',
    'student',
    'total',
    'run',
    'since',
    'held',
    'otherHeld',
  ] as const)
    if (roll() < share) kept[key] = undefined;
  if (roll() < share) kept.carbon = kept.since = kept.held = undefined;
  if (roll() < share) kept.other = kept.otherHeld = undefined;
  if (kept.carbon === 0) kept.since = kept.held = undefined;
  if (kept.other === 0) kept.otherHeld = undefined;
  return kept;
}

const open = (): null | undefined | 'unknown' => (roll() < 0.4 ? undefined : one([null, 'unknown'] as const));
const toProfile = (p: Partially): unknown => ({
  education: p.edu === undefined ? open() : educations[p.edu],
  major: p.related === undefined ? open() : p.related ? 'related' : 'other',
  relatedCollege: p.college === undefined ? open() : p.college ? 'yes' : 'no',
  enrolment: p.student ?? open(),
  totalMonths: p.total ?? open(),
  continuousMonths: p.run ?? open(),
  carbonCertificate:
    p.carbon === undefined
      ? open()
      : p.carbon === 0
        ? 'none'
        : { level: grades[p.carbon - 1], monthsHeld: p.held ?? open(), monthsWorkedSince: p.since ?? open() },
  otherCertificate:
    p.other === undefined
      ? open()
      : p.other === 0
        ? 'none'
        : { level: grades[p.other - 1], monthsHeld: p.otherHeld ?? open() },
});
const clauseWords: Readonly<Record<number, string>> = { 1: 'not-met', 2: 'confirm', 4: 'met' };
const levelWords: Readonly<Record<number, string>> = { 1: 'not-eligible', 2: 'confirm', 4: 'eligible' };

describe('with unknown answers a verdict is what every valid completion agrees on', () => {
  test(
    `${sample} partial profiles agree with brute force over their completions`,
    { timeout: 1_800_000 },
    () => {
      const seen = new Map<string, number>();
      for (let round = 0; round < sample; round += 1) {
        const given = forget(somebody());
        const profile = toProfile(given);
        const result = assess(profile, '2026-11-22');
        if (result.kind === 'problems') throw new Error(JSON.stringify({ profile, result }));
        const { clauses, levels } = outcomes(given);
        const got = [result.junior, result.intermediate, result.senior];
        const flat = got.flatMap((level) => level.clauses.map((clause) => clause.verdict));
        const want = clauses.map((mask) => clauseWords[mask] ?? 'unknown');
        if (flat.join() !== want.join())
          expect({ profile, clauses: flat }).toEqual({ profile, clauses: want });
        const verdicts = got.map((level) => level.verdict);
        const wanted = levels.map((mask) => levelWords[mask] ?? 'unknown');
        if (verdicts.join() !== wanted.join())
          expect({ profile, verdicts }).toEqual({ profile, verdicts: wanted });
        for (const verdict of verdicts) seen.set(verdict, (seen.get(verdict) ?? 0) + 1);
      }
      // A sample that never meets a verdict proves nothing of it.
      for (const verdict of ['eligible', 'confirm', 'not-eligible', 'unknown'])
        expect(seen.get(verdict) ?? 0, verdict).toBeGreaterThan(sample / 100);
    },
  );
});
