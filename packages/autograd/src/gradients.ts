// gradients: from a recorded loss to recorded gradients. Touches no device.
import {
  DTypeError,
  formatShape,
  isVariable,
  noteLoss,
  ShapeError,
  sizeOf,
  zerosLike,
  type Tensor,
} from '@tensorloom/tensor-core';
import { pullBack } from './backward/pull-back.js';
import { unreachedError } from './backward/unreached.js';
import { describeTarget, expectTensor, resolveTargets } from './check-operands.js';
import { filled } from './rules/known-constants.js';

export interface GradientOptions {
  /** What to do where no gradient reaches a variable: throw (default), or give zeros. */
  readonly unused?: 'error' | 'zeros';
}

/** One gradient for each tensor of a list, in its order. */
export type GradientsOf<V extends readonly Tensor[]> = { -readonly [Index in keyof V]: Tensor };

/** @throws ShapeError or DTypeError unless the loss is one float32 number */
function expectLoss(op: string, loss: Tensor): void {
  if (sizeOf(loss.shape) !== 1) {
    throw new ShapeError(
      `${op}: the loss is not a single number; expected one element, got ${formatShape(loss.shape)}; ` +
        'sum() or mean() it, or use vjp() for a gradient of your own to start from',
    );
  }
  if (loss.dtype !== 'float32') {
    throw new DTypeError(
      `${op}: the loss has no gradient; expected float32, got ${loss.dtype}; cast() what it is made of`,
    );
  }
}

/** Gradients of an output for the versions of `variables`; `op` is the name that the user called. */
export function gradientsOfVersions(
  op: string,
  output: Tensor,
  gradOutput: Tensor,
  variables: readonly Tensor[],
  versions: readonly Tensor[],
  { unused = 'error' }: GradientOptions,
): Tensor[] {
  const targets = versions.map((tensor, index) => ({ tensor, isLeaf: isVariable(variables[index]) }));
  return pullBack(output, gradOutput, targets).map((gradient, index) => {
    if (gradient) return gradient;
    const variable = variables[index] as Tensor;
    if (unused === 'zeros') return zerosLike(variable);
    throw unreachedError(op, output, {
      ...(targets[index] as (typeof targets)[number]),
      variable,
      name: describeTarget(variable, index),
    });
  });
}

/** As `gradients`, for versions that were resolved before. */
export function gradientsOfLoss(
  op: string,
  loss: unknown,
  variables: readonly Tensor[],
  versions: readonly Tensor[],
  options: GradientOptions,
): Tensor[] {
  const root = expectTensor(op, 'loss', loss).resolve();
  expectLoss(op, root);
  const result = gradientsOfVersions(op, root, filled(root.shape, 1), variables, versions, options);
  noteLoss(root);
  return result;
}

/**
 * ∂loss/∂v for each v of `variables`, recorded as ops: they can be read, assigned with, and differentiated again.
 * A variable means its version of this moment; a tensor, also one that was computed on the way, means itself.
 * What a variable of the list was assigned from is not looked into.
 *
 * @param loss one float32 element
 * @param variables variables or tensors, float32
 * @returns one gradient for each, in its shape
 * @throws ShapeError or DTypeError for a loss that is not one float32 number, ConfigError that names a variable which no gradient reaches
 * @example
 * const w = variable([1, 2], { name: 'w' });
 * const [dw] = gradients(w.square().sum(), [w]);
 * await dw.array();        // [2, 4]
 */
export function gradients<const V extends readonly Tensor[]>(
  loss: Tensor,
  variables: V,
  options: GradientOptions = {},
): GradientsOf<V> {
  return gradientsOfLoss(
    'gradients',
    loss,
    variables,
    resolveTargets('gradients', variables),
    options,
  ) as GradientsOf<V>;
}
