// Matrix products as functions.
import { ShapeError } from '../errors.js';
import { record } from '../record.js';
import { broadcastShapes, formatShape, sizeOf } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { reshape } from './movement.js';
import { broadcastTensor, expectTensor, floatOperands } from './operands.js';

export interface MatmulOptions {
  /** Read `a` as [..., k, m] (default false). */
  readonly transposeA?: boolean;
  /** Read `b` as [..., n, k] (default false). */
  readonly transposeB?: boolean;
}

/**
 * Matrix product over the last two axes; axes before them are batches and broadcast. A vector on the left is a row,
 * on the right a column, and its axis disappears from the result, as in NumPy.
 *
 * @param a [...batch, m, k]
 * @param b [...batch, k, n]
 * @returns [...batch, m, n], float32; float16 of two halves, whose products are summed in float32
 */
export function matmul(a: Tensor, b: Tensor, { transposeA = false, transposeB = false }: MatmulOptions = {}): Tensor {
  const [left, right] = floatOperands('matmul', expectTensor('matmul', a), expectTensor('matmul', b));
  if (left.rank === 0 || right.rank === 0) {
    throw new ShapeError(
      `matmul: a scalar is no matrix; expected [..., m, k] and [..., k, n], got ${formatShape(left.shape)} and ${formatShape(right.shape)}; use mul`,
    );
  }
  if (left.rank === 1) return dropAxis(matmul(reshape(left, [1, left.shape[0] as number]), right, { transposeB }), -2);
  if (right.rank === 1)
    return dropAxis(matmul(left, reshape(right, [right.shape[0] as number, 1]), { transposeA }), -1);
  if (right.rank === 2 && left.rank > 2 && !transposeA) return foldBatch(left, right, transposeB);
  const batch = broadcastShapes('matmul', left.shape.slice(0, -2), right.shape.slice(0, -2));
  const spread = (value: Tensor): Tensor => broadcastTensor(value, [...batch, ...value.shape.slice(-2)]);
  return record('matmul', [spread(left), spread(right)], { transposeA, transposeB });
}

function dropAxis(value: Tensor, axis: -1 | -2): Tensor {
  return reshape(value, value.shape.toSpliced(axis, 1));
}

/** One matrix for all batches: the batches are rows of one product. */
function foldBatch(left: Tensor, right: Tensor, transposeB: boolean): Tensor {
  const rows = sizeOf(left.shape.slice(0, -1));
  const flat = record('matmul', [reshape(left, [rows, left.shape.at(-1) as number]), right], {
    transposeA: false,
    transposeB,
  });
  return reshape(flat, [...left.shape.slice(0, -1), flat.shape[1] as number]);
}
