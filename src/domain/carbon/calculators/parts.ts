/** The parts a calculator is written with: fields, and lines of its working. */
import type { Choice, Figure, Pick, Step, When } from '../calculator.ts';

/** Where a choice or pick stands at one of these. */
export const at = (field: string, ...is: readonly string[]): When => ({ field, is });

/**
 * A number to be typed.
 * @param name in the address @param most the largest that is let through @param more hint, condition, whether it may be left out
 */
export const figure = (
  name: string,
  label: string,
  symbol: string,
  unit: Figure['unit'],
  most: number,
  more: Partial<Figure> = {},
): Figure => ({ kind: 'figure', name, label, symbol, unit, most, ...more });

/** A share, 0 … 100 %. */
export const percent = (name: string, label: string, symbol: string, more: Partial<Figure> = {}): Figure =>
  figure(name, label, symbol, '%', 100, more);

/** One of several; the first until another is chosen. */
export const choice = (
  name: string,
  label: string,
  options: Choice['options'],
  more: Partial<Choice> = {},
): Choice => ({ kind: 'choice', name, label, options, ...more });

/** Numbers of the register to choose from. @param own what stands for one's own */
export const pick = (
  name: string,
  label: string,
  own: string,
  groups: Pick['groups'],
  more: Partial<Pick> = {},
): Pick => ({ kind: 'pick', name, label, own, groups, ...more });

/** A line of the working. @param symbols the formula @param figures the same with the numbers put in */
export const step = (what: string, symbols: string, figures: string, value: string, unit: string): Step => ({
  what,
  symbols,
  figures,
  value,
  unit,
});
