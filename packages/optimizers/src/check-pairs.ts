// What may be given to an update: as many gradients as variables, each of its variable's shape.
import {
  ConfigError,
  DTypeError,
  formatShape,
  isTensor,
  isVariable,
  sameShape,
  ShapeError,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';

/** @throws ConfigError for lists of different lengths, ShapeError or DTypeError for a gradient that does not fit */
export function checkPairs(where: string, variables: readonly Variable[], gradients: readonly Tensor[]): void {
  if (variables.length !== gradients.length || variables.length === 0) {
    throw new ConfigError(
      `${where}.update: lists do not match; expected one gradient for each of at least one variable, ` +
        `got ${variables.length} variables and ${gradients.length} gradients; pass what gradients were taken for`,
    );
  }
  variables.forEach((variable, index) => checkPair(where, variable, gradients[index], index));
}

function checkPair(where: string, variable: unknown, gradient: unknown, index: number): void {
  if (!isVariable(variable)) {
    throw new DTypeError(
      `${where}.update: not a variable; expected a Variable at ${index}, got ${String(variable)}; make it with variable()`,
    );
  }
  const { name, shape, dtype } = variable;
  if (!isTensor(gradient) || gradient.dtype !== dtype || dtype !== 'float32') {
    const got = isTensor(gradient) ? `${gradient.dtype} for a variable of ${dtype}` : String(gradient);
    throw new DTypeError(
      `${where}.update: gradient of ${name} does not fit; expected a float32 tensor, got ${got}; check the loss`,
    );
  }
  if (!sameShape(gradient.shape, shape)) {
    throw new ShapeError(
      `${where}.update: gradient of ${name} does not fit; expected ${formatShape(shape)}, got ${formatShape(gradient.shape)}; ` +
        'pass gradients in the order of the variables',
    );
  }
}
