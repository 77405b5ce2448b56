// Checks what users hand in: tensors of this copy of tensor-core, in float32, alive.
import { ConfigError, DisposedError, DTypeError, isFloat, isTensor, isVariable, Tensor } from '@tensorloom/tensor-core';

/** A variable by its name, a tensor by its place in the list. */
export function describeTarget(tensor: Tensor, position: number): string {
  return isVariable(tensor) ? `variable "${tensor.name}"` : `tensor ${position} (${String(tensor)})`;
}

/** @throws ConfigError unless `value` is a tensor of this copy of tensor-core */
export function expectTensor(op: string, name: string, value: unknown): Tensor {
  if (value instanceof Tensor) return value;
  if (isTensor(value)) {
    throw new ConfigError(
      `${op}: ${name} belongs to another copy of tensor-core; expected one copy for all packages, got two; ` +
        'install one version of it (npm ls @tensorloom/tensor-core)',
    );
  }
  const got = value instanceof Promise ? 'a promise' : value === null ? 'null' : typeof value;
  const remedy =
    value instanceof Promise ? 'await outside of it: recording needs no waiting' : 'return or pass tensors';
  throw new ConfigError(`${op}: ${name} is not a tensor; expected a Tensor, got ${got}; ${remedy}`);
}

/**
 * Tensors that gradients may be taken of, each as it is at this moment: variables by their version.
 *
 * @throws DTypeError for integers, DisposedError after `dispose()`
 */
export function resolveTargets(op: string, variables: readonly Tensor[]): readonly Tensor[] {
  return variables.map((variable, position) => {
    const tensor = expectTensor(op, `variable ${position}`, variable);
    if (tensor.disposed) {
      throw new DisposedError(
        `${op}: ${describeTarget(tensor, position)} was disposed; expected a live one; drop it from the list`,
      );
    }
    if (!isFloat(tensor.dtype)) {
      throw new DTypeError(
        `${op}: ${describeTarget(tensor, position)} has no gradient; expected float32, got ${tensor.dtype}; cast() it before it is used`,
      );
    }
    return tensor.resolve();
  });
}
