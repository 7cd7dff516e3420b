import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, date, daysBetween } from '../../../src/domain/calendar.ts';
import { outcomes, recordVersion, type DrillRecord } from '../../../src/domain/exam/record.ts';
import { cards, lastDays } from '../../../src/domain/learning/cards.ts';
import { dueAhead, dueOn, held, heldCards } from '../../../src/domain/learning/due.ts';

const start = date('2027-01-04');
const drill = (
  day: number,
  outcome: DrillRecord['outcome'],
  some: Partial<DrillRecord> = {},
): DrillRecord => ({
  version: recordVersion,
  at: day * 1000,
  day: addDays(start, day),
  item: 'a',
  rev: 1,
  outcome,
  ...some,
});
const logs = fc
  .array(
    fc.record({ day: fc.integer({ min: 0, max: 120 }), item: fc.constantFrom('a', 'b', 'c'), n: fc.nat(2) }),
    { maxLength: 40 },
  )
  .map((list) =>
    list.map(({ day, item, n }, place): DrillRecord => ({
      ...drill(day, outcomes[n] ?? 'right', { item }),
      at: day * 1000 + place,
    })),
  );

describe('spaced repetition', () => {
  test('wrong, incomplete and guessed come back tomorrow; right ones ever later', () => {
    for (const again of [
      drill(0, 'wrong'),
      drill(0, 'partial'),
      drill(0, 'blank'),
      drill(0, 'right', { guessed: true }),
    ])
      expect(cards([again]).get('a')?.due).toBe(addDays(start, 1));
    let log: readonly DrillRecord[] = [];
    let day = 0;
    const gaps: number[] = [];
    for (let review = 0; review < 6; review += 1) {
      log = [...log, drill(day, 'right')];
      const card = cards(log).get('a');
      if (!card) throw new Error('no card');
      gaps.push(daysBetween(card.last, card.due));
      day = daysBetween(start, card.due);
    }
    // The intervals FSRS 6 gives by its default weights at 90 %: pinned, so that a change of the package is seen.
    expect(gaps).toEqual([2, 11, 46, 163, 497, 1346]);
  });

  test('a mistake after many right answers brings the item back within days and counts as a lapse', () => {
    const card = cards([drill(0, 'right'), drill(2, 'right'), drill(13, 'wrong')]).get('a');
    expect(card?.lapses).toBe(1);
    expect(card && daysBetween(card.last, card.due)).toBeLessThanOrEqual(3);
  });

  test('the same log gives the same cards, in whatever order its lines come', () => {
    fc.assert(
      fc.property(logs, (log) => {
        expect(cards([...log].reverse())).toEqual(cards(log));
      }),
    );
  });

  test('nothing is due on the day of the sitting or later, unless it was answered on the eve or after', () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 1, max: 130 }), (log, days) => {
        const exam = addDays(start, days);
        for (const card of cards(log, exam).values()) {
          expect(card.due > card.last).toBe(true);
          if (card.last < addDays(exam, -1)) expect(card.due < exam).toBe(true);
        }
      }),
    );
  });

  test('what would come after the sitting is spread over the last seven days before it', () => {
    const exam = addDays(start, 30);
    const log = Array.from({ length: 140 }, (_, place) => [
      drill(0, 'right', { item: `i${place}`, at: place }),
      drill(2, 'right', { item: `i${place}`, at: 5000 + place }),
      drill(13, 'right', { item: `i${place}`, at: 9000 + place }),
    ]).flat();
    const perDay = dueAhead(cards(log, exam), addDays(exam, -lastDays), lastDays).map(({ count }) => count);
    expect(perDay.reduce((sum, one) => sum + one, 0)).toBe(140);
    for (const count of perDay) expect(count).toBeGreaterThan(8);
  });

  test('what is overdue comes first, and counts today', () => {
    const all = cards([drill(0, 'wrong', { item: 'b' }), drill(3, 'wrong', { item: 'a', at: 9999 })]);
    expect(dueOn(all, addDays(start, 4))).toEqual(['b', 'a']);
    expect(dueOn(all, start)).toEqual([]);
    expect(dueAhead(all, addDays(start, 4), 2).map(({ count }) => count)).toEqual([2, 0]);
  });

  test('what the bank no longer holds is never due: nobody could practise it', () => {
    const all = cards([drill(0, 'wrong', { item: 'b' }), drill(0, 'wrong', { item: 'a' })]);
    const bank = [{ id: 'a' }, { id: 'c' }];
    expect(dueOn(heldCards(all, bank), addDays(start, 4))).toEqual(['a']);
    expect(held(['b', 'a'], bank)).toEqual(['a']);
  });
});
