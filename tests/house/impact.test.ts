/** When a document, a fact or a clause changes, everything that rests on it is named. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  impactOf,
  theNotice,
  type Impact,
  type Touched,
  type TouchedKind,
} from '../../src/build/impact-of.ts';
import { bank, changes, facts, templates } from '../../src/schema/content.ts';
import { citedIn } from '../../src/schema/register.ts';

const looked = new Map<string, Impact | undefined>();
const of = (wanted: string, kind: TouchedKind): readonly Touched[] => {
  if (!looked.has(wanted)) looked.set(wanted, impactOf(wanted));
  return looked.get(wanted)?.lists[kind] ?? [];
};
const at = (list: readonly Touched[]): readonly string[] => list.map((one) => one.at);

describe('impact', () => {
  test('of a document: items and templates that cite it or rest on its facts, notes, changes, code', () => {
    const doc = 'guide-power-2022';
    const own = facts().filter((one) => one.docs?.includes(doc));
    const rests = (ids: readonly string[]): boolean => ids.some((id) => own.some((one) => one.id === id));
    expect(at(of(doc, 'facts'))).toEqual(own.map(({ id }) => id));
    const cites = (one: { sources: readonly { doc: string }[]; facts: readonly string[] }): boolean =>
      one.sources.some((cited) => cited.doc === doc) || rests(one.facts);
    expect(at(of(doc, 'items'))).toEqual(
      bank()
        .filter(cites)
        .map(({ id }) => id),
    );
    expect(at(of(doc, 'templates'))).toEqual(
      templates()
        .filter(cites)
        .map(({ id }) => id),
    );
    expect(at(of(doc, 'templates'))).toContain('2-3-t01');
    expect(at(of(doc, 'notes'))).toEqual(
      readdirSync('content/syllabus')
        .map((file) => `content/syllabus/${file}`)
        .filter((file) => rests(citedIn(readFileSync(file, 'utf8')))),
    );
    expect(at(of(doc, 'notes'))).toContain('content/syllabus/2-3.mdx');
    expect(at(of(doc, 'code')).some((line) => line.startsWith('src/domain/carbon/combustion.ts:'))).toBe(
      true,
    );
    expect(of(doc, 'factors').length).toBeGreaterThan(0);
  });

  test('of a document: the changes since 2021 that cite it', () => {
    const cited = changes().filter((one) => one.docs.includes('interim-regulations-2024'));
    expect(cited.length).toBeGreaterThan(0);
    expect(at(of('interim-regulations-2024', 'changes'))).toEqual(
      expect.arrayContaining(cited.map(({ id }) => id)),
    );
  });

  test('of a fact: what cites it, by its number', () => {
    const [item] = bank();
    const [id = ''] = item?.facts ?? [];
    expect(at(of(id, 'items'))).toEqual(
      bank()
        .filter((one) => one.facts.includes(id))
        .map((one) => one.id),
    );
    expect(of(id, 'items').every((one) => one.by.includes(id))).toBe(true);
    expect(at(of('M-151', 'code')).some((line) => line.startsWith('src/domain/carbon/energy.ts:'))).toBe(
      true,
    );
  });

  test('of the notice: all nineteen rules; of one clause: its rule and the people it carries', () => {
    expect(of(theNotice, 'rules')).toHaveLength(19);
    expect(of('junior-3', 'rules')).toEqual([
      {
        at: 'src/domain/eligibility/requirements/junior.ts',
        said: '中专及以上学历，从事相关领域工作年限1年以上；',
        by: ['junior-3'],
      },
    ]);
    expect(of('junior-3', 'people').length).toBeGreaterThan(5);
    expect(at(of('junior-3', 'code')).join()).toContain('requirements/junior.ts');
    expect(of('exam-dates', 'rules')).toEqual([]);
    expect(impactOf('exam-dates')?.title).toContain('第三周周末');
  });

  test('of nothing known: nothing', () => {
    expect(impactOf('no-such-thing')).toBeUndefined();
  });
});
