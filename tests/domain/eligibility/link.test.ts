import { describe, expect, test } from 'vitest';
import { date } from '../../../src/domain/calendar.ts';
import {
  decode,
  encode,
  knownOn,
  noAnswers,
  referenceDay,
  rulesDigest,
  type Answers,
} from '../../../src/domain/eligibility/link.ts';

/** A link with its guard made anew, as one who has read the code would forge it. */
function forged(body: string): string {
  let hash = 0x811c9dc5;
  for (const character of body) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return `${body}&c=${hash.toString(36)}`;
}
const head = `v=1&r=${rulesDigest}`;

describe('links that are forged with their guard in order', () => {
  test('the forger can do what we do', () => {
    expect(forged(`${head}&education=bachelor`)).toBe(
      encode({ ...noAnswers, known: { education: 'bachelor' } }),
    );
  });

  test.each([
    ['a reference day no calendar reaches', 'education=bachelor&day=9999-11'],
    ['a reference day too late to reckon from', 'education=bachelor&day=2195-01'],
    ['a sitting before the notice', 'education=bachelor&day=2020-11'],
    ['a month without a sitting', 'education=bachelor&day=2027-02'],
    ['the year nought', 'education=bachelor&day=0000-01'],
    ['an answer and 不清楚 to the same question', 'education=bachelor&open=education'],
    ['不清楚 twice', 'open=education,education'],
    ['a question there is none', 'open=age'],
    ['an answer there is none', 'education=doctor'],
    ['a field there is none', 'name=x'],
    ['a working life from the year one', 'work=0001-01_2026-01'],
    ['a period that ends before it begins', 'work=2020-05_2020-04'],
    ['a period written in another way', 'work=2020-01-2021-01'],
    ['answers in another order', 'totalMonths=12&education=bachelor'],
    ['today said needlessly', 'education=bachelor&day=today'],
    ['months with a leading nought', 'totalMonths=012'],
    ['more months than a life has', 'totalMonths=12345'],
    ['months that are no number', 'totalMonths=1e3'],
    ['no answer at all', ''],
  ])('%s: refused', (_, said) => {
    expect(decode(forged(said === '' ? head : `${head}&${said}`))).toEqual({
      kind: 'refused',
      why: 'damaged',
    });
  });

  test('whatever is taken up can be reckoned with, on the first and the last day there are', () => {
    for (const day of ['today', '2021-01', '2189-11']) {
      const answers: Answers = { ...noAnswers, known: { education: 'bachelor' }, day };
      const read = decode(encode(answers));
      if (read.kind !== 'answers') throw new Error(read.kind);
      const asOf = referenceDay(read.answers, date('2026-11-23'), []);
      expect(knownOn(read.answers, asOf)).toEqual({ education: 'bachelor' });
    }
  });

  test('a link made before the rules changed is taken up, and says so', () => {
    expect(decode(forged('v=1&r=old&education=bachelor'))).toEqual({
      kind: 'answers',
      answers: { ...noAnswers, known: { education: 'bachelor' } },
      rulesChanged: true,
    });
  });
});
