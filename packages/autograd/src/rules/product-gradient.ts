// The gradient of a product: for each factor the product of all others, without a division, so that zeros are no exception.
import {
  broadcastTo,
  constantLike,
  expandDims,
  eye,
  mul,
  pad,
  prod,
  reshape,
  slice,
  transpose,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';
import { repeated } from './known-constants.js';

/** Factors that are multiplied each without the others at once: so many times the elements are looked at. */
const GROUP = 8;

/** The product of the other members of each group: [groups, members, columns] as the operand. */
function withoutEach(factors: Tensor): Tensor {
  const [groups, members, columns] = factors.shape as readonly [number, number, number];
  const shape = [groups, members, members, columns];
  const all = broadcastTo(expandDims(factors, 1), shape);
  const own = broadcastTo(reshape(eye(members, members, { dtype: 'bool' }), [members, members, 1]), shape);
  return prod(where(own, constantLike(all, 1), all), 2);
}

/** The gradient of the products of columns: of each group's product, times the other members of the group. */
function ofColumns(gradOutput: Tensor, factors: Tensor): Tensor {
  const [rows, columns] = factors.shape as readonly [number, number];
  if (rows === 1) return reshape(gradOutput, [1, columns]);
  const members = Math.min(rows, GROUP);
  const groups = Math.ceil(rows / members);
  const filled = pad(
    factors,
    [
      [0, groups * members - rows],
      [0, 0],
    ],
    1,
  );
  const grouped = reshape(filled, [groups, members, columns]);
  const ofGroups = ofColumns(gradOutput, prod(grouped, 1));
  const result = mul(withoutEach(grouped), repeated(ofGroups, [1], grouped.shape));
  return slice(reshape(result, [groups * members, columns]), [0, rows]);
}

/**
 * g times the product of the other factors, for each factor; right for any number of zeros, and in all orders.
 *
 * @param gradOutput the shape of `factors` without `axes`
 */
export function toFactors(gradOutput: Tensor, factors: Tensor, axes: readonly number[]): Tensor {
  if (factors.size === 0) return repeated(gradOutput, axes, factors.shape);
  const kept = factors.shape.flatMap((_, axis) => (axes.includes(axis) ? [] : [axis]));
  const order = [...axes, ...kept];
  const moved = transpose(factors, order);
  const columns = ofColumns(gradOutput, reshape(moved, [-1, gradOutput.size]));
  return transpose(
    reshape(columns, moved.shape),
    order.map((_, axis) => order.indexOf(axis)),
  );
}
