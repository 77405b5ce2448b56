// Kernels of the ops that make values from nothing or from a random key.
import { philox, sizeOf, type TypedArray } from '@tensorloom/tensor-core';
import { kindOf, makeArray } from '../memory/arrays.js';
import type { Placed } from '../plan/plan-builder.js';
import { denseView } from '../view/view.js';
import type { Kernel } from './kernel.js';

export const constant: Kernel<'constant'> = ({ attributes: { value, dtype } }, _operands, builder) =>
  builder.fixed(makeArray(kindOf(dtype, builder.precision), 1).fill(value), dtype, denseView([]));

/** One axis is stored; the others repeat it by strides of 0. */
export const iota: Kernel<'iota'> = ({ attributes: { axis, dtype }, shape }, _operands, builder) => {
  const counted = makeArray(kindOf(dtype, builder.precision), shape[axis] as number);
  for (let index = 0; index < counted.length; index++) counted[index] = index;
  return builder.fixed(counted, dtype, {
    shape,
    strides: shape.map((_, index) => (index === axis ? 1 : 0)),
    offset: 0,
  });
};

export const randomBits: Kernel<'randomBits'> = ({ shape }, operands, builder) => {
  const key = builder.contiguous(operands[0] as Placed);
  const output = builder.allocate('uint32', shape);
  const size = sizeOf(shape);
  const block = new Uint32Array(4);
  return builder.step('randomBits', [key], output, (memory) => {
    const words = memory[key.buffer] as TypedArray;
    const [key0, key1] = [words[key.view.offset], words[key.view.offset + 1]] as [number, number];
    const out = memory[output.buffer] as TypedArray;
    for (let start = 0; start < size; start += 4) {
      block[0] = start / 4;
      block[1] = block[2] = block[3] = 0;
      philox(block, key0, key1);
      for (let lane = 0; lane < 4 && start + lane < size; lane++) out[start + lane] = block[lane] as number;
    }
  });
};
