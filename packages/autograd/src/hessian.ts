// hessian and hessianVectorProduct: second derivatives of a function that gives one number.
import { formatShape, sameShape, ShapeError, sizeOf, type Tensor } from '@tensorloom/tensor-core';
import { expectTensor } from './check-operands.js';
import type { GradientsOf } from './gradients.js';
import { pullbackAt } from './graph/pullback-at.js';
import { jacobiansAt } from './jacobian.js';
import { filled } from './rules/known-constants.js';

type Fn = (...inputs: Tensor[]) => Tensor;

/** The gradients of a scalar function as functions of its inputs. */
function gradientsFor(op: string, fn: Fn): (...inputs: Tensor[]) => Tensor[] {
  return (...inputs) => {
    const { value, pull } = pullbackAt(op, fn, inputs);
    if (sizeOf(value.shape) === 1) return pull(filled(value.shape, 1));
    throw new ShapeError(
      `${op}: the result is not a single number; expected one element, got ${formatShape(value.shape)}; ` +
        'sum() or mean() it, or use jacobian()',
    );
  };
}

/**
 * Records H[i, j] = ∂²fn(x)/∂x_i∂x_j. The graph does not grow with the size of x; the work does: as many backward passes
 * through the gradient as x has elements.
 *
 * @param fn records ops and returns one float32 element
 * @param inputs a variable or tensor, float32, or a list of them
 * @returns [...x.shape, ...x.shape]; for a list, blocks[a][b] of [...inputs[a].shape, ...inputs[b].shape]
 * @throws ShapeError for a result of more than one element; else as `jacobian`
 * @example
 * await hessian((x) => x.pow(3).sum(), tensor([1, 2])).array();    // [[6, 0], [0, 12]]
 */
export function hessian(fn: (input: Tensor) => Tensor, input: Tensor): Tensor;
export function hessian<const V extends readonly Tensor[]>(
  fn: (...inputs: GradientsOf<V>) => Tensor,
  inputs: V,
): GradientsOf<V>[];
export function hessian(
  fn: (...inputs: never[]) => Tensor,
  inputs: Tensor | readonly Tensor[],
): Tensor | readonly (readonly Tensor[])[] {
  const list = Array.isArray(inputs) ? (inputs as readonly Tensor[]) : [inputs as Tensor];
  const gradients = gradientsFor('hessian', fn as Fn);
  const blocks = list.map((_, index) =>
    jacobiansAt('hessian', (...given) => gradients(...given)[index] as Tensor, list),
  );
  return Array.isArray(inputs) ? blocks : (blocks[0]?.[0] as Tensor);
}

/**
 * Records H v without H: the gradient of (∇fn · v), two backward passes.
 *
 * @param fn records ops and returns one float32 element
 * @param input variable or tensor, float32
 * @param vector in the shape of the input
 * @returns in the shape of the input
 * @throws ShapeError for a vector of another shape, or a result of more than one element
 * @example
 * await hessianVectorProduct((x) => x.pow(3).sum(), tensor([1, 2]), tensor([1, 1])).array();    // [6, 12]
 */
export function hessianVectorProduct(fn: (input: Tensor) => Tensor, input: Tensor, vector: Tensor): Tensor {
  const given = expectTensor('hessianVectorProduct', 'vector', vector).resolve();
  if (!sameShape(given.shape, input.shape)) {
    throw new ShapeError(
      `hessianVectorProduct: the vector does not fit; expected ${formatShape(input.shape)} as the input, ` +
        `got ${formatShape(given.shape)}; broadcast or reshape it`,
    );
  }
  const gradients = gradientsFor('hessianVectorProduct', fn as Fn);
  const { pull } = pullbackAt('hessianVectorProduct', (x) => gradients(x)[0] as Tensor, [input]);
  return pull(given)[0] as Tensor;
}
