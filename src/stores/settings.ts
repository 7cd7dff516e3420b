/** How a visitor likes the exam room: look and habits only, hence localStorage will do. */
import { atom } from 'nanostores';
import type { Factor, Mode } from '../domain/exam/attempt.ts';
import { levels, type Level } from '../domain/notice.ts';

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

const usual: Settings = {
  level: 'junior',
  factor: 1,
  mode: 'strict',
  zoom: 0,
  clock: true,
  keys: true,
  next: false,
};
const key = 'exam-settings';

function read(): Settings {
  try {
    const raw: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof raw !== 'object' || raw === null) return usual;
    const one: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(raw));
    const factor = one['factor'];
    const zoom = one['zoom'];
    return {
      level: levels.find((level) => level === one['level']) ?? usual.level,
      factor:
        factor === 'none' || (typeof factor === 'number' && factor >= 1 && factor <= 10)
          ? factor
          : usual.factor,
      mode: one['mode'] === 'practice' ? 'practice' : 'strict',
      zoom: typeof zoom === 'number' && [0, 1, 2, 3].includes(zoom) ? zoom : usual.zoom,
      clock: one['clock'] !== false,
      keys: one['keys'] !== false,
      next: one['next'] === true,
    };
  } catch {
    return usual;
  }
}

export const $settings = atom<Settings>(usual);

/** Takes what was kept; called in the browser only, after the first paint. */
export function recallSettings(): void {
  $settings.set(read());
}

/** Changes some and keeps them where that is possible. */
export function changeSettings(some: Partial<Settings>): void {
  $settings.set({ ...$settings.get(), ...some });
  try {
    localStorage.setItem(key, JSON.stringify($settings.get()));
  } catch {
    // Without storage they hold until the page is left.
  }
}
