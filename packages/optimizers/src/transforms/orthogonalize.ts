// The transform at the heart of Muon: the nearest orthogonal matrix, nearly, by products alone.
import { add, constant, div, matmul, mul, sqrt, square, sum, transpose, type Tensor } from '@tensorloom/tensor-core';
import type { Transform } from './transform.js';

export interface OrthogonalizeOptions {
  /** Number of Newton-Schulz iterations (default 5). */
  readonly steps?: number;
  /** Of the polynomial a·s + b·s³ + c·s⁵ (default 3.4445, -4.775 and 2.0315). */
  readonly coefficients?: readonly [a: number, b: number, c: number];
}

/**
 * Brings all singular values of a matrix near 1: with X = G / ‖G‖ and A = X Xᵀ, X ← a X + (b A + c A²) X, `steps` times, which
 * takes each singular value s to a·s + b·s³ + c·s⁵. With the default coefficients and steps they end between about 0.68 and
 * 1.13, unless they were below a hundredth of the norm; exactly 1 is not the aim (Jordan 2024).
 *
 * @param matrix [rows, columns]
 */
export function orthogonalized(matrix: Tensor, options: OrthogonalizeOptions = {}): Tensor {
  const { steps = 5, coefficients = [3.4445, -4.775, 2.0315] } = options;
  const [a, b, c] = coefficients.map((coefficient) => constant(coefficient)) as [Tensor, Tensor, Tensor];
  const [rows, columns] = matrix.shape as [number, number];
  // The products are rows x rows: the shorter side is the cheaper one.
  const isTall = rows > columns;
  const wide = isTall ? transpose(matrix) : matrix;
  let x = div(wide, add(sqrt(sum(square(wide))), constant(1e-7)));
  for (let step = 0; step < steps; step++) {
    const gram = matmul(x, x, { transposeB: true });
    const polynomial = add(mul(gram, b), mul(matmul(gram, gram), c));
    x = add(mul(x, a), matmul(polynomial, x));
  }
  return isTall ? transpose(x) : x;
}

/** `orthogonalized` as a transform, for variables of rank 2. */
export function orthogonalize(options: OrthogonalizeOptions = {}): Transform {
  return { slots: [], begin: () => (update) => ({ update: orthogonalized(update, options), slots: [] }) };
}
