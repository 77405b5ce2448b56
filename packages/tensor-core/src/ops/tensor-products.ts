// Products of two tensors under NumPy's names.
import { ShapeError } from '../errors.js';
import { resolve } from '../record.js';
import { formatShape, normalizeAxis } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { contract, type AxisPairs } from './dot-general.js';
import { mul } from './elementwise.js';
import { reshape } from './movement.js';
import { expectTensor } from './operands.js';
import { sum } from './reduction.js';

/**
 * Product of two tensors summed over pairs of axes, NumPy's tensordot.
 *
 * @param axes a number n: the last n axes of `a` with the first n of `b` (default 2); or both lists of axes
 * @returns [...other axes of a, ...other axes of b], float32
 * @throws ShapeError if paired axes differ in extent, or there are fewer axes
 */
export function tensordot(a: Tensor, b: Tensor, axes: number | AxisPairs = 2): Tensor {
  if (typeof axes !== 'number') return contract('tensordot', a, b, { contracting: axes });
  const rank = expectTensor('tensordot', a).rank;
  const most = Math.min(rank, expectTensor('tensordot', b).rank);
  if (!Number.isInteger(axes) || axes < 0 || axes > most) {
    throw new ShapeError(
      `tensordot: bad number of axes; expected a whole number in [0, ${most}] for ${formatShape(a.shape)} and ${formatShape(b.shape)}, ` +
        `got ${axes}; change it`,
    );
  }
  const first = Array.from({ length: axes }, (_, axis) => axis);
  return contract('tensordot', a, b, { contracting: [first.map((axis) => rank - axes + axis), first] });
}

function both(op: string, a: Tensor, b: Tensor): readonly [Tensor, Tensor] {
  return [resolve(op, expectTensor(op, a)), resolve(op, expectTensor(op, b))];
}

/** Every element of `a` times every element of `b`, both flattened: [a.size, b.size], NumPy's outer. dtypes promote. */
export function outer(a: Tensor, b: Tensor): Tensor {
  const [rows, columns] = both('outer', a, b);
  return mul(reshape(rows, [-1, 1]), reshape(columns, [1, -1]));
}

/**
 * Σ a b over one axis: products of vectors in batches, NumPy's vecdot. dtypes promote.
 *
 * @param a [...batch, length]
 * @param b [...batch, length]; other axes broadcast
 * @param axis of `a`, and of `b` as far from the end (default the last)
 * @returns [...batch]
 * @throws ShapeError if the vectors differ in length
 */
export function vecdot(a: Tensor, b: Tensor, axis = -1): Tensor {
  const [left, right] = both('vecdot', a, b);
  const fromEnd = normalizeAxis('vecdot', axis, left.rank) - left.rank;
  if (left.shape.at(fromEnd) !== right.shape.at(fromEnd) || right.rank < -fromEnd) {
    throw new ShapeError(
      `vecdot: vectors differ in length; expected one length along axis ${fromEnd}, got ${formatShape(left.shape)} and ` +
        `${formatShape(right.shape)}; check both`,
    );
  }
  return sum(mul(left, right), fromEnd);
}
