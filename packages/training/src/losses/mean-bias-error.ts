// Mean bias error as a function and as a class.
import type { Tensor } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { Loss } from './loss.js';

/**
 * Σ (yPred - yTrue) / d over the last axis: above 0 where predictions are too large on the whole. Errors of both signs cancel, so
 * that it says which way a model errs, and is no loss to train with. Keras has none.
 *
 * @param yTrue [batch, ..., d]
 * @param yPred [batch, ..., d]; where one of both lacks a last axis of size 1 it is added
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function meanBiasError(yTrue: Tensor, yPred: Tensor): Tensor {
  const { target, prediction } = alignTargets('meanBiasError', yTrue, yPred);
  return prediction.sub(target).mean(-1);
}

/** `meanBiasError`, weighted and reduced. */
export class MeanBiasError extends Loss {
  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanBiasError(...perExample(yTrue, yPred));
  }
}
