import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wording } from '../../src/domain/eligibility/atoms.ts';
import { requirements } from '../../src/domain/eligibility/possible.ts';
import { levels } from '../../src/domain/notice.ts';

/** The clauses of the notice as content/notice prints them. */
const printed = new Map(
  readdirSync('content/notice').flatMap((file) =>
    [
      ...readFileSync(`content/notice/${file}`, 'utf8').matchAll(
        /<Clause id="([^"]+)" n="([^"]+)">([^<]*)<\/Clause>/g,
      ),
    ].map(([, id = '', n = '', text = '']) => [id, { n, text }] as const),
  ),
);

describe('the rules quote the notice word for word', () => {
  for (const level of levels)
    requirements[level].forEach((requirement, at) => {
      test(`${requirement.id}: its words beside its predicate are the notice's`, () => {
        expect(printed.get(requirement.id)).toEqual({ n: `(${at + 1})、`, text: wording(requirement) });
      });
    });

  test('every numbered condition of the notice has its predicate', () => {
    const ruled = levels.flatMap((level) => requirements[level].map((one): string => one.id));
    const conditions = [...printed.keys()].filter((id) => /^(junior|intermediate|senior)-\d+$/.test(id));
    expect(conditions.sort()).toEqual([...ruled].sort());
    expect(ruled).toHaveLength(19);
  });
});
