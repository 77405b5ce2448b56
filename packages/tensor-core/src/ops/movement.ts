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

/**
 * What to take of an axis: `[start, stop]` or `[start, stop, step]` as in Python (negative counts from the end, ends are clamped),
 * a whole number for one index (the axis disappears), or null for all of it.
 */
export type Range = readonly [start: number, stop?: number | null, step?: number] | number | null;

function clampTo(index: number, extent: number): number {
  return Math.min(Math.max(index < 0 ? index + extent : index, 0), extent);
}

/** @returns start, size and step along one axis */
function resolveRange(range: Range | undefined, extent: number, axis: number): [number, number, number] {
  if (range === null || range === undefined) return [0, extent, 1];
  if (typeof range === 'number') return [normalizeAxis(`slice along axis ${axis}`, range, extent), 1, 1];
  const [first, last, step = 1] = range;
  const parts = [first, last ?? 0, step];
  if (!parts.every(Number.isInteger) || step < 1) {
    throw new ShapeError(
      `slice: bad range; expected whole numbers and a step >= 1, got [${range.join(', ')}] on axis ${axis}; check it`,
    );
  }
  const start = clampTo(first, extent);
  const stop = last === null || last === undefined ? extent : clampTo(last, extent);
  return [start, Math.max(0, Math.ceil((stop - start) / step)), step];
}

/** A part of each axis, as Python's basic slicing. Axes beyond the ranges given are taken whole. Gradient: zeros around. */
export function slice(input: Tensor, ...ranges: readonly Range[]): Tensor {
  const value = resolve('slice', expectTensor('slice', input));
  if (ranges.length > value.rank) {
    throw new ShapeError(
      `slice: too many ranges; expected at most ${value.rank} for ${formatShape(value.shape)}, got ${ranges.length}; drop some`,
    );
  }
  const parts = value.shape.map((extent, axis) => resolveRange(ranges[axis], extent, axis));
  const whole = parts.every(([start, size, step], axis) => start === 0 && step === 1 && size === value.shape[axis]);
  const sizes = parts.map(([, size]) => size);
  const taken = whole
    ? value
    : record('slice', [value], {
        starts: parts.map(([start]) => start),
        sizes,
        steps: parts.map(([, , step]) => step),
      });
  return reshape(
    taken,
    sizes.filter((_, axis) => typeof ranges[axis] !== 'number'),
  );
}

/** Adds `[before, after]` elements of `value` (default 0) on each axis. Gradient: the inner part. */
export function pad(input: Tensor, padding: readonly (readonly [number, number])[], value = 0): Tensor {
  return record('pad', [expectTensor('pad', input)], {
    low: padding.map(([before]) => before),
    high: padding.map(([, after]) => after),
    value,
  });
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
