/** What the journeys of the exam do again and again: begin a paper, know its questions, hand it in. */
import { expect, type Page } from '@playwright/test';
import { isPaper, paperOf, type Paper, type Question } from '../../src/domain/exam/paper.ts';
import { library } from '../../src/domain/exam/template.ts';
import { blueprints, pool } from '../../src/schema/content.ts';

/** The bank as the site ships it. */
export const entries = pool();
export const items = library(entries);

/** Begins a paper; from here on the room listens to keys. @returns its 卷号 */
export async function start(page: Page, level?: string): Promise<string> {
  if (level !== undefined) await page.getByRole('radio', { name: level }).check();
  await page.getByRole('button', { name: '开始答题' }).click();
  await expect(page.locator('.is-here legend > span')).toBeFocused();
  return /卷号 (\S+)/.exec((await page.locator('.exam-no').textContent()) ?? '')?.[1] ?? '';
}

/** A paper, set again in the test from its 卷号. */
export function paperFor(number: string): Paper {
  const paper = paperOf(number, blueprints().papers, entries);
  if (!isPaper(paper)) throw new Error(`${number}: ${paper.kind}`);
  return paper;
}

/** Ids of the right options; none for a short answer. */
export function keyOf(question: Question): readonly string[] {
  const item = items.get(question.item);
  return item && item.type !== 'short' ? item.key : [];
}

/** The letters of the right answer, as the paper shows them. @param place from 1 */
export function rightLetters(paper: Paper, place: number): string {
  const question = paper.questions[place - 1];
  if (!question) return '';
  const key = keyOf(question);
  return question.order.map((id, index) => (key.includes(id) ? 'ABCDE'.charAt(index) : '')).join('');
}

/** The last answer is stored. */
export const saved = (page: Page): Promise<void> =>
  expect(page.locator('.exam-saved')).toContainText('已保存');

/** Hands the paper in and waits for its result. */
export async function handIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: '交卷' }).click();
  await page.getByRole('button', { name: '交卷，看成绩' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('成绩：');
}
