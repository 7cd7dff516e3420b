/** Propagation of uncertainty: IPCC 2006 Guidelines, volume 1, chapter 3; 95 %, independent. */
import { amount, positive, root } from './number.ts';

/** Of a product, equation 3.1: √(U₁² + U₂²). Source: M-252. @returns per cent */
export const uncertaintyOfProduct = (first: number, second: number): number =>
  root(amount('uncertainty', first) * first + amount('uncertainty', second) * second);

/** Of a sum of two, equation 3.2: √((U₁x₁)² + (U₂x₂)²) / (x₁ + x₂). Source: M-253. @returns per cent */
export const uncertaintyOfSum = (u1: number, x1: number, u2: number, x2: number): number =>
  uncertaintyOfProduct(u1 * amount('quantity', x1), u2 * amount('quantity', x2)) / positive('sum', x1 + x2);

/** Of a product of any number of figures, equation 3.1. Source: M-252. @param parts per cent @returns per cent */
export const uncertaintyOfProducts = (parts: readonly number[]): number =>
  root(parts.reduce((sum, one) => sum + amount('uncertainty', one) * one, 0));

/** Of a sum of any number of figures, equation 3.2. Source: M-253. @param parts per cent, with the figure it is of @returns per cent */
export const uncertaintyOfSums = (parts: readonly { readonly u: number; readonly x: number }[]): number =>
  uncertaintyOfProducts(parts.map(({ u, x }) => u * amount('quantity', x))) /
  positive(
    'sum',
    parts.reduce((sum, { x }) => sum + x, 0),
  );
