/**
 * The calculator of the exam room: exact arithmetic over fractions, so 0.1 + 0.2 is 0.3 and 1 ÷ 3 × 3 is 1.
 * Only a root that does not come out is rounded, at forty digits.
 */

/** A number as a fraction in lowest terms; d > 0. */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

/** What stands behind the names in an entry: 答, the last result, and M, the memory. */
export interface Register {
  readonly answer: Exact;
  readonly memory: Exact;
}

/**
 * empty: nothing entered · long: more than `longest` characters · number: 1.2.3 or a point alone
 * unfinished: ends where a number must follow · misplaced: this character cannot stand there
 * zero: division by zero · root: root of a negative number · huge: beyond what the display can hold
 */
export type CalculatorProblem =
  | { readonly kind: 'empty' | 'long' | 'unfinished' | 'zero' | 'root' | 'huge' }
  | { readonly kind: 'number' | 'misplaced'; readonly at: string };

export const longest = 200;
export const zero: Exact = { n: 0n, d: 1n };
/** Whether there is a number, not what stands in its way. */
export const isExact = (one: Exact | CalculatorProblem): one is Exact => 'n' in one;

/** Digits kept when a fraction has grown beyond all use, and of a root that does not come out. */
const kept = 40;
/** Results of more digits than this before the point are refused. */
const widest = 100;

class Wrong extends Error {
  readonly problem: CalculatorProblem;
  constructor(problem: CalculatorProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

const abs = (one: bigint): bigint => (one < 0n ? -one : one);
function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [abs(a), abs(b)];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}
const digits = (one: bigint): number => abs(one).toString().length;
const power = (exponent: number): bigint => 10n ** BigInt(exponent);

function fraction(n: bigint, d: bigint): Exact {
  const sign = d < 0n ? -1n : 1n;
  const common = gcd(n, d) * sign;
  const one = { n: n / common, d: d / common };
  if (digits(one.n) - digits(one.d) > widest) throw new Wrong({ kind: 'huge' });
  if (digits(one.n) + digits(one.d) <= 400) return one;
  // A chain of fractions that long is no sum of an exam: round it.
  const scale = power(Math.max(0, kept - digits(one.n) + digits(one.d)));
  return fraction((one.n * scale) / one.d, scale);
}

/** Sum, difference, product and quotient. @throws Wrong inside an entry; used by `evaluate` and the memory keys */
const plus = (a: Exact, b: Exact): Exact => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
const minus = (a: Exact, b: Exact): Exact => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
const times = (a: Exact, b: Exact): Exact => fraction(a.n * b.n, a.d * b.d);
function over(a: Exact, b: Exact): Exact {
  if (b.n === 0n) throw new Wrong({ kind: 'zero' });
  return fraction(a.n * b.d, a.d * b.n);
}

/** The greatest whole number whose square is at most `square`, by Newton's method. */
function wholeRoot(square: bigint): bigint {
  if (square < 2n) return square;
  let guess = power(Math.ceil(digits(square) / 2));
  for (;;) {
    const next = (guess + square / guess) / 2n;
    if (next >= guess) return guess;
    guess = next;
  }
}

function root({ n, d }: Exact): Exact {
  if (n < 0n) throw new Wrong({ kind: 'root' });
  const [top, bottom] = [wholeRoot(n), wholeRoot(d)];
  if (top * top === n && bottom * bottom === d) return fraction(top, bottom);
  const scale = power(kept + Math.ceil(Math.max(0, digits(d) - digits(n)) / 2));
  return fraction(wholeRoot((n * scale * scale) / d), scale);
}

function readNumber(text: string): Exact {
  if (!/^(\d+\.?\d*|\.\d+)$/.test(text)) throw new Wrong({ kind: 'number', at: text });
  const [whole = '', part = ''] = text.split('.');
  return fraction(BigInt(whole + part), power(part.length));
}

/** Other ways to type the same sign: full-width, ASCII, and a comma between thousands. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s,]/g, '')
    .replaceAll('*', '×')
    .replaceAll('/', '÷')
    .replaceAll(/[-‐-―]/g, '−')
    .replaceAll('m', 'M');

/**
 * Works out an entry: + − × ÷ in their usual order, brackets, % (a hundredth), √ of the number or bracket after it,
 * a sign before a number, 答 and M. Brackets still open at the end are closed.
 * @param entry as typed or put together by keys @returns the exact value, or what is wrong with the entry
 */
export function evaluate(entry: string, register: Register): Exact | CalculatorProblem {
  const text = plain(entry);
  if (text === '') return { kind: 'empty' };
  if (text.length > longest) return { kind: 'long' };
  const tokens = text.match(/[\d.]+|./gu) ?? [];
  let at = 0;

  const sum = (): Exact => {
    let value = product();
    for (let sign = tokens[at]; sign === '+' || sign === '−'; sign = tokens[at]) {
      at += 1;
      value = sign === '+' ? plus(value, product()) : minus(value, product());
    }
    return value;
  };
  const product = (): Exact => {
    let value = signed();
    for (let sign = tokens[at]; sign === '×' || sign === '÷'; sign = tokens[at]) {
      at += 1;
      value = sign === '×' ? times(value, signed()) : over(value, signed());
    }
    return value;
  };
  const signed = (): Exact => {
    const sign = tokens[at];
    if (sign !== '+' && sign !== '−') return hundredths();
    at += 1;
    const value = signed();
    return sign === '−' ? { n: -value.n, d: value.d } : value;
  };
  const hundredths = (): Exact => {
    let value = single();
    for (; tokens[at] === '%'; at += 1) value = fraction(value.n, value.d * 100n);
    return value;
  };
  const single = (): Exact => {
    const token = tokens[at];
    if (token === undefined) throw new Wrong({ kind: 'unfinished' });
    at += 1;
    if (token === '√') return root(single());
    if (token === '答') return register.answer;
    if (token === 'M') return register.memory;
    if (token === '(') {
      const value = sum();
      if (tokens[at] === ')') at += 1;
      else if (at < tokens.length) throw new Wrong({ kind: 'misplaced', at: tokens[at] ?? '' });
      return value;
    }
    if (/^[\d.]/.test(token)) return readNumber(token);
    throw new Wrong({ kind: 'misplaced', at: token });
  };

  try {
    const value = sum();
    const rest = tokens[at];
    return rest === undefined ? value : { kind: 'misplaced', at: rest };
  } catch (error) {
    if (error instanceof Wrong) return error.problem;
    throw error;
  }
}

/** What M+ and M− leave in the memory. @returns the memory as it was where the sum would be beyond all use */
export function remember(memory: Exact, value: Exact, sign: 1 | -1): Exact {
  try {
    return sign === 1 ? plus(memory, value) : minus(memory, value);
  } catch (error) {
    if (error instanceof Wrong) return memory;
    throw error;
  }
}

/**
 * Writes a value as a display shows it: at most so many significant digits, rounded half away from zero, no idle
 * zeros. From 10^15 up and below 10^−9 with a power of ten.
 * @param places significant digits, 1 … 30
 */
export function sayExact({ n, d }: Exact, places = 12): string {
  if (n === 0n) return '0';
  const sign = n < 0n ? '−' : '';
  const top = abs(n);
  // The exponent of the first digit: 10^e ≤ top/d < 10^(e+1).
  let exponent = digits(top) - digits(d);
  const reaches = (e: number): boolean => (e >= 0 ? top >= d * power(e) : top * power(-e) >= d);
  if (!reaches(exponent)) exponent -= 1;
  const shift = places - 1 - exponent;
  const [up, down] = shift >= 0 ? [top * power(shift), d] : [top, d * power(-shift)];
  let rounded = (up * 2n + down) / (down * 2n);
  if (digits(rounded) > places) {
    rounded /= 10n;
    exponent += 1;
  }
  const figures = rounded.toString().replace(/0+$/, '');
  if (exponent >= 15 || exponent < -9) {
    const mantissa = figures.charAt(0) + (figures.length > 1 ? `.${figures.slice(1)}` : '');
    return `${sign}${mantissa}×10^${String(exponent).replace('-', '−')}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${figures}`;
  const whole = figures.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const part = figures.slice(exponent + 1);
  return sign + whole + (part === '' ? '' : `.${part}`);
}
