// Cutting a tensor into parts along an axis.
import { ShapeError } from '../errors.js';
import { resolve } from '../record.js';
import { formatShape, normalizeAxis } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { expectTensor } from './operands.js';
import { slice } from './slice.js';

function sizesOf(parts: number | readonly number[], extent: number): readonly number[] {
  if (typeof parts !== 'number') return parts;
  return Number.isInteger(parts) && parts > 0 ? new Array<number>(parts).fill(extent / parts) : [-1];
}

/**
 * Parts of a tensor that lie one after another along an axis. Gradient: each part's goes to its place.
 *
 * @param parts number of equal parts, or the size of each
 * @throws ShapeError unless the sizes are whole numbers that add up to the axis
 */
export function split(input: Tensor, parts: number | readonly number[], axis = 0): Tensor[] {
  const value = resolve('split', expectTensor('split', input));
  const at = normalizeAxis('split', axis, value.rank);
  const extent = value.shape[at] as number;
  const sizes = sizesOf(parts, extent);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (!sizes.every((size) => Number.isInteger(size) && size >= 0) || total !== extent) {
    throw new ShapeError(
      `split: parts do not fill the axis; expected a number that divides ${extent}, or whole sizes that add up to it, got ` +
        `${typeof parts === 'number' ? parts : formatShape(parts)} along axis ${at} of ${formatShape(value.shape)}; change the sizes`,
    );
  }
  let start = 0;
  return sizes.map((size) => {
    const range = [start, (start += size)] as const;
    return slice(value, ...value.shape.map((_, index) => (index === at ? range : null)));
  });
}

/** The slices along an axis, which disappears: undoes `stack`. */
export function unstack(input: Tensor, axis = 0): Tensor[] {
  const value = resolve('unstack', expectTensor('unstack', input));
  const at = normalizeAxis('unstack', axis, value.rank);
  return Array.from({ length: value.shape[at] as number }, (_, place) =>
    slice(value, ...value.shape.map((__, index) => (index === at ? place : null))),
  );
}
