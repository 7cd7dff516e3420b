/** Practice without a clock: which items, in which order, and which of them belong in 错题本. */
import type { Level, Section } from '../notice.ts';
import { shuffled, type Dice } from '../random.ts';
import type { Item, ItemType } from './question.ts';
import type { DrillRecord, Outcome } from './record.ts';
import type { Reason } from './score.ts';
import { ask, rootOf, type Entry } from './template.ts';

/** all: whatever it was · unseen: not answered yet · missed: not known when it was answered last */
export const standings = ['all', 'unseen', 'missed'] as const;
export type Standing = (typeof standings)[number];

export interface Choice {
  readonly level: Level;
  readonly sections: readonly Section[];
  readonly types: readonly ItemType[];
  readonly standing: Standing;
}

/** What is known of the items answered, by their ids in the bank. */
export type Found = ReadonlyMap<string, { readonly known: boolean }>;

/** The entries a choice allows, in the bank's order. */
export const allowed = (
  bank: readonly Entry[],
  { level, sections, types, standing }: Choice,
  found: Found,
): readonly Entry[] =>
  bank.filter(
    ({ id, levels, section, type }) =>
      levels.includes(level) &&
      sections.includes(section) &&
      types.includes(type) &&
      (standing === 'all' || (standing === 'unseen' ? !found.has(id) : found.get(id)?.known === false)),
  );

/** The items a choice allows, in a drawn order; of each template one instance with new numbers. */
export const draw = (
  bank: readonly Entry[],
  choice: Choice,
  found: Found,
  throwDice: Dice,
): readonly Item[] => shuffled(throwDice, allowed(bank, choice, found)).map((entry) => ask(entry, throwDice));

/** How an exercise went, by the reason of its mark; undefined where it does not count (short answers not marked). */
export function outcomeOf(reason: Reason, points: number, max: number): Outcome | undefined {
  switch (reason) {
    case 'right':
    case 'wrong':
    case 'partial':
    case 'blank':
      return reason;
    case 'marked':
      return points === max ? 'right' : points === 0 ? 'wrong' : 'partial';
    case 'unmarked':
    case 'gone':
      return undefined;
    default:
      return reason satisfies never;
  }
}

/** On how many different days in a row of right answers an item leaves 错题本. */
export const daysToLeave = 2;

/**
 * Ids of the items in 错题本: an item enters with an answer that is wrong, incomplete, missing or guessed, and leaves
 * after right answers on two different days since (days in Asia/Shanghai, as the exam's). The latest mistake first. A
 * calculation counts as its template, whatever the numbers: who gets it right twice with other numbers has understood it.
 * One taken out by hand stays out until the next mistake.
 * @param log exercises in any order
 * @param takenOut when an item was taken out by hand
 */
export function mistakes(
  log: readonly DrillRecord[],
  takenOut: ReadonlyMap<string, number> = new Map(),
): readonly string[] {
  const open = new Map<string, { at: number; days: Set<string> }>();
  for (const drill of [...log].sort((a, b) => a.at - b.at)) {
    const item = rootOf(drill.item);
    if (drill.outcome !== 'right' || drill.guessed === true) {
      open.set(item, { at: drill.at, days: new Set() });
      continue;
    }
    const entry = open.get(item);
    entry?.days.add(drill.day);
    if (entry && entry.days.size >= daysToLeave) open.delete(item);
  }
  return [...open]
    .filter(([item, { at }]) => at > (takenOut.get(item) ?? -Infinity))
    .sort(([, a], [, b]) => b.at - a.at)
    .map(([item]) => item);
}
