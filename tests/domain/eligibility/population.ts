/**
 * Who is expected to ask, and three ways of asking them: for the test and for the bench.
 * The people are drawn with fixed dice: the same on every run.
 */
import {
  answered,
  answerTo,
  applies,
  openQuestions,
  possibleAnswers,
  questions,
  type Question,
} from '../../../src/domain/eligibility/ask.ts';
import { educations, readProfile, type Facts, type Known } from '../../../src/domain/eligibility/facts.ts';
import { reach, settled } from '../../../src/domain/eligibility/possible.ts';
import { levels } from '../../../src/domain/notice.ts';

let state = 12345;
const roll = (): number => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 4294967296;
};
/** One of these, by weight. */
function draw<T>(weighted: readonly (readonly [T, number])[]): T {
  let rest = roll() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of weighted) {
    rest -= weight;
    if (rest < 0) return value;
  }
  throw new Error('no weights');
}

/**
 * Who is expected to ask: mostly 大专 and 本科 already at work, two thirds from other majors, few with a carbon
 * certificate, a third with some other certificate. A guess, stated; no visitor was counted.
 */
export function somebody(): Facts {
  const weights = [3, 7, 10, 30, 40, 10];
  const education = draw(educations.map((one, at) => [one, weights[at] ?? 0] as const));
  const major = draw([['related', 35], ['other', 65]] as const); // prettier-ignore
  const college = educations.indexOf(education) >= 3;
  const totalMonths = draw([[0, 30], [6, 10], [12, 10], [18, 6], [24, 8], [30, 5], [36, 6], [48, 10], [72, 15]] as const); // prettier-ignore
  const carbon = draw([['none', 88], ['junior', 7], ['intermediate', 3], ['senior', 2]] as const); // prettier-ignore
  const other = draw([['none', 65], ['junior', 15], ['intermediate', 14], ['senior', 6]] as const); // prettier-ignore
  const monthsHeld = Math.floor(roll() * 48);
  return {
    education,
    major,
    relatedCollege: !college ? 'no' : major === 'related' ? 'yes' : draw([['yes', 8], ['no', 92]] as const), // prettier-ignore
    enrolment: draw([['none', 80], ['university', 14], ['related-vocational', 3], ['other-vocational', 3]] as const), // prettier-ignore
    totalMonths,
    continuousMonths: roll() < 0.6 ? totalMonths : Math.floor(totalMonths * roll()),
    carbonCertificate:
      carbon === 'none'
        ? 'none'
        : {
            level: carbon,
            monthsHeld,
            monthsWorkedSince: Math.min(totalMonths, Math.floor(monthsHeld * roll())),
          },
    otherCertificate: other === 'none' ? 'none' : { level: other, monthsHeld: Math.floor(roll() * 60) },
  };
}

const done = (known: Known): boolean => {
  const now = reach(known);
  return levels.every((level) => settled(now, level) !== undefined);
};
export type Way = (known: Known) => Question | undefined;
export function count(facts: Facts, way: Way): number {
  let known: Known = {};
  for (let asked = 0; ; asked += 1) {
    const question = done(known) ? undefined : way(known);
    if (question === undefined) return asked;
    const read = readProfile(answered(known, question, answerTo(facts, question)));
    if (read.kind === 'problems') throw new Error('an answer of a possible person was refused');
    known = read.known;
  }
}

/** The site's own. */
export const ours: Way = (known) => openQuestions(known, [])[0];
/** In fixed order: every question in our own order until all is settled, whether it matters or not. */
export const inOrder: Way = (known) =>
  questions.find(
    (one) =>
      one !== 'carbonCertificate.monthsHeld' && applies(known, one) && answerTo(known, one) === undefined,
  );
/** One-step look-ahead: the question after whose answer the fewest verdicts are left possible, on average over its answers. */
export const lookAhead: Way = (known) => {
  const left = (packed: number): number => packed.toString(2).replaceAll('0', '').length;
  const score = (question: Question): number => {
    const answers = possibleAnswers(known, question);
    return answers.reduce((sum, one) => sum + left(reach(one)), 0) / answers.length;
  };
  return [...openQuestions(known, [])].sort((a, b) => score(a) - score(b))[0];
};
