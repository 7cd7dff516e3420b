import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/domain/eligibility/assess.ts';
import { requirements } from '../../../src/domain/eligibility/possible.ts';
import { levels } from '../../../src/domain/notice.ts';
import { decode } from '../../../src/domain/eligibility/link.ts';
import { cases, workedPeople } from '../../../src/schema/cases.ts';

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

  test('the page shows each once, and its link opens the checker with the same answers', () => {
    const { count, groups } = workedPeople();
    expect(count).toBe(people.length);
    const shown = groups.flatMap((group) => group.people);
    expect(shown.map(({ name }) => name).toSorted()).toEqual(people.map(({ name }) => name).toSorted());
    for (const { profile, asOf, fragment, said } of shown) {
      const read = decode(fragment);
      if (read.kind === 'refused') throw new Error(read.why);
      // Who has answered nothing has a link without answers.
      expect(assess(read.kind === 'none' ? {} : read.answers.known, asOf)).toEqual(assess(profile, asOf));
      expect(said.join()).not.toContain('undefined');
    }
  });

  test("every way of being open to two readings is somebody's", () => {
    const readings = people.flatMap(({ profile, asOf }) => {
      const result = assess(profile, asOf);
      return result.kind === 'problems'
        ? []
        : levels.flatMap((level) =>
            result[level].clauses.flatMap((one) =>
              one.verdict === 'confirm' ? one.readings.map((reading) => `${one.id} ${reading}`) : [],
            ),
          );
    });
    expect([...new Set(readings)].sort()).toEqual([
      'intermediate-1 vocational-related-major',
      'intermediate-6 higher-carbon-certificate',
      'intermediate-6 year-counted-from',
      'intermediate-7 higher-certificate',
      'junior-4 school-or-major',
      'junior-5 higher-certificate',
      'senior-1 vocational-related-major',
      'senior-6 higher-carbon-certificate',
      'senior-6 year-counted-from',
    ]);
  });

  test('every threshold in months is missed by one month by somebody', () => {
    const missed = new Set(
      people.flatMap(({ profile, asOf }) => {
        const result = assess(profile, asOf);
        if (result.kind === 'problems') return [];
        return levels.flatMap((level) =>
          result[level].clauses.flatMap((one) =>
            one.missing.some((gap) => gap.kind === 'months' && gap.lack === 1) &&
            one.missing.every((gap) => gap.kind === 'months' || gap.kind === 'ruling')
              ? [one.id]
              : [],
          ),
        );
      }),
    );
    const counted = levels.flatMap((level) =>
      requirements[level].flatMap((one) =>
        one.phrases.some((phrase) => 'atom' in phrase && 'months' in phrase.atom) ? [one.id] : [],
      ),
    );
    expect([...missed].sort()).toEqual(counted.toSorted());
  });

  test('at least sixty people, and every one of the 19 clauses carries for somebody', () => {
    expect(people.length).toBeGreaterThanOrEqual(60);
    const carrying = new Set(people.flatMap((one) => levels.map((level) => one.expect[level].by)));
    for (const level of levels) for (const { id } of requirements[level]) expect([...carrying]).toContain(id);
  });
});
