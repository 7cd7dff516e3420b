/** Which question to ask next: only one whose answer can still change the verdict of some level. */
import { levels } from '../notice.ts';
import type { ClauseResult, LevelResult } from './assess.ts';
import { reads, readsOf, type AtomKind } from './atoms.ts';
import {
  contradictions,
  educations,
  enrolments,
  grades,
  majors,
  readFields,
  yesNo,
  type Field,
  type Known,
} from './facts.ts';
import { cuts, only, possible, reach, requirements, settled, type ClauseId } from './possible.ts';

/**
 * The questions, in the order they are asked; one that can change nothing is left out.
 * The order is the one that needs the fewest questions of the population in tests/domain/eligibility/ask.test.ts
 * among all neighbours by moving one question. Whether a related 大专 is held comes before the major: 'no' settles
 * the major of a 大专 or higher, 'yes' makes it needless; so the major is asked of a 中专, or where 不清楚 was said.
 */
export const questions = [
  'education',
  'totalMonths',
  'continuousMonths',
  'relatedCollege',
  'major',
  'otherCertificate',
  'otherCertificate.monthsHeld',
  'carbonCertificate',
  'carbonCertificate.monthsWorkedSince',
  'carbonCertificate.monthsHeld',
  'enrolment',
] as const;
export type Question = (typeof questions)[number];
/** A value of the question's field; for a certificate its level or `none`; for months a whole number ≥ 0. */
export type Answer = string | number;

/** The field of the profile a question belongs to. */
export const fieldOf = (question: Question): Field => {
  switch (question) {
    case 'carbonCertificate.monthsHeld':
    case 'carbonCertificate.monthsWorkedSince':
      return 'carbonCertificate';
    case 'otherCertificate.monthsHeld':
      return 'otherCertificate';
    case 'education':
    case 'relatedCollege':
    case 'totalMonths':
    case 'continuousMonths':
    case 'major':
    case 'otherCertificate':
    case 'carbonCertificate':
    case 'enrolment':
      return question;
  }
};

/** What was answered to a question, or undefined where it is open. */
export function answerTo(known: Known, question: Question): Answer | undefined {
  const { carbonCertificate: carbon, otherCertificate: other } = known;
  switch (question) {
    case 'carbonCertificate':
      return carbon === 'none' ? 'none' : carbon?.level;
    case 'carbonCertificate.monthsHeld':
      return carbon === 'none' ? undefined : carbon?.monthsHeld;
    case 'carbonCertificate.monthsWorkedSince':
      return carbon === 'none' ? undefined : carbon?.monthsWorkedSince;
    case 'otherCertificate':
      return other === 'none' ? 'none' : other?.level;
    case 'otherCertificate.monthsHeld':
      return other === 'none' ? undefined : other?.monthsHeld;
    case 'education':
    case 'relatedCollege':
    case 'totalMonths':
    case 'continuousMonths':
    case 'major':
    case 'enrolment':
      return known[question];
  }
}

/**
 * The profile with one question answered, or left open again; every other answer stays, save that the months
 * of a certificate go with it.
 * @param value undefined: not known
 * @returns plain JSON for readProfile(), which refuses a value that is none
 */
export function answered(
  known: Known,
  question: Question,
  value: Answer | undefined,
): Readonly<Record<string, unknown>> {
  const field = fieldOf(question);
  const { [field]: before, ...others } = known;
  if (question === 'carbonCertificate' || question === 'otherCertificate') {
    if (value === undefined) return others;
    return {
      ...others,
      [field]: value === 'none' ? 'none' : { ...(typeof before === 'object' ? before : {}), level: value },
    };
  }
  if (field !== question) {
    const part = question.slice(field.length + 1);
    return { ...others, [field]: { ...(typeof before === 'object' ? before : {}), [part]: value } };
  }
  return value === undefined ? others : { ...others, [field]: value };
}

/** Whether a question makes sense yet: the months of a certificate once there is one. */
export function applies(known: Known, question: Question): boolean {
  const field = fieldOf(question);
  return field === question || typeof known[field] === 'object';
}

/** Answers that stand for all a question can get: every value, or for months one for each band that can be. */
export function possibleAnswers(known: Known, question: Question): readonly Known[] {
  const carbon = typeof known.carbonCertificate === 'object' ? known.carbonCertificate : {};
  const other = typeof known.otherCertificate === 'object' ? known.otherCertificate : {};
  // Known months are among the values: a bound within a band would otherwise be overlooked.
  const bounds = [known.totalMonths, known.continuousMonths, carbon.monthsHeld, carbon.monthsWorkedSince];
  const months = [...new Set([...cuts, ...bounds.filter((one) => one !== undefined)])];
  const all = ((): readonly Known[] => {
    switch (question) {
      case 'education':
        return educations.map((education) => ({ ...known, education }));
      case 'major':
        return majors.map((major) => ({ ...known, major }));
      case 'relatedCollege':
        return yesNo.map((relatedCollege) => ({ ...known, relatedCollege }));
      case 'enrolment':
        return enrolments.map((enrolment) => ({ ...known, enrolment }));
      case 'totalMonths':
        return months.map((totalMonths) => ({ ...known, totalMonths }));
      case 'continuousMonths':
        return months.map((continuousMonths) => ({ ...known, continuousMonths }));
      case 'carbonCertificate':
        return [
          { ...known, carbonCertificate: 'none' },
          ...grades.map((level): Known => ({ ...known, carbonCertificate: { ...carbon, level } })),
        ];
      case 'carbonCertificate.monthsHeld':
        return months.map((monthsHeld) => ({ ...known, carbonCertificate: { ...carbon, monthsHeld } }));
      case 'carbonCertificate.monthsWorkedSince':
        return months.map((monthsWorkedSince) => ({
          ...known,
          carbonCertificate: { ...carbon, monthsWorkedSince },
        }));
      case 'otherCertificate':
        return [
          { ...known, otherCertificate: 'none' },
          ...grades.map((level): Known => ({ ...known, otherCertificate: { ...other, level } })),
        ];
      case 'otherCertificate.monthsHeld':
        return months.map((monthsHeld) => ({ ...known, otherCertificate: { ...other, monthsHeld } }));
    }
  })();
  return all.filter((one) => contradictions(one).length === 0);
}

const stillOpen = (known: Known, declined: readonly Question[]): readonly Question[] =>
  questions.filter(
    (question) =>
      answerTo(known, question) === undefined && !declined.includes(question) && applies(known, question),
  );

/** The questions of which some answer, by itself, changes what some level can come to. */
const telling = (known: Known, declined: readonly Question[], now: number): readonly Question[] =>
  stillOpen(known, declined).filter((question) =>
    possibleAnswers(known, question).some((one) => reach(one) !== now),
  );

/**
 * Where after much 不清楚 no single answer tells anything, two together still may: that a certificate is 高级 and
 * that it is held for a year. Then the questions that can be the first of such two.
 */
const tellingTogether = (known: Known, declined: readonly Question[], now: number): readonly Question[] =>
  stillOpen(known, declined).filter((question) =>
    possibleAnswers(known, question).some((one) => telling(one, declined, now).length > 0),
  );

const isSettled = (known: Known): boolean => {
  const now = reach(known);
  return levels.every((level) => settled(now, level) !== undefined);
};

/**
 * The questions whose answer can still change some level's verdict, in the order they would be asked.
 * @param known without contradictions
 * @param declined questions answered with 不清楚: not asked again, and never taken for a value
 */
export function openQuestions(known: Known, declined: readonly Question[]): readonly Question[] {
  if (isSettled(known)) return [];
  const now = reach(known);
  const alone = telling(known, declined, now);
  return alone.length > 0 ? alone : tellingTogether(known, declined, now);
}

/** The next question, or null when no answer can change a verdict any more. */
export function nextQuestion(known: Known, declined: readonly Question[]): Question | null {
  return openQuestions(known, declined)[0] ?? null;
}

/** The clauses a question serves: those it can settle, at levels that are not settled yet; in the notice's order. */
export function serves(known: Known, question: Question): readonly ClauseId[] {
  const can = possible(known);
  const field = fieldOf(question);
  return levels.flatMap((level) =>
    settled(can.levels, level) !== undefined
      ? []
      : requirements[level].flatMap((one) =>
          (readsOf(one).includes(field) ||
            (question === 'relatedCollege' && readsOf(one).includes('major'))) &&
          only(can.clause(one.id)) === undefined
            ? one.id
            : [],
        ),
  );
}

/**
 * The open questions that can be left: whatever their answers, and whatever the answers to all others, no verdict
 * hangs on them any more. That 不清楚 was said to one makes no difference.
 * @param known without contradictions
 */
export function idleQuestions(known: Known): readonly Question[] {
  const open = openQuestions(known, []);
  return questions.filter(
    (one) => answerTo(known, one) === undefined && !open.includes(one) && serves(known, one).length === 0,
  );
}

/** Whether an answer once given does not weigh: all three verdicts are settled, and would be the same without it. */
export function weighsNothing(known: Known, question: Question): boolean {
  const { known: without } = readFields(answered(known, question, undefined));
  return isSettled(known) && reach(without) === reach(known);
}

/** The questions each statement is judged by. */
const judgedBy = {
  'education-at-least': ['education'],
  'education-is': ['education'],
  'other-major': ['major'],
  'related-college': ['relatedCollege'],
  'total-months': ['totalMonths'],
  'continuous-months': ['continuousMonths'],
  student: ['enrolment'],
  'carbon-certificate': ['carbonCertificate'],
  'months-with-certificate': ['carbonCertificate', 'carbonCertificate.monthsWorkedSince', 'totalMonths'],
  'other-certificate': ['otherCertificate'],
  'months-held': ['otherCertificate', 'otherCertificate.monthsHeld'],
} as const satisfies Record<AtomKind, readonly Question[]>;

/** Those of a statement's questions that make sense and have no answer yet. */
export const unanswered = (kind: AtomKind, known: Known): readonly Question[] =>
  judgedBy[kind].filter((one) => applies(known, one) && answerTo(known, one) === undefined);

/** Months a clause lacks for sure. */
const lacks = ({ missing }: ClauseResult): number =>
  Math.max(0, ...missing.flatMap((one) => (one.kind === 'months' ? one.lack : [])));

/**
 * The question that helps to date a level: the verdict is settled without it, but the first day is not known, or may be
 * earlier than is known, because a clause that lacks nothing else for sure lacks months or has phrases still open. Null
 * where there is nothing to ask.
 */
export function dating(level: LevelResult): Question | null {
  if (level.verdict !== 'not-eligible') return null;
  const first = level.clauses.find(({ id }) => id === level.earliestBy);
  const soonest = first === undefined ? Infinity : lacks(first);
  const open = level.clauses.flatMap((clause) => {
    if (lacks(clause) >= soonest) return [];
    const { reasons } = clause;
    const rest = reasons.filter((reason) => reason.standing !== 'met');
    const hopeless = rest.some(({ standing, atom }) => standing !== 'unknown' && !('months' in atom));
    return hopeless ? [] : rest.flatMap(({ kind, have }) => asking(reads[kind], have) ?? []);
  });
  return questions.find((question) => open.includes(question)) ?? null;
}

/** The first question about these fields that is still open. */
const asking = (fields: readonly Field[], have: Known): Question | undefined =>
  questions.find(
    (one) => fields.includes(fieldOf(one)) && applies(have, one) && answerTo(have, one) === undefined,
  );
