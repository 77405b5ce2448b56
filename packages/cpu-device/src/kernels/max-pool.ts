// Kernels of max pooling and its gradient. NaN counts as the largest; ties go to the first element in row order.
import type { TypedArray } from '@tensorloom/tensor-core';
import { elementsOf, type Placed } from '../plan/plan-builder.js';
import { poolGeometry, type PoolGeometry, type Window } from '../window/pool-geometry.js';
import type { Kernel } from './kernel.js';

export const maxPool2d: Kernel<'maxPool2d'> = ({ attributes, dtype, shape }, operands, builder) => {
  const input = builder.contiguous(operands[0] as Placed);
  const output = builder.allocate(dtype, shape);
  const { channels, rowStride, eachWindow } = poolGeometry(input.view.shape, shape, attributes);
  return builder.step('maxPool2d', [input], output, (memory) => {
    const x = elementsOf(input, memory);
    const y = (memory[output.buffer] as TypedArray).fill(-Infinity);
    eachWindow(({ start, rows, columns, out }) => {
      for (let row = 0; row < rows; row++) {
        let i = start + row * rowStride;
        for (let column = 0; column < columns; column++) {
          for (let c = out; c < out + channels; c++) y[c] = Math.max(y[c] as number, x[i++] as number);
        }
      }
    });
  });
};

/** Index of the first largest element of one channel of a window. */
function firstLargest(x: TypedArray, { start, rows, columns }: Window, channel: number, g: PoolGeometry): number {
  let at = start + channel;
  let best = x[at] as number;
  for (let row = 0; row < rows; row++) {
    let i = start + channel + row * g.rowStride;
    for (let column = 0; column < columns; column++, i += g.channels) {
      const value = x[i] as number;
      if (value > best || (value !== value && best === best)) {
        best = value;
        at = i;
      }
    }
  }
  return at;
}

export const maxPool2dGradient: Kernel<'maxPool2dGradient'> = ({ attributes, dtype, shape }, operands, builder) => {
  const [input, gradOutput] = operands.map((operand) => builder.contiguous(operand)) as [Placed, Placed];
  const output = builder.allocate(dtype, shape);
  const geometry = poolGeometry(input.view.shape, gradOutput.view.shape, attributes);
  return builder.step('maxPool2dGradient', [input, gradOutput], output, (memory) => {
    const [x, gradient] = [elementsOf(input, memory), elementsOf(gradOutput, memory)];
    const result = (memory[output.buffer] as TypedArray).fill(0);
    geometry.eachWindow((window) => {
      for (let channel = 0; channel < geometry.channels; channel++) {
        const at = firstLargest(x, window, channel, geometry);
        result[at] = (result[at] as number) + (gradient[window.out + channel] as number);
      }
    });
  });
};
