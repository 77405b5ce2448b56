// Random floats. Uniform ones are the same on every device; what goes through functions agrees but for their rounding.
import { ConfigError } from '../errors.js';
import { add, clip, cos, log, log1p, maximum, mul, neg, sqrt, sub } from '../ops/elementwise.js';
import { constant } from '../ops/operands.js';
import { erfinv } from '../ops/special-functions.js';
import { slice } from '../ops/slice.js';
import { checkShape, type Shape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { unit, type RandomOptions } from './bits.js';

export interface UniformOptions extends RandomOptions {
  /** Lower end, included (default 0). */
  readonly minimum?: number;
  /** Upper end, excluded but for rounding (default 1). */
  readonly maximum?: number;
}

/** Uniform in [minimum, maximum), float32. */
export function uniform(shape: Shape, { minimum = 0, maximum = 1, ...options }: UniformOptions = {}): Tensor {
  if (!(minimum <= maximum)) {
    throw new ConfigError(
      `random.uniform: bad range; expected minimum <= maximum, got ${minimum} and ${maximum}; swap them`,
    );
  }
  const u = unit(shape, options);
  return minimum === 0 && maximum === 1 ? u : add(mul(u, maximum - minimum), minimum);
}

/** @throws ConfigError unless a spread is at least 0 */
function checkSpread(op: string, name: string, spread: number): void {
  if (!(spread >= 0)) {
    throw new ConfigError(`${op}: bad ${name}; expected a number >= 0, got ${spread}; check its sign`);
  }
}

export interface NormalOptions extends RandomOptions {
  /** Default 0. */
  readonly mean?: number;
  /** Standard deviation, at least 0 (default 1). */
  readonly stddev?: number;
}

/** Normal with the given mean and standard deviation, float32, by Box and Muller's transform. */
export function normal(shape: Shape, { mean = 0, stddev = 1, ...options }: NormalOptions = {}): Tensor {
  checkSpread('random.normal', 'stddev', stddev);
  checkShape('random.normal', shape);
  const pairs = unit([2, ...shape], options);
  const radius = sqrt(mul(log(sub(constant(1), slice(pairs, 0))), constant(-2)));
  return add(mul(mul(radius, cos(mul(slice(pairs, 1), constant(2 * Math.PI)))), stddev), mean);
}

/** erf(√2): the probability of a normal number within two standard deviations. */
const WITHIN_TWO = 0.9544997361036416;

/**
 * Normal numbers within two standard deviations of the mean, float32, by the inverse of the distribution function:
 * mean + stddev √2 erfinv(erf(√2) (2u - 1)).
 */
export function truncatedNormal(shape: Shape, { mean = 0, stddev = 1, ...options }: NormalOptions = {}): Tensor {
  checkSpread('random.truncatedNormal', 'stddev', stddev);
  checkShape('random.truncatedNormal', shape);
  const u = sub(mul(unit(shape, options), constant(2 * WITHIN_TWO)), constant(WITHIN_TWO));
  const standard = clip(mul(erfinv(u), constant(Math.SQRT2)), -2, 2);
  return add(mul(standard, stddev), mean);
}

export interface ExponentialOptions extends RandomOptions {
  /** The mean, at least 0: 1 / rate (default 1). */
  readonly scale?: number;
}

/** -ln(1 - u): log1p keeps the small ones exact. */
function standardExponential(u: Tensor): Tensor {
  return neg(log1p(neg(u)));
}

/** Exponentially distributed with the given mean, float32 in [0, 16.7 scale): -scale ln(1 - u). */
export function exponential(shape: Shape, { scale = 1, ...options }: ExponentialOptions = {}): Tensor {
  checkSpread('random.exponential', 'scale', scale);
  return mul(standardExponential(unit(shape, options)), scale);
}

/** Standard Gumbel numbers, float32 in (-2.82, 17.4): -ln(-ln(1 - u)), with 2^-25 in the place of u = 0. The mean is 0.5772. */
export function gumbel(shape: Shape, options: RandomOptions = {}): Tensor {
  return neg(log(standardExponential(maximum(unit(shape, options), constant(2 ** -25)))));
}
