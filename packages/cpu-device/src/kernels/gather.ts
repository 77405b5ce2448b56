// Kernels of gather and the scatters: blocks of elements chosen, or brought together, by index. Indices are clamped to the range.
import { lowest, sizeOf, type DType, type TypedArray } from '@tensorloom/tensor-core';
import { elementsOf, type Placed } from '../plan/plan-builder.js';
import type { Kernel, KernelOf } from './kernel.js';

/** The sizes around an axis: `outer` blocks of `extent` slices of `inner` elements. */
function around(shape: readonly number[], axis: number): { outer: number; extent: number; inner: number } {
  return { outer: sizeOf(shape.slice(0, axis)), extent: shape[axis] as number, inner: sizeOf(shape.slice(axis + 1)) };
}

const clamp = (index: number, extent: number): number => Math.min(Math.max(index, 0), extent - 1);

export const gather: Kernel<'gather'> = ({ attributes: { axis }, dtype, shape }, operands, builder) => {
  const [data, indices] = operands.map((operand) => builder.contiguous(operand)) as [Placed, Placed];
  const output = builder.allocate(dtype, shape);
  const { outer, extent, inner } = around(data.view.shape, axis);
  const count = sizeOf(indices.view.shape);
  return builder.step('gather', [data, indices], output, (memory) => {
    const [source, at] = [elementsOf(data, memory), elementsOf(indices, memory)];
    const out = memory[output.buffer] as TypedArray;
    let o = 0;
    for (let block = 0; block < outer; block++) {
      for (let k = 0; k < count; k++) {
        let i = (block * extent + clamp(at[k] as number, extent)) * inner;
        for (const end = i + inner; i < end;) out[o++] = source[i++] as number;
      }
    }
  });
};

/** How updates at one index meet, and what stands where there are none. */
interface Meeting {
  readonly start: (dtype: DType) => number;
  readonly take: (total: number, value: number) => number;
}

const meetings: Readonly<Record<'scatterAdd' | 'scatterMax', Meeting>> = {
  scatterAdd: { start: () => 0, take: (total, value) => total + value },
  scatterMax: { start: (dtype) => lowest[dtype], take: Math.max },
};

/** The kernel of a scatter. Floats are added up in doubles, integers in their own array, which wraps. */
export function scatter(op: keyof typeof meetings): KernelOf<{ readonly axis: number; readonly size: number }> {
  const { start, take } = meetings[op];
  return ({ attributes: { axis, size }, dtype, shape }, operands, builder) => {
    const [indices, updates] = operands.map((operand) => builder.contiguous(operand)) as [Placed, Placed];
    const output = builder.allocate(dtype, shape);
    const { outer, inner } = around(shape, axis);
    const count = size === 0 ? 0 : sizeOf(indices.view.shape);
    const isRounded = op === 'scatterAdd' && dtype === 'float32' && builder.precision === 'float32';
    const totals = isRounded ? builder.scratch('float64', sizeOf(shape)) : output.buffer;
    const run = (memory: readonly TypedArray[]): void => {
      const [at, source] = [elementsOf(indices, memory), elementsOf(updates, memory)];
      const sums = (memory[totals] as TypedArray).fill(start(dtype));
      let i = 0;
      for (let block = 0; block < outer; block++) {
        for (let k = 0; k < count; k++) {
          let o = (block * size + clamp(at[k] as number, size)) * inner;
          for (const end = o + inner; o < end; o++) sums[o] = take(sums[o] as number, source[i++] as number);
        }
      }
      if (isRounded) (memory[output.buffer] as TypedArray).set(sums);
    };
    return builder.step(op, [indices, updates], output, run, isRounded ? [totals] : []);
  };
}
