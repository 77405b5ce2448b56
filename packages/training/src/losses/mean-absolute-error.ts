// Mean absolute error as a function and as a class.
import type { Tensor } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { Loss } from './loss.js';

/**
 * Σ |yTrue - yPred| / d over the last axis. Gradient ±1 / d, 0 where both are equal.
 *
 * @param yTrue [batch, ..., d]
 * @param yPred [batch, ..., d]; where one of both lacks a last axis of size 1 it is added
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function meanAbsoluteError(yTrue: Tensor, yPred: Tensor): Tensor {
  const { target, prediction } = alignTargets('meanAbsoluteError', yTrue, yPred);
  return prediction.sub(target).abs().mean(-1);
}

/** `meanAbsoluteError`, weighted and reduced. */
export class MeanAbsoluteError extends Loss {
  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanAbsoluteError(...perExample(yTrue, yPred));
  }
}
