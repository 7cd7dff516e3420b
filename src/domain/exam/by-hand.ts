/** The marks of a paper done by hand, as somebody types them from the answer sheet: whole lines or single questions. */
import type { Question } from './paper.ts';
import { fields } from './record.ts';
import { isBlank, type Response } from './score.ts';

/** What stands in the way of a line. Places count from 1. */
export type HandProblem =
  /** A sign that is neither a number nor a letter A–E nor a blank. */
  | { readonly kind: 'sign'; readonly text: string }
  /** The paper has no such choice question. */
  | { readonly kind: 'place'; readonly place: number }
  /** The question has no such option, or is single and got two. */
  | { readonly kind: 'letter'; readonly place: number; readonly letters: string }
  /** A range and its letters do not agree. */
  | { readonly kind: 'count'; readonly from: number; readonly to: number; readonly found: number };

export interface HandMarks {
  /** Letters by place (from 1), in the alphabet's order; an empty text clears the place. */
  readonly letters: ReadonlyMap<number, string>;
  readonly problems: readonly HandProblem[];
  /** The place after the last one that was typed: a line without a number goes on there. */
  readonly next: number;
}

/** A paper half typed in: what a reload of the page must not cost. */
export interface HalfTyped {
  /** Letters by place, from 1. */
  readonly letters: ReadonlyMap<number, string>;
  /** Places of short answers that were written. */
  readonly written: ReadonlySet<number>;
  /** A line not filled in yet. */
  readonly line: string;
  /** Where a line without a number goes on. */
  readonly next: number;
}

/** Nothing typed yet. */
export const untouched: HalfTyped = { letters: new Map(), written: new Set(), line: '', next: 1 };

export const writeHalfTyped = ({ letters, written, line, next }: HalfTyped): string =>
  JSON.stringify({ letters: [...letters], written: [...written], line, next });

/**
 * Reads what was half typed, as far as it fits the paper.
 * @param text what writeHalfTyped gave, or anything
 * @returns undefined where it is no such text, or holds nothing
 */
export function readHalfTyped(text: string, questions: readonly Question[]): HalfTyped | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return undefined;
  }
  const one = fields(raw);
  if (!one) return undefined;
  const list = (key: string): readonly unknown[] => {
    const value = one[key];
    return Array.isArray(value) ? value : [];
  };
  const letters = new Map<number, string>();
  for (const pair of list('letters')) {
    const cells: readonly unknown[] = Array.isArray(pair) ? pair : [];
    const [place, value] = cells;
    const question = typeof place === 'number' ? questions[place - 1] : undefined;
    if (question && question.type !== 'short' && typeof place === 'number' && typeof value === 'string')
      letters.set(place, tidy(value.slice(0, 5)));
  }
  const written = new Set(
    list('written').filter(
      (place): place is number => typeof place === 'number' && questions[place - 1]?.type === 'short',
    ),
  );
  const { line, next } = one;
  const half = {
    letters,
    written,
    line: typeof line === 'string' ? line.slice(0, 2_000) : '',
    next:
      typeof next === 'number' && Number.isInteger(next) && next >= 1 && next <= questions.length ? next : 1,
  };
  return [...letters.values()].some((value) => value !== '') || written.size > 0 || half.line.trim() !== ''
    ? half
    : undefined;
}

/** Signs for an empty place within a row of letters. */
const blank = /[_*/\-.]/g;

/** Full-width and small letters, in order, each once. */
export const tidy = (typed: string): string =>
  [...new Set(Array.from(typed.normalize('NFKC').toUpperCase().replaceAll(/\s/g, '')))].sort().join('');

/** Whether these letters can stand for an answer of the question: its own options, and one alone where it is single. */
export function fitsQuestion(letters: string, question: Question): boolean {
  const last = 'ABCDE'.charAt(question.order.length - 1);
  if (question.type === 'short' || (question.type === 'single' && letters.length > 1)) return false;
  return Array.from(letters).every((letter) => letter >= 'A' && letter <= last);
}

/**
 * Reads lines such as `1-5 ABDCA`, `41 ABD`, `41-43 AB ACD BE` or `ABDCA BBCDA` (which goes on after the last place):
 * a single question takes one letter, a multiple one the whole group. _ * / - stand for an empty place.
 * @param questions the paper's, in order
 * @param from place of the first letter where the line names none, ≥ 1
 */
export function readMarks(typed: string, questions: readonly Question[], from = 1): HandMarks {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/(\d)\s*[‐-―−~至到]\s*(?=\d)/g, '$1-')
    .replaceAll(/(\d)\s*-\s*(?=\d)/g, '$1-');
  const letters = new Map<number, string>();
  const problems: HandProblem[] = [];
  let place = from;
  let range: { from: number; to: number } | undefined;
  const close = (): void => {
    if (range && place <= range.to)
      problems.push({ kind: 'count', from: range.from, to: range.to, found: place - range.from });
    range = undefined;
  };
  const put = (group: string): void => {
    const question = questions[place - 1];
    const value = tidy(group.replaceAll(blank, ''));
    if (!question || question.type === 'short') problems.push({ kind: 'place', place });
    else if (!fitsQuestion(value, question)) problems.push({ kind: 'letter', place, letters: value });
    else letters.set(place, value);
    place += 1;
  };
  for (const [token, first, to, group] of text.matchAll(
    /(\d+)(?:-(\d+))?[.:、)]?(?![_*/\-.])|([A-Z_*/\-.]+)|[^\s,;:、。()]/g,
  )) {
    if (first !== undefined) {
      close();
      place = Number(first);
      range = to === undefined ? undefined : { from: place, to: Number(to) };
      continue;
    }
    if (group === undefined) {
      problems.push({ kind: 'sign', text: token });
      continue;
    }
    const groups = questions[place - 1]?.type === 'multiple' ? [group] : Array.from(group);
    for (const one of groups) {
      if (range && place > range.to) {
        problems.push({ kind: 'count', from: range.from, to: range.to, found: groups.length });
        break;
      }
      if (!questions[place - 1]) {
        problems.push({ kind: 'place', place });
        break;
      }
      put(one);
    }
  }
  close();
  return { letters, problems, next: place };
}

/** What a written answer is kept as: the words stay on the paper. */
export const onPaper = '（答在纸上）';

/**
 * The answers of a paper done by hand.
 * @param letters by place, from 1 @param written places of the short answers that were written
 */
export function responsesOf(
  questions: readonly Question[],
  letters: ReadonlyMap<number, string>,
  written: ReadonlySet<number>,
): readonly { readonly item: string; readonly response: Response }[] {
  return questions
    .map((question, index) => ({ item: question.item, response: responseOf(question, index + 1) }))
    .filter(({ response }) => !isBlank(response));

  function responseOf(question: Question, place: number): Response {
    if (question.type === 'short') return { kind: 'text', text: written.has(place) ? onPaper : '' };
    const chosen = Array.from(letters.get(place) ?? '')
      .map((letter) => question.order['ABCDE'.indexOf(letter)])
      .filter((id) => id !== undefined);
    return { kind: 'choice', chosen: chosen.sort() };
  }
}
