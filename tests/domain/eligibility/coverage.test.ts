/** Every applicant over the values that matter, judged by the engine and by the brute force, and counted. */
import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/domain/eligibility/assess.ts';
import {
  clauseIds,
  cover,
  everyApplicant,
  neverDecisive,
  tried,
} from '../../../src/domain/eligibility/coverage.ts';
import { educations, grades } from '../../../src/domain/eligibility/facts.ts';
import { levels } from '../../../src/domain/notice.ts';
import { canBe, judgeAll, type Person } from './brute-force.ts';

describe('every applicant over the values that matter', () => {
  test('no valid combination is left out, none comes twice, and none is invalid', () => {
    const { totalMonths: totals, continuousMonths: runs } = tried;
    const [since, held, otherHeld] = [
      tried['carbonCertificate.monthsWorkedSince'],
      tried['carbonCertificate.monthsHeld'],
      tried['otherCertificate.monthsHeld'],
    ];
    // The thresholds of the notice, written out once more: 1, 2, 3 and 4 years, each with its neighbours.
    expect(totals).toEqual([0, 11, 12, 13, 23, 24, 25, 35, 36, 37, 47, 48, 49]);
    expect(runs).toEqual(totals);
    expect([since, held, otherHeld]).toEqual([
      [0, 11, 12, 13],
      [0, 11, 12, 13],
      [0, 11, 12, 13],
    ]);
    // Counted by the brute force's own idea of who can be: schooling, enrolment and the other certificate are free of the rest.
    const person: Person = { edu: 0, related: false, college: false, student: 'none', total: 0, run: 0, carbon: 0, since: 0, held: 0, other: 0, otherHeld: 0 }; // prettier-ignore
    const schoolings = educations.flatMap((_, edu) =>
      [true, false].flatMap((related) => [true, false].filter((college) => canBe({ ...person, edu, related, college }))),
    ).length; // prettier-ignore
    let worked = 0;
    for (const total of totals)
      for (const run of runs)
        for (const carbon of [0, 1, 2, 3])
          for (const s of carbon === 0 ? [0] : since)
            for (const h of carbon === 0 ? [0] : held)
              if (canBe({ ...person, total, run, carbon, since: s, held: h })) worked += 1;
    const expected = schoolings * 4 * worked * (1 + 3 * otherHeld.length);
    const seen = new Set<string>();
    let visited = 0;
    everyApplicant((facts) => {
      visited += 1;
      if (visited % 16 === 0) seen.add(JSON.stringify(facts));
    });
    expect(visited).toBe(expected);
    expect(seen.size).toBe(Math.floor(visited / 16));
  });

  test('the engine judges each as the brute force does, and assess() gives a stride of them the same', () => {
    let visited = 0;
    let wrong = 0;
    let assessed = 0;
    everyApplicant((facts, met, confirm) => {
      visited += 1;
      const { carbonCertificate: carbon, otherCertificate: other } = facts;
      const person: Person = {
        edu: educations.indexOf(facts.education),
        related: facts.major === 'related',
        college: facts.relatedCollege === 'yes',
        student: facts.enrolment,
        total: facts.totalMonths,
        run: facts.continuousMonths,
        carbon: carbon === 'none' ? 0 : 1 + grades.indexOf(carbon.level),
        since: carbon === 'none' ? 0 : carbon.monthsWorkedSince,
        held: carbon === 'none' ? 0 : carbon.monthsHeld,
        other: other === 'none' ? 0 : 1 + grades.indexOf(other.level),
        otherHeld: other === 'none' ? 0 : other.monthsHeld,
      };
      let [theirMet, theirConfirm] = [0, 0];
      judgeAll(person).forEach((one, at) => {
        if (one === 2) theirMet |= 1 << at;
        else if (one === 1) theirConfirm |= 1 << at;
      });
      if (!canBe(person) || theirMet !== met || theirConfirm !== confirm) wrong += 1;
      if (visited % 499 !== 0) return;
      assessed += 1;
      const result = assess(facts, '2026-11-22');
      if (result.kind === 'problems') throw new Error(JSON.stringify(result.problems));
      const verdicts = levels.flatMap((level) => result[level].clauses.map((one) => one.verdict));
      const bits = clauseIds.map((_, at) =>
        (met >> at) & 1 ? 'met' : (confirm >> at) & 1 ? 'confirm' : 'not-met',
      );
      expect(verdicts).toEqual(bits);
    });
    expect(wrong).toBe(0);
    expect(assessed).toBeGreaterThan(4000);
  });

  test('the counts by verdict, level and clause are these', () => {
    const coverage = cover();
    for (const level of levels) {
      const { eligible, confirm, 'not-eligible': not } = coverage.levels[level];
      expect(eligible + confirm + not).toBe(coverage.applicants);
    }
    for (const one of coverage.clauses) expect(one.met + one.confirm + one.notMet).toBe(coverage.applicants);
    expect(coverage).toMatchSnapshot();
  });

  test('every clause decides for somebody, or it is said why it never does', () => {
    const silent = cover().clauses.filter((one) => one.decisive === 0);
    expect(silent.map(({ id }) => id)).toEqual(Object.keys(neverDecisive));
  });
});
