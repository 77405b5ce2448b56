// Kernels of sum, max and min: along the elements of a row, or row by row into columns, whichever way memory lies.
import { isInteger, type ReduceAttributes, type ReduceOp, type TypedArray } from '@tensorloom/tensor-core';
import type { Memory, Placed } from '../plan/plan-builder.js';
import { integerReducers, reducers, type Reducer } from '../rows/reduce-rows.js';
import { planLoops, RowWalk, type Loops } from '../view/loops.js';
import type { View } from '../view/view.js';
import type { KernelOf } from './kernel.js';

/** The view along some of its axes alone. */
export function alongAxes({ shape, strides }: View, axes: readonly number[], offset: number): View {
  return {
    shape: axes.map((axis) => shape[axis] as number),
    strides: axes.map((axis) => strides[axis] as number),
    offset,
  };
}

/** The loops over the axes that stay, and over those that disappear. */
export function splitLoops(
  view: View,
  reducedAxes: readonly number[],
): { readonly kept: Loops; readonly reduced: Loops } {
  const keptAxes = view.shape.flatMap((_, axis) => (reducedAxes.includes(axis) ? [] : [axis]));
  const keptView = alongAxes(view, keptAxes, view.offset);
  const reducedView = alongAxes(view, reducedAxes, 0);
  return { kept: planLoops(keptView.shape, [keptView]), reduced: planLoops(reducedView.shape, [reducedView]) };
}

type Reduce = (x: TypedArray, out: TypedArray) => void;

/** One result after the other. */
function reduceAlong({ start, along }: Reducer, kept: Loops, reduced: Loops): Reduce {
  const [outer, inner] = [new RowWalk(kept), new RowWalk(reduced)];
  const [step, innerStep] = [kept.steps[0] as number, reduced.steps[0] as number];
  return (x, out) => {
    let o = 0;
    outer.start();
    for (let row = 0; row < kept.rows; row++, outer.next()) {
      for (let k = 0, base = outer.at[0] as number; k < kept.length; k++, base += step) {
        let total = start;
        inner.start();
        for (let r = 0; r < reduced.rows; r++, inner.next()) {
          total = along(total, x, base + (inner.at[0] as number), innerStep, reduced.length);
        }
        out[o++] = total;
      }
    }
  };
}

/** A row of results at a time. */
function reduceAcross({ start, across }: Reducer, kept: Loops, reduced: Loops): Reduce {
  const [outer, inner] = [new RowWalk(kept), new RowWalk(reduced)];
  const [step, innerStep] = [kept.steps[0] as number, reduced.steps[0] as number];
  const totals = new Float64Array(kept.length);
  return (x, out) => {
    outer.start();
    for (let row = 0; row < kept.rows; row++, outer.next()) {
      totals.fill(start);
      inner.start();
      for (let r = 0; r < reduced.rows; r++, inner.next()) {
        let base = (outer.at[0] as number) + (inner.at[0] as number);
        for (let k = 0; k < reduced.length; k++, base += innerStep) across(totals, x, base, step, kept.length);
      }
      out.set(totals, row * kept.length);
    }
  };
}

/** Rows of results shorter than this are not worth a call each. */
const SHORTEST_ROW = 4;

function work(reducer: Reducer, input: Placed, output: Placed, axes: readonly number[]): (memory: Memory) => void {
  const { kept, reduced } = splitLoops(input.view, axes);
  const isAcross =
    kept.length >= SHORTEST_ROW && Math.abs(kept.steps[0] as number) < Math.abs(reduced.steps[0] as number);
  const reduce = (isAcross ? reduceAcross : reduceAlong)(reducer, kept, reduced);
  return (memory) => reduce(memory[input.buffer] as TypedArray, memory[output.buffer] as TypedArray);
}

/** The kernel of a reduction over axes. */
export function reduction(op: ReduceOp): KernelOf<ReduceAttributes> {
  return ({ attributes: { axes }, dtype, shape }, operands, builder) => {
    const input = operands[0] as Placed;
    const output = builder.allocate(dtype, shape);
    const reducer = (isInteger(dtype) ? integerReducers : reducers)[op];
    return builder.step(op, [input], output, work(reducer, input, output, axes));
  };
}
