// Movement composed of views: rolling, repeating, and naming axes in another order.
import { ShapeError } from '../errors.js';
import { resolve } from '../record.js';
import { formatShape, normalizeAxis, sizeOf } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { tensor } from './creation.js';
import { gather } from './indexing.js';
import { concat, reshape, transpose } from './movement.js';
import { broadcastTensor, expectTensor } from './operands.js';
import { slice } from './slice.js';

function rollAxis(value: Tensor, shift: number, axis: number): Tensor {
  const extent = value.shape[axis] as number;
  const cut = extent === 0 ? 0 : extent - (((shift % extent) + extent) % extent);
  if (cut === 0 || cut === extent) return value;
  const part = (start: number, stop: number): Tensor =>
    slice(value, ...value.shape.map((_, index) => (index === axis ? ([start, stop] as const) : null)));
  return concat([part(cut, extent), part(0, cut)], axis);
}

/**
 * Moves elements along axes; what leaves at one end comes in at the other, NumPy's roll. Gradient: rolled back.
 *
 * @param shift whole number of places for each axis named; negative moves towards the front
 * @param axes default: the elements in row-major order, the shape kept
 * @throws ShapeError if shifts and axes differ in number or a shift is not whole
 */
export function roll(input: Tensor, shift: number | readonly number[], axes?: number | readonly number[]): Tensor {
  const value = resolve('roll', expectTensor('roll', input));
  const shifts = typeof shift === 'number' ? [shift] : shift;
  const list = typeof axes === 'number' ? [axes] : (axes ?? [0]);
  if (shifts.length !== list.length || !shifts.every(Number.isInteger)) {
    throw new ShapeError(
      `roll: bad shift; expected ${list.length} whole numbers, one for each axis, got [${shifts.join(', ')}]; change it`,
    );
  }
  if (axes === undefined) return reshape(rollAxis(reshape(value, [-1]), shifts[0] as number, 0), value.shape);
  return list.reduce(
    (rolled, axis, index) => rollAxis(rolled, shifts[index] as number, normalizeAxis('roll', axis, value.rank)),
    value,
  );
}

/** Two axes in each other's place. */
export function swapAxes(input: Tensor, first: number, second: number): Tensor {
  const value = resolve('swapAxes', expectTensor('swapAxes', input));
  const [a, b] = [first, second].map((axis) => normalizeAxis('swapAxes', axis, value.rank)) as [number, number];
  return transpose(
    value,
    value.shape.map((_, axis) => (axis === a ? b : axis === b ? a : axis)),
  );
}

/**
 * Axes `from` moved to the places `to` of the result; the others keep their order, NumPy's moveaxis.
 *
 * @throws ShapeError if an axis is named twice or the lists differ in length
 */
export function moveAxis(input: Tensor, from: number | readonly number[], to: number | readonly number[]): Tensor {
  const value = resolve('moveAxis', expectTensor('moveAxis', input));
  const normal = (axes: number | readonly number[]): number[] =>
    (typeof axes === 'number' ? [axes] : axes).map((axis) => normalizeAxis('moveAxis', axis, value.rank));
  const [sources, targets] = [normal(from), normal(to)];
  const distinct = new Set(sources).size === sources.length && new Set(targets).size === targets.length;
  if (sources.length !== targets.length || !distinct) {
    throw new ShapeError(
      `moveAxis: bad axes; expected distinct axes and as many places, got [${sources.join(', ')}] to [${targets.join(', ')}]; change them`,
    );
  }
  const rest = value.shape.flatMap((_, axis) => (sources.includes(axis) ? [] : [axis]));
  return transpose(
    value,
    value.shape.map((_, place) => {
      const moved = targets.indexOf(place);
      return moved >= 0 ? (sources[moved] as number) : (rest.shift() as number);
    }),
  );
}

function checkRepeats(op: string, repeats: readonly number[]): void {
  if (!repeats.every((count) => Number.isInteger(count) && count >= 0)) {
    throw new ShapeError(`${op}: bad repeats; expected whole numbers >= 0, got [${repeats.join(', ')}]; change them`);
  }
}

/** Blocks of `inner` trailing elements repeated `count` times behind each other. Views of four axes, whatever the rank. */
function repeatBlocks(value: Tensor, axis: number, count: number, each: boolean): Tensor {
  const { shape } = value;
  const [before, extent, after] = [sizeOf(shape.slice(0, axis)), shape[axis] as number, sizeOf(shape.slice(axis + 1))];
  const apart = reshape(value, each ? [before, extent, 1, after] : [before, 1, extent, after]);
  const spread = broadcastTensor(apart, each ? [before, extent, count, after] : [before, count, extent, after]);
  return reshape(spread, shape.with(axis, extent * count));
}

/**
 * The whole tensor repeated along each axis, NumPy's tile. Gradient: the sum over repeats.
 *
 * @param repeats times along each axis, aligned at the last one; more repeats than axes add axes in front
 */
export function tile(input: Tensor, repeats: number | readonly number[]): Tensor {
  const value = resolve('tile', expectTensor('tile', input));
  const list = typeof repeats === 'number' ? [repeats] : repeats;
  checkRepeats('tile', list);
  const rank = Math.max(value.rank, list.length);
  const counts = [...new Array<number>(rank - list.length).fill(1), ...list];
  const whole = reshape(value, [...new Array<number>(rank - value.rank).fill(1), ...value.shape]);
  return counts.reduce((tiled, count, axis) => (count === 1 ? tiled : repeatBlocks(tiled, axis, count, false)), whole);
}

/**
 * Each element repeated in place along an axis, NumPy's repeat. Gradient: the sum over repeats.
 *
 * @param repeats times for every element, or one count for each element along the axis
 * @param axis default: all elements in row-major order, as one axis
 * @throws ShapeError if counts are negative or not one for each element
 */
export function repeat(input: Tensor, repeats: number | readonly number[], axis?: number): Tensor {
  const whole = resolve('repeat', expectTensor('repeat', input));
  const value = axis === undefined ? reshape(whole, [-1]) : whole;
  const at = normalizeAxis('repeat', axis ?? 0, value.rank);
  const counts = typeof repeats === 'number' ? [repeats] : repeats;
  checkRepeats('repeat', counts);
  if (typeof repeats === 'number') return repeats === 1 ? value : repeatBlocks(value, at, repeats, true);
  if (counts.length !== value.shape[at]) {
    throw new ShapeError(
      `repeat: counts do not fit; expected one for each of ${value.shape[at]} elements along axis ${at} of ` +
        `${formatShape(value.shape)}, got ${counts.length}; pass one number to repeat all alike`,
    );
  }
  const indices = counts.flatMap((count, index) => new Array<number>(count).fill(index));
  if (counts.length === 0) return value;
  return gather(value, tensor(Int32Array.from(indices)), at);
}
