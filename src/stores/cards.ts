/** When each item comes again: cards replayed from the log of answers, with a model that is fetched only here. */
import { atom } from 'nanostores';
import { firstDay, sitting, type Batch } from '../domain/calendar.ts';
import type { Card } from '../domain/learning/due.ts';
import { $learning, $wish } from './learning.ts';

/** Cards by item; undefined until asked for. */
export const $cards = atom<ReadonlyMap<string, Card> | undefined>(undefined);

/** Replays the log into cards; the model is fetched now. @param batches what the organiser has announced */
export async function recallCards(batches: readonly Batch[]): Promise<void> {
  const { cards } = await import('../domain/learning/cards.ts');
  const learning = $learning.get();
  if (!learning) return;
  const wish = $wish.get();
  const exam = wish && firstDay(sitting(wish.sitting, batches));
  $cards.set(cards(learning.log, exam !== undefined && exam > learning.today ? exam : undefined));
}
