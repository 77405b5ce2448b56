// Slices whose place is a value of the graph: another place makes no new plan.
import { DTypeError, ShapeError } from '../errors.js';
import { promote } from '../dtype.js';
import { record, recordComposite, resolve } from '../record.js';
import { checkShape, formatShape, sameShape, sizeOf, stridesOf, type Shape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { add, greaterEqual, less, logicalAnd, maximum, minimum, mul, sub, where } from './elementwise.js';
import { gather } from './indexing.js';
import { reshape } from './movement.js';
import { broadcastTensor, castTo, constant, expectTensor, none } from './operands.js';
import { slice } from './slice.js';

const whole = (value: number): Tensor => constant(value, 'int32');

/** 0, 1, 2 ... along one axis. */
function counter(shape: Shape, axis: number): Tensor {
  return record('iota', [], { shape, axis, dtype: 'int32' });
}

/** @throws DTypeError or ShapeError unless there is one int32 for each axis, and the part is no larger than the tensor */
function checkPlace(op: string, value: Tensor, starts: Tensor, sizes: Shape): void {
  if (starts.dtype !== 'int32') {
    throw new DTypeError(`${op}: bad starts; expected int32, got ${starts.dtype}; cast() them to int32`);
  }
  if (!sameShape(starts.shape, [value.rank])) {
    throw new ShapeError(
      `${op}: bad starts; expected [${value.rank}], one for each axis of ${formatShape(value.shape)}, got ${formatShape(starts.shape)}; ` +
        'stack() them',
    );
  }
  checkShape(op, sizes);
  if (sizes.length !== value.rank || sizes.some((size, axis) => size > (value.shape[axis] as number))) {
    throw new ShapeError(
      `${op}: part does not fit; expected at most ${formatShape(value.shape)}, got ${formatShape(sizes)}; make it smaller`,
    );
  }
}

/** Where the part begins on each axis: no earlier than 0, and no later than all of it fits. */
function clampedStarts(starts: Tensor, extents: Shape, sizes: Shape): readonly Tensor[] {
  return sizes.map((size, axis) => {
    const last = (extents[axis] as number) - size;
    return last === 0 ? whole(0) : minimum(maximum(slice(starts, axis), whole(0)), whole(last));
  });
}

/** The sum of tensors of one shape, each times a number. */
function weightedSum(shape: Shape, terms: readonly Tensor[], weights: readonly number[]): Tensor {
  return terms.reduce(
    (sum, term, index) => add(sum, mul(term, whole(weights[index] as number))),
    broadcastTensor(whole(0), shape),
  );
}

/**
 * A part of `sizes` elements that begins at `starts`. As in XLA, starts are clamped so that all of the part lies inside:
 * on each axis to [0, extent - size]. Gradient: zeros around, added nowhere else.
 *
 * @param input any shape
 * @param starts int32 [rank]; other values make no new plan
 * @param sizes extents of the result
 * @throws ShapeError if the part is larger than the tensor or there is not one start for each axis, DTypeError for other starts
 */
export function dynamicSlice(input: Tensor, starts: Tensor, sizes: Shape): Tensor {
  const value = resolve('dynamicSlice', expectTensor('dynamicSlice', input));
  const place = resolve('dynamicSlice', expectTensor('dynamicSlice', starts));
  checkPlace('dynamicSlice', value, place, sizes);
  if (sameShape(sizes, value.shape)) return value;
  if (sizeOf(sizes) === 0) return broadcastTensor(constant(0, value.dtype), sizes);
  const coords = clampedStarts(place, value.shape, sizes).map((start, axis) => add(counter(sizes, axis), start));
  const index = weightedSum(sizes, coords, stridesOf(value.shape));
  return recordComposite('dynamicSlice', [value, place], { sizes }, gather(reshape(value, [-1]), index));
}

/**
 * `input` with `update` in the place that begins at `starts`, clamped as in `dynamicSlice`. dtypes promote.
 * Gradient: of the input, 0 where it was overwritten; of the update, the part.
 *
 * @param input any shape
 * @param update as many axes as the input, each no larger
 * @param starts int32 [rank]; other values make no new plan
 * @throws ShapeError if the update is larger than the tensor or there is not one start for each axis, DTypeError for other starts
 */
export function dynamicUpdateSlice(input: Tensor, update: Tensor, starts: Tensor): Tensor {
  const op = 'dynamicUpdateSlice';
  const [given, change, place] = [input, update, starts].map((operand) => resolve(op, expectTensor(op, operand))) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  const dtype = promote(op, given.dtype, change.dtype);
  const [value, part] = [castTo(given, dtype), castTo(change, dtype)];
  checkPlace(op, value, place, part.shape);
  if (part.size === 0) return value;
  if (sameShape(part.shape, value.shape)) return part;
  const coords = clampedStarts(place, value.shape, part.shape).map((start, axis) =>
    sub(counter(value.shape, axis), start),
  );
  const inside = coords
    .map((coord, axis) => logicalAnd(greaterEqual(coord, whole(0)), less(coord, whole(part.shape[axis] as number))))
    .reduce(logicalAnd);
  const index = weightedSum(value.shape, coords, stridesOf(part.shape));
  const body = where(inside, gather(reshape(part, [-1]), index), value);
  return recordComposite(op, [value, part, place], none, body);
}
