/** May this applicant register, at which level, by which clause, and if not yet, from when: always with its reasons. */
import {
  addMonths,
  firstDay,
  parseDate,
  parts,
  sitting,
  type Batch,
  type PlainDate,
  type Sitting,
} from '../calendar.ts';
import type { Level } from '../notice.ts';
import { unanswered, type Question } from './ask.ts';
import { reads, wording, type Atom, type AtomKind, type Judgement, type Requirement } from './atoms.ts';
import {
  compareGrades,
  readProfile,
  type Education,
  type Field,
  type Grade,
  type Known,
  type Problem,
} from './facts.ts';
import { only, possible, requirements, settled, type ClauseId, type Possible } from './possible.ts';

/** Of a condition; `unknown` where valid answers to what is open would differ. */
export type ClauseVerdict = Judgement | 'unknown';
export type LevelVerdict = 'eligible' | 'confirm' | 'not-eligible' | 'unknown';

/** How a phrase of the notice stands, with the answers it was judged by. */
export interface Reason {
  readonly kind: AtomKind;
  /** The phrase, in the notice's words. */
  readonly text: string;
  readonly atom: Atom;
  readonly standing: ClauseVerdict;
  /** The answers it reads, as far as they are known. */
  readonly have: Known;
}

/** How a clause counts its months. */
export type Counting = 'total' | 'continuous' | 'with-certificate' | 'held';

/** Where the notice's text is open to two readings. */
export type Reading =
  | 'school-or-major'
  | 'higher-certificate'
  | 'vocational-related-major'
  | 'year-counted-from'
  | 'higher-carbon-certificate';

/** What stands between an applicant and a clause. Months are whole months on the reference day. */
export type Missing =
  | {
      readonly kind: 'months';
      readonly counting: Counting;
      readonly need: number;
      readonly have: number;
      readonly lack: number;
    }
  | { readonly kind: 'education'; readonly need: Education; readonly orHigher: boolean }
  | { readonly kind: 'other-major'; readonly see: ClauseId }
  | { readonly kind: 'related-college' }
  | { readonly kind: 'student' }
  | { readonly kind: 'carbon-certificate'; readonly level: Grade }
  | { readonly kind: 'other-certificate'; readonly level: Grade }
  | { readonly kind: 'ruling'; readonly reading: Reading }
  /** Questions that have no answer yet. */
  | { readonly kind: 'answer'; readonly questions: readonly Question[] };

/** What an earliest date takes for granted. */
export type Assumption = 'working-on' | 'unbroken' | 'certificate-kept';

export interface ClauseResult {
  readonly id: ClauseId;
  readonly level: Level;
  readonly verdict: ClauseVerdict;
  /** The clause's words, as the notice prints them. */
  readonly wording: string;
  /** One for each phrase that states something, in order. */
  readonly reasons: readonly Reason[];
  /** Empty when met. */
  readonly missing: readonly Missing[];
  /** The readings a `confirm` hangs on, or could. */
  readonly readings: readonly Reading[];
  /** A clause that covers this applicant on easier terms. */
  readonly see: ClauseId | null;
  /** The first day on which it is met, where time alone is missing; null when met now, or when more is missing. */
  readonly earliest: PlainDate | null;
  /** The first sitting that begins on or after that day. */
  readonly sitting: Sitting | null;
  readonly assumes: readonly Assumption[];
}

/** A level opened by first sitting for a lower one: the certificate, then a year's work, by clause (6). */
export interface Chain {
  readonly certificate: Level;
  /** The lower level's exam; its first day is taken for the day of the certificate. */
  readonly exam: Sitting;
  readonly clause: ClauseId;
  readonly earliest: PlainDate;
  readonly sitting: Sitting;
}

export interface LevelResult {
  readonly level: Level;
  readonly verdict: LevelVerdict;
  readonly clauses: readonly ClauseResult[];
  /** The first met clause in the notice's order; null where none is met for sure. */
  readonly carriedBy: ClauseId | null;
  /** When eligible whatever the open answers, but by this clause or by that: these between them. */
  readonly eitherBy: readonly ClauseId[];
  /** The first day any of its clauses is met, for a level that is not eligible, and by which clause. */
  readonly earliest: PlainDate | null;
  readonly earliestBy: ClauseId | null;
  readonly sitting: Sitting | null;
  readonly chain: Chain | null;
}

export interface Assessment extends Readonly<Record<Level, LevelResult>> {
  readonly kind: 'assessed';
  readonly asOf: PlainDate;
}
export interface Refusal {
  readonly kind: 'problems';
  readonly problems: readonly Problem[];
}

/**
 * Assesses an applicant against the 19 conditions of the notice (part 四).
 * @param profile plain JSON: absent, null or "unknown" is unknown; months are whole months on asOf
 * @param asOf the reference day, yyyy-mm-dd, 1900–2190
 * @param batches what the organiser has announced of its sittings
 * @returns the three levels; a verdict is given only where every valid way of filling in the unknown gives it.
 * An impossible profile is refused with its problems and gets no verdict.
 */
export function assess(profile: unknown, asOf: string, batches: readonly Batch[] = []): Assessment | Refusal {
  const day = parseDate(asOf);
  const read = readProfile(profile);
  const problems: Problem[] = read.kind === 'problems' ? [...read.problems] : [];
  if (day === undefined || day > '2190-12-31') problems.push({ kind: 'no-such-day', fields: ['asOf'] });
  if (read.kind === 'problems' || day === undefined || problems.length > 0)
    return { kind: 'problems', problems };
  const known = forced(read.known);
  const can = possible(known);
  const junior = assessLevel('junior', known, can, day, batches, null);
  const intermediate = assessLevel('intermediate', known, can, day, batches, junior);
  const senior = assessLevel('senior', known, can, day, batches, intermediate);
  return { kind: 'assessed', asOf: day, junior, intermediate, senior };
}

/** Adds the months that can only be nought: no work at all, or a certificate of today. No completion is lost by it. */
export function forced(known: Known): Known {
  const { totalMonths: total, continuousMonths, carbonCertificate: carbon } = known;
  const none = total === 0 && continuousMonths === undefined ? { ...known, continuousMonths: 0 } : known;
  if (typeof carbon !== 'object' || carbon.monthsWorkedSince !== undefined) return none;
  return total === 0 || carbon.monthsHeld === 0
    ? { ...none, carbonCertificate: { ...carbon, monthsWorkedSince: 0 } }
    : none;
}

/** The first sitting whose first day is that day or later: on it the clause must already be met. */
export function sittingFrom(day: PlainDate, batches: readonly Batch[]): Sitting {
  const { year, month } = parts(day);
  // Sittings are in odd months; one that was announced may have been moved out of its own.
  let index = year * 12 + month - 1 - (batches.length > 0 ? 4 : 0);
  for (index -= index % 2; ; index += 2) {
    const one = sitting(`${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`, batches);
    if (firstDay(one) >= day) return one;
  }
}

const levelVerdicts = {
  met: 'eligible',
  confirm: 'confirm',
  'not-met': 'not-eligible',
} as const satisfies Record<Judgement, LevelVerdict>;

function assessLevel(
  level: Level,
  known: Known,
  can: Possible,
  asOf: PlainDate,
  batches: readonly Batch[],
  below: LevelResult | null,
): LevelResult {
  const list: readonly Requirement<ClauseId>[] = requirements[level];
  const clauses = list.map((one) => assessClause(one, level, known, can, asOf, batches));
  const judged = settled(can.levels, level);
  const verdict: LevelVerdict = judged === undefined ? 'unknown' : levelVerdicts[judged];
  const base = { level, verdict, clauses };
  const none = { earliest: null, earliestBy: null, sitting: null, chain: null };
  if (verdict === 'eligible') {
    const carriedBy = clauses.find((one) => one.verdict === 'met')?.id ?? null;
    return { ...base, ...none, carriedBy, eitherBy: carriedBy === null ? between(clauses, can) : [] };
  }
  let first: (ClauseResult & { readonly earliest: PlainDate }) | undefined;
  for (const one of clauses)
    if (one.earliest !== null && (first === undefined || one.earliest < first.earliest))
      first = { ...one, earliest: one.earliest };
  const chain = below === null || holds(known, below.level) ? null : chained(level, below, asOf, batches);
  return {
    ...base,
    carriedBy: null,
    eitherBy: [],
    earliest: first?.earliest ?? null,
    earliestBy: first?.id ?? null,
    sitting: first?.sitting ?? null,
    chain: chain !== null && (first === undefined || chain.earliest < first.earliest) ? chain : null,
  };
}

/** A smallest set of clauses, early ones first, of which every completion meets one. */
function between(clauses: readonly ClauseResult[], can: Possible): readonly ClauseId[] {
  let chosen: readonly ClauseId[] = [];
  for (const { id } of clauses) if (!can.covered(chosen)) chosen = [...chosen, id];
  for (const id of [...chosen].reverse()) {
    const fewer = chosen.filter((one) => one !== id);
    if (can.covered(fewer)) chosen = fewer;
  }
  return chosen;
}

/** Whether the certificate an exam would give is there already, or a higher one: then nothing is gained by sitting for it. */
const holds = ({ carbonCertificate: carbon }: Known, level: Level): boolean =>
  typeof carbon === 'object' && carbon.level !== undefined && compareGrades(carbon.level, level) !== 'below';

function chained(level: Level, below: LevelResult, asOf: PlainDate, batches: readonly Batch[]): Chain | null {
  const clause = level === 'intermediate' ? 'intermediate-6' : 'senior-6';
  const from =
    below.verdict === 'eligible'
      ? asOf
      : below.chain !== null && (below.earliest === null || below.chain.earliest < below.earliest)
        ? below.chain.earliest
        : below.earliest;
  if (from === null) return null;
  const exam = sittingFrom(from, batches);
  const earliest = addMonths(firstDay(exam), 12);
  return { certificate: below.level, exam, clause, earliest, sitting: sittingFrom(earliest, batches) };
}

function assessClause(
  requirement: Requirement<ClauseId>,
  level: Level,
  known: Known,
  can: Possible,
  asOf: PlainDate,
  batches: readonly Batch[],
): ClauseResult {
  const reasons = requirement.phrases.flatMap(({ text, atom }): readonly Reason[] =>
    atom === undefined
      ? []
      : [
          {
            kind: atom.kind,
            text,
            atom,
            standing: only(can.atom(atom)) ?? 'unknown',
            have: pick(known, reads[atom.kind]),
          },
        ],
  );
  const verdict = only(can.clause(requirement.id)) ?? 'unknown';
  const missing = verdict === 'met' ? [] : gaps(reasons, level, verdict);
  const wait = verdict === 'met' ? null : waitFor(reasons);
  const earliest = wait === null ? null : addMonths(asOf, wait);
  return {
    id: requirement.id,
    level,
    verdict,
    wording: wording(requirement),
    reasons,
    missing,
    readings: missing.flatMap((one) => (one.kind === 'ruling' ? one.reading : [])),
    see: missing.find((one) => one.kind === 'other-major')?.see ?? null,
    earliest,
    sitting: earliest === null ? null : sittingFrom(earliest, batches),
    assumes: earliest === null ? [] : assumptions(reasons),
  };
}

function pick(known: Known, fields: readonly Field[]): Known {
  // Object.fromEntries forgets the keys' types; the entries are the profile's own.
  return Object.fromEntries(Object.entries(known).filter(([key]) => fields.some((field) => field === key)));
}

/** The months a statement counts, as far as they are known. */
function counted(
  atom: Atom,
  have: Known,
): { readonly counting: Counting; readonly have: number | undefined } | null {
  const { carbonCertificate: carbon, otherCertificate: other } = have;
  switch (atom.kind) {
    case 'total-months':
      return { counting: 'total', have: have.totalMonths };
    case 'continuous-months':
      return { counting: 'continuous', have: have.continuousMonths };
    case 'months-with-certificate':
      return { counting: 'with-certificate', have: carbon === 'none' ? 0 : carbon?.monthsWorkedSince };
    case 'months-held':
      return { counting: 'held', have: other === 'none' ? 0 : other?.monthsHeld };
    case 'education-at-least':
    case 'education-is':
    case 'other-major':
    case 'related-college':
    case 'student':
    case 'carbon-certificate':
    case 'other-certificate':
      return null;
  }
}

function missingFor({ atom, standing, have }: Reason, level: Level): readonly Missing[] {
  if (standing === 'met') return [];
  const open: Missing = { kind: 'answer', questions: unanswered(atom.kind, have) };
  if (standing === 'unknown') return [open];
  const count = counted(atom, have);
  if (count !== null && 'months' in atom) {
    const got = count.have ?? 0;
    const months: Missing = {
      kind: 'months',
      counting: count.counting,
      need: atom.months,
      have: got,
      lack: atom.months - got,
    };
    const held = have.carbonCertificate !== undefined && have.carbonCertificate !== 'none';
    const ruling: Missing = { kind: 'ruling', reading: 'year-counted-from' };
    // Months that are only bounded by other answers are too few for sure, but by how many is not known.
    const lack: readonly Missing[] = count.have === undefined ? [open] : [months];
    return standing === 'confirm' && held ? [ruling, ...lack] : lack;
  }
  switch (atom.kind) {
    case 'education-at-least':
      return [{ kind: 'education', need: atom.education, orHigher: true }];
    case 'education-is':
      return [{ kind: 'education', need: atom.education, orHigher: atom.education === 'postgraduate' }];
    case 'other-major':
      if (atom.related === 'named-nowhere') return [{ kind: 'ruling', reading: 'vocational-related-major' }];
      return [{ kind: 'other-major', see: level === 'senior' ? 'senior-5' : 'intermediate-5' }];
    case 'related-college':
      return [{ kind: 'related-college' }];
    case 'student':
      return standing === 'confirm'
        ? [{ kind: 'ruling', reading: 'school-or-major' }]
        : [{ kind: 'student' }];
    case 'carbon-certificate':
      return standing === 'confirm'
        ? [{ kind: 'ruling', reading: 'higher-carbon-certificate' }]
        : [{ kind: 'carbon-certificate', level: atom.level }];
    case 'other-certificate':
      return standing === 'confirm'
        ? [{ kind: 'ruling', reading: 'higher-certificate' }]
        : [{ kind: 'other-certificate', level: atom.level }];
    case 'total-months':
    case 'continuous-months':
    case 'months-with-certificate':
    case 'months-held':
      return [];
  }
}

/** What the statements lack together: open answers once and last; of a clause that is not met, only what is sure. */
function gaps(reasons: readonly Reason[], level: Level, verdict: ClauseVerdict): readonly Missing[] {
  const all = reasons.flatMap((reason) => missingFor(reason, level));
  const sure = all.filter((one) => one.kind !== 'answer');
  const questions = [...new Set(all.flatMap((one) => (one.kind === 'answer' ? one.questions : [])))];
  const open: readonly Missing[] = questions.length > 0 ? [{ kind: 'answer', questions }] : [];
  // A clause that is not met under either reading needs no ruling, and no answer could still help it.
  const decided = sure.filter((one) => one.kind !== 'ruling');
  return verdict === 'not-met' && decided.length > 0 ? decided : [...sure, ...open];
}

/** Whole months until every statement is met by time passing alone; null where something else is missing. */
function waitFor(reasons: readonly Reason[]): number | null {
  let wait = 0;
  for (const { atom, standing, have } of reasons) {
    if (standing === 'met') continue;
    const count = counted(atom, have);
    if (count?.have === undefined || !('months' in atom)) return null;
    wait = Math.max(wait, atom.months - count.have);
  }
  return wait > 0 ? wait : null;
}

const assumed = {
  total: ['working-on'],
  continuous: ['working-on', 'unbroken'],
  'with-certificate': ['working-on'],
  held: ['certificate-kept'],
} as const satisfies Record<Counting, readonly Assumption[]>;

function assumptions(reasons: readonly Reason[]): readonly Assumption[] {
  const all = reasons.flatMap(({ atom, standing, have }): readonly Assumption[] => {
    const count = standing === 'met' ? null : counted(atom, have);
    return count === null ? [] : assumed[count.counting];
  });
  return [...new Set(all)];
}

/** A profile as it will be that many months later, if the applicant works on without a break and keeps certificates. */
export function later(known: Known, months: number): Known {
  const { totalMonths, continuousMonths, carbonCertificate: carbon, otherCertificate: other } = known;
  const plus = (value: number | undefined) => (value === undefined ? undefined : value + months);
  return {
    ...known,
    ...(totalMonths === undefined ? {} : { totalMonths: totalMonths + months }),
    ...(continuousMonths === undefined ? {} : { continuousMonths: continuousMonths + months }),
    ...(carbon === undefined || carbon === 'none'
      ? {}
      : {
          carbonCertificate: defined({
            ...carbon,
            monthsHeld: plus(carbon.monthsHeld),
            monthsWorkedSince: plus(carbon.monthsWorkedSince),
          }),
        }),
    ...(other === undefined || other === 'none'
      ? {}
      : { otherCertificate: defined({ ...other, monthsHeld: plus(other.monthsHeld) }) }),
  };
}

function defined<T extends object>(value: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** A clause's words cut into its phrases, each with how it stands; punctuation stands for nothing. */
export function wordingParts(
  clause: ClauseResult,
): readonly { readonly text: string; readonly standing: ClauseVerdict | null }[] {
  const list: readonly Requirement[] = requirements[clause.level];
  const reasons = [...clause.reasons];
  return (list.find((one) => one.id === clause.id)?.phrases ?? []).map(({ text, atom }) => ({
    text,
    standing: atom === undefined ? null : (reasons.shift()?.standing ?? 'unknown'),
  }));
}
