/** How a visitor likes the exam room: look and habits, nothing about what was answered. */
import { levels, type Level } from '../notice.ts';
import type { Factor, Mode } from './attempt.ts';
import { fields, isMoment, type Unreadable } from './record.ts';

export interface Settings {
  readonly level: Level;
  readonly factor: Factor;
  readonly mode: Mode;
  /** 0 … 3 */
  readonly zoom: number;
  readonly clock: boolean;
  /** Keys A–E, M, ←, →. */
  readonly keys: boolean;
  /** Go on to the next question after a single choice. */
  readonly next: boolean;
}

/** With the moment of the last change: of two devices' settings the later ones hold. */
export interface KeptSettings extends Settings {
  readonly at: number;
}

export const usual: Settings = {
  level: 'junior',
  factor: 1,
  mode: 'strict',
  zoom: 0,
  clock: true,
  keys: true,
  next: false,
};

/** Reads settings; a value that makes no sense gives way to the usual one. @param raw whatever was kept */
export function readSettings(raw: unknown): KeptSettings | Unreadable {
  const one = fields(raw);
  if (!one) return 'broken';
  const { level, factor, mode, zoom, clock, keys, next, at } = one;
  return {
    at: isMoment(at) ? at : 0,
    level: levels.find((known) => known === level) ?? usual.level,
    factor:
      factor === 'none' || (typeof factor === 'number' && factor >= 1 && factor <= 10)
        ? factor
        : usual.factor,
    mode: mode === 'practice' ? 'practice' : 'strict',
    zoom: typeof zoom === 'number' && [0, 1, 2, 3].includes(zoom) ? zoom : usual.zoom,
    clock: clock !== false,
    keys: keys !== false,
    next: next === true,
  };
}
