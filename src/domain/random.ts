/**
 * The one source of chance in the domain: a small generator that is seeded and handed in, never global.
 *
 * The generator is xoshiro128** 1.1 by David Blackman and Sebastiano Vigna (public domain,
 * https://prng.di.unimi.it/xoshiro128starstar.c): four 32-bit words, only 32-bit integer operations,
 * hence the same numbers in every JavaScript engine. Its state is filled from a text by FNV-1a and the
 * finaliser of MurmurHash3 over a Weyl sequence, so that similar seeds give unrelated streams.
 */

/** Gives the next number, a whole one from 0 to 2³² − 1. */
export type Dice = () => number;

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** FNV-1a over the UTF-16 code units of a text: 0 … 2³² − 1. For telling texts apart, not for secrets. */
export function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mix(hash);
}

/** The finaliser of MurmurHash3 (Austin Appleby, public domain): every bit of the input reaches every bit. */
function mix(word: number): number {
  let hash = word;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** xoshiro128** from a state of four words that are not all 0. */
export function xoshiro(a: number, b: number, c: number, d: number): Dice {
  let [s0, s1, s2, s3] = [a | 0, b | 0, c | 0, d | 0];
  return () => {
    const result = Math.imul(rotate(Math.imul(s1, 5), 7), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotate(s3, 11);
    return result;
  };
}

/** Dice for a seed: the same text, the same throws, on every machine. */
export function dice(seed: string): Dice {
  const start = fingerprint(seed);
  const word = (step: number): number => mix((start + Math.imul(step, 0x9e3779b9)) | 0);
  // `| 1`: a state of four zeros would throw zeros for ever.
  return xoshiro(word(1), word(2), word(3), word(4) | 1);
}

/**
 * A whole number from 0 to bound − 1, each equally likely (throws that would favour the small are thrown again).
 * @param bound 1 … 2³²
 */
export function below(throwDice: Dice, bound: number): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32)
    throw new RangeError(`no number below ${bound}`);
  const limit = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const thrown = throwDice();
    if (thrown < limit) return thrown % bound;
  }
}

/** The same things in another order, each order equally likely (Fisher–Yates); the list given stays as it is. */
export function shuffled<T>(throwDice: Dice, list: readonly T[]): readonly T[] {
  const rest = [...list];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(below(throwDice, rest.length), 1));
  return result;
}
