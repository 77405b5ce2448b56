// Ops that move elements, NumPy's names. They cost nothing: a device folds them into the indices of whoever reads.
import { ShapeError } from '../errors.js';
import { record, resolve } from '../record.js';
import { checkShape, formatShape, normalizeAxes, normalizeAxis, sameShape, sizeOf, type Shape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { promote } from '../dtype.js';
import { broadcastTensor, castTo, expectTensor } from './operands.js';

/** Same elements in another shape; one extent may be -1 and is worked out. */
export function reshape(input: Tensor, shape: Shape): Tensor {
  const value = resolve('reshape', expectTensor('reshape', input));
  const target = inferExtent(value.shape, shape);
  return sameShape(target, value.shape) ? value : record('reshape', [value], { shape: target });
}

function inferExtent(from: Shape, to: Shape): Shape {
  if (!to.includes(-1)) return to;
  const known = to.filter((extent) => extent !== -1);
  checkShape('reshape', known);
  const rest = sizeOf(from) / sizeOf(known);
  if (known.length !== to.length - 1 || !Number.isInteger(rest)) {
    throw new ShapeError(
      `reshape: cannot work out -1; expected one -1 and the others to divide ${sizeOf(from)} elements, got ${formatShape(to)}; ` +
        'check the new shape',
    );
  }
  return to.map((extent) => (extent === -1 ? rest : extent));
}

/** Axis i of the result is axis `permutation[i]` of the input; without one, all axes are reversed. */
export function transpose(input: Tensor, permutation?: readonly number[]): Tensor {
  const value = resolve('transpose', expectTensor('transpose', input));
  const axes = permutation
    ? permutation.map((axis) => normalizeAxis('transpose', axis, value.rank))
    : value.shape.map((_, axis) => value.rank - 1 - axis);
  const moves = axes.some((axis, position) => axis !== position) || axes.length !== value.rank;
  return moves ? record('transpose', [value], { permutation: axes }) : value;
}

/** Repeats axes of size 1 and adds axes in front, as NumPy's broadcast_to. Gradient: the sum over repeats. */
export function broadcastTo(input: Tensor, shape: Shape): Tensor {
  return broadcastTensor(resolve('broadcastTo', expectTensor('broadcastTo', input)), shape);
}

/** Adds an axis of size 1 at `axis` of the result. */
export function expandDims(input: Tensor, axis: number): Tensor {
  const at = normalizeAxis('expandDims', axis, input.rank + 1);
  return reshape(input, [...input.shape.slice(0, at), 1, ...input.shape.slice(at)]);
}

/** Drops axes of size 1: those named, or all of them. @throws ShapeError if a named axis is larger */
export function squeeze(input: Tensor, axes?: number | readonly number[]): Tensor {
  const ones = input.shape.flatMap((extent, axis) => (extent === 1 ? [axis] : []));
  const dropped = axes === undefined ? ones : normalizeAxes('squeeze', axes, input.rank);
  const larger = dropped.find((axis) => !ones.includes(axis));
  if (larger !== undefined) {
    throw new ShapeError(
      `squeeze: axis ${larger} is not of size 1; expected 1, got ${input.shape[larger]} in ${formatShape(input.shape)}; name other axes`,
    );
  }
  return reshape(
    input,
    input.shape.filter((_, axis) => !dropped.includes(axis)),
  );
}

/** The elements of each of `axes` (all of them unless named) in reverse order, NumPy's flip. Gradient: turned back. */
export function flip(input: Tensor, axes?: number | readonly number[] | null): Tensor {
  const value = resolve('flip', expectTensor('flip', input));
  const turned = normalizeAxes('flip', axes, value.rank).filter((axis) => (value.shape[axis] as number) > 1);
  return turned.length === 0 ? value : record('flip', [value], { axes: turned });
}

/** Joins tensors along an axis; dtypes promote. @throws ShapeError if other axes differ */
export function concat(inputs: readonly Tensor[], axis = 0): Tensor {
  const values = inputs.map((input) => resolve('concat', expectTensor('concat', input)));
  const dtype = values
    .map((value) => value.dtype)
    .reduce((a, b) => promote('concat', a, b), values[0]?.dtype ?? 'float32');
  const at = values[0] ? normalizeAxis('concat', axis, values[0].rank) : 0;
  return record(
    'concat',
    values.map((value) => castTo(value, dtype)),
    { axis: at },
  );
}

/** Joins tensors of one shape along a new axis. */
export function stack(inputs: readonly Tensor[], axis = 0): Tensor {
  return concat(
    inputs.map((input) => expandDims(input, axis)),
    axis,
  );
}
