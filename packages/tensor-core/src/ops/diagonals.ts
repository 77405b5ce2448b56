// Triangles and diagonals of matrices.
import { ShapeError } from '../errors.js';
import { record, resolve } from '../record.js';
import { formatShape, normalizeAxis } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { constantLike, greaterEqual, lessEqual, sub, where } from './elementwise.js';
import { moveAxis } from './rearrange.js';
import { reshape } from './movement.js';
import { constant, expectTensor } from './operands.js';
import { sum } from './reduction.js';
import { slice } from './slice.js';

function checkOffset(op: string, offset: number): void {
  if (!Number.isInteger(offset)) {
    throw new ShapeError(
      `${op}: bad diagonal; expected a whole number, got ${offset}; count from the main diagonal, 0`,
    );
  }
}

/** column - row of each element of the last two axes, int32 [rows, columns]. */
function columnsBeyondRows(op: string, value: Tensor): Tensor {
  if (value.rank < 2) {
    throw new ShapeError(
      `${op}: not a matrix; expected [..., rows, columns], got ${formatShape(value.shape)}; add an axis`,
    );
  }
  const shape = value.shape.slice(-2);
  const along = (axis: number): Tensor => record('iota', [], { shape, axis, dtype: 'int32' });
  return sub(along(1), along(0));
}

/** The lower triangle of [..., rows, columns]: zeros above the diagonal that lies `diagonal` columns right of the main one. */
export function tril(input: Tensor, diagonal = 0): Tensor {
  const value = resolve('tril', expectTensor('tril', input));
  checkOffset('tril', diagonal);
  return where(lessEqual(columnsBeyondRows('tril', value), constant(diagonal, 'int32')), value, constantLike(value, 0));
}

/** The upper triangle of [..., rows, columns]: zeros below the diagonal that lies `diagonal` columns right of the main one. */
export function triu(input: Tensor, diagonal = 0): Tensor {
  const value = resolve('triu', expectTensor('triu', input));
  checkOffset('triu', diagonal);
  const kept = greaterEqual(columnsBeyondRows('triu', value), constant(diagonal, 'int32'));
  return where(kept, value, constantLike(value, 0));
}

/**
 * The diagonal of two axes as a new last axis, NumPy's diagonal. Gradient: back onto the diagonal.
 *
 * @param input [..., rows, columns] with `axis1` the rows and `axis2` the columns (default the first two axes)
 * @param offset how many columns right of the main diagonal (default 0)
 * @returns the other axes, then [length of the diagonal]
 */
export function diagonal(input: Tensor, offset = 0, axis1 = 0, axis2 = 1): Tensor {
  const value = resolve('diagonal', expectTensor('diagonal', input));
  checkOffset('diagonal', offset);
  const [rowAxis, columnAxis] = [axis1, axis2].map((axis) => normalizeAxis('diagonal', axis, value.rank)) as [
    number,
    number,
  ];
  if (rowAxis === columnAxis) {
    throw new ShapeError(`diagonal: one axis twice; expected two axes, got ${axis1} and ${axis2}; name another`);
  }
  const last = moveAxis(value, [rowAxis, columnAxis], [-2, -1]);
  const [rows, columns] = last.shape.slice(-2) as [number, number];
  const [down, right] = [Math.max(-offset, 0), Math.max(offset, 0)];
  const length = Math.max(0, Math.min(rows - down, columns - right));
  const others = last.shape.slice(0, -2);
  const start = length === 0 ? 0 : down * columns + right;
  const stop = length === 0 ? 0 : start + (length - 1) * (columns + 1) + 1;
  const flat = reshape(last, [...others, rows * columns]);
  return slice(flat, ...others.map(() => null), [start, stop, columns + 1]);
}

/** The sum over a diagonal (see `diagonal`). */
export function trace(input: Tensor, offset = 0, axis1 = 0, axis2 = 1): Tensor {
  return sum(diagonal(input, offset, axis1, axis2), -1);
}
