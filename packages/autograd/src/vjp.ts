// vjp: the vector-Jacobian product of a function whose result is no single number.
import { DTypeError, formatShape, isFloat, sameShape, ShapeError, type Tensor } from '@tensorloom/tensor-core';
import { expectTensor, resolveTargets } from './check-operands.js';
import { gradientsOfVersions, type GradientsOf } from './gradients.js';

/** A value with the way back from it. */
export interface Pullback<V extends readonly Tensor[]> {
  readonly value: Tensor;
  /** Takes a gradient in the shape of the value, gives one for each input; zeros where none flows. May be called again. */
  readonly pullback: (gradOutput: Tensor) => GradientsOf<V>;
}

/**
 * Records `fn(...inputs)` and gives gᵀJ for any g: with J[i, j] = ∂value_i/∂input_j, the sum over i of g_i J[i, j].
 *
 * @param fn records ops and returns one float32 tensor
 * @param inputs variables or tensors, float32
 * @throws DTypeError for integers, ShapeError for a gradient of another shape than the value's
 * @example
 * const { pullback } = vjp((x) => x.square(), [tensor([1, 2, 3])]);
 * const [dx] = pullback(tensor([1, 10, 100]));
 * await dx.array();        // [2, 40, 600]
 */
export function vjp<const V extends readonly Tensor[]>(fn: (...inputs: V) => Tensor, inputs: V): Pullback<V> {
  const versions = resolveTargets('vjp', inputs);
  const value = expectTensor('vjp', 'result', fn(...inputs)).resolve();
  if (!isFloat(value.dtype)) {
    throw new DTypeError(
      `vjp: the result has no gradient; expected float32, got ${value.dtype}; cast() what it is made of`,
    );
  }
  const pullback = (gradOutput: Tensor): GradientsOf<V> => {
    const given = expectTensor('vjp', 'gradient', gradOutput).resolve();
    if (!sameShape(given.shape, value.shape) || given.dtype !== value.dtype) {
      throw new ShapeError(
        `vjp: gradient does not fit; expected float32 ${formatShape(value.shape)} as the value, ` +
          `got ${given.dtype} ${formatShape(given.shape)}; broadcast or cast() it`,
      );
    }
    return gradientsOfVersions('vjp', value, given, inputs, versions, { unused: 'zeros' }) as GradientsOf<V>;
  };
  return { value, pullback };
}
