// Elements chosen, and put back, by index: of the flattened tensor, or along an axis with an index for each place.
import { ShapeError } from '../errors.js';
import { record, resolve } from '../record.js';
import { broadcastShapes, formatShape, normalizeAxis, stridesOf } from '../shape.js';
import type { Tensor, TensorLike } from '../tensor.js';
import { add, maximum, minimum, mul } from './elementwise.js';
import { gather, indexOperand } from './indexing.js';
import { broadcastTo, reshape } from './movement.js';
import { broadcastTensor, constant, expectTensor } from './operands.js';
import { scatterSet } from './scatter.js';

/**
 * Elements of the flattened tensor, or slices along an axis, NumPy's take. Indices outside of the range are clamped to it,
 * negative ones to 0, on every device. Gradient: added up at the indices.
 *
 * @param indices any shape, integers
 * @param axis default: the elements in row-major order
 * @returns the shape of the indices (in the place of the axis, if one is given)
 */
export function take(input: Tensor, indices: Tensor, axis?: number): Tensor {
  const value = resolve('take', expectTensor('take', input));
  return axis === undefined ? gather(reshape(value, [-1]), indices) : gather(value, indices, axis);
}

/**
 * For each place, the row-major index of the element that `indices` names along `axis` of a tensor of `shape`.
 *
 * @param indices int32, of the same rank; other axes of the shape's extents
 */
export function flatIndex(indices: Tensor, shape: readonly number[], axis: number): Tensor {
  const strides = stridesOf(shape);
  const whole = (number: number): Tensor => constant(number, 'int32');
  const chosen = minimum(maximum(indices, whole(0)), whole((shape[axis] as number) - 1));
  return shape.reduce(
    (index, extent, other) => {
      if (other === axis || extent === 1) return index;
      const counter = record('iota', [], { shape: indices.shape, axis: other, dtype: 'int32' });
      return add(index, mul(counter, whole(strides[other] as number)));
    },
    mul(chosen, whole(strides[axis] as number)),
  );
}

/** Indices of the input's rank. @throws ShapeError or DTypeError */
function placesAlong(
  op: string,
  value: Tensor,
  indices: Tensor,
  axis: number,
): { readonly places: Tensor; readonly at: number } {
  const places = indexOperand(op, indices);
  if (places.rank !== value.rank) {
    throw new ShapeError(
      `${op}: ranks differ; expected indices of ${value.rank} axes as ${formatShape(value.shape)} has, got ${formatShape(places.shape)}; ` +
        'add axes of size 1, or use take',
    );
  }
  const at = normalizeAxis(op, axis, value.rank);
  return { places, at };
}

/**
 * For each place, the element that its index names along `axis`, NumPy's take_along_axis: out[i, j] = input[i, indices[i, j]] for axis 1.
 * Other axes broadcast. Indices outside of the range are clamped to it, negative ones to 0, on every device.
 * Gradient: added up at the indices.
 *
 * @param input [...before, size, ...after]
 * @param indices [...before, count, ...after], integers
 * @param axis default the last
 * @returns [...before, count, ...after]
 * @throws ShapeError if ranks differ, other axes do not broadcast, or there is nothing to take
 */
export function takeAlongAxis(input: Tensor, indices: Tensor, axis = -1): Tensor {
  const op = 'takeAlongAxis';
  const value = resolve(op, expectTensor(op, input));
  const { places, at } = placesAlong(op, value, indices, axis);
  const [extent, count] = [value.shape[at], places.shape[at]] as [number, number];
  if (extent === 0) {
    throw new ShapeError(
      `${op}: nothing to take; expected elements along axis ${at}, got ${formatShape(value.shape)}; check the input`,
    );
  }
  const others = broadcastShapes(op, value.shape.with(at, 1), places.shape.with(at, 1));
  const data = broadcastTensor(value, others.with(at, extent));
  if (data.size === 0) return broadcastTensor(constant(0, value.dtype), others.with(at, count));
  const index = flatIndex(broadcastTensor(places, others.with(at, count)), data.shape, at);
  return gather(reshape(data, [-1]), index);
}

/**
 * `input` with each value in the place that its index names along `axis`, NumPy's put_along_axis: out[i, indices[i, j]] = values[i, j]
 * for axis 1. Of an index that comes twice the last one stays. Indices outside of the range are clamped to it. dtypes promote.
 * Gradient: of the input, 0 where it was replaced; of a value, 0 where a later one replaced it.
 *
 * @param input [...before, size, ...after]
 * @param indices [...before, count, ...after], integers; axes of size 1 repeat
 * @param values a number, or what broadcasts to the shape of the indices
 * @param axis default the last
 * @returns the shape of the input
 * @throws ShapeError if ranks differ or axes do not broadcast
 */
export function putAlongAxis(input: Tensor, indices: Tensor, values: TensorLike, axis = -1): Tensor {
  const op = 'putAlongAxis';
  const value = resolve(op, expectTensor(op, input));
  const { places, at } = placesAlong(op, value, indices, axis);
  if (value.size === 0) return value;
  const count = places.shape[at] as number;
  const index = flatIndex(broadcastTensor(places, value.shape.with(at, count)), value.shape, at);
  const flat = typeof values === 'object' ? reshape(broadcastTo(values, index.shape), [-1]) : values;
  return reshape(scatterSet(reshape(value, [-1]), reshape(index, [-1]), flat), value.shape);
}
