/** What a paper of a level is made of: a table of cells. Ours, not the notice's, and shown as such (本站模拟卷设定). */
import type { Level, Section } from '../notice.ts';
import type { Cognitive, Difficulty, ItemType } from './question.ts';
import type { Rule } from './score.ts';

/** So many questions of one type and difficulty out of these sections, spread over them evenly. */
export interface Cell {
  readonly sections: readonly Section[];
  readonly type: ItemType;
  readonly difficulty: Difficulty;
  /** ≥ 1 */
  readonly count: number;
}

export interface Blueprint {
  /** Two characters of Crockford's alphabet, the start of every 卷号: C1 is the first 初级 table. */
  readonly id: string;
  readonly level: Level;
  readonly minutes: number;
  /** Points a paper must reach; the notice fixes 60 of 100. */
  readonly pass: number;
  readonly rule: Rule;
  /** Whole points of one question of each type. */
  readonly points: Readonly<Record<ItemType, number>>;
  readonly cells: readonly Cell[];
}

/** The parts of a paper in their fixed order. */
export const partOrder = ['single', 'multiple', 'short'] as const satisfies readonly ItemType[];

export const typeNames = {
  single: '单项选择题',
  multiple: '多项选择题',
  short: '简答题',
} as const satisfies Record<ItemType, string>;
/** The same where there is little room. */
export const shortTypeNames = {
  single: '单选',
  multiple: '多选',
  short: '简答',
} as const satisfies Record<ItemType, string>;
export const cognitiveNames = {
  recall: '识记',
  understand: '理解',
  apply: '应用',
  analyse: '分析',
} as const satisfies Record<Cognitive, string>;
export const difficultyNames = { 1: '易', 2: '中', 3: '难' } as const satisfies Record<Difficulty, string>;

/** How many questions of a type a blueprint asks for. */
export const countOf = (blueprint: Blueprint, type: ItemType): number =>
  blueprint.cells.reduce((sum, cell) => sum + (cell.type === type ? cell.count : 0), 0);

/** Points of the whole paper. */
export const pointsOf = (blueprint: Blueprint): number =>
  partOrder.reduce((sum, type) => sum + countOf(blueprint, type) * blueprint.points[type], 0);

/**
 * How many questions come from exactly these modules: a cell that draws on two modules counts for the pair, not for one.
 * @param modules '1' … '4' @param difficulty all of them where none is named
 */
export function shareOf(
  blueprint: Blueprint,
  modules: readonly string[],
  type: ItemType,
  difficulty?: Difficulty,
): number {
  const key = modules.join();
  return blueprint.cells
    .filter((cell) => cell.type === type && (difficulty === undefined || cell.difficulty === difficulty))
    .filter((cell) => [...new Set(cell.sections.map((section) => section.charAt(0)))].join() === key)
    .reduce((sum, cell) => sum + cell.count, 0);
}
