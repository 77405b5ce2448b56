// Views against explicit index lists: reshapes that strides can and cannot express, joined loops, walks.
import { sizeOf } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { planLoops, RowWalk } from './loops.js';
import { reshapeView } from './reshape-view.js';
import { broadcastView, denseView, flipView, isContiguous, sliceView, transposeView, type View } from './view.js';

/** Where each element of a view lies, in row-major order. */
function positions({ shape, strides, offset }: View): number[] {
  return Array.from({ length: sizeOf(shape) }, (_, flat) => {
    let [rest, at] = [flat, offset];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (rest % (shape[axis] as number)) * (strides[axis] as number);
      rest = Math.floor(rest / (shape[axis] as number));
    }
    return at;
  });
}

/** The same by walking planned loops. */
function walked(view: View): number[] {
  const loops = planLoops(view.shape, [view]);
  const walk = new RowWalk(loops);
  const found: number[] = [];
  walk.start();
  for (let row = 0; row < loops.rows; row++, walk.next()) {
    for (let k = 0; k < loops.length; k++) found.push((walk.at[0] as number) + k * (loops.steps[0] as number));
  }
  return found;
}

const views: readonly (readonly [string, View])[] = [
  ['dense', denseView([2, 3, 4])],
  ['scalar', denseView([])],
  ['empty', denseView([2, 0, 3])],
  ['transposed', transposeView(denseView([2, 3, 4]), [2, 0, 1])],
  ['broadcast', broadcastView(denseView([3, 1]), [2, 3, 4])],
  ['sliced', sliceView(denseView([4, 5, 6]), [1, 0, 2], [2, 3, 2], [2, 2, 3])],
  ['sliced rows', sliceView(denseView([5, 3, 2]), [1, 0, 0], [3, 3, 2])],
  ['flipped', flipView(denseView([2, 3, 4]), [0, 2])],
  ['flipped whole', flipView(denseView([4, 6]), [0, 1])],
  ['flipped and empty', flipView(denseView([2, 0]), [1])],
  ['sliced and turned', transposeView(sliceView(denseView([4, 5]), [1, 1], [2, 3]), [1, 0])],
];

describe.each(views)('a view that is %s', (_what, view) => {
  it('is walked in row-major order', () => {
    expect(walked(view)).toEqual(positions(view));
  });

  it('knows whether it is contiguous', () => {
    const at = positions(view);
    expect(isContiguous(view)).toBe(at.every((position, index) => position === (at[0] as number) + index));
  });

  it('keeps its elements in every reshape that is a view', () => {
    const size = sizeOf(view.shape);
    const shapes = [
      [size],
      [1, size, 1],
      [size / 2, 2],
      [2, size / 2],
      [size / 4, 2, 2],
      [...view.shape, 1],
      [3, size / 3],
    ];
    for (const shape of shapes.filter((extents) => sizeOf(extents) === size && extents.every(Number.isInteger))) {
      const reshaped = reshapeView(view, shape);
      if (reshaped) expect(positions(reshaped)).toEqual(positions(view));
      else expect(isContiguous(view)).toBe(false);
    }
  });
});

describe('reshapeView', () => {
  it('adds and drops axes of size 1 on any view', () => {
    const turned = transposeView(denseView([2, 3]), [1, 0]);
    expect(positions(reshapeView(turned, [1, 3, 1, 2, 1]) as View)).toEqual([0, 3, 1, 4, 2, 5]);
  });

  it('splits an axis of any stride', () => {
    const column = sliceView(denseView([6, 2]), [0, 1], [6, 1]);
    expect(positions(reshapeView(column, [2, 3]) as View)).toEqual([1, 3, 5, 7, 9, 11]);
  });

  it('gives up where elements must move', () => {
    expect(reshapeView(transposeView(denseView([2, 3]), [1, 0]), [6])).toBeUndefined();
  });
});

describe('planLoops', () => {
  it('joins axes that all views walk evenly, and no others', () => {
    const dense = denseView([4, 5, 6]);
    expect(planLoops(dense.shape, [dense, dense])).toMatchObject({ length: 120, rows: 1, steps: [1, 1] });
    const row = broadcastView(denseView([6]), [4, 5, 6]);
    expect(planLoops(dense.shape, [dense, row])).toMatchObject({ length: 6, rows: 20, steps: [1, 1] });
    const scalar = broadcastView(denseView([]), [4, 5, 6]);
    expect(planLoops(dense.shape, [dense, scalar])).toMatchObject({ length: 120, rows: 1, steps: [1, 0] });
  });
});
