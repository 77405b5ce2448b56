// Shape rules of pooling and its gradients.
import { DTypeError, ShapeError } from '../errors.js';
import type { Pool2dAttributes, Rule, TensorSpec, RuleTable } from '../op-table.js';
import { formatShape, sameShape, type Shape } from '../shape.js';
import { expectImages, windowCount } from './contraction-rules.js';

function pooledShape(op: string, shape: Shape, { window, strides, padding }: Pool2dAttributes): Shape {
  expectImages(op, 'input', shape);
  const [batch, height, width, channels] = shape as [number, number, number, number];
  const rows = windowCount(height, window[0], strides[0], padding[0]);
  const columns = windowCount(width, window[1], strides[1], padding[1]);
  const halfPadded = [0, 1].some(
    (axis) => Math.max(...(padding[axis] as [number, number])) >= (window[axis] as number),
  );
  if (rows < 1 || columns < 1 || halfPadded) {
    throw new ShapeError(
      `${op}: window does not fit; expected at most ${formatShape([height, width])} with padding below the window's size, ` +
        `got a window of ${formatShape(window)}; use a smaller window or other padding`,
    );
  }
  return [batch, rows, columns, channels];
}

function expectFloat(op: string, inputs: readonly TensorSpec[]): void {
  for (const { dtype } of inputs) {
    if (dtype !== 'float32') {
      throw new DTypeError(`${op}: dtype not supported; expected float32, got ${dtype}; cast() it to float32`);
    }
  }
}

function pool(op: 'maxPool2d' | 'averagePool2d'): Rule<'maxPool2d' | 'averagePool2d'> {
  return (inputs, attributes) => {
    expectFloat(op, inputs);
    return { shape: pooledShape(op, (inputs[0] as TensorSpec).shape, attributes), dtype: 'float32' };
  };
}

function gradientSpec(op: string, gradOutput: TensorSpec, inputShape: Shape, attributes: Pool2dAttributes): TensorSpec {
  const expected = pooledShape(op, inputShape, attributes);
  if (!sameShape(gradOutput.shape, expected)) {
    throw new ShapeError(
      `${op}: gradient has the wrong shape; expected ${formatShape(expected)}, got ${formatShape(gradOutput.shape)}; ` +
        'pass the gradient of the output',
    );
  }
  return { shape: inputShape, dtype: 'float32' };
}

const maxPool2dGradient: Rule<'maxPool2dGradient'> = (inputs, attributes) => {
  expectFloat('maxPool2dGradient', inputs);
  const [input, gradOutput] = inputs as [TensorSpec, TensorSpec];
  return gradientSpec('maxPool2dGradient', gradOutput, input.shape, attributes);
};

const averagePool2dGradient: Rule<'averagePool2dGradient'> = (inputs, attributes) => {
  expectFloat('averagePool2dGradient', inputs);
  return gradientSpec('averagePool2dGradient', inputs[0] as TensorSpec, attributes.inputShape, attributes);
};

export const windowRules: Pick<
  RuleTable,
  'maxPool2d' | 'averagePool2d' | 'maxPool2dGradient' | 'averagePool2dGradient'
> = {
  maxPool2d: pool('maxPool2d'),
  averagePool2d: pool('averagePool2d'),
  maxPool2dGradient,
  averagePool2dGradient,
};
