// Mean squared logarithmic error as a function and as a class.
import { constant, maximum, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { Loss } from './loss.js';

const logOfOnePlus = (x: Tensor): Tensor => maximum(x, constant(1e-7)).log1p();

/**
 * Σ (ln(1 + yTrue) - ln(1 + yPred))² / d over the last axis; values below 1e-7 count as 1e-7.
 *
 * @param yTrue [batch, ..., d], at least 0
 * @param yPred [batch, ..., d]; where one of both lacks a last axis of size 1 it is added
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function meanSquaredLogarithmicError(yTrue: Tensor, yPred: Tensor): Tensor {
  const { target, prediction } = alignTargets('meanSquaredLogarithmicError', yTrue, yPred);
  return logOfOnePlus(target).sub(logOfOnePlus(prediction)).square().mean(-1);
}

/** `meanSquaredLogarithmicError`, weighted and reduced. */
export class MeanSquaredLogarithmicError extends Loss {
  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanSquaredLogarithmicError(...perExample(yTrue, yPred));
  }
}
