// Root mean squared error as a function and as a class.
import { constant, where, type Tensor } from '@tensorloom/tensor-core';
import { Loss } from './loss.js';
import { MeanSquaredError, meanSquaredError } from './mean-squared-error.js';

/** √x whose gradient at 0 is 0 instead of infinite: a perfect fit stays where it is. */
function safeRoot(x: Tensor): Tensor {
  const isPositive = x.greater(constant(0));
  return where(isPositive, where(isPositive, x, constant(1)).sqrt(), constant(0));
}

/**
 * √(Σ (yTrue - yPred)² / d) over the last axis. Gradient 0 at a perfect fit.
 *
 * @param yTrue [batch, ..., d]
 * @param yPred [batch, ..., d]; where one of both lacks a last axis of size 1 it is added
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function rootMeanSquaredError(yTrue: Tensor, yPred: Tensor): Tensor {
  return safeRoot(meanSquaredError(yTrue, yPred));
}

/**
 * The root of the mean squared error of all examples, in the unit of the labels; with the reduction 'none', of each example.
 * Keras has it as a metric alone.
 */
export class RootMeanSquaredError extends Loss {
  readonly #squares = new MeanSquaredError({ reduction: this.reduction });

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return rootMeanSquaredError(yTrue, yPred);
  }

  override call(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor, mask?: Tensor): Tensor {
    return safeRoot(this.#squares.call(yTrue, yPred, sampleWeight, mask));
  }
}
