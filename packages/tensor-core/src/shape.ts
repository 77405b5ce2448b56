// Shapes: sizes, broadcasting and axes, as in NumPy. Knows nothing of tensors.
import { ShapeError } from './errors.js';

/** Sizes of the axes, outermost first; `[]` is a scalar. */
export type Shape = readonly number[];

/** Number of elements of a shape. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const extent of shape) size *= extent;
  return size;
}

/** A shape as people write it: `[2, 3]`. */
export function formatShape(shape: readonly (number | null)[]): string {
  return `[${shape.map((extent) => extent ?? '?').join(', ')}]`;
}

/** True if both shapes have the same axes. */
export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

/** Row-major strides, in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] as number;
  }
  return strides;
}

/** @throws ShapeError unless every extent is a whole number of at least 0 and the rank at most 8 */
export function checkShape(op: string, shape: Shape): void {
  for (const extent of shape) {
    if (!Number.isInteger(extent) || extent < 0) {
      throw new ShapeError(`${op}: bad size; expected whole numbers >= 0, got ${formatShape(shape)}; check the shape`);
    }
  }
  if (shape.length > 8)
    throw new ShapeError(`${op}: rank too high; expected at most 8 axes, got ${formatShape(shape)}; merge axes`);
}

/** The shape that both broadcast to (NumPy's rule: align at the last axis, sizes equal or 1). */
export function broadcastShapes(op: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const result = new Array<number>(rank);
  for (let axis = 0; axis < rank; axis++) {
    const left = axis < rank - a.length ? 1 : (a[axis - rank + a.length] as number);
    const right = axis < rank - b.length ? 1 : (b[axis - rank + b.length] as number);
    if (left !== right && left !== 1 && right !== 1) {
      throw new ShapeError(
        `${op}: shapes do not broadcast; expected equal sizes or 1 on each axis from the last, ` +
          `got ${formatShape(a)} and ${formatShape(b)}; reshape or transpose one of them`,
      );
    }
    result[axis] = left === 1 ? right : left;
  }
  return result;
}

/** An axis counted from the front; negative axes count from the end. */
export function normalizeAxis(op: string, axis: number, rank: number): number {
  const result = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || result < 0 || result >= rank) {
    throw new ShapeError(
      `${op}: axis out of range; expected a whole number in [${-rank}, ${rank}), got ${axis}; check the rank`,
    );
  }
  return result;
}

/** Distinct axes in ascending order; `undefined` or `null` means all of them. */
export function normalizeAxes(
  op: string,
  axes: number | readonly number[] | null | undefined,
  rank: number,
): readonly number[] {
  if (axes === undefined || axes === null) return [...Array(rank).keys()];
  if (typeof axes === 'number') return [normalizeAxis(op, axes, rank)];
  const list = axes.map((axis) => normalizeAxis(op, axis, rank));
  const distinct = [...new Set(list)].sort((a, b) => a - b);
  if (distinct.length !== list.length) {
    throw new ShapeError(
      `${op}: an axis is named twice; expected distinct axes, got [${String(axes)}]; drop the repeat`,
    );
  }
  return distinct;
}
