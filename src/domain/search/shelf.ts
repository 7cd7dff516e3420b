/** What the search page knows before it asks the index: where everything stands, and the field's words. */

/** Kinds of things found, in the order in which they are offered. */
export const kinds = ['通知', '大纲', '笔记', '术语', '法规', '练习题', '工具', '页面'] as const;
export type Kind = (typeof kinds)[number];

/** Where an entry stands: on a page, or among the practice of a section. */
export type Place =
  | { readonly kind: 'page'; readonly path: string; readonly anchor: string }
  | { readonly kind: 'practice'; readonly section: string };

/** One thing that can be found. */
export interface Entry {
  readonly kind: Kind;
  /** Empty for a question: its stem comes with the text. */
  readonly title: string;
  /** What it stands under: 通知全文 › 初级碳资产管理师. */
  readonly trail: string;
  readonly place: Place;
  /** Number of the entry it is part of; -1 for none. */
  readonly parent: number;
}

/** The field's words. */
export interface Lexicon {
  /** Groups of words that stand for one another; the first is the one the site itself uses. */
  readonly synonyms: readonly (readonly string[])[];
  /** Traditional characters beside the simplified ones that the site's texts contain. */
  readonly simplified: ReadonlyMap<string, string>;
  /** Every word of Latin letters and digits in the site's texts. */
  readonly latin: readonly string[];
}

/** Terms by their sound, and characters by theirs; loaded when nothing matched. */
export interface Sounds {
  /** A term and its syllables: 清缴, qing jiao. */
  readonly terms: readonly (readonly [term: string, syllables: string])[];
  /** The syllables a character may have. */
  readonly readings: ReadonlyMap<string, readonly string[]>;
}
