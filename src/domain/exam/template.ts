/**
 * Calculation items as templates: a seed draws the values, the key and the named mistakes are worked out from them,
 * and what comes out is an ordinary 单选 whose id names template and seed. Whoever keeps the id can have the very same
 * question again, anywhere: attempts, exercises and study cards need to know nothing of templates.
 */
import { round, ten } from '../carbon/number.ts';
import { below, dice, shuffled, type Dice } from '../random.ts';
import { expression } from './expression.ts';
import type { ChoiceItem, Item, ItemBase } from './question.ts';

/** A number as it is printed: 0.5810 keeps its last zero. */
export interface Known {
  readonly value: number;
  readonly text: string;
}

/** Whole multiples of a step, from and to included. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** Places after the point in which the values are printed. */
  readonly decimals: number;
}

export interface Derived {
  readonly name: string;
  /** A formula of the names before. */
  readonly is: string;
  readonly decimals: number;
}

/** A mistake somebody makes: what comes of it is a distractor. */
export interface Mistake {
  /** b, c, d …, never another mistake's: answers that were kept refer to it. The key is a. */
  readonly id: string;
  /** In a few words, for the report on the bank. */
  readonly name: string;
  readonly is: string;
  readonly why: string;
}

/**
 * Texts (stem, why, steps) may hold {name}, {formula:2} for a formula in two decimals, {value} for the option's own
 * figure with its unit, and, in the stem, {rounding} for how the answer is rounded.
 */
export interface Template extends ItemBase {
  readonly type: 'single';
  readonly vary: Readonly<Record<string, Range>>;
  readonly given: Readonly<Record<string, Known>>;
  /** One row is drawn; it may hold numbers and words. Empty: there are no cases. */
  readonly cases: readonly Readonly<Record<string, Known | string>>[];
  readonly derive: readonly Derived[];
  /** Formulas that must come out above zero; other draws are thrown again. */
  readonly require: readonly string[];
  readonly answer: {
    readonly is: string;
    readonly decimals: number;
    readonly unit: string;
    readonly why: string;
  };
  /** At least four; three of them become options. */
  readonly mistakes: readonly Mistake[];
  /** The working, line by line. */
  readonly steps: readonly string[];
}

/** What the bank holds: items as they are, and templates to draw items from. */
export type Entry = Item | Template;

/** Whether an entry of the bank is a template, not an item as it is. */
export const isTemplate = (entry: Entry): entry is Template => 'mistakes' in entry;

/** Seeds of instances run from 0 to here − 1. */
export const instanceSpace = 32 ** 4;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 2-3-t05 and a seed → 2-3-t05_0k3f. The mark between them is safe in addresses, ids of elements and selectors. */
export function instanceId(template: string, seed: number): string {
  if (!Number.isInteger(seed) || seed < 0 || seed >= instanceSpace) throw new RangeError(`no seed: ${seed}`);
  let text = '';
  for (let rest = seed, place = 0; place < 4; place += 1, rest = Math.floor(rest / 32))
    text = alphabet.charAt(rest % 32) + text;
  return `${template}_${text}`;
}

/** The id in the bank behind a question's id: of an instance its template's, of any other item its own. */
export function rootOf(id: string): string {
  const cut = id.indexOf('_');
  return cut < 0 ? id : id.slice(0, cut);
}

/** The seed in an instance's id; undefined where the id is no instance's. */
export function seedOf(id: string): number | undefined {
  const text = /_([0-9a-hjkmnp-tv-z]{4})$/.exec(id)?.[1];
  return text === undefined
    ? undefined
    : Array.from(text).reduce((sum, one) => sum * 32 + alphabet.indexOf(one), 0);
}

/** The items of a bank by id, instances of its templates among them. */
export interface Library {
  readonly get: (id: string) => Item | undefined;
}

/** Makes every question of a bank findable by id; an instance is worked out when first asked for. */
export function library(bank: readonly Entry[]): Library {
  const byId = new Map(bank.map((entry) => [entry.id, entry]));
  const drawn = new Map<string, Item>();
  return {
    get: (id) => {
      const before = drawn.get(id);
      if (before) return before;
      const [entry, seed] = [byId.get(rootOf(id)), seedOf(id)];
      if (!entry) return undefined;
      if (!isTemplate(entry)) return entry.id === id ? entry : undefined;
      if (seed === undefined) return undefined;
      const item = instance(entry, seed);
      drawn.set(id, item);
      return item;
    },
  };
}

/** An entry as something to ask: an item as it is, of a template a new instance. */
export const ask = (entry: Entry, throwDice: Dice): Item =>
  isTemplate(entry) ? instance(entry, below(throwDice, instanceSpace)) : entry;

/** How many draws a seed may throw again before its template is broken; the bank's test draws a thousand of each. */
const tries = 400;
/** A distractor is between a twelfth and twelve times the key: another order of magnitude gives itself away. */
const farthest = 12;
/** Two options differ by at least so much of the key: no one's rounding on the way may reach the next option. */
const nearest = 0.004;

/** The values of one draw. */
export interface Drawn {
  /** Every number by its name: varied, given, of the case drawn, derived. */
  readonly values: ReadonlyMap<string, Known>;
  readonly words: ReadonlyMap<string, string>;
  readonly key: number;
  /** In the order of the options; the key is not among them. */
  readonly mistakes: readonly { readonly mistake: Mistake; readonly value: number }[];
}

/**
 * The question a template makes of a seed.
 * @param seed 0 … instanceSpace − 1
 * @throws Error where no draw gives four options that can be told apart: the template is broken
 */
export function instance(template: Template, seed: number): ChoiceItem {
  const { answer } = template;
  const { key, mistakes, ...names } = drawn(template, seed);
  const say = (text: string, value: number): string =>
    fill(text, names, new Map([['value', print(value, answer.decimals, answer.unit)]]));
  const options = [
    { id: 'a', text: print(key, answer.decimals, answer.unit), why: say(answer.why, key) },
    ...mistakes.map(({ mistake, value }) => ({
      id: mistake.id,
      text: print(value, answer.decimals, answer.unit),
      why: say(mistake.why, value),
    })),
  ];
  const { id, rev, levels, section, type, difficulty, cognitive, sources, facts, enemies } = template;
  const rounding = answer.decimals === 0 ? '四舍五入取整数' : `保留${answer.decimals}位小数`;
  return {
    ...{ rev, levels, section, type, difficulty, cognitive, sources, facts, enemies },
    id: instanceId(id, seed),
    stem: fill(template.stem, names, new Map([['rounding', rounding]])),
    options: shuffled(dice(`${id} ${seed} options`), options),
    key: ['a'],
    fixedOrder: false,
    steps: template.steps.map((step) => say(step, key)),
  };
}

/** Draws the values of a seed, again and again until they make a sound question. */
export function drawn(template: Template, seed: number): Drawn {
  const throwDice = dice(`${template.id} ${seed}`);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const found = attemptDraw(template, throwDice);
    if (found) return found;
  }
  throw new Error(`${template.id}: seed ${seed} gives no four options`);
}

/** One draw; undefined where it makes no sound question and is to be thrown again. */
export function attemptDraw(template: Template, throwDice: Dice): Drawn | undefined {
  const values = new Map<string, Known>(Object.entries(template.given));
  const words = new Map<string, string>();
  const row = template.cases[below(throwDice, Math.max(1, template.cases.length))] ?? {};
  for (const [name, cell] of Object.entries(row))
    if (typeof cell === 'string') words.set(name, cell);
    else values.set(name, cell);
  for (const [name, { from, to, step, decimals }] of Object.entries(template.vary)) {
    const scale = ten(decimals);
    const [first, last, by] = [from, to, step].map((one) => Math.round(one * scale));
    if (first === undefined || last === undefined || by === undefined) return undefined;
    const value = (first + by * below(throwDice, Math.floor((last - first) / by) + 1)) / scale;
    values.set(name, { value, text: print(value, decimals) });
  }
  const scope = (name: string): number | undefined => values.get(name)?.value;
  const order = shuffled(throwDice, template.mistakes);
  for (const { name, is, decimals } of template.derive) {
    const value = expression(is).value(scope);
    values.set(name, { value, text: print(value, decimals) });
  }
  if (template.require.some((one) => !(expression(one).value(scope) > 0))) return undefined;
  const { decimals } = template.answer;
  const key = expression(template.answer.is).value(scope);
  if (!roundable(key, decimals)) return undefined;
  const taken = [key];
  const mistakes: { mistake: Mistake; value: number }[] = [];
  for (const mistake of order) {
    const value = expression(mistake.is).value(scope);
    const ratio = value / key;
    if (!roundable(value, decimals) || !(ratio > 1 / farthest && ratio < farthest)) continue;
    if (taken.some((one) => Math.abs(one - value) < Math.max(nearest * key, 2 / ten(decimals)))) continue;
    taken.push(value);
    mistakes.push({ mistake, value });
    if (mistakes.length === 3) return { values, words, key, mistakes };
  }
  return undefined;
}

/** Above zero also when rounded, and not so near a half that another way of rounding would give another figure. */
function roundable(value: number, decimals: number): boolean {
  if (!Number.isFinite(value) || value * ten(decimals) < 1) return false;
  const rest = (value * ten(decimals)) % 1;
  return Math.abs(rest - 0.5) > 1e-4;
}

/** 2357467.2 → 2,357,467.20. @param value 0 or above @param unit set off by a space where it begins with a letter */
export function print(value: number, decimals: number, unit = ''): string {
  const [whole = '', part] = round(value, decimals).toFixed(decimals).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const text = part === undefined ? grouped : `${grouped}.${part}`;
  return /^[A-Za-z]/.test(unit) ? `${text} ${unit}` : `${text}${unit}`;
}

/** The holes of a text: {name} or {formula:decimals}. */
export const holes = (
  text: string,
): readonly { hole: string; formula: string; decimals: number | undefined }[] =>
  [...text.matchAll(/\{([^{}:]+)(?::(\d))?\}/g)].map(([hole, formula = '', decimals]) => ({
    hole,
    formula,
    decimals: decimals === undefined ? undefined : Number(decimals),
  }));

function fill(
  text: string,
  { values, words }: Pick<Drawn, 'values' | 'words'>,
  own: ReadonlyMap<string, string>,
): string {
  return holes(text).reduce((filled, { hole, formula, decimals }) => {
    const said =
      decimals === undefined
        ? (own.get(formula) ?? words.get(formula) ?? values.get(formula)?.text)
        : print(
            expression(formula).value((name) => values.get(name)?.value),
            decimals,
          );
    if (said === undefined) throw new Error(`nothing to put into ${hole}`);
    return filled.replaceAll(hole, said);
  }, text);
}

/**
 * All that makes a template's questions what they are, words left out: a mended comma keeps every 卷号 good, another
 * range or formula does not.
 */
export const meaning = ({ vary, given, cases, derive, require, answer, mistakes }: Template): unknown => [
  vary,
  given,
  cases,
  derive,
  require,
  [answer.is, answer.decimals, answer.unit],
  mistakes.map(({ id, is }) => [id, is]),
];
