/** How a visitor likes the exam room: look and habits only, hence localStorage will do. */
import { atom } from 'nanostores';
import { isRead } from '../domain/exam/record.ts';
import { readSettings, usual, type KeptSettings, type Settings } from '../domain/exam/settings.ts';

export type { Settings } from '../domain/exam/settings.ts';

const key = 'exam-settings';

/** What was kept; undefined where nothing was, or nothing that can be read. */
export function keptSettings(): KeptSettings | undefined {
  try {
    const text = localStorage.getItem(key);
    const kept = text === null ? 'broken' : readSettings(JSON.parse(text));
    return isRead(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

export const $settings = atom<Settings>(usual);

/** Takes what was kept; called in the browser only, after the first paint. */
export function recallSettings(): void {
  $settings.set(keptSettings() ?? usual);
}

/** Changes some and keeps them where that is possible. */
export function changeSettings(some: Partial<Settings>): void {
  const next = { ...$settings.get(), ...some };
  $settings.set(next);
  keepSettings({ ...next, at: Date.now() });
}

/** Keeps settings as they are. @returns whether that was possible; where not, they hold until the page is left */
export function keepSettings(settings: KeptSettings): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(settings));
    return true;
  } catch {
    return false;
  }
}

/** Forgets them. @returns whether nothing is left */
export function forgetSettings(): boolean {
  $settings.set(usual);
  try {
    localStorage.removeItem(key);
    return localStorage.getItem(key) === null;
  } catch {
    return true;
  }
}
