/** What an applicant can tell us: the profile, its fields and values, and what makes a profile impossible. */

/** Highest education completed, in rising order: 初中及以下 · 高中 · 中专 (技校、职高) · 大专 · 本科 · 研究生及以上. */
export const educations = [
  'below-senior-high',
  'senior-high',
  'secondary-vocational',
  'junior-college',
  'bachelor',
  'postgraduate',
] as const;
export type Education = (typeof educations)[number];

/** Major of the highest education: 环境科学与工程、能源等相关专业, or another; meaningless below 中专. */
export const majors = ['related', 'other'] as const;
export type Major = (typeof majors)[number];

export const yesNo = ['yes', 'no'] as const;
export type YesNo = (typeof yesNo)[number];

/** Student now: not · 在校大学生 · 相关职业院校学生 · 其他职业院校学生. */
export const enrolments = ['none', 'university', 'related-vocational', 'other-vocational'] as const;
export type Enrolment = (typeof enrolments)[number];

/** Level of a certificate, in rising order. */
export const grades = ['junior', 'intermediate', 'senior'] as const;
export type Grade = (typeof grades)[number];

/** 碳减排领域证书. Months are whole months on the reference day. */
export interface CarbonCertificate {
  readonly level: Grade;
  readonly monthsHeld: number;
  /** Months worked in the field since it was obtained: at most monthsHeld and at most all months worked. */
  readonly monthsWorkedSince: number;
}
/** 其他职业或技能证书、职称证书. */
export interface OtherCertificate {
  readonly level: Grade;
  readonly monthsHeld: number;
}

/** Everything the 19 conditions look at, known in full. */
export interface Facts {
  readonly education: Education;
  readonly major: Major;
  /** Holds any 大专-or-higher credential in a related major, whether or not it is the highest. */
  readonly relatedCollege: YesNo;
  readonly enrolment: Enrolment;
  /** Months of related work, all periods added up, overlaps counted once. */
  readonly totalMonths: number;
  /** Longest unbroken stretch of related work. */
  readonly continuousMonths: number;
  readonly carbonCertificate: 'none' | CarbonCertificate;
  readonly otherCertificate: 'none' | OtherCertificate;
}
export type Field = keyof Facts;

type Open<T> = { readonly [K in keyof T]?: T[K] };
/** What is known of an applicant: a field that is absent is unknown; so is a part of a certificate. */
export interface Known extends Open<Omit<Facts, 'carbonCertificate' | 'otherCertificate'>> {
  readonly carbonCertificate?: 'none' | Open<CarbonCertificate>;
  readonly otherCertificate?: 'none' | Open<OtherCertificate>;
}

/** Why a profile cannot be. `fields` are the paths concerned, such as carbonCertificate.monthsHeld. */
export type Problem =
  | { readonly kind: 'not-a-profile'; readonly fields: readonly [] }
  | { readonly kind: 'no-such-day'; readonly fields: readonly ['asOf'] }
  | { readonly kind: 'no-such-value'; readonly fields: readonly string[] }
  | { readonly kind: 'not-whole-months'; readonly fields: readonly string[] }
  | { readonly kind: 'continuous-exceeds-total'; readonly fields: readonly string[] }
  | { readonly kind: 'since-exceeds-total'; readonly fields: readonly string[] }
  | { readonly kind: 'since-exceeds-held'; readonly fields: readonly string[] }
  | { readonly kind: 'related-major-denied'; readonly fields: readonly string[] }
  | { readonly kind: 'related-college-below-college'; readonly fields: readonly string[] };

/** Education at least as high as another. */
export const atLeast = (have: Education, need: Education): boolean =>
  educations.indexOf(have) >= educations.indexOf(need);

/** Where a certificate's level stands against the one named: below, the same, above. */
export const compareGrades = (have: Grade, named: Grade): 'below' | 'same' | 'above' => {
  const difference = grades.indexOf(have) - grades.indexOf(named);
  return difference === 0 ? 'same' : difference < 0 ? 'below' : 'above';
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isOpen = (value: unknown): boolean => value === undefined || value === null || value === 'unknown';

/**
 * Reads a profile from plain JSON.
 * @param raw the profile of the semantics; absent, null and "unknown" all mean unknown, in certificates too;
 * fields it does not know are left alone
 * @returns what is known, or every reason why no such applicant can be
 */
export function readProfile(
  raw: unknown,
):
  | { readonly kind: 'known'; readonly known: Known }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] } {
  const { known, problems } = readFields(raw);
  const all = [...problems, ...contradictions(known)];
  return all.length > 0 ? { kind: 'problems', problems: all } : { kind: 'known', known };
}

/** Reads the fields one by one, without asking whether they can be true together. */
export function readFields(raw: unknown): { readonly known: Known; readonly problems: readonly Problem[] } {
  if (!isObject(raw)) return { known: {}, problems: [{ kind: 'not-a-profile', fields: [] }] };
  const problems: Problem[] = [];
  const choice = <T extends string>(
    from: Readonly<Record<string, unknown>>,
    key: string,
    values: readonly T[],
    path = key,
  ) => {
    const value = from[key];
    if (isOpen(value)) return undefined;
    const found = values.find((one) => one === value);
    if (found === undefined) problems.push({ kind: 'no-such-value', fields: [path] });
    return found;
  };
  const months = (from: Readonly<Record<string, unknown>>, key: string, path = key) => {
    const value = from[key];
    if (isOpen(value)) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
    problems.push({ kind: 'not-whole-months', fields: [path] });
    return undefined;
  };
  const certificate = <T>(key: string, read: (from: Readonly<Record<string, unknown>>) => T) => {
    const value = raw[key];
    if (isOpen(value)) return undefined;
    if (value === 'none') return 'none';
    if (isObject(value)) return read(value);
    problems.push({ kind: 'no-such-value', fields: [key] });
    return undefined;
  };
  const known: Known = drop({
    education: choice(raw, 'education', educations),
    major: choice(raw, 'major', majors),
    relatedCollege: choice(raw, 'relatedCollege', yesNo),
    enrolment: choice(raw, 'enrolment', enrolments),
    totalMonths: months(raw, 'totalMonths'),
    continuousMonths: months(raw, 'continuousMonths'),
    carbonCertificate: certificate('carbonCertificate', (from) =>
      drop({
        level: choice(from, 'level', grades, 'carbonCertificate.level'),
        monthsHeld: months(from, 'monthsHeld', 'carbonCertificate.monthsHeld'),
        monthsWorkedSince: months(from, 'monthsWorkedSince', 'carbonCertificate.monthsWorkedSince'),
      }),
    ),
    otherCertificate: certificate('otherCertificate', (from) =>
      drop({
        level: choice(from, 'level', grades, 'otherCertificate.level'),
        monthsHeld: months(from, 'monthsHeld', 'otherCertificate.monthsHeld'),
      }),
    ),
  });
  return { known, problems };
}

/** Leaves out what is undefined. */
function drop<T extends object>(value: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  // Object.fromEntries forgets the keys' types; the entries are T's own.
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Answers that exclude each other. Without any, at least one applicant answers to what is known. */
export function contradictions(known: Known): readonly Problem[] {
  const problems: Problem[] = [];
  const { education, major, relatedCollege, totalMonths: total, continuousMonths: continuous } = known;
  const carbon = known.carbonCertificate === 'none' ? undefined : known.carbonCertificate;
  const since = carbon?.monthsWorkedSince;
  const exceeds = (a: number | undefined, b: number | undefined) =>
    a !== undefined && b !== undefined && a > b;
  if (exceeds(continuous, total))
    problems.push({ kind: 'continuous-exceeds-total', fields: ['continuousMonths', 'totalMonths'] });
  if (exceeds(since, total))
    problems.push({
      kind: 'since-exceeds-total',
      fields: ['carbonCertificate.monthsWorkedSince', 'totalMonths'],
    });
  if (exceeds(since, carbon?.monthsHeld))
    problems.push({
      kind: 'since-exceeds-held',
      fields: ['carbonCertificate.monthsWorkedSince', 'carbonCertificate.monthsHeld'],
    });
  if (education !== undefined && relatedCollege !== undefined) {
    const college = atLeast(education, 'junior-college');
    if (college && major === 'related' && relatedCollege === 'no')
      problems.push({ kind: 'related-major-denied', fields: ['education', 'major', 'relatedCollege'] });
    if (!college && relatedCollege === 'yes')
      problems.push({ kind: 'related-college-below-college', fields: ['education', 'relatedCollege'] });
  }
  return problems;
}
