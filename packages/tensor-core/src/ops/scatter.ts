// Updates at indices: added, the largest of them, or the last.
import { ShapeError } from '../errors.js';
import { record } from '../record.js';
import { formatShape, normalizeAxis, type Shape } from '../shape.js';
import type { Tensor, TensorLike } from '../tensor.js';
import { add, greaterEqual, maximum, where } from './elementwise.js';
import { gather, indexOperand } from './indexing.js';
import { reshape } from './movement.js';
import { broadcastTensor, castTo, constant, expectTensor, promoteOperands } from './operands.js';

/** Updates in the shape that gather gives at the indices; a number or fewer axes are repeated. @throws ShapeError */
function fittedUpdates(op: string, updates: Tensor, shape: Shape, indices: Tensor, axis: number): Tensor {
  const wanted = [...shape.slice(0, axis), ...indices.shape, ...shape.slice(axis + 1)];
  const lead = wanted.length - updates.rank;
  const fits = lead >= 0 && updates.shape.every((extent, at) => extent === 1 || extent === wanted[at + lead]);
  if (!fits) {
    throw new ShapeError(
      `${op}: updates do not fit; expected ${formatShape(wanted)}, as gather gives at these indices, or what broadcasts to it, ` +
        `got ${formatShape(updates.shape)}; reshape them`,
    );
  }
  return broadcastTensor(updates, wanted);
}

/** What a scatter works on: one dtype, the indices as int32, the updates in the shape that gather gives. */
interface Scattered {
  readonly value: Tensor;
  readonly places: Tensor;
  readonly change: Tensor;
  readonly at: number;
}

function scattered(op: string, input: Tensor, indices: Tensor, updates: TensorLike, axis: number): Scattered {
  const places = indexOperand(op, indices);
  const [value, change] = promoteOperands(op, expectTensor(op, input), updates);
  const at = normalizeAxis(op, axis, value.rank);
  return { value, places, at, change: fittedUpdates(op, change, value.shape, places, at) };
}

/** bool counts as int32. */
function counted(value: Tensor): Tensor {
  return value.dtype === 'bool' ? castTo(value, 'int32') : value;
}

/**
 * `input` with `updates` added at the indices along `axis`; an index that comes twice is added twice, in the order of the indices,
 * on every device. Indices outside of the range are clamped to it, as in `gather`. dtypes promote, bool counts as int32.
 * Gradient: of the input, itself; of the updates, gathered at the indices.
 *
 * @param input [...before, size, ...after]
 * @param indices any shape, integers in [0, size)
 * @param updates [...before, ...indices.shape, ...after], or what broadcasts to it
 * @returns the shape of the input
 * @throws ShapeError if the updates do not fit, DTypeError for indices that are no integers
 */
export function scatterAdd(input: Tensor, indices: Tensor, updates: TensorLike, axis = 0): Tensor {
  const { value, places, change, at } = scattered('scatterAdd', input, indices, updates, axis);
  if (change.size === 0) return counted(value);
  const size = value.shape[at] as number;
  return add(value, record('scatterAdd', [places, counted(change)], { axis: at, size }));
}

/**
 * `input` with the largest of itself and the `updates` at the indices along `axis`; NaN if one of them is. Operands and clamping as in
 * `scatterAdd`. Gradient: to the largest, shared where several are equal.
 */
export function scatterMax(input: Tensor, indices: Tensor, updates: TensorLike, axis = 0): Tensor {
  const { value, places, change, at } = scattered('scatterMax', input, indices, updates, axis);
  if (change.size === 0) return counted(value);
  const size = value.shape[at] as number;
  return maximum(value, record('scatterMax', [places, counted(change)], { axis: at, size }));
}

/**
 * `input` with `updates` in the place of its elements at the indices along `axis`; of an index that comes twice the last one stays,
 * on every device. Operands and clamping as in `scatterAdd`, bool stays bool.
 * Gradient: of the input, 0 where it was replaced; of an update, 0 where a later one replaced it.
 */
export function scatterSet(input: Tensor, indices: Tensor, updates: TensorLike, axis = 0): Tensor {
  const { value, places, change, at } = scattered('scatterSet', input, indices, updates, axis);
  if (change.size === 0 || value.size === 0) return value;
  const [size, { shape }] = [value.shape[at] as number, value];
  const order = record('iota', [], { shape: [places.size], axis: 0, dtype: 'int32' });
  // The position of the last update of each slice; the lowest number where there is none.
  const last = record('scatterMax', [reshape(places, [-1]), order], { axis: 0, size });
  const rows = reshape(change, [...shape.slice(0, at), places.size, ...shape.slice(at + 1)]);
  const isSet = greaterEqual(last, constant(0, 'int32'));
  const along = shape.map((extent, other) => (other === at ? extent : 1));
  return where(reshape(isSet, along), gather(rows, last, at), value);
}
