/**
 * What an applicant told the eligibility checker and the form asks for too, handed over in the fragment of a link. Only
 * what stands in the answers as the form wants it: no name of a major, no day a certificate was issued is guessed.
 */
import type { PlainDate } from '../calendar.ts';
import { addUp, ahead, isPeriod, sayMonths, type Period } from '../eligibility/duration.ts';
import type { Education, Grade } from '../eligibility/facts.ts';
import type { Answers } from '../eligibility/link.ts';
import type { Level } from '../notice.ts';
import type { FieldId, Offer, SectionId } from './form.ts';

/** As many rows as a table of the form takes. */
const mostRows = 20;
/** As many months of work as the form believes: sixty years. */
const mostMonths = 720;

const certificates = [
  ['carbon', '碳减排领域证书'],
  ['other', '其他职业或技能证书、职称证书'],
] as const;
const gradeNames = { junior: '初级', intermediate: '中级', senior: '高级' } as const satisfies Record<
  Grade,
  string
>;
/** Written out, so that the form need not load the checker's reading of profiles. */
const educations = {
  'below-senior-high': true,
  'senior-high': true,
  'secondary-vocational': true,
  'junior-college': true,
  bachelor: true,
  postgraduate: true,
} as const satisfies Record<Education, true>;
const keyOf = <T extends object>(of: T, key: string | undefined): (keyof T & string) | undefined =>
  Object.keys(of).find((one): one is keyof T & string => one === key);

/**
 * Writes the fragment, without #.
 * @param level the level to apply for @param clause the condition that carries it, where one does
 * @param answers a length of work that was typed goes along only where it was counted up to today; periods always do
 */
export function handOver(
  level: Level,
  clause: string | null,
  { known, day, periods }: Pick<Answers, 'known' | 'day' | 'periods'>,
): string {
  const said: Record<string, string> = { level };
  if (clause !== null) said['clause'] = clause;
  if (known.education !== undefined) said['education'] = known.education;
  const whole = periods.filter(isPeriod);
  if (whole.length > 0) said['work'] = whole.map(({ from, to }) => `${from}_${to}`).join(',');
  else if (known.totalMonths !== undefined && day === 'today') said['months'] = String(known.totalMonths);
  for (const [name, held] of [
    ['carbon', known.carbonCertificate],
    ['other', known.otherCertificate],
  ] as const)
    if (typeof held === 'object' && held.level !== undefined) said[name] = held.level;
  if (day !== 'today') said['sitting'] = day;
  return Object.entries(said)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** What came along, as it goes into the form. */
export interface Brought {
  readonly values: Partial<Readonly<Record<FieldId, string>>>;
  readonly rows: readonly BroughtRow[];
}
export interface BroughtRow {
  readonly section: SectionId;
  readonly cells: Readonly<Record<string, string>>;
  /** What the row is about, where its cells do not say it. */
  readonly about?: string;
}

/**
 * Reads the fragment.
 * @param fragment with or without #; anything that is not as handOver writes it is left out
 * @param today the day in Shanghai: work after its month is not done yet, and no end of it is known
 * @param offer sittings and conditions to choose from
 */
export function brought(fragment: string, today: PlainDate, offer: Offer): Brought {
  const said = new Map(
    plain(fragment)
      .split('&')
      .map((part) => {
        const [name = '', value = ''] = part.split('=');
        return [name, value] as const;
      }),
  );
  const values: Partial<Record<FieldId, string>> = {};
  const put = (field: FieldId, value: string | undefined): void => {
    if (value !== undefined) values[field] = value;
  };
  const level = offer.clauses.find((one) => one.level === said.get('level'))?.level;
  put('education', keyOf(educations, said.get('education')));
  put('level', level);
  put('clause', offer.clauses.find((one) => one.id === said.get('clause') && one.level === level)?.id);
  put('sitting', offer.sittings.find(({ id }) => id === said.get('sitting'))?.id);

  const now = today.slice(0, 7);
  const periods = (said.get('work') ?? '')
    .split(',')
    .map((text): Period => ({ from: text.slice(0, 7), to: text.slice(8) }))
    .filter((one) => isPeriod(one) && ahead(one, now) !== 'all');
  const months = /^(0|[1-9]\d{0,2})$/.exec(said.get('months') ?? '')?.[0];
  if (periods.length > 0) put('years', span(addUp(periods, now).total));
  else if (months !== undefined) put('years', span(Number(months)));

  const work =
    periods.length > mostRows
      ? []
      : periods.map((one): BroughtRow => ({
          section: 'work',
          cells: ahead(one, now) === 'nothing' ? { from: one.from, to: one.to } : { from: one.from },
        }));
  const held = certificates.flatMap(([name, about]): BroughtRow[] => {
    const grade = keyOf(gradeNames, said.get(name));
    return grade === undefined
      ? []
      : [{ section: 'certificates', cells: { grade: gradeNames[grade] }, about }];
  });
  return { values, rows: [...work, ...held] };
}

/** Months as the form writes them; undefined where it would not believe them. */
const span = (months: number): string | undefined =>
  months > mostMonths ? undefined : months === 0 ? '0' : sayMonths(months).replaceAll(' ', '');

/** Some apps percent-encode a fragment when they pass a link on. */
function plain(fragment: string): string {
  const bare = fragment.replace(/^#/, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
