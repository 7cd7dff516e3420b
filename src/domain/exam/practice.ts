/** Practice without a clock: which items, in which order, and which of them belong in 错题本. */
import type { Level, Section } from '../notice.ts';
import { shuffled, type Dice } from '../random.ts';
import type { Item, ItemType } from './question.ts';
import type { DrillRecord, Outcome } from './record.ts';
import type { Reason } from './score.ts';

export interface Choice {
  readonly level: Level;
  readonly sections: readonly Section[];
  readonly types: readonly ItemType[];
}

/** The items a choice allows, in a drawn order. */
export function draw(
  bank: readonly Item[],
  { level, sections, types }: Choice,
  throwDice: Dice,
): readonly Item[] {
  return shuffled(
    throwDice,
    bank.filter(
      (item) => item.levels.includes(level) && sections.includes(item.section) && types.includes(item.type),
    ),
  );
}

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
 * Ids of the items in 错题本: an item enters with an answer that is wrong, incomplete or missing, and leaves after
 * right answers on two different days since. The latest mistake first.
 * @param log exercises in any order
 */
export function mistakes(log: readonly DrillRecord[]): readonly string[] {
  const open = new Map<string, { at: number; days: Set<string> }>();
  for (const drill of [...log].sort((a, b) => a.at - b.at)) {
    if (drill.outcome !== 'right') {
      open.set(drill.item, { at: drill.at, days: new Set() });
      continue;
    }
    const entry = open.get(drill.item);
    entry?.days.add(drill.day);
    if (entry && entry.days.size >= daysToLeave) open.delete(drill.item);
  }
  return [...open].sort(([, a], [, b]) => b.at - a.at).map(([item]) => item);
}
