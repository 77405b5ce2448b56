// valueAndGradients: a loss and its gradients in one call, the form that training steps use.
import type { Tensor } from '@tensorloom/tensor-core';
import { resolveTargets } from './check-operands.js';
import { gradientsOfLoss, type GradientOptions, type GradientsOf } from './gradients.js';

/** A loss with its gradients. */
export interface ValueAndGradients<V extends readonly Tensor[]> {
  readonly value: Tensor;
  /** One for each variable given, in its shape. */
  readonly gradients: GradientsOf<V>;
}

/**
 * Records `fn` and the gradients of its result. Variables mean their versions before `fn` runs, so that `fn` may assign
 * to some of them (running statistics).
 *
 * @param fn records ops and returns one float32 element; it is called once, and not asynchronous
 * @param variables variables or tensors, float32
 * @throws as `gradients` does
 * @example
 * const { value, gradients } = valueAndGradients(() => x.mul(w).sub(y).square().mean(), [w]);
 * optimizer.update([w], gradients);
 * await value.item();      // forward, backward and update run as one plan
 */
export function valueAndGradients<const V extends readonly Tensor[]>(
  fn: () => Tensor,
  variables: V,
  options: GradientOptions = {},
): ValueAndGradients<V> {
  const versions = resolveTargets('valueAndGradients', variables);
  const value = fn();
  const gradients = gradientsOfLoss('valueAndGradients', value, variables, versions, options) as GradientsOf<V>;
  return { value, gradients };
}
