// Reshaping a strided view without moving elements, where strides can express it.
import { sameShape, sizeOf, type Shape } from '@tensorloom/tensor-core';
import { denseView, isContiguous, type View } from './view.js';

/** Axes of the old and the new shape that hold the same elements. */
interface Run {
  /** Old axes, those of size 1 left out. */
  readonly old: readonly number[];
  readonly now: readonly number[];
}

const withoutOnes = (shape: Shape): number[] => shape.flatMap((extent, axis) => (extent === 1 ? [] : [axis]));

/** Cuts both shapes (of one size, not 0) into the shortest runs of axes of equal size. */
function runsOf(from: Shape, to: Shape): Run[] {
  const oldAxes = withoutOnes(from);
  const newAxes = withoutOnes(to);
  const runs: Run[] = [];
  while (oldAxes.length > 0) {
    const run = { old: [oldAxes.shift() as number], now: [newAxes.shift() as number] };
    let oldSize = from[run.old[0] as number] as number;
    let size = to[run.now[0] as number] as number;
    while (oldSize !== size) {
      const [list, axes, shape] = oldSize < size ? [run.old, oldAxes, from] : [run.now, newAxes, to];
      const axis = axes.shift() as number;
      list.push(axis);
      if (list === run.old) oldSize *= shape[axis] as number;
      else size *= shape[axis] as number;
    }
    runs.push(run);
  }
  return runs;
}

/** True if the axes can be walked as one. */
function liesEvenly({ shape, strides }: View, axes: readonly number[]): boolean {
  return axes.every((axis, position) => {
    const next = axes[position + 1];
    return next === undefined || strides[axis] === (strides[next] as number) * (shape[next] as number);
  });
}

/** The same elements in row-major order under another shape of equal size; undefined if they would have to move. */
export function reshapeView(view: View, shape: Shape): View | undefined {
  if (sameShape(view.shape, shape)) return view;
  if (sizeOf(shape) === 0 || isContiguous(view)) return { ...denseView(shape), offset: view.offset };
  const strides = new Array<number>(shape.length).fill(0);
  for (const { old, now } of runsOf(view.shape, shape)) {
    if (!liesEvenly(view, old)) return undefined;
    let stride = view.strides[old.at(-1) as number] as number;
    for (const axis of [...now].reverse()) {
      strides[axis] = stride;
      stride *= shape[axis] as number;
    }
  }
  return { shape, strides, offset: view.offset };
}
