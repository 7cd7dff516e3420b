/**
 * The beta distribution: what is known of a chance after some hits and misses.
 * The incomplete beta function is computed by its continued fraction with Lentz's method, ln Γ by Lanczos' series
 * (Press et al., Numerical Recipes, 3rd ed., 6.1 and 6.4); draws by Marsaglia & Tsang, ACM TOMS 26 (2000) 363–372.
 */
import type { Dice } from '../random.ts';

const lanczos = [
  57.1562356658629235, -59.5979603554754912, 14.1360979747417471, -0.491913816097620199,
  0.339946499848118887e-4, 0.465236289270485756e-4, -0.983744753048795646e-4, 0.158088703224912494e-3,
  -0.210264441724104883e-3, 0.217439618115212643e-3, -0.16431810653676389e-3, 0.844182239838527433e-4,
  -0.261908384015814087e-4, 0.368991826595316234e-5,
] as const;

/** ln Γ(x). @param x > 0 */
function lnGamma(x: number): number {
  const shifted = x + 5.2421875;
  let series = 0.999999999999997092;
  lanczos.forEach((term, place) => {
    series += term / (x + place + 1);
  });
  return (x + 0.5) * Math.log(shifted) - shifted + Math.log((2.5066282746310005 * series) / x);
}

const tiny = 1e-300;
const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value);

function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-14) break;
  }
  return h;
}

/** The chance that a Beta(a, b) lies below x. @param a @param b > 0 @param x 0 … 1 */
export function betaBelow(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  return x < (a + 1) / (a + b + 2)
    ? (front * fraction(a, b, x)) / a
    : 1 - (front * fraction(b, a, 1 - x)) / b;
}

/** The value below which a Beta(a, b) lies with chance p, by halving. @param p 0 … 1 */
export function betaQuantile(a: number, b: number, p: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (betaBelow(a, b, middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Between 0 and 1, neither of them. */
const uniform = (throwDice: Dice): number => (throwDice() + 0.5) / 2 ** 32;

function drawGamma(shape: number, throwDice: Dice): number {
  if (shape < 1) return drawGamma(shape + 1, throwDice) * uniform(throwDice) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(uniform(throwDice))) * Math.cos(2 * Math.PI * uniform(throwDice));
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(uniform(throwDice)) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A draw from Beta(a, b). @param a @param b > 0 */
export function drawBeta(a: number, b: number, throwDice: Dice): number {
  const x = drawGamma(a, throwDice);
  const y = drawGamma(b, throwDice);
  // Two shapes near 0 can both draw 0: then the coin decides, as it would in the limit.
  return x + y > 0 ? x / (x + y) : uniform(throwDice) < a / (a + b) ? 1 : 0;
}
