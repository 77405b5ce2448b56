// Kernels of the ops that move elements: views where strides can say it, copies where they cannot.
import type { TypedArray } from '@tensorloom/tensor-core';
import type { Placed } from '../plan/plan-builder.js';
import { reshapeView } from '../view/reshape-view.js';
import { broadcastView, flipView, sliceView, transposeView, type View } from '../view/view.js';
import { copyInto } from './copy.js';
import type { Kernel } from './kernel.js';

const only = (operands: readonly Placed[]): Placed => operands[0] as Placed;
const seen = (value: Placed, view: View): Placed => ({ ...value, view });

export const reshape: Kernel<'reshape'> = ({ shape }, operands, builder) => {
  const view = reshapeView(only(operands).view, shape);
  if (view) return seen(only(operands), view);
  const copy = builder.contiguous(only(operands));
  return seen(copy, reshapeView(copy.view, shape) as View);
};

export const transpose: Kernel<'transpose'> = ({ attributes }, operands) =>
  seen(only(operands), transposeView(only(operands).view, attributes.permutation));

export const broadcast: Kernel<'broadcast'> = ({ shape }, operands) =>
  seen(only(operands), broadcastView(only(operands).view, shape));

/** Steps run in the program's order, so that nothing is left to wait for. */
export const barrier: Kernel<'barrier'> = (_node, operands) => only(operands);

export const slice: Kernel<'slice'> = ({ attributes: { starts, sizes, steps } }, operands) =>
  seen(only(operands), sliceView(only(operands).view, starts, sizes, steps));

export const flip: Kernel<'flip'> = ({ attributes: { axes } }, operands) =>
  seen(only(operands), flipView(only(operands).view, axes));

export const pad: Kernel<'pad'> = ({ attributes: { low, value }, shape }, operands, builder) => {
  const input = only(operands);
  const output = builder.allocate(input.dtype, shape);
  const inner = seen(output, sliceView(output.view, low, input.view.shape));
  const copy = copyInto(input, inner);
  return builder.step('pad', [input], output, (memory) => {
    (memory[output.buffer] as TypedArray).fill(value);
    copy(memory);
  });
};

export const concat: Kernel<'concat'> = ({ attributes: { axis }, shape, dtype }, operands, builder) => {
  const output = builder.allocate(dtype, shape);
  let start = 0;
  const copies = operands.map((operand) => {
    const starts = shape.map((_, index) => (index === axis ? start : 0));
    start += operand.view.shape[axis] as number;
    return copyInto(operand, seen(output, sliceView(output.view, starts, operand.view.shape)));
  });
  return builder.step('concat', operands, output, (memory) => copies.forEach((copy) => copy(memory)));
};
