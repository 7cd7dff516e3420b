/** Bank + blueprint + seed → paper. The same 卷号 and the same bank give the same paper, on every machine. */
import type { Section } from '../notice.ts';
import { dice, fingerprint, shuffled, type Dice } from '../random.ts';
import { partOrder, type Blueprint, type Cell } from './blueprint.ts';
import { bankSpace, readNumber, sayNumber, seedSpace, type NumberProblem } from './number.ts';
import type { Item, ItemBase, ItemType } from './question.ts';
import { ask, isTemplate, meaning, rootOf, type Entry } from './template.ts';

/** One question as this paper sets it. */
export interface Question {
  /** Id of the item in the bank; of a calculation drawn from a template, the template's with the seed: 2-3-t05_0k3f. */
  readonly item: string;
  /** The item's revision when the paper was set. */
  readonly rev: number;
  readonly type: ItemType;
  /** Whole points. */
  readonly points: number;
  /** Ids of the options in the order shown; empty for a short answer. */
  readonly order: readonly string[];
}

export interface Paper {
  /** 卷号 */
  readonly number: string;
  /** Id of the blueprint. */
  readonly blueprint: string;
  /** In the order of the parts: single, multiple, short. */
  readonly questions: readonly Question[];
}

export type PaperProblem =
  | NumberProblem
  /** The 卷号 begins with no blueprint we know. */
  | { readonly kind: 'unknown-blueprint'; readonly blueprint: string }
  /** The bank or the blueprint is no longer the one the 卷号 was made from. */
  | { readonly kind: 'changed-bank'; readonly blueprint: string }
  /** The bank cannot fill a cell. */
  | { readonly kind: 'short-cell'; readonly cell: Cell; readonly supply: number }
  /** Every cell could be filled alone, but not all together without two items that give each other away. */
  | { readonly kind: 'enemies'; readonly tries: number };

/** How often a seed may start again before its paper is given up; over the real bank one try nearly always does. */
const tries = 200;

/** A paper takes a calculation before another question of its cell with the odds of two to one … */
const lots = 2;
/** … until it has so many of them. */
const mostCalculations = 8;

/**
 * Fingerprint of all that decides a paper: the blueprint and, of every item it may draw on, id, revision, type,
 * difficulty, enemies and options (of a template, what it draws and works out). A mended comma in an explanation keeps
 * every 卷号 good; a new key does not.
 * @returns 0 … bankSpace − 1
 */
export function bankHash(blueprint: Blueprint, bank: readonly Entry[]): number {
  const items = eligible(blueprint, bank).map((item) => [
    item.id,
    item.rev,
    item.type,
    item.difficulty,
    [...item.enemies].sort(),
    isTemplate(item)
      ? meaning(item)
      : item.type === 'short'
        ? []
        : [item.fixedOrder, item.options.map((option) => option.id)],
  ]);
  const cells = blueprint.cells.map((cell) => [cell.sections, cell.type, cell.difficulty, cell.count]);
  const hash = fingerprint(
    JSON.stringify([blueprint.level, partOrder.map((type) => blueprint.points[type]), cells, items]),
  );
  return hash % bankSpace;
}

/** The items of the blueprint's level, by id: the order of files must not matter. */
const eligible = (blueprint: Blueprint, bank: readonly Entry[]): readonly Entry[] =>
  bank.filter((item) => item.levels.includes(blueprint.level)).sort((a, b) => (a.id < b.id ? -1 : 1));

/**
 * Sets a paper.
 * @param seed 0 … seedSpace − 1
 * @returns the paper, or the cell the bank cannot fill
 */
export const setPaper = (blueprint: Blueprint, bank: readonly Entry[], seed: number): Paper | PaperProblem =>
  setter(blueprint, bank)(seed);

/** Sets one paper after another from the same bank, which is looked at once. */
export function setter(blueprint: Blueprint, bank: readonly Entry[]): (seed: number) => Paper | PaperProblem {
  const ground = prepare(blueprint, bank);
  return (seed) => setFrom(ground, seed);
}

/** What all papers of a blueprint over a bank have in common. */
interface Ground {
  readonly blueprint: Blueprint;
  readonly items: readonly Entry[];
  readonly hash: number;
}
const prepare = (blueprint: Blueprint, bank: readonly Entry[]): Ground => ({
  blueprint,
  items: eligible(blueprint, bank),
  hash: bankHash(blueprint, bank),
});

function setFrom({ blueprint, items, hash }: Ground, seed: number): Paper | PaperProblem {
  if (!Number.isInteger(seed) || seed < 0 || seed >= seedSpace) throw new RangeError(`no seed: ${seed}`);
  const number = sayNumber({ blueprint: blueprint.id, seed, bank: hash });
  const chosen = select(blueprint, items, dice(`${number} select`));
  if (!Array.isArray(chosen)) return chosen;
  // The values of calculations have their own dice too: another template on the paper changes no other's numbers.
  const set = chosen.map((entry) => ask(entry, dice(`${number} ${entry.id}`)));
  return { number, blueprint: blueprint.id, questions: arrange(blueprint, set, dice(`${number} order`)) };
}

/** Sets the paper a 卷号 names. @param typed as somebody typed it */
export function paperOf(
  typed: string,
  blueprints: readonly Blueprint[],
  bank: readonly Entry[],
): Paper | PaperProblem {
  const number = readNumber(typed);
  if ('kind' in number) return number;
  const blueprint = blueprints.find((one) => one.id === number.blueprint);
  if (!blueprint) return { kind: 'unknown-blueprint', blueprint: number.blueprint };
  if (bankHash(blueprint, bank) !== number.bank) return { kind: 'changed-bank', blueprint: blueprint.id };
  return setPaper(blueprint, bank, number.seed);
}

/** Whether a paper could be set: a paper, not what stands in its way. */
export const isPaper = (one: Paper | PaperProblem): one is Paper => 'questions' in one;

/**
 * Of several seeds, the one whose paper holds the fewest items seen before: a paper depends on its number alone, so
 * what the visitor has seen may choose the number and nothing else.
 * @param seeds at least one
 */
export function freshest(
  blueprint: Blueprint,
  bank: readonly Entry[],
  seeds: readonly number[],
  seen: ReadonlySet<string>,
): Paper | PaperProblem {
  let best: { paper: Paper; old: number } | undefined;
  let problem: PaperProblem | undefined;
  const set = setter(blueprint, bank);
  // A calculation with other numbers is the same task: what was seen is the template.
  const known = new Set([...seen].map(rootOf));
  for (const seed of seeds) {
    const paper = set(seed);
    if (!isPaper(paper)) {
      problem ??= paper;
      continue;
    }
    const old = paper.questions.filter((question) => known.has(rootOf(question.item))).length;
    if (best === undefined || old < best.old) best = { paper, old };
    if (old === 0) break;
  }
  if (best) return best.paper;
  if (problem) return problem;
  throw new RangeError('no seed to choose from');
}

const fits = (cell: Cell, item: Entry): boolean =>
  item.type === cell.type && item.difficulty === cell.difficulty && cell.sections.includes(item.section);

/** Selection comes first and has its own dice, so a change to the ordering never changes what is asked. */
function select(blueprint: Blueprint, items: readonly Entry[], throwDice: Dice): Entry[] | PaperProblem {
  const cells = blueprint.cells
    .map((cell) => ({ cell, supply: items.filter((item) => fits(cell, item)) }))
    // The tightest first: they have the least room to give way to others' enemies.
    .sort((a, b) => a.supply.length / a.cell.count - b.supply.length / b.cell.count);
  const poor = cells.find(({ cell, supply }) => supply.length < cell.count);
  if (poor) return { kind: 'short-cell', cell: poor.cell, supply: poor.supply.length };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const chosen = new Map<string, Entry>();
    const filled = shuffled(throwDice, cells).every(({ cell, supply }) => {
      const picked = pick(cell, supply, chosen, throwDice);
      for (const item of picked) chosen.set(item.id, item);
      return picked.length === cell.count;
    });
    if (filled) return [...chosen.values()];
  }
  return { kind: 'enemies', tries };
}

/** Takes from the cell's sections in turn, so that a cell of many sections is spread over them. */
function pick(
  cell: Cell,
  supply: readonly Entry[],
  chosen: ReadonlyMap<string, Entry>,
  throwDice: Dice,
): Entry[] {
  const queues = shuffled(throwDice, cell.sections).map((section: Section) => [
    ...lottery(
      supply.filter((item) => item.section === section),
      throwDice,
    ),
  ]);
  const picked: Entry[] = [];
  const late: Entry[] = [];
  const before = [...chosen.values()].filter(isTemplate).length;
  const fitsIn = (item: Entry): boolean =>
    !chosen.has(item.id) && ![...chosen.values(), ...picked].some((other) => areEnemies(other, item));
  while (picked.length < cell.count && queues.some((queue) => queue.length > 0)) {
    for (const queue of queues) {
      if (picked.length === cell.count) break;
      for (let item = queue.shift(); item; item = queue.shift()) {
        if (!fitsIn(item)) continue;
        if (isTemplate(item) && before + picked.filter(isTemplate).length >= mostCalculations) {
          late.push(item);
          continue;
        }
        picked.push(item);
        break;
      }
    }
  }
  // Calculations beyond the bound serve a cell that has nothing else.
  for (const item of late) if (picked.length < cell.count && fitsIn(item)) picked.push(item);
  return picked;
}

/** The supply of one section in a drawn order. A template has several lots and stands where the first of them falls. */
function lottery(supply: readonly Entry[], throwDice: Dice): ReadonlySet<Entry> {
  const tickets = supply.flatMap((entry) =>
    isTemplate(entry) ? Array.from({ length: lots }, (): Entry => entry) : [entry],
  );
  return new Set(shuffled(throwDice, tickets));
}

/** Whether one of the two gives the other away; it is enough that one of them says so. */
export const areEnemies = (
  a: Pick<ItemBase, 'id' | 'enemies'>,
  b: Pick<ItemBase, 'id' | 'enemies'>,
): boolean =>
  (a.enemies.length > 0 && a.enemies.includes(rootOf(b.id))) ||
  (b.enemies.length > 0 && b.enemies.includes(rootOf(a.id)));

function arrange(blueprint: Blueprint, chosen: readonly Item[], throwDice: Dice): readonly Question[] {
  const byId = [...chosen].sort((a, b) => (a.id < b.id ? -1 : 1));
  return partOrder.flatMap((type) =>
    shuffled(
      throwDice,
      byId.filter((item) => item.type === type),
    ).map((item): Question => ({
      item: item.id,
      rev: item.rev,
      type,
      points: blueprint.points[type],
      order: optionOrder(item, throwDice),
    })),
  );
}

/** Ids of an item's options as they are shown: shuffled, except where their order is their own. */
export function optionOrder(item: Item, throwDice: Dice): readonly string[] {
  if (item.type === 'short') return [];
  const ids = item.options.map((option) => option.id);
  return item.fixedOrder ? ids : shuffled(throwDice, ids);
}
