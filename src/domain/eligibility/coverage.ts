/**
 * The rules walked through in full: every applicant there can be over the values that matter, and what comes of each.
 * Values that matter are, for a choice, all of them; for months, nought and every threshold that is held against
 * that count, each with the month before and the month after. Anyone else stands on the same side of every threshold
 * as somebody here.
 */
import { levels, type Level } from '../notice.ts';
import { atomsOf, judge, worst, type AtomKind, type Requirement } from './atoms.ts';
import type { LevelVerdict } from './assess.ts';
import {
  contradictions,
  educations,
  enrolments,
  grades,
  majors,
  yesNo,
  type CarbonCertificate,
  type Facts,
  type OtherCertificate,
} from './facts.ts';
import { requirements, type ClauseId } from './possible.ts';

const all: readonly { readonly id: ClauseId; readonly level: Level; readonly rule: Requirement }[] =
  levels.flatMap((level) => requirements[level].map((rule) => ({ id: rule.id, level, rule })));
export const clauseIds: readonly ClauseId[] = all.map(({ id }) => id);

const thresholds = (...kinds: readonly AtomKind[]): readonly number[] => {
  const named = all.flatMap(({ rule }) =>
    atomsOf(rule).flatMap((atom) => (kinds.includes(atom.kind) && 'months' in atom ? [atom.months] : [])),
  );
  const around = named.flatMap((months) => [months - 1, months, months + 1]);
  return [...new Set([0, ...around])].sort((a, b) => a - b);
};
const since = thresholds('months-with-certificate');
/** The months tried of each count; work in total also where only unbroken work has its thresholds, as its bound. */
export const tried = {
  totalMonths: thresholds('total-months', 'continuous-months', 'months-with-certificate'),
  continuousMonths: thresholds('continuous-months'),
  'carbonCertificate.monthsWorkedSince': since,
  'carbonCertificate.monthsHeld': since,
  'otherCertificate.monthsHeld': thresholds('months-held'),
} as const;

const schoolings = educations
  .flatMap((education) =>
    majors.flatMap((major) => yesNo.map((relatedCollege) => ({ education, major, relatedCollege }))),
  )
  .filter((one) => contradictions(one).length === 0);
const carbons: readonly ('none' | CarbonCertificate)[] = [
  'none',
  ...grades.flatMap((level) =>
    tried['carbonCertificate.monthsHeld'].flatMap((monthsHeld) =>
      since
        .filter((months) => months <= monthsHeld)
        .map((monthsWorkedSince) => ({ level, monthsHeld, monthsWorkedSince })),
    ),
  ),
];
const others: readonly ('none' | OtherCertificate)[] = [
  'none',
  ...grades.flatMap((level) =>
    tried['otherCertificate.monthsHeld'].map((monthsHeld) => ({ level, monthsHeld })),
  ),
];

/** Judgements of all clauses as two sets of bits, by their place in clauseIds. */
interface Judged {
  readonly met: number;
  readonly confirm: number;
}
const nobody: Facts = {
  education: 'below-senior-high',
  major: 'other',
  relatedCollege: 'no',
  enrolment: 'none',
  totalMonths: 0,
  continuousMonths: 0,
  carbonCertificate: 'none',
  otherCertificate: 'none',
};
function judgeFacts(facts: Facts): Judged {
  let met = 0;
  let confirm = 0;
  all.forEach(({ rule }, at) => {
    const verdict = worst(atomsOf(rule).map((atom) => judge(atom, facts)));
    if (verdict === 'met') met |= 1 << at;
    else if (verdict === 'confirm') confirm |= 1 << at;
  });
  return { met, confirm };
}

/**
 * Visits every applicant once, in a fixed order.
 * A clause reads the work in total and one more side of a person (schooling with unbroken work, enrolment, either
 * certificate; possible.ts refuses rules that do not), so a person's clauses are those of the four sides together.
 * @param visit is given the person and which clauses are met, which are to be confirmed: bits by place in clauseIds
 */
export function everyApplicant(visit: (facts: Facts, met: number, confirm: number) => void): void {
  for (const totalMonths of tried.totalMonths) {
    const side = (own: Partial<Facts>) => ({ own, ...judgeFacts({ ...nobody, totalMonths, ...own }) });
    const enrolled = enrolments.map((enrolment) => side({ enrolment }));
    const held = carbons
      .filter((one) => one === 'none' || one.monthsWorkedSince <= totalMonths)
      .map((carbonCertificate) => side({ carbonCertificate }));
    const other = others.map((otherCertificate) => side({ otherCertificate }));
    for (const schooling of schoolings)
      for (const continuousMonths of tried.continuousMonths) {
        if (continuousMonths > totalMonths) break;
        const a = side({ ...schooling, continuousMonths });
        for (const b of enrolled)
          for (const c of held)
            for (const d of other)
              visit(
                { ...nobody, totalMonths, ...a.own, ...b.own, ...c.own, ...d.own },
                a.met | b.met | c.met | d.met,
                // A side that leaves a clause open leaves it so for all: no other side speaks of it.
                a.confirm | b.confirm | c.confirm | d.confirm,
              );
      }
  }
}

export interface ClauseCoverage {
  readonly id: ClauseId;
  readonly met: number;
  readonly confirm: number;
  readonly notMet: number;
  /** Met, and the only one met of its level: without it the level would not be open. */
  readonly decisive: number;
  /** The first met of its level: the one the site names. */
  readonly carries: number;
}
export interface Coverage {
  readonly applicants: number;
  readonly levels: Readonly<Record<Level, Readonly<Record<Exclude<LevelVerdict, 'unknown'>, number>>>>;
  readonly clauses: readonly ClauseCoverage[];
}

/** Counts over every applicant: verdicts by level, and for each clause how often it is met and how often it decides. */
export function cover(): Coverage {
  const table = all.map(({ id }) => ({ id, met: 0, confirm: 0, notMet: 0, decisive: 0, carries: 0 }));
  const masks = levels.map((level) =>
    all.reduce((mask, one, at) => (one.level === level ? mask | (1 << at) : mask), 0),
  );
  const verdicts = levels.map(() => ({ eligible: 0, confirm: 0, 'not-eligible': 0 }));
  let applicants = 0;
  // Many people share their verdicts on all clauses: those are counted first, and read once.
  const alike = new Map<number, Map<number, number>>();
  everyApplicant((_, met, confirm) => {
    applicants += 1;
    const row = alike.get(met) ?? new Map<number, number>();
    row.set(confirm, (row.get(confirm) ?? 0) + 1);
    alike.set(met, row);
  });
  for (const [met, row] of alike)
    for (const [confirm, count] of row) {
      table.forEach((one, at) => {
        if ((met >> at) & 1) one.met += count;
        else if ((confirm >> at) & 1) one.confirm += count;
        else one.notMet += count;
      });
      masks.forEach((mask, at) => {
        const own = met & mask;
        const tally = verdicts[at];
        if (tally === undefined) return;
        tally[own !== 0 ? 'eligible' : (confirm & mask) !== 0 ? 'confirm' : 'not-eligible'] += count;
        const first = table[31 - Math.clz32(own & -own)];
        if (first === undefined) return;
        first.carries += count;
        if ((own & (own - 1)) === 0) first.decisive += count;
      });
    }
  const [junior, intermediate, senior] = verdicts;
  if (junior === undefined || intermediate === undefined || senior === undefined)
    throw new Error('three levels');
  return { applicants, levels: { junior, intermediate, senior }, clauses: table };
}

/** Clauses that are met by nobody who has not another of the same level, each with the reason; a test holds it whole. */
export const neverDecisive: Readonly<Partial<Record<ClauseId, string>>> = {};
