import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankSpace, readNumber, sayNumber, seedSpace } from '../../../src/domain/exam/number.ts';

const blueprints = ['C1', 'Z1', 'G1', 'C2'];
const anyNumber = fc.record({
  blueprint: fc.constantFrom(...blueprints),
  seed: fc.integer({ min: 0, max: seedSpace - 1 }),
  bank: fc.integer({ min: 0, max: bankSpace - 1 }),
});
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('卷号', () => {
  test('what is written is read again', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        const said = sayNumber(number);
        expect(said).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(readNumber(said)).toEqual(number);
      }),
      { numRuns: 2_000 },
    );
  });

  test('O is read as 0, I and L as 1; case, hyphens, spaces and full-width letters do not matter', () => {
    const number = { blueprint: 'C1', seed: 1, bank: 32 };
    const said = sayNumber(number);
    expect(said).toContain('0');
    for (const typed of [
      said.toLowerCase(),
      said.replaceAll('-', ''),
      said.replaceAll('-', ' — '),
      ` ${said.replaceAll('0', 'O').replaceAll('1', 'l')} `,
      said.replaceAll('1', 'I').replaceAll('0', 'o'),
      said.replaceAll(/./g, (one) => (one === '-' ? '－' : String.fromCharCode(one.charCodeAt(0) + 0xfee0))),
    ])
      expect(readNumber(typed)).toEqual(number);
  });

  test('any one wrong character is seen', () => {
    fc.assert(
      fc.property(
        anyNumber,
        fc.nat({ max: 11 }),
        fc.constantFrom(...Array.from(alphabet)),
        (number, place, other) => {
          const text = sayNumber(number).replaceAll('-', '');
          fc.pre(text.charAt(place) !== other);
          expect(readNumber(text.slice(0, place) + other + text.slice(place + 1))).toEqual({
            kind: 'mistyped',
          });
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('two neighbours swapped are seen, except those sixteen apart', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat({ max: 9 }), (number, place) => {
        const text = sayNumber(number).replaceAll('-', '');
        const [a, b] = [text.charAt(place), text.charAt(place + 1)];
        fc.pre(a !== b && Math.abs(alphabet.indexOf(a) - alphabet.indexOf(b)) !== 16);
        expect(readNumber(text.slice(0, place) + b + a + text.slice(place + 2))).toEqual({
          kind: 'mistyped',
        });
      }),
      { numRuns: 1_000 },
    );
  });

  test('what is no number is refused by name', () => {
    expect(readNumber('')).toEqual({ kind: 'length', found: 0 });
    expect(readNumber('C1WM-QF2G')).toEqual({ kind: 'length', found: 8 });
    expect(readNumber('C1WM-QF2G-FG?S')).toEqual({ kind: 'character', character: '?' });
    expect(readNumber('碳')).toEqual({ kind: 'character', character: '碳' });
    expect(readNumber('UUUU-UUUU-UUUU')).toEqual({ kind: 'character', character: 'U' });
  });
});
