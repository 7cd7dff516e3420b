/**
 * What can still be the case: all valid ways of filling in what is unknown, exactly.
 *
 * Months matter to a condition only by the thresholds they reach, so every month field is cut into bands at
 * the thresholds. Conditions look at work as a whole (totalMonths) and at one of four independent factors
 * besides: schooling with continuous work, enrolment, the carbon certificate, the other certificate. For a
 * given band of totalMonths the factors are free of each other, because each bound (continuous ≤ total,
 * since ≤ total) is tied to the total alone and the largest total of its band serves them all. So the
 * completions are never multiplied out: what a level can come to is combined from what each factor can.
 */
import { levels, type Level } from '../notice.ts';
import {
  atomsOf,
  judge,
  judgements,
  readsOf,
  worst,
  type Atom,
  type Judgement,
  type Requirement,
} from './atoms.ts';
import {
  contradictions,
  educations,
  enrolments,
  grades,
  majors,
  yesNo,
  type Facts,
  type Field,
  type Grade,
  type Known,
} from './facts.ts';
import { intermediate } from './requirements/intermediate.ts';
import { junior } from './requirements/junior.ts';
import { senior } from './requirements/senior.ts';

/** The 19 conditions, level by level, in the notice's order. */
export const requirements = { junior, intermediate, senior } as const satisfies Record<
  Level,
  readonly Requirement[]
>;
export type ClauseId = (typeof requirements)[Level][number]['id'];
interface Placed {
  readonly id: ClauseId;
  readonly level: Level;
  readonly atoms: readonly Atom[];
  readonly factor: number;
}

/** A set of judgements: not-met 1, confirm 2, met 4. */
type Mask = number;
const bit = (judgement: Judgement): Mask => 1 << judgements.indexOf(judgement);
/** The only judgement of a set, or undefined where it holds several. */
export const only = (mask: Mask): Judgement | undefined => judgements.find((one) => bit(one) === mask);

/** For two sets, every 'better of a and b': what one met condition does for a level. */
const better: readonly (readonly Mask[])[] = Array.from({ length: 8 }, (_, a) =>
  Array.from({ length: 8 }, (__, b) => {
    let mask = 0;
    for (let i = 0; i < 3; i += 1)
      for (let j = 0; j < 3; j += 1) if ((a >> i) & 1 && (b >> j) & 1) mask |= 1 << Math.max(i, j);
    return mask;
  }),
);

/** The factors, by the fields they hold besides totalMonths. */
const factors: readonly (readonly Field[])[] = [
  ['education', 'major', 'relatedCollege', 'continuousMonths'],
  ['enrolment'],
  ['carbonCertificate'],
  ['otherCertificate'],
];
const placed: readonly Placed[] = levels.flatMap((level) =>
  requirements[level].map((requirement): Placed => {
    const factor = factors.findIndex((fields) =>
      readsOf(requirement).every((field) => field === 'totalMonths' || fields.includes(field)),
    );
    if (factor < 0) throw new Error(`${requirement.id} reads fields of two factors`);
    return { id: requirement.id, level, atoms: atomsOf(requirement), factor };
  }),
);

/** Where bands begin: nought and every threshold the conditions name. */
export const cuts: readonly number[] = [
  ...new Set([
    0,
    ...placed.flatMap(({ atoms }) => atoms.flatMap((atom) => ('months' in atom ? atom.months : []))),
  ]),
].sort((a, b) => a - b);
const low = (band: number): number => cuts[band] ?? 0;
const high = (band: number): number => (cuts[band + 1] ?? Infinity) - 1;
const bandOf = (months: number): number => cuts.findLastIndex((cut) => cut <= months);
const bands = cuts.map((_, band) => band);

/** What one state of one factor, at one band of totalMonths, comes to. */
interface Entry {
  /** The best judgement per level, as one set of three bits each. */
  readonly levels: number;
  /** Judgements of the factor's conditions, in its order. */
  readonly clauses: Uint8Array;
  /** Judgements of their statements, in order. */
  readonly atoms: Uint8Array;
}
const own = factors.map((_, factor) => placed.filter((one) => one.factor === factor));
const ownAtoms = own.map((list) => list.flatMap((one) => one.atoms));

function entryFor(factor: number, facts: Facts): Entry {
  const list = own[factor] ?? [];
  const verdicts = list.map(({ atoms }) => worst(atoms.map((atom) => judge(atom, facts))));
  let packed = 0;
  levels.forEach((level, index) => {
    const best = Math.max(
      0,
      ...verdicts.map((one, at) => (list[at]?.level === level ? judgements.indexOf(one) : 0)),
    );
    packed |= (1 << best) << (3 * index);
  });
  return {
    levels: packed,
    clauses: Uint8Array.from(verdicts, bit),
    atoms: Uint8Array.from(ownAtoms[factor] ?? [], (atom) => bit(judge(atom, facts))),
  };
}

const cache = new Map<number, Entry>();
/** The entry of a state: made once, when first needed. */
function entry(factor: number, state: number, total: number, make: () => Partial<Facts>): Entry {
  const key = (state * bands.length + total) * factors.length + factor;
  let found = cache.get(key);
  if (found === undefined) {
    found = entryFor(factor, {
      education: 'below-senior-high',
      major: 'other',
      relatedCollege: 'no',
      enrolment: 'none',
      totalMonths: low(total),
      continuousMonths: 0,
      carbonCertificate: 'none',
      otherCertificate: 'none',
      ...make(),
    });
    cache.set(key, found);
  }
  return found;
}

const schoolings = educations.flatMap((education) =>
  majors.flatMap((major) => yesNo.map((relatedCollege) => ({ education, major, relatedCollege }))),
);
const possibleSchoolings = schoolings
  .map((one, state) => ({ ...one, state }))
  .filter((one) => contradictions(one).length === 0);
const fits = <T>(known: T | undefined, value: T): boolean => known === undefined || known === value;
const gradesOf = (known: Grade | undefined): readonly Grade[] => (known === undefined ? grades : [known]);
/** Bands a field can lie in, at most that many months. */
const within = (known: number | undefined, most: number): readonly number[] =>
  known === undefined ? bands.filter((band) => low(band) <= most) : [bandOf(known)];

/** For each band of totalMonths that can be: for each factor, the entries of its possible states. */
type Cells = readonly (readonly (readonly Entry[])[])[];

function cells(known: Known): Cells {
  const { totalMonths, continuousMonths, carbonCertificate: carbon, otherCertificate: other } = known;
  const knownCarbon = carbon === 'none' ? undefined : carbon;
  const least = Math.max(continuousMonths ?? 0, knownCarbon?.monthsWorkedSince ?? 0);
  const totals =
    totalMonths === undefined ? bands.filter((band) => high(band) >= least) : [bandOf(totalMonths)];
  const schooled = possibleSchoolings.filter(
    (one) =>
      fits(known.education, one.education) &&
      fits(known.major, one.major) &&
      fits(known.relatedCollege, one.relatedCollege),
  );
  return totals.map((total) => {
    const most = totalMonths ?? high(total);
    const stretches = within(continuousMonths, most);
    const schooling = schooled.flatMap(({ state, ...one }) =>
      stretches.map((band) =>
        entry(0, state * bands.length + band, total, () => ({ ...one, continuousMonths: low(band) })),
      ),
    );
    const enrolled = enrolments.flatMap((enrolment, state) =>
      fits(known.enrolment, enrolment) ? entry(1, state, total, () => ({ enrolment })) : [],
    );
    const carbons =
      carbon !== undefined && carbon !== 'none'
        ? []
        : [entry(2, 0, total, () => ({ carbonCertificate: 'none' }))];
    if (carbon !== 'none')
      for (const level of gradesOf(carbon?.level))
        for (const band of within(carbon?.monthsWorkedSince, Math.min(most, carbon?.monthsHeld ?? Infinity)))
          carbons.push(
            entry(2, 1 + grades.indexOf(level) * bands.length + band, total, () => ({
              carbonCertificate: { level, monthsHeld: low(band), monthsWorkedSince: low(band) },
            })),
          );
    const others =
      other !== undefined && other !== 'none'
        ? []
        : [entry(3, 0, total, () => ({ otherCertificate: 'none' }))];
    if (other !== 'none')
      for (const level of gradesOf(other?.level))
        for (const band of within(other?.monthsHeld, Infinity))
          others.push(
            entry(3, 1 + grades.indexOf(level) * bands.length + band, total, () => ({
              otherCertificate: { level, monthsHeld: low(band) },
            })),
          );
    return [schooling, enrolled, carbons, others];
  });
}

/**
 * What each level can still come to, packed: three bits a level from junior up (not-met 1, confirm 2, met 4).
 * @param known without contradictions
 */
export const reach = (known: Known): number => combine(cells(known));

function combine(table: Cells): number {
  let all = 0;
  for (const total of table) {
    let here = 0b001_001_001;
    for (const states of total) {
      let packed = 0;
      for (const state of states) packed |= state.levels;
      here =
        (better[here & 7]?.[packed & 7] ?? 0) |
        ((better[(here >> 3) & 7]?.[(packed >> 3) & 7] ?? 0) << 3) |
        ((better[here >> 6]?.[packed >> 6] ?? 0) << 6);
    }
    all |= here;
  }
  return all;
}

/** The judgement every completion gives a level, by what reach() packed; undefined where they differ. */
export const settled = (packed: number, level: Level): Judgement | undefined =>
  only((packed >> (3 * levels.indexOf(level))) & 7);

/** What can still be of everything: levels as reach() packs them, each condition, each of its statements. */
export interface Possible {
  readonly levels: number;
  readonly clause: (id: ClauseId) => Mask;
  readonly atom: (atom: Atom) => Mask;
  /**
   * Whether every completion meets at least one of these conditions.
   * Exact: some completion escapes them if, at some total, every factor has a state that meets none of its own.
   */
  readonly covered: (ids: readonly ClauseId[]) => boolean;
}

/** @param known without contradictions */
export function possible(known: Known): Possible {
  const table = cells(known);
  const clauses = own.map((list) => new Uint8Array(list.length));
  const atoms = ownAtoms.map((list) => new Uint8Array(list.length));
  const gather = (into: Uint8Array | undefined, from: Uint8Array): void => {
    if (into !== undefined)
      for (let at = 0; at < from.length; at += 1) into[at] = (into[at] ?? 0) | (from[at] ?? 0);
  };
  for (const total of table)
    total.forEach((states, factor) => {
      for (const state of states) {
        gather(clauses[factor], state.clauses);
        gather(atoms[factor], state.atoms);
      }
    });
  const clause = new Map(
    own.flatMap((list, factor) =>
      list.map(({ id }, at): [ClauseId, Mask] => [id, clauses[factor]?.[at] ?? 0]),
    ),
  );
  const atom = new Map(
    ownAtoms.flatMap((list, factor) => list.map((one, at): [Atom, Mask] => [one, atoms[factor]?.[at] ?? 0])),
  );
  return {
    levels: combine(table),
    clause: (id) => clause.get(id) ?? 0,
    atom: (one) => atom.get(one) ?? 0,
    covered: (ids) =>
      !table.some((total) =>
        total.every((states, factor) => {
          const at = (own[factor] ?? []).flatMap((one, index) => (ids.includes(one.id) ? index : []));
          return states.some((state) => at.every((index) => state.clauses[index] !== bit('met')));
        }),
      ),
  };
}
