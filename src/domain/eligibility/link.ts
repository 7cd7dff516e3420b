/** Answers as the fragment of a link: readable, versioned, tied to the rules' wording, and guarded against damage. */
import { firstDay, sitting, type Batch, type PlainDate } from '../calendar.ts';
import { levels } from '../notice.ts';
import { answered, answerTo, questions, type Question } from './ask.ts';
import { wording } from './atoms.ts';
import { addUp, isPeriod, type Period } from './duration.ts';
import { readFields, type Known } from './facts.ts';
import { requirements } from './possible.ts';

/** All an applicant has told the checker. The profile may contradict itself: then that is said, not mended. */
export interface Answers {
  readonly known: Known;
  /** Answered with 不清楚. */
  readonly declined: readonly Question[];
  /** The reference day: today, or the first day of the sitting of that month (yyyy-mm). */
  readonly day: string;
  /** Work as periods; where there are any, they take the place of typed lengths: see knownOn(). */
  readonly periods: readonly Period[];
}
export const noAnswers: Answers = { known: {}, declined: [], day: 'today', periods: [] };

/** Whether periods, where there are any, answer a question. */
export const isCounted = (question: Question): boolean =>
  question === 'totalMonths' || question === 'continuousMonths';

/** FNV-1a, 32 bit, in base 36: a guard against accidents and idle tampering, not against an adversary. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(36);
}

/** Stands for the wording of all 19 conditions: changes when any word of them does. */
export const rulesDigest: string = digest(
  levels.flatMap((level) => requirements[level].map(wording)).join('\n'),
);

const version = '1';
/** Today, or a sitting since the notice, of a year from which the calendar still reaches as far as is reckoned. */
const dayPattern = /^(today|(20(2[1-9]|[3-9]\d)|21[0-8]\d)-(01|03|05|07|09|11))$/;

/** The fragment, without #; empty where nothing was answered. */
export function encode(answers: Answers): string {
  const body = bodyOf(answers, rulesDigest);
  return body === '' ? '' : `${body}&c=${digest(body)}`;
}

function bodyOf({ known, declined, day, periods }: Answers, rules: string): string {
  const said = questions.flatMap((question) => {
    const value = answerTo(known, question);
    return value === undefined ? [] : [`${question}=${value}`];
  });
  if (periods.length > 0) said.push(`work=${periods.map(({ from, to }) => `${from}_${to}`).join(',')}`);
  if (declined.length > 0) said.push(`open=${declined.join(',')}`);
  if (day !== 'today') said.push(`day=${day}`);
  return said.length === 0 ? '' : [`v=${version}`, `r=${rules}`, ...said].join('&');
}

export type Decoded =
  | { readonly kind: 'none' }
  | { readonly kind: 'answers'; readonly answers: Answers; readonly rulesChanged: boolean }
  /** Not a link of ours as it left us: nothing of it is used. */
  | { readonly kind: 'refused'; readonly why: 'damaged' | 'other-version' };

/**
 * Reads a fragment.
 * @param fragment without #. One without = is an anchor of the page, not answers
 */
export function decode(fragment: string): Decoded {
  if (!fragment.includes('=')) return { kind: 'none' };
  const refused: Decoded = { kind: 'refused', why: 'damaged' };
  const cut = fragment.lastIndexOf('&c=');
  const body = fragment.slice(0, Math.max(0, cut));
  if (!fragment.startsWith('v=')) return refused;
  if (!fragment.startsWith(`v=${version}&`)) return { kind: 'refused', why: 'other-version' };
  if (cut < 0 || digest(body) !== fragment.slice(cut + 3)) return refused;
  const pairs = body.split('&').map((part): readonly [string, string] => {
    const at = part.indexOf('=');
    return [part.slice(0, at), part.slice(at + 1)];
  });
  const given = new Map(pairs);
  if (given.size !== pairs.length) return refused;
  const take = (key: string): string | undefined => {
    const value = given.get(key);
    given.delete(key);
    return value;
  };
  take('v');
  const rules = take('r') ?? '';
  const [open, day, work] = [take('open') ?? '', take('day') ?? 'today', take('work') ?? ''];
  if (!dayPattern.test(day)) return refused;
  const isQuestion = (text: string): text is Question => questions.some((one) => one === text);
  const skipped = open === '' ? [] : open.split(',');
  if (!skipped.every(isQuestion) || new Set(skipped).size !== skipped.length) return refused;
  const periods =
    work === '' ? [] : work.split(',').map((text): Period => ({ from: text.slice(0, 7), to: text.slice(8) }));
  if (!periods.every(isPeriod)) return refused;
  const declined = periods.length > 0 ? skipped.filter((one) => !isCounted(one)) : skipped;
  let known: Known = {};
  for (const question of questions) {
    const text = given.get(question);
    if (text === undefined) continue;
    const months = question.toLowerCase().includes('months');
    if (months && !/^(0|[1-9]\d{0,3})$/.test(text)) return refused;
    const read = readFields(answered(known, question, months ? Number(text) : text));
    if (read.problems.length > 0) return refused;
    known = read.known;
  }
  // No link of ours says 不清楚 beside an answer, or says anything in another way than we write it.
  if (skipped.some((one) => answerTo(known, one) !== undefined)) return refused;
  if (bodyOf({ known, declined: skipped, day, periods }, rules) !== body) return refused;
  return { kind: 'answers', answers: { known, declined, day, periods }, rulesChanged: rules !== rulesDigest };
}

/** The reference day of the answers: today, or the first day of the sitting they name. */
export const referenceDay = ({ day }: Answers, today: PlainDate, batches: readonly Batch[]): PlainDate =>
  day === 'today' ? today : firstDay(sitting(day, batches));

/**
 * What is known of the applicant on a day: what was answered, with the two lengths of work counted from the periods
 * up to the month of that day where there are periods. Typed lengths stay beneath and count again without periods.
 */
export function knownOn({ known, periods }: Answers, asOf: PlainDate): Known {
  if (!periods.some(isPeriod)) return known;
  const { total, continuous } = addUp(periods, monthOf(asOf));
  return { ...known, totalMonths: total, continuousMonths: continuous };
}

/** The month of a day, yyyy-mm: the last one that counts for periods. */
export const monthOf = (day: PlainDate): string => day.slice(0, 7);
