// Kernels of argmax and argmin: the first index wins, and NaN wins over every number.
import type { TypedArray } from '@tensorloom/tensor-core';
import type { Placed } from '../plan/plan-builder.js';
import { RowWalk } from '../view/loops.js';
import type { KernelOf } from './kernel.js';
import { splitLoops } from './reduction.js';

/** Index of the first largest of sign * x[i + k * di] for k in [0, n). */
function firstLargest(x: TypedArray, i: number, di: number, n: number, sign: number): number {
  let best = sign * (x[i] as number);
  let at = 0;
  for (let k = 1; k < n && best === best; k++) {
    const value = sign * (x[i + k * di] as number);
    if (value > best || value !== value) {
      best = value;
      at = k;
    }
  }
  return at;
}

/** The kernel of argmax (`sign` 1) or argmin (`sign` -1). */
export function argReduction(op: 'argmax' | 'argmin', sign: 1 | -1): KernelOf<{ readonly axis: number }> {
  return ({ attributes: { axis }, dtype, shape }, operands, builder) => {
    const input = operands[0] as Placed;
    const output = builder.allocate(dtype, shape);
    const { kept } = splitLoops(input.view, [axis]);
    const [extent, stride] = [input.view.shape[axis] as number, input.view.strides[axis] as number];
    const [walk, step] = [new RowWalk(kept), kept.steps[0] as number];
    return builder.step(op, [input], output, (memory) => {
      const [x, out] = [memory[input.buffer], memory[output.buffer]] as [TypedArray, TypedArray];
      let o = 0;
      walk.start();
      for (let row = 0; row < kept.rows; row++, walk.next()) {
        for (let k = 0, base = walk.at[0] as number; k < kept.length; k++, base += step) {
          out[o++] = firstLargest(x, base, stride, extent, sign);
        }
      }
    });
  };
}
