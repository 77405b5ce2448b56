// Strided views of a buffer: how reshape, transpose, broadcast and slice cost nothing. Knows no data.
import { stridesOf, type Shape } from '@tensorloom/tensor-core';

/** Element [i, j, ...] lies at offset + i * strides[0] + j * strides[1] + ... */
export interface View {
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
}

/** The view of a whole buffer in row-major order. */
export function denseView(shape: Shape): View {
  return { shape, strides: stridesOf(shape), offset: 0 };
}

/** True if the elements lie one after another in row-major order (from `offset` on). */
export function isContiguous({ shape, strides }: View): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const extent = shape[axis] as number;
    if (extent === 0) return true;
    if (extent !== 1 && strides[axis] !== expected) return false;
    expected *= extent;
  }
  return true;
}

/** Axis i of the result is axis `permutation[i]`. */
export function transposeView({ shape, strides, offset }: View, permutation: readonly number[]): View {
  return {
    shape: permutation.map((axis) => shape[axis] as number),
    strides: permutation.map((axis) => strides[axis] as number),
    offset,
  };
}

/** Repeats axes of size 1 and adds axes in front, by strides of 0. */
export function broadcastView(view: View, shape: Shape): View {
  const added = shape.length - view.shape.length;
  const strides = shape.map((extent, axis) =>
    axis < added || view.shape[axis - added] !== extent ? 0 : (view.strides[axis - added] as number),
  );
  return { shape, strides, offset: view.offset };
}

/** Element `starts + steps * i` of each axis. */
export function sliceView(
  view: View,
  starts: readonly number[],
  sizes: readonly number[],
  steps: readonly number[] = view.shape.map(() => 1),
): View {
  return {
    shape: sizes,
    strides: view.strides.map((stride, axis) => stride * (steps[axis] as number)),
    offset: view.strides.reduce((offset, stride, axis) => offset + stride * (starts[axis] as number), view.offset),
  };
}

/** Element `extent - 1 - i` of each of `axes`: strides that go backwards from the last element. */
export function flipView({ shape, strides, offset }: View, axes: readonly number[]): View {
  const last = (axis: number): number => (strides[axis] as number) * Math.max(0, (shape[axis] as number) - 1);
  return {
    shape,
    strides: strides.map((stride, axis) => (axes.includes(axis) ? 0 - stride : stride)),
    offset: axes.reduce((sum, axis) => sum + last(axis), offset),
  };
}
