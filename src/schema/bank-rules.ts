/** The rules that hold among items, and between the bank and the registers. What breaks one stops the build. */
import { alike, alikePairs, quota, stemsOf, supplies } from '../domain/exam/balance.ts';
import { difficultyNames, partOrder, type Blueprint, type Cell } from '../domain/exam/blueprint.ts';
import { areEnemies } from '../domain/exam/paper.ts';
import { isTemplate, type Entry } from '../domain/exam/template.ts';
import { sections } from '../domain/notice.ts';
import { blueprints, facts, pool, sources, type Fact, type Source } from './content.ts';
import type { Fault } from './question.ts';

/** All that the rules look at. */
export interface Shelf {
  readonly bank: readonly Entry[];
  readonly facts: readonly Pick<Fact, 'id' | 'grade'>[];
  readonly sources: readonly Pick<Source, 'id'>[];
  readonly papers: readonly Blueprint[];
}

/** So many papers of a level must be possible that share no item. */
export const papersApart = 5;

/** The bank as it lies in content/. @throws Error that lists what each file breaks by itself */
export const shelf = (): Shelf => ({
  bank: pool(),
  facts: facts(),
  sources: sources(),
  papers: blueprints().papers,
});

const fileOf = (entry: Entry): string =>
  `${isTemplate(entry) ? 'templates' : 'questions'}/${entry.section}.yaml`;
const article = /第[〇零一二三四五六七八九十百千\d]+[条款]/;

/**
 * The broken rules of a bank.
 * @returns sentences that name file, item and field; none where the bank is whole
 */
export const bankFaults = (all: Shelf): readonly Fault[] => [
  ...referenceFaults(all),
  ...alikeFaults(all.bank),
  ...quotaFaults(all.bank),
  ...all.papers.flatMap((one) => supplyFaults(all.bank, one)),
];

/** Ids that stand twice or lead nowhere, and statements without a fact that may carry them. */
export function referenceFaults({ bank, facts, sources }: Omit<Shelf, 'papers'>): readonly Fault[] {
  const faults: Fault[] = [];
  const byId = new Map(bank.map((entry) => [entry.id, entry]));
  const grades = new Map(facts.map((one) => [one.id, one.grade]));
  const documents = new Set(sources.map((one) => one.id));
  const seen = new Set<string>();
  for (const entry of bank) {
    const at = (field: string, message: string): void => {
      faults.push(`${fileOf(entry)} ${entry.id} ${field}: ${message}`);
    };
    if (seen.has(entry.id)) at('id', 'stands twice in the bank');
    seen.add(entry.id);
    for (const id of entry.facts) {
      const grade = grades.get(id);
      if (grade === undefined) at('facts', `${id} is not in content/facts`);
      if (grade === 'C') at('facts', `${id} is graded C: not settled, may not be asked`);
    }
    for (const { doc, clause = '' } of entry.sources) {
      if (!documents.has(doc)) at('sources', `"${doc}" is not in content/sources.yaml`);
      if (article.test(clause) && !entry.facts.some((id) => grades.get(id) === 'A'))
        at('sources', `"${clause}" of ${doc} needs a fact of grade A; the item rests on B alone`);
    }
    for (const enemy of entry.enemies) {
      if (enemy === entry.id) at('enemies', 'names the item itself');
      else if (!byId.has(enemy)) at('enemies', `there is no item ${enemy}`);
    }
  }
  return faults;
}

/** Items that ask the same, or nearly the same without being enemies. */
export function alikeFaults(bank: readonly Entry[]): readonly Fault[] {
  const byId = new Map(bank.map((entry) => [entry.id, entry]));
  const { stems, wholes } = stemsOf(bank);
  const say = (a: string, b: string, likeness: number, what: string): Fault => {
    const entry = byId.get(a);
    return `${entry ? fileOf(entry) : ''} ${a} stem: ${what} ${b}’s by ${(likeness * 100).toFixed(0)} %`;
  };
  return [
    ...alikePairs(stems, alike.enemies).flatMap(({ a, b, likeness }) => {
      if (likeness > alike.stem) return [say(a, b, likeness, 'is the same as')];
      const [one, other] = [byId.get(a), byId.get(b)];
      return one && other && areEnemies(one, other)
        ? []
        : [say(a, b, likeness, 'make them enemies: it is like')];
    }),
    ...alikePairs(wholes, alike.whole).map(({ a, b, likeness }) =>
      say(a, b, likeness, 'with its options it is the same as'),
    ),
  ];
}

/** Sections, and levels of sections, with fewer fixed items of a type than their quota. */
export function quotaFaults(bank: readonly Entry[]): readonly Fault[] {
  const table = supplies(bank);
  const fixed = bank.filter((entry) => !isTemplate(entry));
  const short = sections.flatMap((section) =>
    partOrder.flatMap((type) => {
      const count = fixed.filter((one) => one.section === section && one.type === type).length;
      return count < quota.section[type]
        ? [`questions/${section}.yaml ${type}: ${String(count)} items, not ${String(quota.section[type])}`]
        : [];
    }),
  );
  const poor = table.flatMap(({ section, level, type, fixed: counts }) => {
    const count = counts[0] + counts[1] + counts[2];
    return count < quota.level[type]
      ? [
          `questions/${section}.yaml ${type} ${level}: ${String(count)} items, not ${String(quota.level[type])}`,
        ]
      : [];
  });
  return [...short, ...poor];
}

/**
 * Cells that cannot be filled so many times over without an item twice. A cell is counted with the cells that lie
 * within its sections, which take from the same items.
 */
export function supplyFaults(
  bank: readonly Entry[],
  blueprint: Blueprint,
  times = papersApart,
): readonly Fault[] {
  const within = (cell: Cell, other: Cell): boolean =>
    other.type === cell.type &&
    other.difficulty === cell.difficulty &&
    other.sections.every((section) => cell.sections.includes(section));
  return blueprint.cells.flatMap((cell) => {
    const asked = blueprint.cells
      .filter((other) => within(cell, other))
      .reduce((sum, other) => sum + other.count, 0);
    const supply = bank.filter(
      (entry) =>
        entry.levels.includes(blueprint.level) &&
        entry.type === cell.type &&
        entry.difficulty === cell.difficulty &&
        cell.sections.includes(entry.section),
    ).length;
    return supply < asked * times
      ? [
          `blueprints.yaml ${blueprint.id} ${cell.type} ${cell.sections.join(', ')} ${difficultyNames[cell.difficulty]}: ${String(times)} papers need ${String(asked * times)} items, the bank has ${String(supply)}`,
        ]
      : [];
  });
}
