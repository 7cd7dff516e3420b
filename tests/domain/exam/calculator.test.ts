import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  evaluate,
  isExact,
  remember,
  sayExact,
  zero,
  type Exact,
} from '../../../src/domain/exam/calculator.ts';

const register = { answer: zero, memory: zero };
const work = (entry: string, known = register): string => {
  const value = evaluate(entry, known);
  return isExact(value) ? sayExact(value) : `${value.kind}${'at' in value ? ` ${value.at}` : ''}`;
};
const value = (entry: string): Exact => {
  const found = evaluate(entry, register);
  if (!isExact(found)) throw new Error(found.kind);
  return found;
};

describe('the calculator', () => {
  test.each([
    ['0.1+0.2', '0.3'],
    ['1÷3×3', '1'],
    ['2+3×4', '14'],
    ['(2+3)×4', '20'],
    ['10−4−3', '3'],
    ['100÷10÷2', '5'],
    ['−3+5', '2'],
    ['2×−3', '−6'],
    ['−(2+3)', '−5'],
    ['50%', '0.5'],
    ['200×15%', '30'],
    ['√16', '4'],
    ['√(9÷4)', '1.5'],
    ['√2', '1.41421356237'],
    ['√2×√2', '2'],
    ['√16%', '0.04'],
    ['44÷12', '3.66666666667'],
    ['2÷3', '0.666666666667'],
    ['1÷7', '0.142857142857'],
    ['12000×0.5366', '6439.2'],
    ['9.98×20.908×0.98×44÷12×0.5', '374.895772533'],
    ['999999999999+1', '1000000000000'],
    ['0.000001×0.000001', '1×10^−12'],
    ['99999999×99999999', '9.9999998×10^15'],
    ['1.50', '1.5'],
    ['.5+.5', '1'],
    ['7.', '7'],
    ['0−0', '0'],
  ])('%s is %s', (entry, expected) => {
    expect(work(entry)).toBe(expected);
  });

  test('takes the signs as keyboards type them, thousands with commas, and brackets left open', () => {
    expect(work('（1,000 - 500）* 2 / 4')).toBe('250');
    expect(work('2×(3+(4')).toBe('14');
  });

  test.each([
    ['', 'empty'],
    ['1+', 'unfinished'],
    ['(', 'unfinished'],
    ['√', 'unfinished'],
    ['1.2.3', 'number 1.2.3'],
    ['.', 'number .'],
    ['2(3)', 'misplaced ('],
    ['3)', 'misplaced )'],
    ['×2', 'misplaced ×'],
    ['2x', 'misplaced x'],
    ['alert(1)', 'misplaced a'],
    ['1÷0', 'zero'],
    ['1÷(2−2)', 'zero'],
    ['√(1−2)', 'root'],
    ['9'.repeat(201), 'long'],
    ['9'.repeat(120), 'huge'],
  ])('%s is refused: %s', (entry, problem) => {
    expect(work(entry)).toBe(problem);
  });

  test('goes on with the exact last result and the exact memory, not with what the display shows', () => {
    const third = value('1÷3');
    expect(work('答×3', { answer: third, memory: zero })).toBe('1');
    expect(work('M+M+M', { answer: zero, memory: third })).toBe('1');
    expect(sayExact(remember(remember(zero, third, 1), value('1'), -1))).toBe('−0.666666666667');
  });

  test('no chain of roots and fractions grows without end', () => {
    let answer = value('2');
    for (let round = 0; round < 60; round += 1) {
      const next = evaluate('√(答+1÷7)÷1.7', { answer, memory: zero });
      if (!isExact(next)) throw new Error(next.kind);
      answer = next;
    }
    expect(answer.n.toString().length + answer.d.toString().length).toBeLessThanOrEqual(400);
  });

  const decimal = fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 4 }));
  const write = ([whole, places]: readonly [number, number]): string => {
    const text = String(Math.abs(whole)).padStart(places + 1, '0');
    const at = text.length - places;
    return `${whole < 0 ? '−' : ''}${text.slice(0, at)}${places > 0 ? `.${text.slice(at)}` : ''}`;
  };

  test('adds, subtracts and multiplies decimals as whole numbers of their smallest unit', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [x, y] = [BigInt(a[0]) * 10n ** BigInt(4 - a[1]), BigInt(b[0]) * 10n ** BigInt(4 - b[1])];
        const of = (n: bigint, scale: bigint): string =>
          sayExact(value(`(${String(n).replace('-', '−')})÷${String(scale)}`), 30);
        expect(sayExact(value(`(${write(a)})+(${write(b)})`), 30)).toBe(of(x + y, 10_000n));
        expect(sayExact(value(`(${write(a)})−(${write(b)})`), 30)).toBe(of(x - y, 10_000n));
        expect(sayExact(value(`(${write(a)})×(${write(b)})`), 30)).toBe(of(x * y, 100_000_000n));
      }),
    );
  });

  test('a quotient times its divisor is the dividend, exactly', () => {
    fc.assert(
      fc.property(
        decimal,
        decimal.filter(([whole]) => whole !== 0),
        (a, b) => {
          const back = value(`((${write(a)})÷(${write(b)}))×(${write(b)})`);
          expect(back).toEqual(value(write(a)));
        },
      ),
    );
  });

  test('the display agrees with floating point to ten digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (a, b) => {
        const shown = Number(
          work(`${String(a)}÷${String(b)}`)
            .replace('×10^−', 'e-')
            .replace('×10^', 'e'),
        );
        expect(Math.abs(shown / (a / b) - 1)).toBeLessThan(1e-10);
      }),
    );
  });

  test('a root squared is the number to thirty digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (square) => {
        expect(sayExact(value(`√${String(square)}×√${String(square)}`), 30)).toBe(String(square));
      }),
    );
  });
});
