/** What to learn next: 错题本, the cards that say when an item comes again, the plan. The exam page does without. */
import { atom, computed } from 'nanostores';
import { todayInShanghai } from '../clock.ts';
import { firstDay, sitting, type Batch } from '../domain/calendar.ts';
import { mistakes } from '../domain/exam/practice.ts';
import { rootOf } from '../domain/exam/template.ts';
import type { Card } from '../domain/learning/due.ts';
import { takenOut, type PlanWish } from '../domain/learning/notes.ts';
import { $learning, $wish, add } from './learning.ts';

/** Ids in 错题本, the latest mistake first. */
export const $mistakes = computed($learning, (learning) =>
  learning ? mistakes(learning.log, takenOut(learning.notes)) : [],
);
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

/** Takes an item out of 错题本 until it is answered wrong again, or takes that back; of a calculation its template. */
export const takeOut = (item: string, on: boolean): Promise<void> =>
  add({ kind: 'out', item: rootOf(item), on });

/** Keeps what is wished of a plan, made today; null: no plan any more. */
export const wishPlan = (wish: Omit<PlanWish, 'madeOn'> | null): Promise<void> =>
  add({ kind: 'plan', wish: wish && { ...wish, madeOn: todayInShanghai() } });
