import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/domain/eligibility/assess.ts';
import { requirements } from '../../../src/domain/eligibility/possible.ts';
import { levels } from '../../../src/domain/notice.ts';
import { cases } from '../../../src/schema/cases.ts';

const people = cases();

describe('worked applicants (content/cases)', () => {
  test.each(people.map((one) => [one.name, one] as const))('%s', (_, { profile, asOf, expect: expected }) => {
    const result = assess(profile, asOf);
    if (result.kind === 'problems') throw new Error(JSON.stringify(result.problems));
    for (const name of levels) {
      const [level, want] = [result[name], expected[name]];
      const open = level.clauses.filter((clause) => clause.verdict === 'confirm').map((clause) => clause.id);
      expect({ verdict: level.verdict, by: level.carriedBy, either: level.eitherBy }, name).toEqual({
        verdict: want.verdict,
        by: want.by ?? null,
        either: want.either ?? [],
      });
      if (want.confirm) expect(open, name).toEqual(want.confirm);
      if (want.earliest !== undefined)
        expect({ earliest: level.earliest, by: level.earliestBy, sitting: level.sitting?.id }, name).toEqual({
          earliest: want.earliest,
          by: want.earliestBy,
          sitting: want.sitting,
        });
    }
  });

  test('at least sixty people, and every one of the 19 clauses carries for somebody', () => {
    expect(people.length).toBeGreaterThanOrEqual(60);
    const carrying = new Set(people.flatMap((one) => levels.map((level) => one.expect[level].by)));
    for (const level of levels) for (const { id } of requirements[level]) expect([...carrying]).toContain(id);
  });
});
