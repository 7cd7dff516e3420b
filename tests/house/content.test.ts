/** Promises of content/: every id resolves, nothing unsettled is stated, the bank is whole. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sections } from '../../src/domain/notice.ts';
import { bank, changes, facts, published, sources } from '../../src/schema/content.ts';
import { parseQuestions } from '../../src/schema/question.ts';
import { fact, source } from '../../src/schema/register.ts';

const items = bank();

describe('the register', () => {
  test('ids are unique and every reference among documents resolves', () => {
    const ids = sources().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const doc of sources())
      if (doc.replacedBy !== undefined) expect(ids, doc.id).toContain(doc.replacedBy);
    const factIds = facts().map(({ id }) => id);
    expect(new Set(factIds).size).toBe(factIds.length);
    for (const { id, docs } of facts()) for (const doc of docs ?? []) expect(ids, id).toContain(doc);
  });

  test('changes since 2021 rest on settled facts and registered documents', () => {
    for (const change of changes()) {
      expect(change.facts.map((id) => fact(id).id)).toEqual(change.facts);
      expect(change.docs.map((id) => source(id).id)).toEqual(change.docs);
    }
    expect(changes().length).toBeGreaterThanOrEqual(20);
  });

  test('announced batches parse', () => {
    expect(published()).toBeInstanceOf(Array);
  });
});

describe('the notes', () => {
  test.each(sections)('the notes of %s cite settled facts in every part', (section) => {
    const text = readFileSync(`content/syllabus/${section}.mdx`, 'utf8');
    const ids = [...text.matchAll(/<Cite facts="([^"]+)" \/>/g)].flatMap(([, list]) =>
      (list ?? '').split(/\s+/),
    );
    expect(ids.length).toBeGreaterThanOrEqual(5);
    for (const id of ids) expect(fact(id).id).toBe(id);
    // Text under each heading must cite at least once.
    for (const part of text.split(/^## /m).slice(1))
      expect(part, part.slice(0, 20)).toContain('<Cite facts=');
    // Our words may not pass for the notice's.
    expect(text).not.toContain('<Clause');
  });

  test('there is no note without a section', () => {
    expect(readdirSync('content/syllabus').sort()).toEqual(
      sections.map((section) => `${section}.mdx`).sort(),
    );
  });
});

describe('the bank', () => {
  test('every section has singles, multiples and short answers', () => {
    for (const section of sections)
      for (const [type, least] of [
        ['single', 10],
        ['multiple', 5],
        ['short', 2],
      ] as const)
        expect(
          items.filter((item) => item.section === section && item.type === type).length,
          `${section} ${type}`,
        ).toBeGreaterThanOrEqual(least);
  });

  test('a fault is said with file, item and field', () => {
    const raw = (key: string[]) => ({
      section: '2-4',
      items: [
        {
          id: '2-4-s01', rev: 1, levels: ['junior'], type: 'single', stem: '下列说法正确的是：', key, difficulty: 1, cognitive: 'recall',
          sources: [{ doc: 'x' }], facts: ['P-001'], options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: `选项${id}`, why: '因为所以如此这般' })),
        },
      ],
    }); // prettier-ignore
    expect(parseQuestions('questions/2-4.yaml', raw(['a'])).faults).toEqual([]);
    expect(parseQuestions('questions/2-4.yaml', raw(['e'])).faults).toEqual([
      'questions/2-4.yaml 2-4-s01 key: "e" is not among options a–b–c–d',
    ]);
    expect(parseQuestions('questions/2-4.yaml', raw(['a', 'b'])).faults).toEqual([
      'questions/2-4.yaml 2-4-s01 key: single choice has exactly one',
    ]);
    expect(
      parseQuestions('questions/2-4.yaml', { section: '2-4', items: [{ id: '2-4-s02' }] }).faults.join('\n'),
    ).toContain('questions/2-4.yaml 2-4-s02');
  });
});
