// Kernels of running reductions. Floats run on in doubles, integers wrap.
import { isInteger, type CumulativeAttributes, type CumulativeOp, type TypedArray } from '@tensorloom/tensor-core';
import type { Placed } from '../plan/plan-builder.js';
import { denseView } from '../view/view.js';
import { RowWalk } from '../view/loops.js';
import type { KernelOf } from './kernel.js';
import { splitLoops } from './reduction.js';

/** Takes one more element into a running result. */
interface Running {
  readonly start: number;
  readonly take: (total: number, value: number) => number;
}

const floats: Readonly<Record<CumulativeOp, Running>> = {
  cumulativeSum: { start: 0, take: (total, value) => total + value },
  cumulativeProd: { start: 1, take: (total, value) => total * value },
  // Math.max and Math.min give NaN beside NaN.
  cumulativeMax: { start: -Infinity, take: Math.max },
  cumulativeMin: { start: Infinity, take: Math.min },
};

const integers: Readonly<Record<CumulativeOp, Running>> = {
  ...floats,
  cumulativeSum: { start: 0, take: (total, value) => (total + value) | 0 },
  cumulativeProd: { start: 1, take: Math.imul },
};

/** out[o + k * d] = running result over x[i + k * di], k from 0 to n - 1. */
function runAlong(
  { start, take }: Running,
  [x, i, di]: readonly [TypedArray, number, number],
  [out, o, d]: readonly [TypedArray, number, number],
  n: number,
): void {
  let total = start;
  for (let k = 0; k < n; k++) {
    total = take(total, x[i + k * di] as number);
    out[o + k * d] = total;
  }
}

/** The kernel of a running reduction. */
export function cumulative(op: CumulativeOp): KernelOf<CumulativeAttributes> {
  return ({ attributes: { axis }, dtype, shape }, operands, builder) => {
    const input = operands[0] as Placed;
    const output = builder.allocate(dtype, shape);
    const running = (isInteger(dtype) ? integers : floats)[op];
    const [from, to] = [input.view, denseView(shape)];
    const [source, target] = [splitLoops(from, [axis]).kept, splitLoops(to, [axis]).kept];
    const extent = shape[axis] as number;
    const [step, stride] = [from.strides[axis] as number, to.strides[axis] as number];
    const [readers, writers] = [elementsOfLoops(source), elementsOfLoops(target)];
    return builder.step(op, [input], output, (memory) => {
      const [x, out] = [memory[input.buffer], memory[output.buffer]] as [TypedArray, TypedArray];
      readers.forEach((base, row) => runAlong(running, [x, base, step], [out, writers[row] as number, stride], extent));
    });
  };
}

/** Where each of the kept elements begins, in order. */
function elementsOfLoops(loops: ReturnType<typeof splitLoops>['kept']): readonly number[] {
  const walk = new RowWalk(loops);
  const step = loops.steps[0] as number;
  const places: number[] = [];
  walk.start();
  for (let row = 0; row < loops.rows; row++, walk.next()) {
    for (let k = 0; k < loops.length; k++) places.push((walk.at[0] as number) + k * step);
  }
  return places;
}
