// The transform at the heart of Adafactor: of the mean squares of a matrix it keeps those of rows and columns alone.
import {
  add,
  constant,
  div,
  expandDims,
  hostValue,
  mean,
  mul,
  rsqrt,
  square,
  type Shape,
  type Tensor,
} from '@tensorloom/tensor-core';
import { decayedMean } from './decayed-mean.js';
import type { Transform } from './transform.js';

export interface FactoredSquaresOptions {
  /** The decay of means at update t is 1 - t^beta2Decay; below 0. */
  readonly beta2Decay: number;
  /** Added to squared gradients, above 0. */
  readonly epsilon: number;
}

/**
 * For a variable [..., rows, columns] with s = g² + epsilon: r ← mean of s over columns and c ← mean of s over rows, both decayed;
 * the update is g / √(r / mean(r) · c). For one of rank 0 or 1: v ← the decayed mean of s itself, and g / √v.
 * Slots: `row` (r) [..., rows] and `column` (c) [..., columns], or `velocity` (v); those that a variable does not need are [].
 */
export function factoredSquares({ beta2Decay, epsilon }: FactoredSquaresOptions): Transform {
  return {
    slots: [
      { name: 'row', shape: ({ shape }) => (isFactored(shape) ? shape.slice(0, -1) : []) },
      { name: 'column', shape: ({ shape }) => (isFactored(shape) ? shape.toSpliced(-2, 1) : []) },
      { name: 'velocity', shape: ({ shape }) => (isFactored(shape) ? [] : shape) },
    ],
    begin: (moment) => {
      const floor = constant(epsilon);
      const share = hostValue(() => (moment.iteration + 1) ** beta2Decay);
      return (gradient, [row, column, velocity], { shape }) => {
        const squares = add(square(gradient), floor);
        if (!isFactored(shape)) {
          const v = decayedMean(velocity!, squares, share);
          return { update: mul(gradient, rsqrt(v)), slots: [row!, column!, v] };
        }
        const r = decayedMean(row!, mean(squares, -1), share);
        const c = decayedMean(column!, mean(squares, -2), share);
        return { update: whitened(gradient, r, c), slots: [r, c, velocity!] };
      };
    },
  };
}

const isFactored = (shape: Shape): boolean => shape.length >= 2;

/** Rows and columns one after the other: the product of two small means would be 0 in float32, and 0 / 0 NaN. */
function whitened(gradient: Tensor, row: Tensor, column: Tensor): Tensor {
  const byRow = rsqrt(div(row, mean(row, -1, { keepDims: true })));
  return mul(mul(gradient, expandDims(byRow, -1)), expandDims(rsqrt(column), -2));
}
