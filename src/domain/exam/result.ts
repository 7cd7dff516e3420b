/** A sat paper with the bank: its score, and which questions each filter of the review shows. */
import type { Sheet, State } from './attempt.ts';
import { score, type Mark, type Score } from './score.ts';
import type { Library } from './template.ts';

/** Marks an attempt. An attempt holds answers, not marks: with a mended key the same attempt gives another score. */
export function result(sheet: Sheet, state: State, byId: Library): Score {
  return score(
    sheet.questions.map(({ item, type, points }) => {
      const own = state.own.get(item);
      const answered = { item: byId.get(item), type, points, response: state.responses.get(item) };
      return own ? { ...answered, own } : answered;
    }),
    sheet.rule,
    sheet.pass,
  );
}

/** Ids of the questions that were revised since the paper was set: their marks follow the bank of today. */
export const revised = (sheet: Sheet, byId: Library): readonly string[] =>
  sheet.questions.filter(({ item, rev }) => (byId.get(item)?.rev ?? rev) !== rev).map(({ item }) => item);

export const filters = ['all', 'wrong', 'partial', 'blank', 'flagged', 'short'] as const;
export type Filter = (typeof filters)[number];
export const filterNames = {
  all: '全部',
  wrong: '错',
  partial: '少选',
  blank: '未答',
  flagged: '标记',
  short: '简答',
} as const satisfies Record<Filter, string>;

/** Whether the review shows a question under a filter. */
export function shows(filter: Filter, mark: Mark, flagged: boolean, short: boolean): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'flagged':
      return flagged;
    case 'short':
      return short;
    case 'wrong':
    case 'partial':
    case 'blank':
      return mark.reason === filter;
    default:
      return filter satisfies never;
  }
}
