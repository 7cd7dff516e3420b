/**
 * Spaced repetition: when each answered item is due again. The model is FSRS with its published default weights, by
 * the package ts-fsrs (its arithmetic only: days in, days out; no clock, no fuzz). See decision 0006.
 */
import { FSRSAlgorithm, generatorParameters } from 'ts-fsrs';
import { addDays, daysBetween, parseDate, type PlainDate } from '../calendar.ts';
import type { DrillRecord } from '../exam/record.ts';
import { rootOf } from '../exam/template.ts';
import { fingerprint } from '../random.ts';
import type { Card } from './due.ts';
import { isKnown, merged } from './log.ts';

/** The share of items that should still be known when they come up again. */
export const retention = 0.9;
/** Last reviews before a sitting are spread over so many days. */
export const lastDays = 7;

const model = new FSRSAlgorithm(
  generatorParameters({ request_retention: retention, enable_fuzz: false, enable_short_term: false }),
);
/** FSRS's grades: wrong, incomplete or guessed → Again; right → Good. */
const grades = { again: 1, good: 3 } as const;

/**
 * Replays the log into cards, one an item of the bank: a calculation comes back as its template, with new numbers.
 * @param exam first day of the chosen sitting: an item whose turn would come on that day or later comes up once more
 *   before it, on one of the last seven days, unless it was answered later than that
 */
export function cards(log: readonly DrillRecord[], exam?: PlainDate): ReadonlyMap<string, Card> {
  const found = new Map<string, Card>();
  for (const drill of merged(log)) {
    const day = parseDate(drill.day);
    if (day === undefined) continue;
    const item = rootOf(drill.item);
    const before = found.get(item);
    const known = isKnown(drill);
    // A clock set back between two answers counts as no time passed.
    const last = before && before.last > day ? before.last : day;
    const passed = before ? daysBetween(before.last, last) : 0;
    const memory = before ? { stability: before.stability, difficulty: before.difficulty } : null;
    const { stability, difficulty } = model.next_state(memory, passed, known ? grades.good : grades.again);
    const natural = addDays(last, model.next_interval(stability, passed));
    found.set(item, {
      item,
      stability,
      difficulty,
      last,
      due: exam === undefined ? natural : clamped(item, last, natural, exam),
      reviews: (before?.reviews ?? 0) + 1,
      lapses: (before?.lapses ?? 0) + (before && !known ? 1 : 0),
    });
  }
  return found;
}

function clamped(item: string, last: PlainDate, natural: PlainDate, exam: PlainDate): PlainDate {
  if (natural < exam) return natural;
  const spread = addDays(exam, -1 - (fingerprint(item) % lastDays));
  if (spread > last) return spread;
  const eve = addDays(exam, -1);
  return eve > last ? eve : natural;
}
