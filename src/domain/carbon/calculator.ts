/**
 * A calculator: what it asks for, how it is worked line by line, and where its numbers come from. Reads what somebody
 * typed, says what is wrong with it, and shows the working; the arithmetic is that of the accounting functions.
 */
import type { Section } from '../notice.ts';
import { round } from './number.ts';

/** A number a document gives, as content/factors.yaml has it. */
export interface Factor {
  readonly id: string;
  readonly name: string;
  /** As printed: the last zero is part of it. */
  readonly value: string;
  readonly unit: string;
  /** Years and use. */
  readonly scope: string;
  readonly fact: string;
  readonly grade: 'A' | 'B';
}

/** Shown only where another field, a choice or a pick, stands at one of these. */
export interface When {
  readonly field: string;
  readonly is: readonly string[];
}

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly when?: When;
  /** Fields of one row stand together under this heading. */
  readonly row?: string;
}
/** A number to be typed, ≥ 0 unless it is signed. */
export interface Figure extends FieldBase {
  readonly kind: 'figure';
  readonly symbol: string;
  readonly unit: string | { readonly field: string; readonly of: Readonly<Record<string, string>> };
  readonly most: number;
  readonly positive?: true;
  readonly signed?: true;
  /** May be left out; counts 0. */
  readonly optional?: true;
  /** The figure it belongs to: without that one it is idle, with it it is needed, unless it is optional. */
  readonly goesWith?: string;
  /** Id of the factor it is multiplied with; it may hang on a choice. */
  readonly by?: string | { readonly field: string; readonly of: Readonly<Record<string, string>> };
}
export interface Choice extends FieldBase {
  readonly kind: 'choice';
  /** The first is chosen until another is. */
  readonly options: readonly { readonly id: string; readonly label: string }[];
}
/** Numbers of the register to choose from; what is typed instead is one's own. */
export interface Pick extends FieldBase {
  readonly kind: 'pick';
  /** What stands for no choice. */
  readonly own: string;
  /** Whether something must be chosen. */
  readonly needed?: true;
  readonly groups: readonly {
    readonly label: string;
    readonly when?: When;
    readonly options: readonly PickOption[];
  }[];
}
export interface PickOption {
  readonly id: string;
  readonly label: string;
  /** Figure → id of the factor written into it. */
  readonly fills: Readonly<Record<string, string>>;
  /** Choice → the option that goes with it. */
  readonly sets?: Readonly<Record<string, string>>;
  /** Where the numbers may not be used, and the sentence that says so. */
  readonly not?: When & { readonly why: string };
}
export type Field = Figure | Choice | Pick;

/** What stands in the fields, as typed, by name. */
export type Typed = Readonly<Record<string, string>>;

/** What was typed, ready to be worked with. */
export interface Given {
  /** 0 where an optional figure was left out. */
  readonly n: (name: string) => number;
  /** As it stands in a line of the working. */
  readonly t: (name: string) => string;
  /** Option of a choice or pick. */
  readonly c: (name: string) => string;
  readonly has: (name: string) => boolean;
  /** The factor a figure is multiplied with. @throws Error where it has none */
  readonly by: (name: string) => Factor;
  /** One of the calculator's constants. @throws Error where the register has none of that id */
  readonly constant: (id: string) => Factor;
}

/** A line of the working: 热量 ＝ FC×NCV ＝ 320×42.652 ＝ 13,648.64 GJ. */
export interface Step {
  readonly what: string;
  readonly symbols: string;
  readonly figures: string;
  readonly value: string;
  readonly unit: string;
}
export interface Outcome {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
}
export interface Working {
  readonly steps: readonly Step[];
  readonly results: readonly Outcome[];
  /** What the numbers mean, where that needs a sentence. */
  readonly notes: readonly string[];
}

export interface Example {
  /** W-04, or 自拟 where the register has none. */
  readonly id: string;
  readonly label: string;
  readonly typed: Typed;
}

export interface Calculator {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  /** What for, in one sentence. */
  readonly lead: string;
  readonly formula: { readonly words: string; readonly symbols: string };
  readonly fields: readonly Field[];
  /** Year and use of the rule. */
  readonly scope: string;
  /** How the result is rounded. */
  readonly rounding: string;
  /** What to look out for; outdated rules are named here. */
  readonly cautions: readonly string[];
  readonly facts: readonly string[];
  readonly sections: readonly Section[];
  /** Accounting functions by name: templates that call one of them practise this. */
  readonly practises: readonly string[];
  /** Ids of factors the rule itself names; no field holds them. */
  readonly constants?: readonly string[];
  readonly examples: readonly Example[];
  /** Of these optional figures one at least is needed. */
  readonly some?: { readonly names: readonly string[]; readonly label: string };
  /** Faults that no single field shows: field → sentence. */
  readonly check?: (given: Given) => Readonly<Record<string, string>>;
  /** @throws RangeError only where check let something through that it should not have */
  readonly work: (given: Given) => Working;
}

/** What became of a field. */
export type Reading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'chosen'; readonly id: string }
  /** @property mended the text as it was read, where that differs from what was typed */
  | { readonly kind: 'read'; readonly value: number; readonly text: string; readonly mended: boolean }
  | { readonly kind: 'wrong'; readonly why: string };

/** A number that was worked with, and where it is from; from nowhere: the visitor's own. */
export interface Used {
  /** The figure's name; a factor's id where no field holds it. */
  readonly name: string;
  readonly label: string;
  readonly symbol: string;
  readonly text: string;
  readonly unit: string;
  readonly factor: Factor | undefined;
  /** Whether the register offers numbers for it: one's own is then marked as such. */
  readonly offered: boolean;
}

export interface Answer {
  /** By name; only fields that are shown. */
  readonly readings: ReadonlyMap<string, Reading>;
  /** Figures that may stay empty as things are. */
  readonly spare: ReadonlySet<string>;
  /** Figures that hold a number nothing is done with, by name: label of the figure they wait for. */
  readonly idle: ReadonlyMap<string, string>;
  /** Labels of the figures that are still needed. */
  readonly missing: readonly string[];
  readonly used: readonly Used[];
  /** Undefined while something is missing or wrong. */
  readonly working: Working | undefined;
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Longest text a field may hold. */
const longest = 24;

interface Bounds {
  readonly most: number;
  readonly positive?: true;
  readonly signed?: true;
}

/** What was typed with full-width signs, spaces and commas between thousands made plain. */
const plain = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replaceAll(/[-‐-―−]/g, '-')
    .replaceAll(/\s/g, '');

/**
 * Reads a typed number.
 * @param typed any text; full-width digits, spaces and commas between thousands are mended
 * @returns what it was read as, or a sentence that says what is wrong with it
 */
export function readFigure(typed: string, field: Bounds, unit: string): Reading {
  const text = plain(typed);
  if (text === '') return { kind: 'empty' };
  const wrong = (why: string): Reading => ({ kind: 'wrong', why });
  if (text.length > longest) return wrong(`太长了：最多 ${String(longest)} 个字符。`);
  const figure = unit === '%' ? text.replace(/%$/, '') : text;
  const bare = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(figure) ? figure.replaceAll(',', '') : figure;
  if (bare.includes(',')) return wrong('逗号的位置不对：千位分隔写 1,234，小数点写 12.5。');
  if (/^-?[\d.]+%$/.test(bare))
    return wrong(
      unit === ''
        ? '不要写百分号；这一格没有单位，请写成小数。'
        : `不要写百分号；这一格的单位是 ${unit}，请按这个单位填。`,
    );
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(bare))
    return wrong(`“${text}”不是一个数；请只写数字和小数点，如 320 或 42.652，“万”“亿”请换算。`);
  const value = Number(bare);
  if (value < 0 && !field.signed) return wrong('不能是负数。');
  if (value === 0 && field.positive) return wrong('要大于 0。');
  if (Math.abs(value) > field.most)
    return wrong(`太大了：最多 ${measured(grouped(String(field.most)), unit)}，请核对单位。`);
  return { kind: 'read', value, text: bare, mended: bare !== typed.trim() };
}

const option = (field: Choice | Pick, typed: Typed): string => {
  const found = typed[field.name] ?? '';
  if (field.kind === 'choice')
    return field.options.some(({ id }) => id === found) ? found : (field.options[0]?.id ?? '');
  return optionsOf(field).some(({ id }) => id === found) ? found : '';
};

/** All that a pick offers. */
export const optionsOf = (field: Pick): readonly PickOption[] =>
  field.groups.flatMap(({ options }) => options);

/** Whether something stands under its condition. */
export function applies(calculator: Calculator, typed: Typed, when: When | undefined): boolean {
  if (!when) return true;
  const field = calculator.fields.find(({ name }) => name === when.field);
  if (!field || field.kind === 'figure') throw new Error(`${calculator.id}: no choice ${when.field}`);
  return applies(calculator, typed, field.when) && when.is.includes(option(field, typed));
}

/** What a figure is called where it stands alone: with its row, where its label is also that of another. */
export const called = ({ fields }: Calculator, { label, row }: Field): string =>
  row !== undefined && fields.some((one) => one.label === label && one.row !== row)
    ? `${row}的${label}`
    : label;

/** The unit of a figure; it may hang on a choice. */
export function unitOf(calculator: Calculator, typed: Typed, field: Figure): string {
  if (typeof field.unit === 'string') return field.unit;
  const { field: name, of } = field.unit;
  const by = calculator.fields.find((one) => one.name === name);
  return by && by.kind !== 'figure' ? (of[option(by, typed)] ?? '') : '';
}

/** The factor a figure is multiplied with under what is chosen now. */
export function byOf(
  calculator: Calculator,
  typed: Typed,
  field: Figure,
  factors: ReadonlyMap<string, Factor>,
): Factor | undefined {
  if (field.by === undefined) return undefined;
  if (typeof field.by === 'string') return factors.get(field.by);
  const { field: name, of } = field.by;
  const by = calculator.fields.find((one) => one.name === name);
  return by && by.kind !== 'figure' ? factors.get(of[option(by, typed)] ?? '') : undefined;
}

/** A factor as it is written into a field: fractions become per cent where the field asks for that. */
export const written = (factor: Factor, unit: string): string =>
  unit === '%' && factor.unit !== '%' ? String(round(Number(factor.value) * 100, 6)) : factor.value;

/** Ids of the factors a calculator may work with, in the order in which it offers them. */
export const factorsOf = (calculator: Calculator): readonly string[] => [
  ...new Set([
    ...calculator.fields.flatMap((field): readonly string[] => {
      switch (field.kind) {
        case 'pick':
          return optionsOf(field).flatMap(({ fills }) => Object.values(fills));
        case 'figure':
          return typeof field.by === 'object' ? Object.values(field.by.of) : field.by ? [field.by] : [];
        case 'choice':
          return [];
        default:
          return field satisfies never;
      }
    }),
    ...(calculator.constants ?? []),
  ]),
];

/**
 * What stands in the fields after an option of a pick was chosen: its numbers are written over what was there.
 * @param id option of the pick; empty: one's own numbers, which stay as they are
 */
export function picked(
  calculator: Calculator,
  typed: Typed,
  field: Pick,
  id: string,
  factors: ReadonlyMap<string, Factor>,
): Typed {
  const found = optionsOf(field).find((one) => one.id === id);
  const next: Record<string, string> = { ...typed, [field.name]: found ? id : '', ...found?.sets };
  for (const [name, factor] of Object.entries(found?.fills ?? {})) {
    const figure = calculator.fields.find((one) => one.name === name);
    const value = factors.get(factor);
    if (figure?.kind === 'figure' && value) next[name] = written(value, unitOf(calculator, next, figure));
  }
  return next;
}

/**
 * Works a calculator.
 * @param typed what stands in the fields, by name; names it does not know are passed over
 * @param factors by id, to say where a number is from
 */
export function solve(calculator: Calculator, typed: Typed, factors: ReadonlyMap<string, Factor>): Answer {
  const shown = calculator.fields.filter(({ when }) => applies(calculator, typed, when));
  const readings = new Map<string, Reading>();
  const missing: string[] = [];
  const origin = new Map<string, Factor>();
  for (const field of shown) {
    if (field.kind === 'figure') {
      const reading = readFigure(typed[field.name] ?? '', field, unitOf(calculator, typed, field));
      readings.set(field.name, reading);
      continue;
    }
    const id = option(field, typed);
    readings.set(field.name, { kind: 'chosen', id });
    if (field.kind === 'choice') continue;
    const group = field.groups.find(({ options }) => options.some((one) => one.id === id));
    const chosen = group?.options.find((one) => one.id === id);
    if (!chosen) continue;
    if (!applies(calculator, typed, group?.when))
      readings.set(field.name, {
        kind: 'wrong',
        why: `“${chosen.label}”不用于现在选的情形，请另选或自己填。`,
      });
    else if (chosen.not && applies(calculator, typed, chosen.not))
      readings.set(field.name, { kind: 'wrong', why: chosen.not.why });
    for (const [name, factor] of Object.entries(chosen.fills)) {
      const value = factors.get(factor);
      if (value) origin.set(name, value);
    }
  }
  const touched: Factor[] = [];
  const waits = ({ goesWith }: Figure): boolean => {
    const reading = goesWith === undefined ? undefined : readings.get(goesWith);
    return goesWith !== undefined && !(reading?.kind === 'read' && reading.value !== 0);
  };
  const spare = new Set<string>();
  const idle = new Map<string, string>();
  for (const field of shown) {
    const reading = readings.get(field.name);
    if (field.kind === 'figure' && (field.optional || waits(field))) spare.add(field.name);
    else if (
      reading?.kind === 'empty' ||
      (field.kind === 'pick' && field.needed && option(field, typed) === '')
    )
      missing.push(called(calculator, field));
    if (field.kind !== 'figure' || reading?.kind !== 'read' || !waits(field)) continue;
    const other = shown.find(({ name }) => name === field.goesWith);
    idle.set(field.name, other ? called(calculator, other) : '');
  }
  const { some } = calculator;
  if (some && some.names.every((name) => (readings.get(name)?.kind ?? 'empty') === 'empty'))
    missing.push(some.label);
  const given: Given = {
    n: (name) => {
      const reading = readings.get(name);
      return reading?.kind === 'read' ? reading.value : 0;
    },
    t: (name) => {
      const reading = readings.get(name);
      return reading?.kind === 'read' ? grouped(reading.text) : '0';
    },
    c: (name) => {
      const reading = readings.get(name);
      return reading?.kind === 'chosen' ? reading.id : '';
    },
    has: (name) => readings.get(name)?.kind === 'read',
    by: (name) => {
      const field = shown.find((one) => one.name === name);
      const factor = field?.kind === 'figure' ? byOf(calculator, typed, field, factors) : undefined;
      if (!factor) throw new Error(`${calculator.id}: ${name} has no factor`);
      return factor;
    },
    constant: (id) => {
      const factor = factors.get(id);
      if (!factor) throw new Error(`${calculator.id}: no factor ${id}`);
      if (!touched.includes(factor)) touched.push(factor);
      return factor;
    },
  };
  const listed = (factor: Factor): Used => ({
    name: factor.id,
    label: factor.name,
    symbol: '',
    text: grouped(factor.value),
    unit: factor.unit,
    factor,
    offered: true,
  });
  const offered = new Set(
    shown.flatMap((field) =>
      field.kind === 'pick' ? optionsOf(field).flatMap(({ fills }) => Object.keys(fills)) : [],
    ),
  );
  const used = shown.flatMap((field): Used[] => {
    const reading = readings.get(field.name);
    if (field.kind !== 'figure' || reading?.kind !== 'read' || waits(field)) return [];
    const unit = unitOf(calculator, typed, field);
    const factor = origin.get(field.name);
    const same = factor && Number(written(factor, unit)) === reading.value ? factor : undefined;
    const by = byOf(calculator, typed, field, factors);
    return [
      {
        name: field.name,
        label: called(calculator, field),
        symbol: field.symbol,
        text: grouped(reading.text),
        unit,
        factor: same,
        offered: offered.has(field.name),
      },
      ...(by ? [listed(by)] : []),
    ];
  });
  const wrong = (): boolean => [...readings.values()].some(({ kind }) => kind === 'wrong');
  if (missing.length === 0 && !wrong())
    for (const [name, why] of Object.entries(calculator.check?.(given) ?? {}))
      readings.set(name, { kind: 'wrong', why });
  const worked = missing.length === 0 && !wrong() ? calculator.work(given) : undefined;
  // That a value is shortened is said where it comes out, not again where it goes in.
  const working = worked && {
    ...worked,
    steps: worked.steps.map((step) => ({ ...step, figures: step.figures.replaceAll('≈', '') })),
  };
  return { readings, spare, idle, missing, used: [...used, ...touched.map(listed)], working };
}

/** What the addresses of a calculation hold: names and values of the fields that say something. */
export const linkOf = (calculator: Calculator, typed: Typed): string =>
  calculator.fields
    .flatMap(({ name }) => {
      const text = plain(typed[name] ?? '').slice(0, longest * 2);
      return text === '' ? [] : [`${name}=${encodeURIComponent(text)}`];
    })
    .join('&');

/**
 * Reads the address of a calculation.
 * @param fragment as linkOf gave it @returns what to put into the fields, and how many entries say nothing to this calculator
 */
export function fromLink(calculator: Calculator, fragment: string): { typed: Typed; unknown: number } {
  const typed: Record<string, string> = {};
  let unknown = 0;
  for (const entry of fragment.split('&').filter((one) => one !== '')) {
    const [name = '', value = ''] = entry.split('=', 2);
    const field = calculator.fields.find((one) => one.name === name);
    const text = decoded(value);
    const ids =
      field?.kind === 'choice' ? field.options : field?.kind === 'pick' ? optionsOf(field) : undefined;
    if (field && text !== undefined && (ids ? ids.some(({ id }) => id === text) : text.length <= longest))
      typed[name] = text;
    else unknown += 1;
  }
  return { typed, unknown };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

// ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Commas between thousands: 1234567.80 → 1,234,567.80. @param text digits with or without a point and a sign */
export function grouped(text: string): string {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d*)(.*)$/.exec(text) ?? [];
  return (sign === '-' ? '−' : '') + whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') + rest;
}

/** 四舍五入 to so many places, idle zeros kept: 990.69, 57,298.00. @param decimals 0 … 6 */
export const fixed = (value: number, decimals: number): string =>
  grouped(round(value, decimals).toFixed(decimals));

/**
 * A value on the way, which is worked with in full: at most six places below 10, four below 1,000, two above, no idle
 * zeros; ≈ before it where that is not all of it.
 */
export function near(value: number): string {
  const size = Math.abs(value);
  const short = round(value, size < 10 ? 6 : size < 1000 ? 4 : 2);
  const exact = Math.abs(short - value) <= size * 1e-12;
  const text = short.toFixed(6).replace(/\.?0+$/, '');
  return `${exact ? '' : '≈'}${grouped(text)}`;
}

/** A number and its unit as they stand in a line: 320 t, 99%, 2,650×10⁴Nm³, 占应清缴配额量 0.05. @param unit empty: none */
export function measured(text: string, unit: string): string {
  if (unit === '' || unit === '%') return text + unit;
  if (unit.startsWith('占')) return `${unit} ${text}`;
  return unit.startsWith('10') ? `${text}×${unit}` : `${text} ${unit}`;
}

/** A line of the working in pieces, each with its sign: ＝FC×NCV, ＝320×42.652, ＝13,648.64 GJ. None says the same twice. */
export function pieces({ symbols, figures, value, unit }: Step): readonly string[] {
  const last = measured(value, unit);
  return [...new Set([symbols, figures].filter((one) => one !== value)), last].map((one) =>
    one.startsWith('≈') ? one : `＝${one}`,
  );
}
