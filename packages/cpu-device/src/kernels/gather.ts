// Kernels of gather and scatterAdd: blocks of elements chosen, or added up, by index. Indices are clamped to the range.
import { sizeOf, type TypedArray } from '@tensorloom/tensor-core';
import { elementsOf, type Placed } from '../plan/plan-builder.js';
import type { Kernel } from './kernel.js';

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

/** Floats are added up in doubles, integers in their own array, which wraps. */
export const scatterAdd: Kernel<'scatterAdd'> = ({ attributes: { axis, size }, dtype, shape }, operands, builder) => {
  const [indices, updates] = operands.map((operand) => builder.contiguous(operand)) as [Placed, Placed];
  const output = builder.allocate(dtype, shape);
  const { outer, inner } = around(shape, axis);
  const count = size === 0 ? 0 : sizeOf(indices.view.shape);
  const isRounded = dtype === 'float32' && builder.precision === 'float32';
  const totals = isRounded ? builder.scratch('float64', sizeOf(shape)) : output.buffer;
  const run = (memory: readonly TypedArray[]): void => {
    const [at, source] = [elementsOf(indices, memory), elementsOf(updates, memory)];
    const sums = (memory[totals] as TypedArray).fill(0);
    let i = 0;
    for (let block = 0; block < outer; block++) {
      for (let k = 0; k < count; k++) {
        let o = (block * size + clamp(at[k] as number, size)) * inner;
        for (const end = o + inner; o < end; o++) sums[o] = (sums[o] as number) + (source[i++] as number);
      }
    }
    if (isRounded) (memory[output.buffer] as TypedArray).set(sums);
  };
  return builder.step('scatterAdd', [indices, updates], output, run, isRounded ? [totals] : []);
};
