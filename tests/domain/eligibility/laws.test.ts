import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, date, firstDay, type PlainDate } from '../../../src/domain/calendar.ts';
import {
  applies,
  nextQuestion,
  answered,
  answerTo,
  idleQuestions,
  openQuestions,
  questions,
} from '../../../src/domain/eligibility/ask.ts';
import { later } from '../../../src/domain/eligibility/assess.ts';
import { educations, readProfile, type Facts, type Known } from '../../../src/domain/eligibility/facts.ts';
import { decode, encode, noAnswers } from '../../../src/domain/eligibility/link.ts';
import { levels } from '../../../src/domain/notice.ts';
import { applicant, day, months, sure } from './applicant.ts';

const known = (profile: unknown): Known => {
  const read = readProfile(profile);
  if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems));
  return read.known;
};
/** What was answered of the questions chosen, the others open. */
const told = (facts: Facts, which: readonly boolean[]): Known => {
  let some: Known = {};
  questions.forEach((question, at) => {
    const value = answerTo(facts, question);
    if (which[at] === true && value !== undefined) some = known(answered(some, question, value));
  });
  return some;
};
const which = fc.array(fc.boolean(), { minLength: questions.length, maxLength: questions.length });
const rank = { 'not-eligible': 0, confirm: 1, eligible: 2, unknown: -1 } as const;
const runs = { numRuns: 1500 };

describe('laws of the assessment', () => {
  test('one more answer never takes back a settled verdict, of a level or of a clause', () => {
    fc.assert(
      fc.property(applicant, which, fc.nat(questions.length - 1), (facts, chosen, extra) => {
        const before = sure(told(facts, chosen));
        const after = sure(
          told(
            facts,
            chosen.map((one, at) => one || at === extra),
          ),
        );
        for (const level of levels) {
          if (before[level].verdict !== 'unknown') expect(after[level].verdict).toBe(before[level].verdict);
          before[level].clauses.forEach((clause, at) => {
            if (clause.verdict !== 'unknown') expect(after[level].clauses[at]?.verdict).toBe(clause.verdict);
          });
        }
      }),
      runs,
    );
  });

  test('the order of the answers does not matter', () => {
    fc.assert(
      fc.property(applicant, fc.shuffledSubarray([...questions]), (facts, order) => {
        const give = (list: readonly (typeof questions)[number][]): Known =>
          list.reduce<Known>((some, question) => {
            const value = answerTo(facts, question);
            return value === undefined ? some : known(answered(some, question, value));
          }, {});
        expect(sure(give(order))).toEqual(sure(give([...order].reverse())));
      }),
      { numRuns: 300 },
    );
  });

  test('with every fact known nothing is unknown', () => {
    fc.assert(
      fc.property(applicant, (facts) => {
        const result = sure(facts);
        for (const level of levels) {
          expect(result[level].verdict).not.toBe('unknown');
          for (const clause of result[level].clauses) {
            expect(clause.verdict).not.toBe('unknown');
            expect(clause.missing.length > 0).toBe(clause.verdict !== 'met');
            expect(clause.missing.some((one) => one.kind === 'answer')).toBe(false);
          }
        }
      }),
      runs,
    );
  });

  test('more months never lose a level: of work, of holding a certificate, or of both', () => {
    fc.assert(
      fc.property(applicant, months, months, (facts, work, hold) => {
        const grown: Facts = {
          ...facts,
          totalMonths: facts.totalMonths + work,
          continuousMonths: facts.continuousMonths + work,
          ...(facts.otherCertificate === 'none'
            ? {}
            : {
                otherCertificate: {
                  ...facts.otherCertificate,
                  monthsHeld: facts.otherCertificate.monthsHeld + hold,
                },
              }),
        };
        const [before, after] = [sure(facts), sure(grown)];
        for (const level of levels)
          expect(rank[after[level].verdict]).toBeGreaterThanOrEqual(rank[before[level].verdict]);
      }),
      runs,
    );
  });

  /**
   * A higher degree can lose a level: each clause (1)–(4) names one degree, and its years are fewer the higher the
   * degree, so with the majors alike nothing is lost by rising to 大专 and beyond; only a 中专 in a related major that
   * becomes a 大专 without a related credential is another person, not the same one with more.
   */
  test('a higher degree, in the same kind of major, never loses a level', () => {
    fc.assert(
      fc.property(applicant, fc.constantFrom(...educations), (facts, education) => {
        fc.pre(educations.indexOf(education) > educations.indexOf(facts.education));
        const college = educations.indexOf(education) >= 3;
        const raised: Facts = {
          ...facts,
          education,
          relatedCollege:
            college && (facts.relatedCollege === 'yes' || facts.major === 'related') ? 'yes' : 'no',
        };
        const [before, after] = [sure(facts), sure(raised)];
        for (const level of levels)
          expect(rank[after[level].verdict]).toBeGreaterThanOrEqual(rank[before[level].verdict]);
      }),
      runs,
    );
  });

  test('the day before the earliest date a clause is not met, on the day itself it is', () => {
    const monthsGone = (from: PlainDate, to: PlainDate): number => {
      let gone = 0;
      while (addMonths(from, gone + 1) <= to) gone += 1;
      return gone;
    };
    fc.assert(
      fc.property(applicant, day, (facts, asOf) => {
        const start = date(asOf);
        const result = sure(facts, asOf);
        for (const level of levels)
          result[level].clauses.forEach((clause, at) => {
            if (clause.earliest === null) return;
            const on = (when: PlainDate) =>
              sure(later(facts, monthsGone(start, when)), when)[level].clauses[at]?.verdict;
            expect(on(clause.earliest)).toBe('met');
            expect(on(addDays(clause.earliest, -1))).not.toBe('met');
            if (clause.sitting === null) throw new Error('a date without a sitting');
            expect(firstDay(clause.sitting) >= clause.earliest).toBe(true);
          });
      }),
      { numRuns: 600 },
    );
  });

  test('a link gives back the answers it was made of', () => {
    fc.assert(
      fc.property(
        applicant,
        which,
        fc.subarray([...questions]),
        fc.constantFrom('today', '2027-01'),
        (facts, chosen, skipped, when) => {
          const given = told(facts, chosen);
          // 不清楚 takes the place of an answer: no question has both.
          const declined = skipped.filter((one) => answerTo(given, one) === undefined);
          const answers = { known: given, declined, day: when, periods: [] };
          const fragment = encode(answers);
          const read = decode(fragment);
          if (fragment === '') expect(answers).toEqual(noAnswers);
          else expect(read).toEqual({ kind: 'answers', answers, rulesChanged: false });
        },
      ),
      runs,
    );
  });

  test('a link with any one character changed, dropped or added is refused', () => {
    fc.assert(
      fc.property(
        applicant,
        fc.nat(),
        fc.constantFrom('', '0', '7', 'x', '&', '='),
        fc.boolean(),
        (facts, where, by, insert) => {
          const fragment = encode({ ...noAnswers, known: facts });
          const at = where % fragment.length;
          const spoilt = fragment.slice(0, at) + by + fragment.slice(insert ? at : at + 1);
          fc.pre(spoilt !== fragment);
          expect(decode(spoilt).kind).toBe('refused');
        },
      ),
      runs,
    );
  });
});

describe('laws of asking', () => {
  test('a condition asks for an answer only where there is none, and never for nothing', () => {
    fc.assert(
      fc.property(applicant, which, (facts, chosen) => {
        const some = told(facts, chosen);
        const result = sure(some);
        for (const level of levels)
          for (const { verdict, missing } of result[level].clauses) {
            const open = missing.flatMap((one) => (one.kind === 'answer' ? one.questions : []));
            for (const question of open) expect(answerTo(some, question)).toBeUndefined();
            if (verdict === 'unknown') expect(open.length).toBeGreaterThan(0);
          }
      }),
      runs,
    );
  });

  test('following the questions settles what complete answers would, and nothing more is asked', () => {
    fc.assert(
      fc.property(applicant, (facts) => {
        let some: Known = {};
        for (let question = nextQuestion(some, []); question !== null; question = nextQuestion(some, [])) {
          const value = answerTo(facts, question);
          expect(answerTo(some, question)).toBeUndefined();
          some = known(answered(some, question, value));
        }
        const [short, full] = [sure(some), sure(facts)];
        for (const level of levels) expect(short[level].verdict).toBe(full[level].verdict);
      }),
      { numRuns: 400 },
    );
  });

  test('不清楚 is never asked again and never taken for a value, and asking comes to an end', () => {
    fc.assert(
      fc.property(applicant, which, (facts, unsure) => {
        let some: Known = {};
        const declined: (typeof questions)[number][] = [];
        for (
          let question = nextQuestion(some, declined);
          question !== null;
          question = nextQuestion(some, declined)
        ) {
          const value = answerTo(facts, question);
          expect(declined).not.toContain(question);
          if (unsure[questions.indexOf(question)] === true || value === undefined) declined.push(question);
          else some = known(answered(some, question, value));
        }
        // Nothing that was not declined could have helped.
        const more = questions.reduce<Known>((all, question) => {
          const value = answerTo(facts, question);
          if (value === undefined || declined.includes(question) || !applies(all, question)) return all;
          const next = readProfile(answered(all, question, value));
          return next.kind === 'known' ? next.known : all;
        }, some);
        for (const level of levels) expect(sure(more)[level].verdict).toBe(sure(some)[level].verdict);
      }),
      { numRuns: 400 },
    );
  });

  test('what is said to be idle is: no answer to it changes a verdict, whatever the other answers', () => {
    let idle = 0;
    fc.assert(
      fc.property(applicant, applicant, which, (facts, other, chosen) => {
        const some = told(facts, chosen);
        for (const question of idleQuestions(some)) {
          if (!applies(some, question)) continue;
          const value = answerTo(other, question);
          const changed = readProfile(answered(facts, question, value));
          // Another answer may contradict the rest, or none fit: then there is no such applicant.
          if (value === undefined || !applies(facts, question) || changed.kind === 'problems') continue;
          idle += 1;
          const [before, after] = [
            sure(
              told(
                facts,
                questions.map(() => true),
              ),
            ),
            sure(changed.known),
          ];
          for (const level of levels) expect(after[level].verdict, question).toBe(before[level].verdict);
        }
      }),
      { numRuns: 3000 },
    );
    expect(idle).toBeGreaterThan(500);
  });

  test('no question is open once the three verdicts are settled', () => {
    fc.assert(
      fc.property(applicant, which, (facts, chosen) => {
        const some = told(facts, chosen);
        const done = levels.every((level) => sure(some)[level].verdict !== 'unknown');
        if (done) expect(openQuestions(some, [])).toEqual([]);
        else expect(openQuestions(some, []).length).toBeGreaterThan(0);
      }),
      { numRuns: 600 },
    );
  });
});
