/**
 * Exact arithmetic for checking keys: fractions of whole numbers of any size, and a reader of plain arithmetic. It
 * shares nothing with the site: no accounting function, no float.
 */

/** A fraction; the lower part is above zero. */
export interface Fraction {
  readonly up: bigint;
  readonly down: bigint;
}

/** Reads a decimal as it is printed: 1,200,000 or 0.0202. */
export function decimal(text: string): Fraction {
  const match = /^(\d[\d,]*)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new Error(`no decimal: ${text}`);
  const part = match[2] ?? '';
  return { up: BigInt((match[1] ?? '').replaceAll(',', '') + part), down: 10n ** BigInt(part.length) };
}

const plus = (a: Fraction, b: Fraction): Fraction => ({
  up: a.up * b.down + b.up * a.down,
  down: a.down * b.down,
});
const times = (a: Fraction, b: Fraction): Fraction => ({ up: a.up * b.up, down: a.down * b.down });
const negative = ({ up, down }: Fraction): Fraction => ({ up: -up, down });
const inverse = ({ up, down }: Fraction): Fraction => {
  if (up === 0n) throw new Error('division by zero');
  return up < 0n ? { up: -down, down: -up } : { up: down, down: up };
};
const whole = (value: number | bigint): Fraction => ({ up: BigInt(value), down: 1n });
export const less = (a: Fraction, b: Fraction): boolean => a.up * b.down < b.up * a.down;

/** Half up, for values from 0. @returns in units of the last decimal */
export const rounded = ({ up, down }: Fraction, decimals: number): bigint =>
  (2n * up * 10n ** BigInt(decimals) + down) / (2n * down);

/** As printed in so many decimals, thousands apart. */
export function said(units: bigint, decimals: number): string {
  const digits = String(units).padStart(decimals + 1, '0');
  const [front, back] = [digits.slice(0, digits.length - decimals), digits.slice(digits.length - decimals)];
  const grouped = front.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return decimals === 0 ? grouped : `${grouped}.${back}`;
}

const raised = (base: Fraction, exponent: number): Fraction =>
  Array.from({ length: exponent }).reduce<Fraction>((product) => times(product, base), whole(1));

/** The largest number of so many decimals whose power does not exceed a value, then rounded: an nth root. */
function rootOf(value: Fraction, n: number, decimals: number): Fraction {
  const scale = 10n ** BigInt(decimals);
  const under = (halves: bigint): boolean => !less(value, raised({ up: halves, down: 2n * scale }, n));
  let [low, high] = [0n, 2n * scale * 1000n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (under(middle)) low = middle;
    else high = middle;
  }
  // low counts halves of the last place: an odd one is rounded up.
  return { up: (low + 1n) / 2n, down: scale };
}

/**
 * Works out plain arithmetic exactly: + - * / ( ), names, and
 * r4(x), rounded to four places; peak(F), 1.015^(16−20F) of a load in per cent, to four places (the fifth root of a
 * whole power of 1.015); sqrt(x), to two places; pow(x, n); min(a, b).
 */
export function exact(text: string, value: (name: string) => Fraction): Fraction {
  const tokens = text.match(/\d[\d,]*(?:\.\d+)?(?![\w])|[A-Za-z]\w*|[-+*/()]|;/g) ?? [];
  let at = 0;
  const take = (one: string): boolean => tokens[at] === one && (at += 1) > 0;
  const sum = (): Fraction => {
    let left = product();
    for (;;)
      if (take('+')) left = plus(left, product());
      else if (take('-')) left = plus(left, negative(product()));
      else return left;
  };
  const product = (): Fraction => {
    let left = factor();
    for (;;)
      if (take('*')) left = times(left, factor());
      else if (take('/')) left = times(left, inverse(factor()));
      else return left;
  };
  const factor = (): Fraction => {
    if (take('-')) return negative(factor());
    if (take('(')) return closed(sum());
    const token = tokens[at] ?? '';
    at += 1;
    if (/^\d/.test(token)) return decimal(token);
    if (!take('(')) return value(token);
    const first = sum();
    switch (token) {
      case 'r4':
        return closed({ up: rounded(first, 4), down: 10_000n });
      case 'peak': {
        const percent = Number(first.up / first.down);
        return closed(rootOf(raised({ up: 1015n, down: 1000n }, 80 - percent), 5, 4));
      }
      case 'sqrt':
        return closed(rootOf(first, 2, 2));
      case 'pow': {
        if (!take(';')) throw new Error(`${text}: pow(x; n)`);
        const exponent = sum();
        return closed(raised(first, Number(exponent.up / exponent.down)));
      }
      default:
        throw new Error(`${text}: ${token}?`);
    }
  };
  const closed = (inner: Fraction): Fraction => {
    if (!take(')')) throw new Error(`${text}: ) expected`);
    return inner;
  };
  const result = sum();
  if (at < tokens.length) throw new Error(`${text}: cannot read ${tokens.slice(at).join('')}`);
  return result;
}
