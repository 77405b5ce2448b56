// jacobian: all derivatives of a function, one row for each element of its result, as one mapped pullback.
import { eye, reshape, sizeOf, type Tensor } from '@tensorloom/tensor-core';
import type { GradientsOf } from './gradients.js';
import { pullbackAt } from './graph/pullback-at.js';
import { vmap } from './vmap.js';

/** Jacobians of one function, one for each input; `op` is the name that the user called. */
export function jacobiansAt(op: string, fn: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[]): Tensor[] {
  const { value, pull } = pullbackAt(op, fn, inputs);
  const size = sizeOf(value.shape);
  // A row of the identity asks for the gradient of one element.
  const rows = vmap((row: Tensor) => pull(reshape(row, value.shape)))(eye(size));
  return rows.map((each, index) => reshape(each, [...value.shape, ...(inputs[index] as Tensor).shape]));
}

/**
 * Records J[i, j] = ∂fn(x)_i/∂x_j for all elements i of the result and j of the input. One pullback is mapped over the
 * elements of the result, so that the graph does not grow with them; the work does: output size times a backward pass.
 *
 * @param fn records ops and returns one float32 tensor
 * @param inputs a variable or tensor, float32, or a list of them
 * @returns [...output.shape, ...x.shape]; for a list, one for each input
 * @throws DTypeError for integers, ConfigError where an op on the way has no gradient or no batching rule
 * @example
 * await jacobian((x) => x.square(), tensor([1, 2])).array();    // [[2, 0], [0, 4]]
 */
export function jacobian(fn: (input: Tensor) => Tensor, input: Tensor): Tensor;
export function jacobian<const V extends readonly Tensor[]>(
  fn: (...inputs: GradientsOf<V>) => Tensor,
  inputs: V,
): GradientsOf<V>;
export function jacobian(
  fn: (...inputs: never[]) => Tensor,
  inputs: Tensor | readonly Tensor[],
): Tensor | readonly Tensor[] {
  const list = Array.isArray(inputs) ? (inputs as readonly Tensor[]) : [inputs as Tensor];
  const all = jacobiansAt('jacobian', fn as (...inputs: Tensor[]) => Tensor, list);
  return Array.isArray(inputs) ? all : (all[0] as Tensor);
}
