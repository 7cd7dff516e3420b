/**
 * Measures the eligibility checker in plain Node: how long it thinks, and how many questions it asks, each beside
 * another way of doing the same. Part of `npm run bench`; alone: `node src/build/bench-eligibility.ts`.
 */
import { date } from '../domain/calendar.ts';
import { assess } from '../domain/eligibility/assess.ts';
import { nextQuestion } from '../domain/eligibility/ask.ts';
import { cover } from '../domain/eligibility/coverage.ts';
import { waysTo } from '../domain/eligibility/ways.ts';
import {
  count,
  inOrder,
  lookAhead,
  ours,
  somebody,
  type Way,
} from '../../tests/domain/eligibility/population.ts';

/** Milliseconds a call: the best of fifteen rounds, so that other work on the machine counts least. */
function perCall(times: number, run: () => unknown): number {
  run();
  const rounds = Array.from({ length: 15 }, () => {
    const start = performance.now();
    for (let index = 0; index < times; index += 1) run();
    return (performance.now() - start) / times;
  });
  return Math.min(...rounds);
}
const whole = {
  education: 'bachelor', major: 'other', relatedCollege: 'no', enrolment: 'none', totalMonths: 20, continuousMonths: 14,
  carbonCertificate: 'none', otherCertificate: { level: 'junior', monthsHeld: 5 },
} as const; // prettier-ignore
const next = perCall(5, () => nextQuestion({}, []));
const look = perCall(2, () => lookAhead({}));
const start = performance.now();
const { applicants } = cover();
const covered = performance.now() - start;

const people = Array.from({ length: 1000 }, somebody);
const mean = (way: Way): number => people.reduce((sum, one) => sum + count(one, way), 0) / people.length;
const means = { ours: mean(ours), lookAhead: mean(lookAhead), inOrder: mean(inOrder) };
const row = (name: string, value: string, note: string): string =>
  `${name.padEnd(34)}${value.padStart(10)}  ${note}`;

console.log(
  [
    '\nEligibility',
    row(
      'assess, complete profile',
      `${perCall(200, () => assess(whole, '2026-11-22')).toFixed(3)} ms`,
      'goal 0.2',
    ),
    row(
      'next question, nothing answered',
      `${next.toFixed(3)} ms`,
      `goal 10; one-step look-ahead ${look.toFixed(3)} ms, ours ÷ it ${(next / look).toFixed(2)}`,
    ),
    row(
      'nearest ways to 高级',
      `${perCall(20, () => waysTo('senior', whole, date('2026-11-22'))).toFixed(3)} ms`,
      '',
    ),
    row(
      'every applicant over the values',
      `${covered.toFixed(0)} ms`,
      `${applicants.toLocaleString('en-US')} of them`,
    ),
    `\nQuestions asked until three verdicts are settled: mean over ${String(people.length)} people drawn as tests/domain/eligibility/population.ts says`,
    '(education 初中 3 %, 高中 7, 中专 10, 大专 30, 本科 40, 研究生 10; 35 % related major; 20 % students; 12 % with a carbon',
    'certificate, 35 % with another; 30 % without work: a guess, no visitor was counted)',
    row('ours', means.ours.toFixed(2), ''),
    row(
      'one-step look-ahead',
      means.lookAhead.toFixed(2),
      `ours ÷ it ${(means.ours / means.lookAhead).toFixed(2)}`,
    ),
    row(
      'fixed order, all that apply',
      means.inOrder.toFixed(2),
      `ours ÷ it ${(means.ours / means.inOrder).toFixed(2)}`,
    ),
  ].join('\n'),
);
