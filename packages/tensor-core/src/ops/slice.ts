// Slicing with ranges, as Python writes them.
import { ShapeError } from '../errors.js';
import { record, resolve } from '../record.js';
import { formatShape, normalizeAxis } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { flip, reshape } from './movement.js';
import { expectTensor } from './operands.js';

/**
 * What to take of an axis: `[start, stop]` or `[start, stop, step]` as in Python (negative counts from the end, ends are clamped,
 * null is the end that the step comes from or goes to; a negative step walks backwards),
 * a whole number for one index (the axis disappears), or null for all of it.
 */
export type Range = readonly [start: number | null, stop?: number | null, step?: number] | number | null;

/** What a range takes of one axis: `size` elements from `start` on, each `step` further. */
interface Taken {
  readonly start: number;
  readonly size: number;
  readonly step: number;
}

/** Python's clamping: walking backwards, the place in front of the first element is an end. */
function clampTo(index: number, extent: number, step: number): number {
  const [lowest, highest] = step > 0 ? [0, extent] : [-1, extent - 1];
  return Math.min(Math.max(index < 0 ? index + extent : index, lowest), highest);
}

function resolveRange(range: Range | undefined, extent: number, axis: number): Taken {
  if (range === null || range === undefined) return { start: 0, size: extent, step: 1 };
  if (typeof range === 'number') {
    return { start: normalizeAxis(`slice along axis ${axis}`, range, extent), size: 1, step: 1 };
  }
  const [first, last = null, step = 1] = range;
  if (![first ?? 0, last ?? 0, step].every(Number.isInteger) || step === 0) {
    throw new ShapeError(
      `slice: bad range; expected whole numbers and a step that is not 0, got [${range.map(String).join(', ')}] on axis ${axis}; check it`,
    );
  }
  const [from, to] = step > 0 ? [0, extent] : [extent - 1, -1];
  const start = first === null ? from : clampTo(first, extent, step);
  const stop = last === null ? to : clampTo(last, extent, step);
  return { start, size: Math.max(0, Math.ceil((stop - start) / step)), step };
}

/** The same elements from the lowest index up. */
function forward({ start, size, step }: Taken): Taken {
  if (step > 0) return { start, size, step };
  return size === 0 ? { start: 0, size, step: 1 } : { start: start + (size - 1) * step, size, step: -step };
}

/**
 * A part of each axis, as Python's basic slicing. Axes beyond the ranges given are taken whole. Gradient: zeros around.
 *
 * @example
 * a.slice([1, -1], [null, null, -1], 0); // a[1:-1, ::-1, 0]
 * @throws ShapeError for too many ranges, steps of 0, and a single index outside of the axis
 */
export function slice(input: Tensor, ...ranges: readonly Range[]): Tensor {
  const value = resolve('slice', expectTensor('slice', input));
  if (ranges.length > value.rank) {
    throw new ShapeError(
      `slice: too many ranges; expected at most ${value.rank} for ${formatShape(value.shape)}, got ${ranges.length}; drop some`,
    );
  }
  const wanted = value.shape.map((extent, axis) => resolveRange(ranges[axis], extent, axis));
  const parts = wanted.map(forward);
  const whole = parts.every(({ start, size, step }, axis) => start === 0 && step === 1 && size === value.shape[axis]);
  const sizes = parts.map(({ size }) => size);
  const taken = whole
    ? value
    : record('slice', [value], {
        starts: parts.map(({ start }) => start),
        sizes,
        steps: parts.map(({ step }) => step),
      });
  const turned = flip(
    taken,
    wanted.flatMap(({ step }, axis) => (step < 0 ? [axis] : [])),
  );
  return reshape(
    turned,
    sizes.filter((_, axis) => typeof ranges[axis] !== 'number'),
  );
}
