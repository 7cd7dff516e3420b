/**
 * The nearest ways to a level: smallest sets of changes that would make an applicant eligible, soonest first.
 *
 * A way is a sequence of steps to one clause. Nothing in it can be spared: without any one of its steps, or with a
 * month less of work, the level is not reached. How long a step takes is exact where time itself is the step, and
 * for the exam; how long a degree or another certificate takes, the notice does not say: see assumedMonths().
 */
import { addMonths, firstDay, type Batch, type PlainDate, type Sitting } from '../calendar.ts';
import type { Level } from '../notice.ts';
import { forced, later, sittingFrom } from './assess.ts';
import { atomsOf, type Atom, type Requirement } from './atoms.ts';
import {
  atLeast,
  contradictions,
  grades,
  type Education,
  type Grade,
  type Known,
  type Major,
} from './facts.ts';
import { reach, requirements, settled, type ClauseId } from './possible.ts';

/** One change. Months are whole. */
export type Step =
  /** Go on working in the field, unbroken. */
  | { readonly kind: 'work'; readonly months: number }
  /** Keep 其他证书 that long. */
  | { readonly kind: 'hold'; readonly months: number }
  /** A higher degree; `major` where the clause names it. */
  | { readonly kind: 'degree'; readonly education: Education; readonly major?: Major }
  /** A 大专 or higher in a related major, whatever else there is. */
  | { readonly kind: 'related-college' }
  | { readonly kind: 'enrol' }
  | { readonly kind: 'other-certificate'; readonly level: Grade }
  /** Sit for a lower level, which must be open by then, and so obtain its 碳减排领域证书. */
  | { readonly kind: 'sit'; readonly level: Grade };
export type StepKind = Step['kind'];

export interface Way {
  readonly clause: ClauseId;
  readonly steps: readonly Step[];
  /** The exams of its `sit` steps, in order; empty where a step before them has no date. */
  readonly exams: readonly Sitting[];
  /** The first day the clause is met, where every step has a date: working, holding, sitting. */
  readonly date: PlainDate | null;
  /** The first sitting from that day. */
  readonly sitting: Sitting | null;
  /** Months until then: counted where there is a date, else assumed; only to put ways in order. */
  readonly months: number;
}

/** Months of schooling assumed from one degree to a higher one, at the usual pace. */
const schooling: Readonly<Record<Education, readonly number[]>> = {
  // From 初中及以下, 高中, 中专, 大专, 本科.
  'below-senior-high': [],
  'senior-high': [36],
  'secondary-vocational': [36, 24],
  'junior-college': [72, 36, 36],
  bachelor: [84, 48, 48, 24],
  postgraduate: [120, 84, 84, 60, 36],
};
export const certificateMonths: Readonly<Record<Grade, number>> = { junior: 6, intermediate: 18, senior: 36 };
const rising: readonly Education[] = [
  'below-senior-high',
  'senior-high',
  'secondary-vocational',
  'junior-college',
  'bachelor',
  'postgraduate',
];

/**
 * How many months a step is taken to last, only to put ways in order. Our own assumption, from no document: schooling
 * at the usual pace, a year until the next 入学, half a year to three years for another certificate.
 * @param from the highest education before the step, where it is known
 */
export function assumedMonths(step: Step, from: Education | undefined): number {
  const at = rising.indexOf(from ?? 'below-senior-high');
  switch (step.kind) {
    case 'work':
    case 'hold':
      return step.months;
    case 'degree':
      return schooling[step.education][at] ?? 0;
    case 'related-college':
      return from !== undefined && atLeast(from, 'junior-college')
        ? 36
        : (schooling['junior-college'][at] ?? 0);
    case 'enrol':
      return 12;
    case 'other-certificate':
      return certificateMonths[step.level];
    case 'sit':
      return 2;
  }
}

const eligible = (known: Known, level: Level): boolean => settled(reach(known), level) === 'met';

/** An applicant after one step. A step that cannot be taken changes nothing: an exam not open, a degree already had. */
export function taken(known: Known, step: Step): Known {
  switch (step.kind) {
    case 'work':
      return later(known, step.months);
    case 'hold': {
      const { otherCertificate: held } = known;
      if (typeof held !== 'object' || held.monthsHeld === undefined) return known;
      return { ...known, otherCertificate: { ...held, monthsHeld: held.monthsHeld + step.months } };
    }
    case 'degree': {
      if (known.education !== undefined && atLeast(known.education, step.education)) return known;
      // The major is that of the new degree; where the clause does not ask for one, it is not known.
      const kept = Object.fromEntries(Object.entries(known).filter(([field]) => field !== 'major'));
      const next: Known = {
        ...kept,
        education: step.education,
        ...(step.major === undefined ? {} : { major: step.major }),
      };
      return contradictions(next).length === 0 ? next : known;
    }
    case 'related-college': {
      const { education } = known;
      const low = education !== undefined && !atLeast(education, 'junior-college');
      return {
        ...known,
        relatedCollege: 'yes',
        ...(low ? { education: 'junior-college', major: 'related' } : {}),
      };
    }
    case 'enrol':
      return { ...known, enrolment: 'university' };
    case 'other-certificate':
      return { ...known, otherCertificate: { level: step.level, monthsHeld: 0 } };
    case 'sit':
      return eligible(known, step.level)
        ? { ...known, carbonCertificate: { level: step.level, monthsHeld: 0, monthsWorkedSince: 0 } }
        : known;
  }
}

/** An applicant after several steps, in order. */
export const afterSteps = (known: Known, steps: readonly Step[]): Known => steps.reduce(taken, known);

const below = { intermediate: 'junior', senior: 'intermediate' } as const;
/** Where a certificate stands against the level named; −1 where there is none. */
const rankOf = (held: 'none' | { readonly level?: Grade }): number =>
  held === 'none' ? -1 : held.level === undefined ? NaN : grades.indexOf(held.level);

/** What a statement still asks of an applicant: steps; null where none helps, or too little is known to say. */
function stepsFor(atom: Atom, known: Known, degree: boolean): readonly Step[] | null {
  const lack = (have: number | undefined, need: number): readonly Step[] | null =>
    have === undefined ? null : have >= need ? [] : [{ kind: 'work', months: need - have }];
  const { education, carbonCertificate: carbon, otherCertificate: other } = known;
  switch (atom.kind) {
    case 'education-at-least':
      if (education === undefined) return null;
      return atLeast(education, atom.education) ? [] : [{ kind: 'degree', education: atom.education }];
    case 'education-is':
      if (education === undefined || (education !== atom.education && atLeast(education, atom.education)))
        return null;
      return education === atom.education
        ? []
        : [{ kind: 'degree', education: atom.education, major: 'other' }];
    case 'other-major':
      return degree || known.major === 'other' ? [] : null;
    case 'related-college':
      return known.relatedCollege === 'yes' ? [] : [{ kind: 'related-college' }];
    case 'total-months':
      return lack(known.totalMonths, atom.months);
    case 'continuous-months':
      return lack(known.continuousMonths, atom.months);
    case 'student':
      return known.enrolment === 'university' || known.enrolment === 'related-vocational'
        ? []
        : [{ kind: 'enrol' }];
    case 'carbon-certificate': {
      const rank = carbon === undefined ? NaN : rankOf(carbon);
      const named = grades.indexOf(atom.level);
      // Where it is not known whether there is one, the exam is a way all the same.
      return rank === named ? [] : rank > named ? null : [{ kind: 'sit', level: atom.level }];
    }
    case 'months-with-certificate': {
      // After the exam it is counted from nought.
      const since = typeof carbon === 'object' ? carbon.monthsWorkedSince : undefined;
      return lack(since ?? 0, atom.months);
    }
    case 'other-certificate': {
      const rank = other === undefined ? NaN : rankOf(other);
      const named = grades.indexOf(atom.level);
      return rank === named ? [] : rank < named ? [{ kind: 'other-certificate', level: atom.level }] : null;
    }
    case 'months-held': {
      const held = typeof other === 'object' && other.level === 'senior' ? other.monthsHeld : 0;
      return held === undefined
        ? null
        : held >= atom.months
          ? []
          : [{ kind: 'hold', months: atom.months - held }];
    }
  }
}

/** The sequences of steps that lead to a clause, spared or not. */
function leadsTo(requirement: Requirement, level: Level, known: Known): readonly (readonly Step[])[] {
  let first: readonly Step[] = [];
  const time: Step[] = [];
  for (const atom of atomsOf(requirement)) {
    const sat = first.some((one) => one.kind === 'sit');
    const counted: Known =
      sat && atom.kind === 'months-with-certificate' ? { ...known, carbonCertificate: 'none' } : known;
    const more = stepsFor(
      atom,
      counted,
      first.some((one) => one.kind === 'degree'),
    );
    if (more === null) return [];
    for (const one of more)
      if (one.kind === 'work' || one.kind === 'hold') time.push(one);
      else first = [...first, one];
  }
  const own = [...first, ...time];
  if (level === 'junior' || !first.some((one) => one.kind === 'sit')) return [own];
  const lower = below[level];
  return eligible(known, lower) ? [own] : toLevel(lower, known).map((steps) => [...steps, ...own]);
}

const candidates = (level: Level, known: Known) =>
  requirements[level].flatMap((one) =>
    leadsTo(one, level, known).map((steps) => ({ clause: one.id, steps })),
  );

/** Whether steps suffice, and all of them are needed. */
export function isSmallest(level: Level, known: Known, steps: readonly Step[]): boolean {
  if (!eligible(afterSteps(known, steps), level)) return false;
  for (let chosen = 0; chosen < (1 << steps.length) - 1; chosen += 1)
    if (eligible(afterSteps(known, steps.filter((_, at) => (chosen >> at) & 1)), level)) return false; // prettier-ignore
  return steps.every((step, at) => {
    if (step.kind !== 'work' && step.kind !== 'hold') return true;
    const shorter = steps.map((one, index): Step =>
      index === at ? { ...step, months: step.months - 1 } : one,
    );
    return !eligible(afterSteps(known, shorter), level);
  });
}

const toLevel = (level: Level, known: Known): readonly (readonly Step[])[] =>
  candidates(level, known)
    .filter(({ steps }) => isSmallest(level, known, steps))
    .map(({ steps }) => steps);

/** Adds what follows from the answers: no work, no months of it; a 本科 without a related credential is in another major. */
function implied(given: Known): Known {
  const known = forced(given);
  const college = known.education !== undefined && atLeast(known.education, 'junior-college');
  return known.major === undefined && college && known.relatedCollege === 'no'
    ? { ...known, major: 'other' }
    : known;
}

/** Months from one day to another, begun ones counted whole. */
function monthsUntil(from: PlainDate, to: PlainDate): number {
  let months = 0;
  while (addMonths(from, months) < to) months += 1;
  return months;
}

/** When a way is done: by the calendar where it can be, else by assumption. */
function timed(
  clause: ClauseId,
  steps: readonly Step[],
  known: Known,
  asOf: PlainDate,
  batches: readonly Batch[],
): Way {
  const exams: Sitting[] = [];
  let date: PlainDate | null = asOf;
  /** Work runs on beside schooling, but what is counted from an exam or a certificate comes after it. */
  let beside = 0;
  let months = 0;
  let now = known;
  for (const step of steps) {
    const takes = assumedMonths(step, now.education);
    now = taken(now, step);
    switch (step.kind) {
      case 'sit':
        if (date !== null) {
          const exam = sittingFrom(date, batches);
          exams.push(exam);
          date = firstDay(exam);
        }
        months = Math.max(months, beside) + takes;
        beside = months;
        break;
      case 'other-certificate':
        date = null;
        months += takes;
        beside = months;
        break;
      case 'degree':
      case 'related-college':
      case 'enrol':
        date = null;
        months += takes;
        break;
      case 'work':
      case 'hold':
        if (date !== null) date = addMonths(date, step.months);
        beside += step.months;
        break;
    }
  }
  return {
    clause,
    steps,
    exams: date === null ? [] : exams,
    date,
    sitting: date === null ? null : sittingFrom(date, batches),
    months: date === null ? Math.max(months, beside) : monthsUntil(asOf, date),
  };
}

/**
 * The smallest sets of changes that would make an applicant eligible for a level, soonest first; where two take as long,
 * the one of fewer steps, then the clause the notice prints first.
 * @param given without contradictions; where a count is open, ways that hang on it are left out
 * @returns none where the level is open already, or may be for all that is known
 */
export function waysTo(
  level: Level,
  given: Known,
  asOf: PlainDate,
  batches: readonly Batch[] = [],
): readonly Way[] {
  const known = implied(given);
  const verdict = settled(reach(known), level);
  if (verdict === undefined || verdict === 'met') return [];
  const order = requirements[level].map((one): string => one.id);
  return candidates(level, known)
    .filter(({ steps }) => isSmallest(level, known, steps))
    .map(({ clause, steps }) => timed(clause, steps, known, asOf, batches))
    .sort(
      (a, b) =>
        a.months - b.months ||
        (a.date ?? '9').localeCompare(b.date ?? '9') ||
        a.steps.length - b.steps.length ||
        order.indexOf(a.clause) - order.indexOf(b.clause),
    );
}
