// The nest of loops over views of one shape: axes that can be walked as one are joined, the innermost is left to a row kernel.
import type { Shape } from '@tensorloom/tensor-core';
import type { View } from './view.js';

/** Loops over several views at once. */
export interface Loops {
  /** Elements of a row: the innermost loop. */
  readonly length: number;
  /** Step of each view within a row. */
  readonly steps: readonly number[];
  /** Number of rows. */
  readonly rows: number;
  /** Extents of the loops around the rows, outermost first. */
  readonly extents: readonly number[];
  /** Strides of those loops, for each view. */
  readonly strides: readonly (readonly number[])[];
  /** Where each view begins. */
  readonly offsets: readonly number[];
}

interface Axis {
  extent: number;
  strides: readonly number[];
}

/** Axes of size 1 dropped, and neighbours joined where all views step evenly over both. */
function joinAxes(shape: Shape, views: readonly View[]): Axis[] {
  const axes: Axis[] = [];
  shape.forEach((extent, axis) => {
    if (extent === 1) return;
    const strides = views.map((view) => view.strides[axis] as number);
    const outer = axes.at(-1);
    if (outer && outer.strides.every((stride, index) => stride === (strides[index] as number) * extent)) {
      axes[axes.length - 1] = { extent: outer.extent * extent, strides };
    } else {
      axes.push({ extent, strides });
    }
  });
  return axes;
}

/** Plans the loops over views that all have `shape`. */
export function planLoops(shape: Shape, views: readonly View[]): Loops {
  const axes = joinAxes(shape, views);
  const inner = axes.pop() ?? { extent: 1, strides: views.map(() => 0) };
  return {
    length: inner.extent,
    steps: inner.strides,
    rows: axes.reduce((rows, { extent }) => rows * extent, 1),
    extents: axes.map(({ extent }) => extent),
    strides: views.map((_, index) => axes.map(({ strides }) => strides[index] as number)),
    offsets: views.map(({ offset }) => offset),
  };
}

/** Walks the rows of a nest of loops in order; `at[i]` is where the row begins in view i. */
export class RowWalk {
  readonly at: Int32Array;
  private readonly counters: Int32Array;

  constructor(private readonly loops: Loops) {
    this.at = Int32Array.from(loops.offsets);
    this.counters = new Int32Array(loops.extents.length);
  }

  /** Goes back to the first row. */
  start(): void {
    this.at.set(this.loops.offsets);
    this.counters.fill(0);
  }

  /** Goes to the next row. */
  next(): void {
    const { extents, strides } = this.loops;
    const { at, counters } = this;
    for (let axis = extents.length - 1; axis >= 0; axis--) {
      const count = (counters[axis] as number) + 1;
      const wraps = count === extents[axis];
      for (let view = 0; view < at.length; view++) {
        const stride = (strides[view] as readonly number[])[axis] as number;
        (at[view] as number) += wraps ? stride * (1 - count) : stride;
      }
      counters[axis] = wraps ? 0 : count;
      if (!wraps) return;
    }
  }
}
