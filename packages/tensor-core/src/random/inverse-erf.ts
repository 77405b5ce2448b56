// The inverse of the error function around the middle, where truncated normal numbers take it.
import { add, log1p, mul, neg, square } from '../ops/elementwise.js';
import { constant } from '../ops/operands.js';
import type { Tensor } from '../tensor.js';

/** Coefficients in w - 2.5 with w = -ln(1 - x²), the highest power first. */
const coefficients = [
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 2.1858087e-4, -1.25372503e-3, -4.17768164e-3,
  0.246640727, 1.50140941,
];

/**
 * erfinv(x) for |x| <= 0.9966, float32, to about 4e-7 of it.
 *
 * Source: Giles, "Approximating the erfinv function", GPU Computing Gems Jade Edition, 2011 (single precision, central part).
 */
export function inverseErf(x: Tensor): Tensor {
  const w = add(neg(log1p(neg(square(x)))), constant(-2.5));
  const [first, ...rest] = coefficients.map((coefficient) => constant(coefficient)) as [Tensor, ...Tensor[]];
  return mul(
    rest.reduce((sum, coefficient) => add(mul(sum, w), coefficient), first),
    x,
  );
}
