/** The items a visitor finds hardest, by the classical statistics of the own answers, in practice and in papers. */
import type { DrillRecord } from '../exam/record.ts';
import { itemStatistic, type ItemStatistic, type Marked } from '../exam/statistics.ts';
import { rootOf } from '../exam/template.ts';
import { isKnown, merged } from './log.ts';

/** Answers to one item below which it is not listed. */
export const leastAnswers = 3;

export interface OwnStatistic extends ItemStatistic {
  readonly item: string;
}

/** The statistics of every item answered often enough, the hardest first; an answer is right or it is not. */
export function hardest(log: readonly DrillRecord[]): readonly OwnStatistic[] {
  const lines = merged(log).map((drill) => ({
    item: rootOf(drill.item),
    exam: drill.exam,
    share: isKnown(drill) ? 1 : 0,
  }));
  const papers = new Map<string, { sum: number; all: number }>();
  for (const { exam, share } of lines) {
    if (exam === undefined) continue;
    const { sum, all } = papers.get(exam) ?? { sum: 0, all: 0 };
    papers.set(exam, { sum: sum + share, all: all + 1 });
  }
  const answers = new Map<string, Marked[]>();
  for (const { item, exam, share } of lines) {
    const paper = exam === undefined ? undefined : papers.get(exam);
    const rest = paper && (paper.all > 1 ? (paper.sum - share) / (paper.all - 1) : 0);
    const list = answers.get(item);
    if (list) list.push({ share, rest });
    else answers.set(item, [{ share, rest }]);
  }
  return [...answers]
    .filter(([, { length }]) => length >= leastAnswers)
    .map(([item, list]) => ({ item, ...itemStatistic(list) }))
    .sort((a, b) => a.facility - b.facility || b.n - a.n || (a.item < b.item ? -1 : 1));
}
