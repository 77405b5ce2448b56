// What Trainer asks of a model and of an optimizer. Knows no layer and no update rule.
import type { Tensor, Variable } from '@tensorloom/tensor-core';
import type { HostStructure } from './host-structure.js';

/** Any model with one output: a layer, a `Sequential`, an object of your own. */
export interface TrainableModel {
  /** What an optimizer may change; asked for after the first `apply`. */
  readonly trainableVariables: readonly Variable[];
  /** What is added to the loss: penalties of weights, and what layers added in the last `apply`. */
  readonly losses?: readonly Tensor[];
  /** Which steps of the predictions count; all of them where it gives nothing. */
  maskOf?(predictions: Tensor): Tensor | undefined;
  /** Looks at the inputs of a batch while they are on the host. @throws for values that the model has no meaning for */
  checkValues?(x: HostStructure): void;
  /** Records predictions [batch, ...] for a batch of inputs; builds the model where that has not happened yet. */
  apply(input: never, options?: { readonly training?: boolean }): unknown;
}

/** Any optimizer. */
export interface ModelOptimizer {
  /** Records new values of the variables and assigns them. */
  update(variables: readonly Variable[], gradients: readonly Tensor[]): void;
}
