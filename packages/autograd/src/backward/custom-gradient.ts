// Calls a user's gradient function and checks what it gives.
import {
  ConfigError,
  DTypeError,
  formatShape,
  isFloat,
  sameShape,
  ShapeError,
  Tensor,
  type GradientSource,
} from '@tensorloom/tensor-core';

function checkGradient(gradient: unknown, input: Tensor, position: number): Tensor {
  const which = `customGradient: gradient ${position}`;
  if (!(gradient instanceof Tensor)) {
    const got = gradient === null ? 'null' : typeof gradient;
    throw new ConfigError(
      `${which} is not a tensor; expected a Tensor, got ${got}; return zerosLike(operand) where nothing flows`,
    );
  }
  if (!sameShape(gradient.shape, input.shape)) {
    throw new ShapeError(
      `${which} has the wrong shape; expected ${formatShape(input.shape)} as its operand, got ${formatShape(gradient.shape)}; ` +
        'sum over what the function broadcast',
    );
  }
  if (gradient.dtype !== input.dtype) {
    throw new DTypeError(`${which} has the wrong dtype; expected ${input.dtype}, got ${gradient.dtype}; cast() it`);
  }
  return gradient;
}

/**
 * Gradients of the float operands of a function made by `customGradient`.
 *
 * @throws ConfigError, ShapeError or DTypeError unless there is one gradient for each operand, in its shape
 */
export function pullCustomGradient(
  gradient: NonNullable<GradientSource['gradient']>,
  inputs: readonly Tensor[],
  gradOutput: Tensor,
): readonly Tensor[] {
  const given: unknown = gradient(gradOutput);
  if (!Array.isArray(given) || given.length !== inputs.length) {
    const got = Array.isArray(given) ? `${given.length}` : typeof given;
    throw new ConfigError(
      `customGradient: wrong number of gradients; expected an array of ${inputs.length}, one for each operand, got ${got}; ` +
        'return { value, gradient: (g) => [...] }',
    );
  }
  return inputs.flatMap((input, position) =>
    isFloat(input.dtype) ? [checkGradient(given[position], input, position)] : [],
  );
}
