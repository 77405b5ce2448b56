// Kernels of average pooling and its gradient. Only elements inside the image count.
import type { TypedArray } from '@tensorloom/tensor-core';
import { elementsOf, type Placed } from '../plan/plan-builder.js';
import { poolGeometry } from '../window/pool-geometry.js';
import type { Kernel } from './kernel.js';

export const averagePool2d: Kernel<'averagePool2d'> = ({ attributes, dtype, shape }, operands, builder) => {
  const input = builder.contiguous(operands[0] as Placed);
  const output = builder.allocate(dtype, shape);
  const { channels, rowStride, eachWindow } = poolGeometry(input.view.shape, shape, attributes);
  return builder.step('averagePool2d', [input], output, (memory) => {
    const x = elementsOf(input, memory);
    const y = memory[output.buffer] as TypedArray;
    eachWindow(({ start, rows, columns, out }) => {
      for (let channel = 0; channel < channels; channel++) {
        let total = 0;
        for (let row = 0; row < rows; row++) {
          let i = start + channel + row * rowStride;
          for (let column = 0; column < columns; column++, i += channels) total += x[i] as number;
        }
        y[out + channel] = total / (rows * columns);
      }
    });
  });
};

export const averagePool2dGradient: Kernel<'averagePool2dGradient'> = (
  { attributes, dtype, shape },
  operands,
  builder,
) => {
  const gradOutput = builder.contiguous(operands[0] as Placed);
  const output = builder.allocate(dtype, shape);
  const { channels, rowStride, eachWindow } = poolGeometry(shape, gradOutput.view.shape, attributes);
  return builder.step('averagePool2dGradient', [gradOutput], output, (memory) => {
    const gradient = elementsOf(gradOutput, memory);
    const result = (memory[output.buffer] as TypedArray).fill(0);
    eachWindow(({ start, rows, columns, out }) => {
      for (let channel = 0; channel < channels; channel++) {
        const share = (gradient[out + channel] as number) / (rows * columns);
        for (let row = 0; row < rows; row++) {
          let i = start + channel + row * rowStride;
          for (let column = 0; column < columns; column++, i += channels) result[i] = (result[i] as number) + share;
        }
      }
    });
  });
};
