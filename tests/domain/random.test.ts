import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { below, dice, fingerprint, shuffled, xoshiro } from '../../src/domain/random.ts';

describe('chance', () => {
  test('the generator gives the numbers of the published one', () => {
    // State 1, 2, 3, 4; the values stand in the tests of rand_xoshiro, made with the authors' C program.
    const throwDice = xoshiro(1, 2, 3, 4);
    expect(Array.from({ length: 10 }, () => throwDice())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  test('a seed gives the same throws for ever: papers printed long ago depend on it', () => {
    const throwDice = dice('C100-000Z-BM4Q select');
    expect([throwDice(), throwDice(), throwDice()]).toMatchInlineSnapshot(`
      [
        4281651781,
        1148710363,
        3461184882,
      ]
    `);
    // All four words of the state have their part in the third.
    const third = (throwDice: () => number): number => [throwDice(), throwDice(), throwDice()].at(-1) ?? 0;
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => third(dice(seed)))).toEqual([
      2142188236, 3974370244, 1377421607, 392121970, 299314526, 3779715019,
    ]);
    expect(fingerprint('碳资产管理师')).toMatchInlineSnapshot(`230075192`);
  });

  test('every number below a bound comes about equally often', () => {
    const throwDice = dice('even');
    const seen = new Array<number>(7).fill(0);
    for (let n = 0; n < 70_000; n += 1) {
      const one = below(throwDice, 7);
      seen[one] = (seen[one] ?? 0) + 1;
    }
    // χ² with 6 degrees of freedom: 22.5 is passed once in a thousand times.
    expect(seen.reduce((sum, one) => sum + (one - 10_000) ** 2 / 10_000, 0)).toBeLessThan(22.5);
  });

  test('a throw from the incomplete last round, which would favour the small, is thrown again', () => {
    // 2³² = 3 · 1431655765 + 1: the one throw beyond three full rounds is 2³² − 1.
    for (const [thrown, bound, next, number] of [
      [2 ** 32 - 1, 3, 4, 1],
      [2 ** 32 - 2, 3, 0, 2],
      [3 * 2 ** 30, 3 * 2 ** 30, 5, 5],
      [3 * 2 ** 30 - 1, 3 * 2 ** 30, 5, 3 * 2 ** 30 - 1],
      [2 ** 32 - 1, 2 ** 32, 5, 2 ** 32 - 1],
    ] as const) {
      const throws = [thrown, next];
      expect(below(() => throws.shift() ?? 0, bound)).toBe(number);
    }
  });

  test('no number is below a bound that is none', () => {
    for (const bound of [0, -1, 1.5, 2 ** 32 + 1, Number.NaN])
      expect(() => below(dice(''), bound)).toThrow(RangeError);
  });

  test('shuffling keeps everything and leaves the list as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (list, seed) => {
        const before = [...list];
        expect([...shuffled(dice(seed), list)].sort()).toEqual([...list].sort());
        expect(list).toEqual(before);
      }),
    );
  });
});
