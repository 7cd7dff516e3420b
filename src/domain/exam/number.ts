/**
 * 卷号, the name of a paper: twelve characters of Crockford's base32 in three groups, C17K-3Q9R-T4MX.
 * Two name the blueprint, five are the seed, four the bank's fingerprint, the last is a check character.
 * The alphabet and its tolerance (O for 0, I and L for 1, either case, hyphens anywhere) are Douglas
 * Crockford's (https://www.crockford.com/base32.html); the check character is ours, within the same alphabet.
 */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Seeds run from 0 to here − 1. */
export const seedSpace = 32 ** 5;
/** Fingerprints of the bank run from 0 to here − 1. */
export const bankSpace = 32 ** 4;

export interface PaperNumber {
  /** Id of the blueprint, two characters. */
  readonly blueprint: string;
  /** 0 … seedSpace − 1 */
  readonly seed: number;
  /** 0 … bankSpace − 1 */
  readonly bank: number;
}

export type NumberProblem =
  | { readonly kind: 'length'; readonly found: number }
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'mistyped' };

const encode = (value: number, width: number): string => {
  let text = '';
  for (let rest = value, place = 0; place < width; place += 1, rest = Math.floor(rest / 32))
    text = alphabet.charAt(rest % 32) + text;
  return text;
};
const decode = (text: string): number =>
  Array.from(text).reduce((sum, one) => sum * 32 + alphabet.indexOf(one), 0);

/** Odd weights modulo 32: any one wrong character shows, and any two neighbours swapped unless they differ by 16. */
const check = (body: string): string =>
  alphabet.charAt(
    Array.from(body).reduce((sum, one, place) => sum + alphabet.indexOf(one) * (place % 2 === 0 ? 1 : 3), 0) %
      32,
  );

/** Writes a 卷号 in its groups. */
export function sayNumber({ blueprint, seed, bank }: PaperNumber): string {
  const body = blueprint + encode(seed, 5) + encode(bank, 4);
  return (body + check(body)).replace(/^(.{4})(.{4})(.{4})$/, '$1-$2-$3');
}

/**
 * Reads what somebody typed.
 * @param typed any text; hyphens, dashes, spaces (also full-width) and case do not matter, O counts as 0, I and L as 1
 * @returns the number, or why it is none
 */
export function readNumber(typed: string): PaperNumber | NumberProblem {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-‐-―−_.]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const wrong = Array.from(text).find((one) => !alphabet.includes(one));
  if (wrong !== undefined) return { kind: 'character', character: wrong };
  if (text.length !== 12) return { kind: 'length', found: text.length };
  const body = text.slice(0, 11);
  if (check(body) !== text.slice(11)) return { kind: 'mistyped' };
  return { blueprint: body.slice(0, 2), seed: decode(body.slice(2, 7)), bank: decode(body.slice(7)) };
}
