/** The balance of a bank: what no single item shows. Pure figures; their limits stand beside them. */
import { levels, sections, type Level, type Section } from '../notice.ts';
import { partOrder } from './blueprint.ts';
import { type ChoiceItem, type Cognitive, type Difficulty, type Item, type ItemType } from './question.ts';
import { instance, isTemplate, type Entry } from './template.ts';

/** Shares between 0 and 1. The issue that asked for the bank names them; a test holds them. */
export const limits = {
  /** Of each of the four places of a right option among the single choices. */
  keyPlace: { least: 0.2, most: 0.3 },
  /** Single choices whose right option is longer than all others. */
  longestRight: 0.3,
  /** Items that ask for what is not so. */
  negative: 0.08,
  recall: 1 / 3,
  /** Apply and analyse together. */
  useful: 1 / 3,
  /** Multiple choices with the same number of keys: more would let one count. */
  sameKeyCount: 0.6,
} as const;

/** So many fixed items at least: of each type in a section, and of each type in a section for each level. */
export const quota = {
  section: { single: 26, multiple: 14, short: 4 },
  level: { single: 15, multiple: 10, short: 2 },
} as const satisfies Record<string, Readonly<Record<ItemType, number>>>;

/** Stems of which one gives way to the other; Jaccard index of their groups of three characters. */
export const alike = {
  /** Two items are one where their stems agree so far … */
  stem: 0.8,
  /** … or stem and options together. */
  whole: 0.6,
  /** No paper may hold two items whose stems agree so far: they must be enemies. */
  enemies: 0.6,
} as const;

/** A figure with the items behind it. */
export interface Share {
  /** 0 … 1 */
  readonly share: number;
  readonly items: readonly string[];
}

export interface Pair {
  readonly a: string;
  readonly b: string;
  /** 0 … 1 */
  readonly likeness: number;
}

export interface Reading {
  readonly type: ItemType;
  /** Characters of stem and options. */
  readonly median: number;
  readonly most: number;
  readonly longest: string;
}

export interface Balance {
  readonly items: number;
  readonly templates: number;
  /** Single choices by the place of the right option: a, b, c, d. Shares of one. */
  readonly keyPlaces: Readonly<Record<string, number>>;
  readonly longestRight: Share;
  readonly shortestRight: Share;
  /** Multiple choices by the number of right options. */
  readonly keyCounts: Readonly<Record<number, number>>;
  readonly negative: Share;
  /** Items with an option that says always, never, all. */
  readonly absolute: readonly string[];
  readonly cognitive: Readonly<Record<Cognitive, number>>;
  /** Recall, and apply with analyse, of each section. */
  readonly sections: readonly {
    readonly section: Section;
    readonly recall: number;
    readonly useful: number;
  }[];
  readonly reading: readonly Reading[];
}

const isChoice = (item: Item): item is ChoiceItem => item.type !== 'short';
const share = (some: readonly Item[], all: readonly Item[]): Share => ({
  share: some.length / Math.max(1, all.length),
  items: some.map(({ id }) => id),
});

/** A stem that asks for what is not so. */
const asksForNot =
  /不正确|错误的|不属于|不包括|不符合|不应|不得.{0,6}的是|除外|(?:没有|未|不)[^，。；]{0,8}的(?:是|有)[:：]?$/;
const saysAlways = /一律|必须全部|任何情况|绝对|所有.{0,8}都|从不|永远/;

/** Characters a candidate reads before answering. */
export const readingLength = (item: Item): number =>
  item.stem.length + (isChoice(item) ? item.options.reduce((sum, one) => sum + one.text.length, 0) : 0);

/** The figures of a bank. Shares are those of the fixed items; templates shuffle their options themselves. */
export function balance(bank: readonly Entry[]): Balance {
  const items = bank.flatMap((entry) => (isTemplate(entry) ? [] : [entry]));
  const choices = items.filter(isChoice);
  const singles = choices.filter(({ type }) => type === 'single');
  const multiples = choices.filter(({ type }) => type === 'multiple');
  const lengths = (item: ChoiceItem): { right: number; others: readonly number[] } => ({
    right: item.options.find((one) => one.id === item.key[0])?.text.length ?? 0,
    others: item.options.filter((one) => one.id !== item.key[0]).map((one) => one.text.length),
  });
  const cognitive = (list: readonly Item[], kind: Cognitive): number =>
    list.filter((one) => one.cognitive === kind).length / Math.max(1, list.length);
  return {
    items: items.length,
    templates: bank.length - items.length,
    keyPlaces: Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((place) => [
        place,
        singles.filter((item) => item.key[0] === place).length / Math.max(1, singles.length),
      ]),
    ),
    longestRight: share(
      singles.filter((item) => lengths(item).others.every((one) => one < lengths(item).right)),
      singles,
    ),
    shortestRight: share(
      singles.filter((item) => lengths(item).others.every((one) => one > lengths(item).right)),
      singles,
    ),
    keyCounts: Object.fromEntries(
      [2, 3, 4, 5].map((count) => [count, multiples.filter((item) => item.key.length === count).length]),
    ),
    negative: share(
      items.filter((item) => asksForNot.test(item.stem)),
      items,
    ),
    absolute: choices.flatMap((item) =>
      item.options.some((one) => saysAlways.test(one.text)) ? [item.id] : [],
    ),
    cognitive: {
      recall: cognitive(items, 'recall'),
      understand: cognitive(items, 'understand'),
      apply: cognitive(items, 'apply'),
      analyse: cognitive(items, 'analyse'),
    },
    sections: sections.map((section) => {
      const own = items.filter((item) => item.section === section);
      return {
        section,
        recall: cognitive(own, 'recall'),
        useful: cognitive(own, 'apply') + cognitive(own, 'analyse'),
      };
    }),
    reading: partOrder.map((type): Reading => {
      const own = items
        .filter((item) => item.type === type)
        .map((item) => ({ id: item.id, length: readingLength(item) }))
        .sort((a, b) => a.length - b.length);
      const last = own.at(-1);
      return {
        type,
        median: own[own.length >> 1]?.length ?? 0,
        most: last?.length ?? 0,
        longest: last?.id ?? '',
      };
    }),
  };
}

/** What is out of its limits, a sentence each; of a balanced bank none. */
export function outside(found: Balance): readonly string[] {
  const said: string[] = [];
  const percent = (one: number): string => `${(one * 100).toFixed(1)} %`;
  const most = (name: string, one: number, limit: number, items: readonly string[] = []): void => {
    if (one > limit)
      said.push(
        `${name}：${percent(one)}，应不超过 ${percent(limit)}${items.map((id) => ` ${id}`).join('')}`,
      );
  };
  const least = (name: string, one: number, limit: number): void => {
    if (one < limit) said.push(`${name}：${percent(one)}，应不低于 ${percent(limit)}`);
  };
  for (const [place, one] of Object.entries(found.keyPlaces)) {
    least(`单选答案为 ${place}`, one, limits.keyPlace.least);
    most(`单选答案为 ${place}`, one, limits.keyPlace.most);
  }
  most('单选正确项最长', found.longestRight.share, limits.longestRight, found.longestRight.items);
  most('否定题干', found.negative.share, limits.negative, found.negative.items);
  const multiples = Object.values(found.keyCounts).reduce((sum, one) => sum + one, 0);
  for (const [count, one] of Object.entries(found.keyCounts))
    most(`多选有 ${count} 个答案`, one / Math.max(1, multiples), limits.sameKeyCount);
  most('识记题', found.cognitive.recall, limits.recall);
  least('应用和分析题', found.cognitive.apply + found.cognitive.analyse, limits.useful);
  for (const { section, recall, useful } of found.sections) {
    most(`${section} 识记题`, recall, limits.recall);
    least(`${section} 应用和分析题`, useful, limits.useful);
  }
  return said;
}

/** Fixed items and templates of one section, level and type, by difficulty 1, 2, 3. */
export interface Supply {
  readonly section: Section;
  readonly level: Level;
  readonly type: ItemType;
  readonly fixed: readonly [number, number, number];
  readonly drawn: number;
}

/** The whole table: section × level × type × difficulty. */
export function supplies(bank: readonly Entry[]): readonly Supply[] {
  return sections.flatMap((section) =>
    levels.flatMap((level) =>
      partOrder.map((type): Supply => {
        const own = bank.filter(
          (one) => one.section === section && one.type === type && one.levels.includes(level),
        );
        const hard = (difficulty: Difficulty): number =>
          own.filter((one) => !isTemplate(one) && one.difficulty === difficulty).length;
        return {
          section,
          level,
          type,
          fixed: [hard(1), hard(2), hard(3)],
          drawn: own.filter(isTemplate).length,
        };
      }),
    ),
  );
}

const trigrams = (text: string): readonly string[] => {
  const plain = text.replaceAll(/\s/g, '');
  return [
    ...new Set(Array.from({ length: Math.max(0, plain.length - 2) }, (_, at) => plain.slice(at, at + 3))),
  ];
};

/**
 * Pairs of texts that are alike, the likest first: groups of three characters they share, of all they have.
 * @param from pairs below it are left out; above 0
 */
export function alikePairs(
  texts: readonly { readonly id: string; readonly text: string }[],
  from: number,
): readonly Pair[] {
  // By the groups themselves: only texts that share one are ever compared.
  const holders = new Map<string, number[]>();
  const sizes = texts.map(({ text }, place) => {
    const own = trigrams(text);
    for (const gram of own) {
      const list = holders.get(gram);
      if (list) list.push(place);
      else holders.set(gram, [place]);
    }
    return own.length;
  });
  const shared = new Map<number, number>();
  for (const list of holders.values())
    list.forEach((a, at) => {
      for (const b of list.slice(at + 1)) {
        const pair = a * texts.length + b;
        shared.set(pair, (shared.get(pair) ?? 0) + 1);
      }
    });
  return [...shared]
    .flatMap(([pair, count]): Pair[] => {
      const [a, b] = [Math.floor(pair / texts.length), pair % texts.length];
      const likeness = count / ((sizes[a] ?? 0) + (sizes[b] ?? 0) - count);
      const [first, second] = [texts[a], texts[b]];
      return likeness >= from && first && second ? [{ a: first.id, b: second.id, likeness }] : [];
    })
    .sort((one, other) => other.likeness - one.likeness);
}

/** What is compared for likeness: stems alone, and stems with their options; of a template its first draw. */
export function stemsOf(bank: readonly Entry[]): {
  readonly stems: readonly { readonly id: string; readonly text: string }[];
  readonly wholes: readonly { readonly id: string; readonly text: string }[];
} {
  const stems = bank.map((one) => ({
    id: one.id,
    text: isTemplate(one) ? instance(one, 0).stem : one.stem,
  }));
  const wholes = bank.flatMap((one) =>
    isTemplate(one)
      ? []
      : [
          {
            id: one.id,
            text: one.stem + (isChoice(one) ? one.options.map(({ text }) => text).join('') : ''),
          },
        ],
  );
  return { stems, wholes };
}
