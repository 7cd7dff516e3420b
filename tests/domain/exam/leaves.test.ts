import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leaves } from '../../../src/domain/exam/leaves.ts';

describe('breaking a document into pages', () => {
  test('fills a page, then turns it', () => {
    expect(leaves([{ height: 40 }, { height: 40 }, { height: 40 }], 100)).toEqual([[0, 1], [2]]);
  });

  test('a heading goes to the next page with what it heads', () => {
    expect(leaves([{ height: 80 }, { height: 10, heads: true }, { height: 40 }], 100)).toEqual([[0], [1, 2]]);
  });

  test('a piece higher than a page stands alone', () => {
    expect(leaves([{ height: 10 }, { height: 300 }, { height: 10 }], 100)).toEqual([[0], [1], [2]]);
  });

  test('nothing is lost, nothing comes twice, and no page is overfull unless one piece alone is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ height: fc.integer({ min: 0, max: 150 }), heads: fc.boolean() }), {
          maxLength: 60,
        }),
        (pieces) => {
          const pages = leaves(pieces, 100);
          expect(pages.flat()).toEqual(pieces.map((_, place) => place));
          for (const page of pages) {
            const height = page.reduce((sum, place) => sum + (pieces[place]?.height ?? 0), 0);
            const headed = page.filter((place) => !pieces[place]?.heads).length;
            if (height > 100) expect(headed).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});
