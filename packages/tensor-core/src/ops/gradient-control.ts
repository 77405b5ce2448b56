// Nodes that change the gradient and not the value.
import { ConfigError } from '../errors.js';
import { resolve } from '../record.js';
import { Tensor } from '../tensor.js';
import { expectTensor } from './operands.js';

/** The same value, through which no gradient flows. */
export function stopGradient(input: Tensor): Tensor {
  const body = resolve('stopGradient', expectTensor('stopGradient', input));
  return new Tensor(body.shape, body.dtype, { kind: 'gradient', body, inputs: [] });
}

/** A value with the rule for its gradient. */
export interface CustomGradient {
  readonly value: Tensor;
  /** Takes the gradient of the value; gives one gradient for each operand, in order and shape. */
  readonly gradient: (gradOutput: Tensor) => readonly Tensor[];
}

/**
 * A function with a gradient of its own.
 *
 * @example
 * const clipped = customGradient((x: Tensor) => ({ value: x, gradient: (g: Tensor) => [g.clip(-1, 1)] }));
 */
export function customGradient<Operands extends readonly Tensor[]>(
  define: (...operands: Operands) => CustomGradient,
): (...operands: Operands) => Tensor {
  return (...operands) => {
    const inputs = operands.map((operand) => resolve('customGradient', expectTensor('customGradient', operand)));
    const { value, gradient } = define(...(inputs as unknown as Operands));
    if (typeof gradient !== 'function') {
      throw new ConfigError(
        'customGradient: no gradient; expected { value, gradient }, got no function; return a gradient function',
      );
    }
    const body = resolve('customGradient', expectTensor('customGradient', value));
    return new Tensor(body.shape, body.dtype, { kind: 'gradient', body, inputs, gradient });
  };
}
