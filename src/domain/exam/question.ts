/** What a question is. Item, key, distractor and rubric as in the field's usage; texts in Chinese. */
import type { Level, Section } from '../notice.ts';

export const cognitiveLevels = ['recall', 'understand', 'apply', 'analyse'] as const;
export type Cognitive = (typeof cognitiveLevels)[number];

export type Difficulty = 1 | 2 | 3;

/** A document of the register in content/sources.yaml, with the place in it. */
export interface Citation {
  readonly doc: string;
  /** The place as the register of facts names it, in Chinese: 第三十条第（一）项, 附件1. */
  readonly clause?: string;
}

export interface Option {
  readonly id: string;
  readonly text: string;
  /** One sentence: why this is right, or which misconception makes it attractive. */
  readonly why: string;
}

/** A key that turned out wrong: old papers are marked again and say why. */
export interface Correction {
  /** The last revision that had the former key. */
  readonly rev: number;
  /** The former key. */
  readonly key: readonly string[];
  /** One sentence for whoever answered by the old key. */
  readonly reason: string;
}

export interface ItemBase {
  /** Never reused, never renamed: attempts and study cards refer to it. */
  readonly id: string;
  /** Raised whenever key or meaning changes, so old attempts can be graded again. */
  readonly rev: number;
  readonly levels: readonly Level[];
  readonly section: Section;
  readonly stem: string;
  readonly difficulty: Difficulty;
  readonly cognitive: Cognitive;
  readonly sources: readonly Citation[];
  /** Ids of the register of facts (content/facts). */
  readonly facts: readonly string[];
  /** Ids of items that give this one away; no paper holds both. */
  readonly enemies: readonly string[];
  /** What was corrected, for papers set before; each with the last revision it concerns. */
  readonly corrections?: readonly Correction[];
}

export interface ChoiceItem extends ItemBase {
  readonly type: 'single' | 'multiple';
  readonly options: readonly Option[];
  /** Ids of the right options: exactly one for 单选, two to five for 多选. */
  readonly key: readonly string[];
  /** True where the options have an order of their own (years, sizes) that shuffling would spoil. */
  readonly fixedOrder: boolean;
  /** The working of a calculation, line by line, shown with the explanation. */
  readonly steps?: readonly string[];
}

export interface RubricLine {
  readonly text: string;
  /** Whole points; the lines of one rubric add up to the item's points. */
  readonly points: number;
  /** Each inner list: alternatives of one phrase. They highlight, they never award. */
  readonly keyphrases: readonly (readonly string[])[];
}

export interface ShortItem extends ItemBase {
  readonly type: 'short';
  readonly rubric: readonly RubricLine[];
  /** The model answer. */
  readonly answer: string;
}

export type Item = ChoiceItem | ShortItem;
export type ItemType = Item['type'];
