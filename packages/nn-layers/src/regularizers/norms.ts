// Penalties by the size of the elements.
import { abs, add, checkRange, constant, mul, square, sum, type Tensor } from '@tensorloom/tensor-core';
import { namedPart } from '../named-parts.js';
import type { Regularizer } from './regularizer.js';

export interface L1Options {
  /** Factor, at least 0 (default 0.01). */
  readonly l1?: number;
}

export interface L2Options {
  /** Factor, at least 0 (default 0.01). */
  readonly l2?: number;
}

const sumOfSizes = (value: Tensor, factor: number): Tensor => mul(sum(abs(value)), constant(factor));
const sumOfSquares = (value: Tensor, factor: number): Tensor => mul(sum(square(value)), constant(factor));

/** l1 · Σ |w|. Gradient l1 · sign(w), 0 at 0. */
export function l1(options: L1Options = {}): Regularizer {
  const factor = checkRange('regularizers.l1', 'l1', options.l1 ?? 0.01, 0, Infinity);
  return namedPart('regularizers', 'l1', options, ['l1'], (value: Tensor) => sumOfSizes(value, factor));
}

/** l2 · Σ w². Gradient 2 · l2 · w. */
export function l2(options: L2Options = {}): Regularizer {
  const factor = checkRange('regularizers.l2', 'l2', options.l2 ?? 0.01, 0, Infinity);
  return namedPart('regularizers', 'l2', options, ['l2'], (value: Tensor) => sumOfSquares(value, factor));
}

/** l1 · Σ |w| + l2 · Σ w². Gradient l1 · sign(w) + 2 · l2 · w. */
export function l1l2(options: L1Options & L2Options = {}): Regularizer {
  const sizes = checkRange('regularizers.l1l2', 'l1', options.l1 ?? 0.01, 0, Infinity);
  const squares = checkRange('regularizers.l1l2', 'l2', options.l2 ?? 0.01, 0, Infinity);
  return namedPart('regularizers', 'l1l2', options, ['l1', 'l2'], (value: Tensor) =>
    add(sumOfSizes(value, sizes), sumOfSquares(value, squares)),
  );
}
