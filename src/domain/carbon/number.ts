/**
 * Numbers of the accounting functions: what is refused, and the few functions JavaScript does not define to the last
 * bit. Math.pow, Math.exp and Math.sqrt may differ between engines; here only + − × ÷ are used, whose results IEEE 754
 * fixes, so that a question drawn from a seed has the same numbers on every machine.
 */

/** @returns the value. @throws RangeError unless it is a finite number ≥ 0 */
export function amount(name: string, value: number): number {
  if (!Number.isFinite(value) || value < 0)
    throw new RangeError(`${name} must be a number ≥ 0, not ${value}`);
  return value;
}

/** @returns the value. @throws RangeError unless it is a finite number > 0 */
export function positive(name: string, value: number): number {
  if (!Number.isFinite(value) || value <= 0)
    throw new RangeError(`${name} must be a number > 0, not ${value}`);
  return value;
}

/** @returns the value. @throws RangeError unless it is a fraction, 0 … 1 (a percentage is divided by 100 before) */
export function share(name: string, value: number): number {
  if (!Number.isFinite(value) || value < 0 || value > 1)
    throw new RangeError(`${name} must lie between 0 and 1, not ${value}`);
  return value;
}

/** @returns the value. @throws RangeError unless it is a finite number (costs and differences may be negative) */
export function finite(name: string, value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a number, not ${value}`);
  return value;
}

/** 10 to a whole power. @param exponent 0 … 15 */
export function ten(exponent: number): number {
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > 15)
    throw new RangeError(`no power of ten: ${exponent}`);
  let result = 1;
  for (let place = 0; place < exponent; place += 1) result *= 10;
  return result;
}

/**
 * 四舍五入: half away from zero. A value that a float holds a hair below the half (1.005) counts as the half.
 * @param decimals 0 … 15
 */
export function round(value: number, decimals: number): number {
  const scale = ten(decimals);
  const scaled = Math.abs(finite('value', value)) * scale;
  const result = Math.floor(scaled * (1 + 1e-13) + 0.5) / scale;
  return value < 0 ? -result : result;
}

/** Square root by Newton's iteration. @param value ≥ 0 */
export function root(value: number): number {
  if (amount('value', value) === 0) return 0;
  let guess = value > 1 ? value : 1;
  for (let step = 0; step < 2_000; step += 1) {
    const next = (guess + value / guess) / 2;
    if (next >= guess) return guess;
    guess = next;
  }
  return guess;
}

/** base^exponent for any real exponent. @param base > 0 */
export function power(base: number, exponent: number): number {
  positive('base', base);
  finite('exponent', exponent);
  if (exponent < 0) return 1 / power(base, -exponent);
  const whole = Math.floor(exponent);
  let result = 1;
  for (let bit = whole, square = base; bit > 0; bit = Math.floor(bit / 2), square *= square)
    if (bit % 2 === 1) result *= square;
  return exponent === whole ? result : result * exponential((exponent - whole) * logarithm(base));
}

const ln2 = 0.6931471805599453;

/** ln by the series of artanh, after taking out powers of two. */
function logarithm(value: number): number {
  let [rest, twos] = [value, 0];
  for (; rest > 1.5; rest /= 2) twos += 1;
  for (; rest < 0.75; rest *= 2) twos -= 1;
  const ratio = (rest - 1) / (rest + 1);
  let [sum, term] = [0, ratio];
  for (let odd = 1; odd < 80; odd += 2, term *= ratio * ratio) sum += term / odd;
  return 2 * sum + twos * ln2;
}

/** e^value by its series, after halving the argument. */
function exponential(value: number): number {
  let [rest, halvings] = [value, 0];
  for (; Math.abs(rest) > 0.5; rest /= 2) halvings += 1;
  let [sum, term] = [1, 1];
  for (let place = 1; place < 24; place += 1) {
    term *= rest / place;
    sum += term;
  }
  for (; halvings > 0; halvings -= 1) sum *= sum;
  return sum;
}
