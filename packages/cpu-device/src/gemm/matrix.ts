// What a matrix product is given: matrices in arrays, with any strides.
import type { TypedArray } from '@tensorloom/tensor-core';

/** A matrix in an array: element (i, j) lies at offset + i * rowStride + j * columnStride. */
export interface Matrix {
  readonly data: TypedArray;
  readonly offset: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** Sizes of c [m, n] = a [m, k] · b [k, n]. */
export interface ProductSize {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}
