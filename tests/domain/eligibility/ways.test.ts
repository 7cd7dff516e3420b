import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, date, firstDay } from '../../../src/domain/calendar.ts';
import { saySteps, sayWaysAssume, sayWhen } from '../../../src/domain/eligibility/explain.ts';
import {
  contradictions,
  readProfile,
  type Facts,
  type Known,
} from '../../../src/domain/eligibility/facts.ts';
import { afterSteps, taken, waysTo, type Step, type Way } from '../../../src/domain/eligibility/ways.ts';
import { levels } from '../../../src/domain/notice.ts';
import { applicant, day, someone, sure } from './applicant.ts';
import { canBe, judgeAll, type Person } from './brute-force.ts';

const today = date('2026-11-22');
/** The answers that are left of a person, the others open. */
const some = (facts: Facts, kept: readonly boolean[]): Known => {
  const left = Object.fromEntries(Object.entries(facts).filter((_, at) => kept[at] !== false));
  const read = readProfile(left);
  if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems));
  return read.known;
};
const kept = fc.array(fc.oneof(fc.constant(true), fc.boolean()), { minLength: 8, maxLength: 8 });

describe('the nearest ways to a level', () => {
  test('months of work, soonest first, then what takes longer', () => {
    const ways = waysTo('intermediate', someone, today);
    expect(ways.map((one) => saySteps(one).join('，'))).toEqual([
      '在相关领域再工作 4 个月',
      '取得一个其他中级职业或技能证书、职称证书等',
      '取得研究生及以上学历（其他专业）',
      '取得一个环境工程与科学、能源等相关专业的大专或以上学历',
    ]);
    expect(ways[0]).toMatchObject({
      clause: 'intermediate-3',
      date: '2027-03-22',
      sitting: { id: '2027-05' },
    });
    expect(ways.slice(1).every((one) => one.date === null)).toBe(true);
  });
  test('through the certificates: 初级 now, a year of work, 中级, a year of work, 高级', () => {
    const student: Facts = { ...someone, education: 'senior-high', enrolment: 'university', totalMonths: 0, continuousMonths: 0 }; // prettier-ignore
    const [way] = waysTo('intermediate', student, today);
    if (way === undefined) throw new Error('no way');
    expect(saySteps(way)).toEqual([
      '考取初级碳减排领域证书（2027 年 1 月 16–17 日这一期）',
      '取证之后在相关领域工作 1 年',
    ]);
    expect(sayWhen(way)).toBe('2028 年 1 月 16 日起符合中级第 (6) 条，2028 年 3 月 18–19 日这一期起可报。');
    const chained = waysTo('senior', student, today).find((one) => one.date !== null);
    expect(chained?.steps.map(({ kind }) => kind)).toEqual(['sit', 'work', 'sit', 'work']);
    expect(chained).toMatchObject({ clause: 'senior-6', date: '2029-03-18' });
  });
  test('the exam is a way also for who was not asked for a certificate', () => {
    const student: Known = { education: 'senior-high', enrolment: 'university', totalMonths: 0, otherCertificate: 'none' }; // prettier-ignore
    expect(waysTo('intermediate', student, today)[0]).toMatchObject({
      clause: 'intermediate-6',
      date: '2028-01-16',
    });
  });
  test('what the notice does not say is said to be our own guess, and only where there is one', () => {
    expect(sayWaysAssume(waysTo('intermediate', someone, today))).toContain(
      '通知里没有，是本站为排先后作的假设',
    );
    const dated = waysTo('junior', someone, today).filter((one) => one.date !== null);
    expect(sayWaysAssume(dated)).not.toContain('假设');
  });
  test('an exam that is not open brings no certificate', () => {
    expect(taken({ ...someone, totalMonths: 0, continuousMonths: 0 }, { kind: 'sit', level: 'junior' })).toMatchObject({ carbonCertificate: 'none' }); // prettier-ignore
  });
  test('what follows from the answers need not be asked for: a 本科 without a related credential is in another major', () => {
    const rest: Known = { education: 'bachelor', relatedCollege: 'no', enrolment: 'none', totalMonths: 10, continuousMonths: 8, carbonCertificate: 'none', otherCertificate: 'none' }; // prettier-ignore
    expect(waysTo('intermediate', rest, today)).toEqual(waysTo('intermediate', someone, today));
    const idle = {
      education: 'senior-high',
      totalMonths: 0,
      otherCertificate: 'none',
      enrolment: 'none',
    } as const;
    expect(waysTo('junior', idle, today).map((one) => one.clause)).toContain('junior-2');
  });
  test('none where the level is open already or may be', () => {
    expect(waysTo('junior', { ...someone, totalMonths: 12 }, today)).toEqual([]);
    expect(waysTo('junior', {}, today)).toEqual([]);
  });
});

/** Every way of leaving something out. */
const lesser = (steps: readonly Step[]): readonly (readonly Step[])[] =>
  Array.from({ length: 2 ** steps.length - 1 }, (_, chosen) => steps.filter((__, at) => (chosen >> at) & 1));
const verdictAfter = (known: Known, steps: readonly Step[], level: (typeof levels)[number]) => {
  const after = afterSteps(known, steps);
  expect(contradictions(after)).toEqual([]);
  return sure(after)[level].verdict;
};
const runs = { numRuns: 500 };

describe('laws of the ways', () => {
  test('all steps together suffice, any fewer do not, nor does a month less', () => {
    let seen = 0;
    fc.assert(
      fc.property(applicant, kept, (facts, left) => {
        const known = some(facts, left);
        for (const level of levels)
          for (const { steps, clause } of waysTo(level, known, today)) {
            seen += 1;
            expect(verdictAfter(known, steps, level)).toBe('eligible');
            const after = sure(afterSteps(known, steps))[level];
            expect(after.clauses.find((one) => one.id === clause)?.verdict).toBe('met');
            for (const fewer of lesser(steps))
              expect(verdictAfter(known, fewer, level), JSON.stringify(fewer)).not.toBe('eligible');
            steps.forEach((step, at) => {
              if (step.kind !== 'work' && step.kind !== 'hold') return;
              const shorter = steps.map((one, index): Step => (index === at ? { ...step, months: step.months - 1 } : one)); // prettier-ignore
              expect(verdictAfter(known, shorter, level)).not.toBe('eligible');
            });
          }
      }),
      runs,
    );
    expect(seen).toBeGreaterThan(300);
  });

  test('who is not eligible, all being known, always has a way; soonest first, no two the same', () => {
    fc.assert(
      fc.property(applicant, day, (facts, asOf) => {
        for (const level of levels) {
          const ways = waysTo(level, facts, date(asOf));
          if (sure(facts)[level].verdict === 'eligible') expect(ways).toEqual([]);
          else expect(ways.length).toBeGreaterThan(0);
          const months = ways.map((one) => one.months);
          expect(months).toEqual(months.toSorted((a, b) => a - b));
          const said = ways.map((one) => `${one.clause} ${saySteps(one).join()}`);
          expect(new Set(said).size).toBe(said.length);
        }
      }),
      runs,
    );
  });

  test('the soonest way that has a date is the earliest date of the level, or by its certificates', () => {
    fc.assert(
      fc.property(applicant, day, (facts, asOf) => {
        const result = sure(facts, asOf);
        for (const level of levels) {
          const { earliest, chain, verdict } = result[level];
          if (verdict === 'eligible') continue;
          const dates = waysTo(level, facts, date(asOf)).flatMap((one) => one.date ?? []);
          const [soonest] = dates.toSorted();
          expect(soonest ?? null).toBe(chain?.earliest ?? earliest);
        }
      }),
      runs,
    );
  });

  test('an exam lies on or after the day its level is open, and a year of work begins with it', () => {
    fc.assert(
      fc.property(applicant, day, (facts, asOf) => {
        for (const way of waysTo('senior', facts, date(asOf))) checkExams(way, asOf);
      }),
      runs,
    );
  });

  /** One step at a time, judged by the brute force: whether some single step suffices is no matter of our own search. */
  test('no single step that suffices is overlooked', () => {
    const steps: readonly Step[] = [
      { kind: 'enrol' },
      { kind: 'related-college' },
      ...(['junior', 'intermediate', 'senior'] as const).map((level): Step => ({ kind: 'other-certificate', level })),
      ...Array.from({ length: 48 }, (_, at): Step => ({ kind: 'work', months: at + 1 })),
    ]; // prettier-ignore
    fc.assert(
      fc.property(applicant, (facts) => {
        const before = bestOf(toPerson(facts));
        levels.forEach((level, at) => {
          if (before[at] === 2) return;
          const said = waysTo(level, facts, today).filter((one) => one.steps.length === 1);
          for (const step of steps) {
            // A certificate of the rank already held, or a lower one, is no change to the highest.
            if (step.kind === 'other-certificate' && facts.otherCertificate !== 'none' && rank(facts.otherCertificate.level) >= rank(step.level)) continue; // prettier-ignore
            const read = readProfile(taken(facts, step));
            if (read.kind === 'problems' || !isFacts(read.known)) throw new Error('not a person any more');
            const person = toPerson(read.known);
            expect(canBe(person)).toBe(true);
            if (bestOf(person)[at] !== 2) continue;
            const found = said.some(({ steps: [one] }) =>
              one?.kind === 'hold' || one?.kind === 'work'
                ? step.kind === 'work' && one.months <= step.months
                : // A related 大专 is more schooling than a clause that takes any 高中 or 中专 asks for.
                  JSON.stringify(one) === JSON.stringify(step) ||
                  (one?.kind === 'degree' && step.kind === 'related-college'),
            );
            expect(found, `${level} ${JSON.stringify(step)}`).toBe(true);
          }
        });
      }),
      { numRuns: 300 },
    );
  });
});

function checkExams(way: Way, asOf: string): void {
  let at = date(asOf);
  const exams = [...way.exams];
  if (way.date === null) {
    expect(way.sitting).toBeNull();
    return;
  }
  for (const step of way.steps) {
    if (step.kind === 'sit') {
      const exam = exams.shift();
      if (exam === undefined) throw new Error('an exam without a sitting');
      expect(firstDay(exam) >= at).toBe(true);
      at = firstDay(exam);
    } else if (step.kind === 'work' || step.kind === 'hold') at = addMonths(at, step.months);
  }
  expect(way.date).toBe(at);
}
const rank = (level: string): number => ['junior', 'intermediate', 'senior'].indexOf(level);
const isFacts = (known: Known): known is Facts => Object.keys(someone).every((key) => key in known);
const educations = ['below-senior-high', 'senior-high', 'secondary-vocational', 'junior-college', 'bachelor', 'postgraduate']; // prettier-ignore
const toPerson = (facts: Facts): Person => ({
  edu: educations.indexOf(facts.education),
  related: facts.major === 'related',
  college: facts.relatedCollege === 'yes',
  student: facts.enrolment,
  total: facts.totalMonths,
  run: facts.continuousMonths,
  carbon: facts.carbonCertificate === 'none' ? 0 : 1 + rank(facts.carbonCertificate.level),
  since: facts.carbonCertificate === 'none' ? 0 : facts.carbonCertificate.monthsWorkedSince,
  held: facts.carbonCertificate === 'none' ? 0 : facts.carbonCertificate.monthsHeld,
  other: facts.otherCertificate === 'none' ? 0 : 1 + rank(facts.otherCertificate.level),
  otherHeld: facts.otherCertificate === 'none' ? 0 : facts.otherCertificate.monthsHeld,
});
const bestOf = (person: Person): readonly number[] => {
  const all = judgeAll(person);
  return [all.slice(0, 5), all.slice(5, 12), all.slice(12)].map((list) => Math.max(...list));
};
