// Shape rules of matrix products and convolutions.
import { DTypeError, ShapeError } from '../errors.js';
import type { Conv2dAttributes, PaddingPair, Rule, TensorSpec, RuleTable } from '../op-table.js';
import { formatShape, sameShape, type Shape } from '../shape.js';

function expectFloat(op: string, inputs: readonly TensorSpec[]): void {
  for (const { dtype } of inputs) {
    if (dtype !== 'float32') {
      throw new DTypeError(`${op}: dtype not supported; expected float32, got ${dtype}; cast() it to float32`);
    }
  }
}

/** @throws ShapeError unless the tensor has four axes */
export function expectImages(op: string, name: string, shape: Shape): void {
  if (shape.length !== 4) {
    throw new ShapeError(
      `${op}: ${name} has the wrong rank; expected [batch, height, width, channels], got ${formatShape(shape)}; reshape it`,
    );
  }
}

const matmul: Rule<'matmul'> = (inputs, { transposeA, transposeB }) => {
  expectFloat('matmul', inputs);
  const [a, b] = inputs as [TensorSpec, TensorSpec];
  const [rows, innerA] = (transposeA ? [a.shape.at(-1), a.shape.at(-2)] : a.shape.slice(-2)) as [number, number];
  const [innerB, columns] = (transposeB ? [b.shape.at(-1), b.shape.at(-2)] : b.shape.slice(-2)) as [number, number];
  const batch = a.shape.slice(0, -2);
  if (a.shape.length < 2 || b.shape.length < 2 || innerA !== innerB || !sameShape(batch, b.shape.slice(0, -2))) {
    throw new ShapeError(
      `matmul: shapes do not multiply; expected [..., m, k] and [..., k, n], ` +
        `got ${formatShape(a.shape)}${transposeA ? ' transposed' : ''} and ${formatShape(b.shape)}${transposeB ? ' transposed' : ''}; ` +
        'transpose or reshape one of them',
    );
  }
  return { shape: [...batch, rows, columns], dtype: 'float32' };
};

/** Number of places of a window of `size` (spread by `dilation`) along an axis of `extent`, moved by `stride`. */
export function windowCount(
  extent: number,
  size: number,
  stride: number,
  [before, after]: PaddingPair,
  dilation = 1,
): number {
  return Math.floor((extent + before + after - (size - 1) * dilation - 1) / stride) + 1;
}

/** Shape of a convolution's result, `[batch, height, width, filters]`. */
export function convOutputShape(op: string, input: Shape, kernel: Shape, attributes: Conv2dAttributes): Shape {
  const { strides, padding, dilation, groups } = attributes;
  expectImages(op, 'input', input);
  const [batch, height, width, channels] = input as [number, number, number, number];
  const [kernelHeight, kernelWidth, perGroup, filters] = kernel as [number, number, number, number];
  if (kernel.length !== 4 || channels % groups !== 0 || filters % groups !== 0 || perGroup !== channels / groups) {
    throw new ShapeError(
      `${op}: channels do not fit; expected a kernel [height, width, ${channels} / ${groups}, filters] with filters a multiple of ` +
        `${groups}, got ${formatShape(kernel)} for input ${formatShape(input)}; check channels and groups`,
    );
  }
  const outHeight = windowCount(height, kernelHeight, strides[0], padding[0], dilation[0]);
  const outWidth = windowCount(width, kernelWidth, strides[1], padding[1], dilation[1]);
  if (outHeight < 1 || outWidth < 1) {
    throw new ShapeError(
      `${op}: kernel larger than the image; expected at most ${formatShape([height, width])} with padding, ` +
        `got a kernel of ${formatShape(kernel)}; pad more or use a smaller kernel`,
    );
  }
  return [batch, outHeight, outWidth, filters];
}

const conv2d: Rule<'conv2d'> = (inputs, attributes) => {
  expectFloat('conv2d', inputs);
  const [input, kernel] = inputs as [TensorSpec, TensorSpec];
  return { shape: convOutputShape('conv2d', input.shape, kernel.shape, attributes), dtype: 'float32' };
};

function expectGradient(op: string, got: Shape, expected: Shape): void {
  if (!sameShape(got, expected)) {
    throw new ShapeError(
      `${op}: gradient has the wrong shape; expected ${formatShape(expected)}, got ${formatShape(got)}; pass the gradient of the output`,
    );
  }
}

const conv2dInputGradient: Rule<'conv2dInputGradient'> = (inputs, attributes) => {
  const op = 'conv2dInputGradient';
  expectFloat(op, inputs);
  const [gradOutput, kernel] = inputs as [TensorSpec, TensorSpec];
  expectGradient(op, gradOutput.shape, convOutputShape(op, attributes.inputShape, kernel.shape, attributes));
  return { shape: attributes.inputShape, dtype: 'float32' };
};

const conv2dKernelGradient: Rule<'conv2dKernelGradient'> = (inputs, attributes) => {
  const op = 'conv2dKernelGradient';
  expectFloat(op, inputs);
  const [input, gradOutput] = inputs as [TensorSpec, TensorSpec];
  expectGradient(op, gradOutput.shape, convOutputShape(op, input.shape, attributes.kernelShape, attributes));
  return { shape: attributes.kernelShape, dtype: 'float32' };
};

export const contractionRules: Pick<RuleTable, 'matmul' | 'conv2d' | 'conv2dInputGradient' | 'conv2dKernelGradient'> = {
  matmul,
  conv2d,
  conv2dInputGradient,
  conv2dKernelGradient,
};
