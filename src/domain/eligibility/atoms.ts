/** The statements the 19 conditions are made of. Each phrase of the notice is one; a condition is all of its phrases. */
import { atLeast, compareGrades, type Education, type Facts, type Field, type Grade } from './facts.ts';

/** A statement about an applicant. `months` are whole months. */
export type Atom =
  | { readonly kind: 'education-at-least'; readonly education: Education }
  | { readonly kind: 'education-is'; readonly education: Education }
  /** 取得其他专业. Where no clause names the related major, whether it is shut out is open to two readings. */
  | { readonly kind: 'other-major'; readonly related: 'named-elsewhere' | 'named-nowhere' }
  | { readonly kind: 'related-college' }
  | { readonly kind: 'total-months'; readonly months: number }
  | { readonly kind: 'continuous-months'; readonly months: number }
  | { readonly kind: 'student' }
  | { readonly kind: 'carbon-certificate'; readonly level: Grade }
  /** Counted from the certificate, or over the whole working life: the notice does not say. */
  | { readonly kind: 'months-with-certificate'; readonly months: number }
  | { readonly kind: 'other-certificate'; readonly level: Grade }
  | { readonly kind: 'months-held'; readonly months: number };
export type AtomKind = Atom['kind'];
export type AtomOf<K extends AtomKind> = Extract<Atom, { kind: K }>;

/** How a statement or a condition stands for a known applicant, from worst to best. */
export const judgements = ['not-met', 'confirm', 'met'] as const;
export type Judgement = (typeof judgements)[number];

/** The fields each statement reads. A statement's judge sees no others. */
export const reads = {
  'education-at-least': ['education'],
  'education-is': ['education'],
  'other-major': ['major'],
  'related-college': ['relatedCollege'],
  'total-months': ['totalMonths'],
  'continuous-months': ['continuousMonths'],
  student: ['enrolment'],
  'carbon-certificate': ['carbonCertificate'],
  'months-with-certificate': ['carbonCertificate', 'totalMonths'],
  'other-certificate': ['otherCertificate'],
  'months-held': ['otherCertificate'],
} as const satisfies Record<AtomKind, readonly Field[]>;
type Seen<K extends AtomKind> = Pick<Facts, (typeof reads)[K][number]>;

const metIf = (holds: boolean): Judgement => (holds ? 'met' : 'not-met');
const byGrade = (have: Grade, named: Grade): Judgement =>
  (({ below: 'not-met', same: 'met', above: 'confirm' }) as const)[compareGrades(have, named)];

const judges: { readonly [K in AtomKind]: (atom: AtomOf<K>, facts: Seen<K>) => Judgement } = {
  'education-at-least': (atom, { education }) => metIf(atLeast(education, atom.education)),
  'education-is': (atom, { education }) => metIf(education === atom.education),
  'other-major': (atom, { major }) =>
    major === 'other' ? 'met' : atom.related === 'named-nowhere' ? 'confirm' : 'not-met',
  'related-college': (_, { relatedCollege }) => metIf(relatedCollege === 'yes'),
  'total-months': (atom, { totalMonths }) => metIf(totalMonths >= atom.months),
  'continuous-months': (atom, { continuousMonths }) => metIf(continuousMonths >= atom.months),
  student: (_, { enrolment }) =>
    enrolment === 'none' ? 'not-met' : enrolment === 'other-vocational' ? 'confirm' : 'met',
  'carbon-certificate': (atom, { carbonCertificate: held }) =>
    held === 'none' ? 'not-met' : byGrade(held.level, atom.level),
  'months-with-certificate': (atom, { carbonCertificate: held, totalMonths }) =>
    held !== 'none' && held.monthsWorkedSince >= atom.months
      ? 'met'
      : totalMonths >= atom.months
        ? 'confirm'
        : 'not-met',
  'other-certificate': (atom, { otherCertificate: held }) =>
    held === 'none' ? 'not-met' : byGrade(held.level, atom.level),
  'months-held': (atom, { otherCertificate: held }) =>
    metIf(held !== 'none' && held.monthsHeld >= atom.months),
};

/** How a statement stands for a known applicant. */
export function judge(atom: Atom, facts: Facts): Judgement {
  // The table pairs each kind with its own atom; TypeScript cannot follow that pairing through an index.
  const by = judges[atom.kind] as (atom: Atom, facts: Facts) => Judgement;
  return by(atom, facts);
}

/** A piece of a clause's wording, and the statement it makes; punctuation makes none. */
export interface Phrase {
  readonly text: string;
  readonly atom?: Atom;
}

/** One of the 19 conditions: its words in the notice's order, each phrase beside its predicate. */
export interface Requirement<Id extends string = string> {
  /** Also its anchor in the notice. */
  readonly id: Id;
  readonly phrases: readonly Phrase[];
}

/** A clause's words as the notice prints them. */
export const wording = (requirement: Requirement): string =>
  requirement.phrases.map((phrase) => phrase.text).join('');

/** Its statements. */
export const atomsOf = (requirement: Requirement): readonly Atom[] =>
  requirement.phrases.flatMap((phrase) => phrase.atom ?? []);

/** The fields it reads, each once. */
export const readsOf = (requirement: Requirement): readonly Field[] => [
  ...new Set(atomsOf(requirement).flatMap((atom): readonly Field[] => reads[atom.kind])),
];

/** The worst of several judgements; of none, the best. */
export const worst = (list: readonly Judgement[]): Judgement =>
  list.includes('not-met') ? 'not-met' : list.includes('confirm') ? 'confirm' : 'met';
