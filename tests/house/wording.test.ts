/** The notice's words: the built pages against the source, character for character. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { levels, modules, sectionClause, sections, sectionTitles } from '../../src/domain/notice.ts';
import { open } from './built.ts';

/** White space aside, and the dashes with which the source's lists begin. */
const plain = (text: string): string => text.replaceAll(/^\s*- /gm, '').replaceAll(/\s+/g, '');
const source = plain(readFileSync('tests/house/notice.txt', 'utf8'));

/** The text of an element without the editor's notes. */
function words(element: Element | null): string {
  if (!element) throw new Error('the page lacks the notice');
  const copy = element.cloneNode(true) as Element;
  for (const note of copy.querySelectorAll('[data-editor]')) note.remove();
  return plain(copy.textContent);
}

/** Says where two texts part, with what stands around. */
function firstDifference(page: string, wanted: string): string | undefined {
  if (page === wanted) return undefined;
  let at = 0;
  while (at < page.length && page[at] === wanted[at]) at += 1;
  const near = (text: string) =>
    `${text.slice(Math.max(0, at - 12), at)}【${text[at] ?? '（完）'}】${text.slice(at + 1, at + 12)}`;
  return `character ${String(at + 1)}: page ${near(page)}, source ${near(wanted)}`;
}

describe('the words of the notice', () => {
  test('the page of the whole notice holds the source, character for character', () => {
    expect(
      firstDifference(words(open('notice/').querySelector('[data-notice-whole]')), source),
    ).toBeUndefined();
  });

  test('the comparison names the first character that differs', () => {
    expect(firstDifference('甲乙丙', '甲乙丁')).toBe('character 3: page 甲乙【丙】, source 甲乙【丁】');
    expect(firstDifference('甲乙', '甲乙丁')).toContain('（完）');
  });

  test.each([
    ['calendar/', 1],
    ['materials/', 1],
    ['certificate/', 1],
    ['levels/', 4],
    ...levels.map((level) => [`levels/${level}/`, 3] as const),
    ...modules.map(({ id }) => [`syllabus/${id}/`, 1] as const),
  ] as const)('what %s quotes of the notice stands so in the source', (url, count) => {
    const quoted = [...open(url).querySelectorAll('[data-notice]')];
    expect(quoted).toHaveLength(count);
    for (const element of quoted) {
      const text = words(element);
      expect(text.length).toBeGreaterThan(20);
      expect(source).toContain(text);
    }
  });

  test('every clause stands at its permanent anchor', () => {
    const anchors = [...open('notice/').querySelectorAll('[data-clause], table[id]')].map(({ id }) => id);
    const run = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1)}`);
    expect(new Set(anchors).size).toBe(anchors.length);
    for (const id of [
      ...run('preamble', 3),
      ...run('goal', 4),
      ...run('audience', 5),
      ...sections.map(sectionClause),
      'three-levels',
      ...run('junior', 5),
      ...run('intermediate', 7),
      ...run('senior', 7),
      'junior-any',
      'intermediate-any',
      'senior-any',
      'exam-dates',
      'exam-form',
      'exam-hours',
      'materials',
      ...run('host', 2),
      'certificate-title',
      'certificate-text',
      'certificate-date',
      ...run('register', 3),
      'certificate-query',
      ...run('usage', 5),
      ...run('usage-en', 5),
    ])
      // prettier-ignore
      expect(anchors).toContain(id);
  });

  test('the domain names levels, modules and sections in the notice’s words', () => {
    for (const section of sections)
      expect(words(open('notice/').querySelector(`#${sectionClause(section)}`))).toBe(
        `(${section.slice(2)})${sectionTitles[section]}`,
      );
    for (const { name, title } of modules) expect(source).toContain(`${name}：${title}`);
  });

  test('words of our own are marked on every page that quotes', () => {
    for (const url of ['notice/', 'levels/', 'calendar/', 'certificate/', 'materials/'])
      for (const note of open(url).querySelectorAll('[data-editor]'))
        expect(note.textContent.trim()).toMatch(/^编者注/);
  });
});
