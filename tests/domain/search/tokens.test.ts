import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexWords, latinParts, normalise, queryWords, runsOf } from '../../../src/domain/search/tokens.ts';

const han = fc.string({
  unit: fc.constantFrom(...Array.from('碳排放权交易配额清缴核查𠮷〇')),
  minLength: 1,
  maxLength: 12,
});

describe('words of the index', () => {
  test('every pair of neighbouring characters is a word, and the last character ends with a mark', () => {
    expect(indexWords('碳排放').length).toBe(3);
    expect(new Set(indexWords('碳排放')).size).toBe(3);
  });

  test('whatever stands in a text is found by asking for it', () => {
    fc.assert(
      fc.property(han, han, han, (before, wanted, after) => {
        const words = indexWords(before + wanted + after);
        for (const { code } of queryWords(wanted))
          expect(words.some((word) => word.startsWith(code))).toBe(true);
      }),
    );
  });

  test('no word is the beginning of another, so that a pair that is nowhere is not taken for one that is', () => {
    fc.assert(
      fc.property(fc.array(han, { maxLength: 6 }), (texts) => {
        const words = [...new Set(texts.flatMap(indexWords))];
        for (const word of words)
          expect(words.filter((other) => other !== word && other.startsWith(word))).toEqual([]);
      }),
    );
  });

  test('words are letters and digits only, in lower case: no segmenter can cut them otherwise', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const word of indexWords(text)) expect(word).toMatch(/^[a-z][a-z0-9]*$/);
      }),
    );
  });

  test('full width, capitals and subscripts are one thing', () => {
    expect(indexWords('ＣＯ₂')).toEqual(indexWords('co2'));
    expect(normalise('ＧＢ／Ｔ')).toBe('gb/t');
  });

  test('punctuation parts runs: no pair bridges it', () => {
    expect(runsOf('配额，清缴').map(({ text }) => text)).toEqual(['配额', '清缴']);
  });

  test('a word of letters and digits is found whole and by its parts', () => {
    expect(latinParts('iso14064')).toEqual(['iso', '14064']);
    expect(latinParts('ccer')).toEqual([]);
    expect(indexWords('ISO14064')).toEqual(['wiso14064', 'wiso', 'w14064']);
  });

  test('one character asks for every pair that begins with it', () => {
    const [asked] = queryWords('铝');
    expect(indexWords('电解铝').some((word) => word.startsWith(asked?.code ?? '?'))).toBe(true);
    expect(indexWords('铝冶炼').some((word) => word.startsWith(asked?.code ?? '?'))).toBe(true);
    expect(indexWords('水泥').some((word) => word.startsWith(asked?.code ?? '?'))).toBe(false);
  });
});
