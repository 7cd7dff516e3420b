/** The form on paper: whoever fills it in, nothing is cut, nothing overlaps, nothing is lost. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validate, type Draft, type Registration } from '../../../src/domain/registration/form.ts';
import { standardLayout, type Layout } from '../../../src/domain/registration/layout.ts';
import {
  breakLines,
  charactersOf,
  sheet,
  type Mark,
  type Sheet,
  type Text,
} from '../../../src/domain/registration/sheet.ts';
import { anyone, offer, person, today } from './people.ts';

/** Widths as in the typeface: Chinese one em, Latin about half, a wide W nearly one. */
const measure = (text: string): number =>
  Array.from(text).reduce(
    (sum, character) =>
      sum + (character > '\u2e80' ? 1 : character === 'W' ? 0.9 : character === ' ' ? 0.22 : 0.56),
    0,
  );
const point = 25.4 / 72;

function registered(draft: Draft): Registration {
  const verdict = validate(draft, today, offer);
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.problems));
  return verdict.registration;
}
const texts = ({ pages }: Sheet): readonly Text[] =>
  pages.flatMap(({ marks }) => marks.filter((mark): mark is Text => mark.kind === 'text'));
/** Where a mark's ink may lie: a line of type from 0.88 em above its baseline to 0.12 em below. */
const extent = (mark: Mark): { left: number; top: number; right: number; bottom: number } => {
  if (mark.kind !== 'text')
    return { left: mark.x, top: mark.y, right: mark.x + mark.width, bottom: mark.y + mark.height };
  const em = mark.size * point;
  return {
    left: mark.x,
    top: mark.y - 0.88 * em,
    right: mark.x + measure(mark.text) * em,
    bottom: mark.y + 0.12 * em,
  };
};
const squeeze = (text: string): string => text.replaceAll(/\s/g, '');

describe('an ordinary form', () => {
  const drawn = sheet(registered(person), measure);

  test('is one A4 page, and nothing needs saying', () => {
    expect(drawn.pages.map(({ width, height }) => [width, height])).toEqual([[210, 297]]);
    expect(drawn.said).toEqual([]);
  });

  test('holds every field and every cell', () => {
    const all = squeeze(
      texts(drawn)
        .map(({ text }) => text)
        .join(''),
    );
    const { text, rows } = registered(person);
    for (const value of Object.values(text)) expect(all).toContain(squeeze(value));
    for (const { cells } of Object.values(rows).flat())
      for (const [column, value] of Object.entries(cells))
        if (column !== 'from' && column !== 'to') expect(all).toContain(squeeze(value));
    expect(all).toContain('1972.08—2010.06');
    expect(all).toContain('2010.07—至今');
  });

  test('has a place of 35 × 49 mm for the photo, chosen or to be pasted', () => {
    const [chosen] = sheet(registered({ ...person, photo: 'ready' }), measure).pages;
    expect(chosen?.marks.filter(({ kind }) => kind === 'photo')).toMatchObject([{ width: 35, height: 49 }]);
    expect(drawn.pages[0]?.marks.filter((mark) => mark.kind === 'box' && mark.dashed)).toMatchObject([
      { width: 35, height: 49 },
    ]);
  });

  test('says that it is a sample of our own', () => {
    expect(charactersOf(drawn).join('')).toContain('参');
    expect(texts(drawn).some(({ text }) => text.includes('参考样式'))).toBe(true);
  });
});

describe('anyone’s form', () => {
  test('lies within the margins, type within its cell, and no two lines of type overlap', () => {
    const { margin, page } = standardLayout;
    fc.assert(
      fc.property(anyone(), (draft) => {
        const drawn = sheet(registered(draft), measure);
        for (const { marks } of drawn.pages) {
          const boxes = marks.filter((mark) => mark.kind === 'box' && !mark.dashed).map(extent);
          const lines = marks
            .filter((mark) => mark.kind === 'text')
            .map((mark) => ({ mark, ...extent(mark) }));
          for (const mark of marks) {
            const { left, top, right, bottom } = extent(mark);
            expect(left).toBeGreaterThanOrEqual(margin.side - 0.01);
            expect(right).toBeLessThanOrEqual(page.width - margin.side + 0.01);
            expect(top).toBeGreaterThanOrEqual(margin.top - 0.01);
            expect(bottom).toBeLessThanOrEqual(page.height - margin.bottom + 6);
          }
          for (const box of boxes) expect(box.bottom).toBeLessThanOrEqual(page.height - margin.bottom + 0.01);
          // A line of type crosses no rule: each box holds all of it or none.
          for (const line of lines)
            for (const box of boxes) {
              const inside =
                line.left > box.left &&
                line.right < box.right &&
                line.top > box.top &&
                line.bottom < box.bottom;
              const outside =
                line.right < box.left ||
                line.left > box.right ||
                line.bottom < box.top ||
                line.top > box.bottom;
              if (!inside && !outside) expect({ line: line.mark, box }).toBe('apart');
            }
          lines.forEach((one, index) => {
            for (const other of lines.slice(index + 1))
              if (
                one.left < other.right &&
                other.left < one.right &&
                one.top < other.bottom - 0.05 &&
                other.top < one.bottom - 0.05
              )
                expect([one.mark, other.mark]).toBe('apart');
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  test('loses no character: what was entered stands on the pages in full', () => {
    fc.assert(
      fc.property(anyone(), (draft) => {
        const registration = registered(draft);
        const drawn = sheet(registration, measure);
        // Lines of one cell follow each other, so a value is found once line ends are closed up.
        const all = squeeze(
          texts(drawn)
            .map(({ text }) => text)
            .join(''),
        );
        for (const value of Object.values(registration.text)) expect(all).toContain(squeeze(value));
        for (const { cells } of Object.values(registration.rows).flat())
          for (const [column, value] of Object.entries(cells))
            if (column !== 'from' && column !== 'to') expect(all).toContain(squeeze(value));
      }),
      { numRuns: 200 },
    );
  });

  test('goes on to further pages only with more rows than the first page holds, and then says so', () => {
    fc.assert(
      fc.property(anyone(), (draft) => {
        const drawn = sheet(registered(draft), measure);
        const all = texts(drawn).map(({ text }) => text);
        expect(drawn.pages.length > 1).toBe(drawn.said.length > 0);
        expect(all.some((text) => text.includes('见续页'))).toBe(drawn.pages.length > 1);
        if (drawn.pages.length > 1) expect(all).toContain(`第 1 页，共 ${drawn.pages.length} 页`);
      }),
      { numRuns: 200 },
    );
  });
});

describe('breaking lines', () => {
  test('no line begins with a closing mark or ends with an opening one', () => {
    const piece = fc.constantFrom(
      '碳',
      '排',
      '放',
      '，',
      '。',
      '（',
      '）',
      '《',
      '》',
      'CO2',
      ' ',
      '14064-1',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 8, max: 20 }), (pieces, width) => {
        // Runs of marks longer than a line have nowhere to go.
        const text = pieces.join('').replaceAll(/([，。（）《》])[，。（）《》]+/g, '$1');
        const lines = breakLines(text, width, measure);
        for (const line of lines.slice(1)) expect(line).not.toMatch(/^[，。）》]/);
        for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[（《]$/);
        for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
        expect(squeeze(lines.join(''))).toBe(squeeze(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('a word that fills its line gives up its last letter rather than let a bracket begin the next', () => {
    const word = '14064-114064-1';
    expect(breakLines(`${word}）`, measure(word), measure)).toEqual([word.slice(0, -1), '1）']);
  });

  test('a word stays whole; one longer than the line is broken', () => {
    expect(breakLines('依据 ISO 14064-1 核查', 6, measure)).toEqual(['依据 ISO', '14064-1 核', '查']);
    expect(breakLines('a'.repeat(30), 5, measure).join('')).toBe('a'.repeat(30));
  });
});

test('an organiser changes the sheet by its data alone: words, places, sizes, tables and boxes follow', () => {
  const changed: Layout = {
    ...standardLayout,
    title: '某单位报名表',
    margin: { ...standardLayout.margin, side: 20 },
    belowPhoto: standardLayout.belowPhoto.toReversed(),
    tables: standardLayout.tables.filter(({ section }) => section !== 'certificates'),
    stamps: {
      ...standardLayout.stamps,
      boxes: [{ label: '推荐意见', text: '同意推荐。', foot: ['（盖章）'], share: 1 }],
    },
  };
  const drawn = sheet(registered(person), measure, changed);
  const all = texts(drawn).map(({ text }) => text);
  expect(all).toContain('某单位报名表');
  expect(all.join('')).toContain('同意推荐。');
  for (const gone of ['已有证书', '单位意见', standardLayout.title]) expect(all.join('')).not.toContain(gone);
  const y = (text: string): number => texts(drawn).find((mark) => mark.text === text)?.y ?? Number.NaN;
  expect(y('报考级别')).toBeLessThan(y('所学专业'));
  for (const { marks } of drawn.pages)
    for (const mark of marks) {
      expect(extent(mark).left).toBeGreaterThan(19.9);
      expect(extent(mark).right).toBeLessThan(190.1);
    }
});
