// Algebra on gradients that starts from a loss's 1: no product with one and no sum of repeats enters the graph.
// Knows constants of the graph only; numbers that a user gave are inputs of a plan and stay as they are.
import {
  broadcastTo,
  constant,
  mul,
  neg,
  reshape,
  sameShape,
  sizeOf,
  sum,
  type Shape,
  type Tensor,
} from '@tensorloom/tensor-core';

/** The number that fills a tensor, if the graph alone tells. */
export function knownValue(tensor: Tensor): number | undefined {
  let { source } = tensor;
  while (source.kind === 'op' && (source.op === 'broadcast' || source.op === 'reshape')) {
    source = (source.inputs[0] as Tensor).source;
  }
  return source.kind === 'op' && source.op === 'constant' ? (source.attributes as { value: number }).value : undefined;
}

/** float32 of one value. */
export function filled(shape: Shape, value: number): Tensor {
  return broadcastTo(constant(value), shape);
}

/** a · b for operands of one shape. */
export function times(a: Tensor, b: Tensor): Tensor {
  const [left, right] = [knownValue(a), knownValue(b)];
  if (left !== undefined && right !== undefined) return filled(a.shape, left * right);
  if (left === 1) return b;
  return right === 1 ? a : mul(a, b);
}

/** a · factor. */
export function scaled(a: Tensor, factor: number): Tensor {
  return times(a, filled(a.shape, factor));
}

/** -a. */
export function negated(a: Tensor): Tensor {
  const value = knownValue(a);
  return value === undefined ? neg(a) : filled(a.shape, -value);
}

/** The same elements in another shape; a reshape of a reshape is one reshape. */
export function reshaped(a: Tensor, shape: Shape): Tensor {
  const value = knownValue(a);
  if (value !== undefined) return filled(shape, value);
  const { source } = a;
  return reshape(source.kind === 'op' && source.op === 'reshape' ? (source.inputs[0] as Tensor) : a, shape);
}

/** Undoes a reduction: `a` without the reduced axes, repeated along them. */
export function repeated(a: Tensor, axes: readonly number[], shape: Shape): Tensor {
  const value = knownValue(a);
  if (value !== undefined) return filled(shape, value);
  const leading = axes.every((axis, index) => axis === index);
  const kept = leading
    ? a
    : reshaped(
        a,
        shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent)),
      );
  return broadcastTo(kept, shape);
}

/** Undoes a broadcast: the sum over all repeats of each element of a tensor of `shape`. */
export function summedTo(a: Tensor, shape: Shape): Tensor {
  if (sameShape(a.shape, shape)) return a;
  const value = knownValue(a);
  if (value !== undefined) return filled(shape, (value * sizeOf(a.shape)) / sizeOf(shape));
  const added = a.rank - shape.length;
  const axes = a.shape.flatMap((extent, axis) => (axis < added || shape[axis - added] !== extent ? [axis] : []));
  return reshaped(sum(a, axes), shape);
}

/** Σ a along an axis, repeated along it. */
export function total(a: Tensor, axis: number): Tensor {
  const value = knownValue(a);
  return value === undefined
    ? repeated(sum(a, axis), [axis], a.shape)
    : filled(a.shape, value * (a.shape[axis] as number));
}
