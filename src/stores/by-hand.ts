/** A paper half typed in from its answer sheet: kept in this tab, for a reload, until it is graded. */
import { readHalfTyped, untouched, writeHalfTyped, type HalfTyped } from '../domain/exam/by-hand.ts';
import type { Paper } from '../domain/exam/paper.ts';

const keyOf = ({ number }: Pick<Paper, 'number'>): string => `exam-by-hand:${number}`;

/** What was typed of a paper before the page was reloaded; undefined where nothing was. */
export function recallHalf(paper: Paper): HalfTyped | undefined {
  try {
    return readHalfTyped(sessionStorage.getItem(keyOf(paper)) ?? '', paper.questions);
  } catch {
    return undefined;
  }
}

/** Keeps what is typed so far; nothing typed leaves nothing. */
export function keepHalf(paper: Pick<Paper, 'number'>, half: HalfTyped): void {
  const text = writeHalfTyped(half);
  try {
    if (text === writeHalfTyped(untouched)) sessionStorage.removeItem(keyOf(paper));
    else sessionStorage.setItem(keyOf(paper), text);
  } catch {
    // Where nothing can be kept, the page says so before anything is typed.
  }
}
