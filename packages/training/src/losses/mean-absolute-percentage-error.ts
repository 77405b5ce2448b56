// Mean absolute percentage error as a function and as a class.
import { constant, maximum, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { Loss } from './loss.js';

/**
 * 100 Σ |(yTrue - yPred) / max(|yTrue|, 1e-7)| / d over the last axis, in percent.
 *
 * @param yTrue [batch, ..., d]
 * @param yPred [batch, ..., d]; where one of both lacks a last axis of size 1 it is added
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function meanAbsolutePercentageError(yTrue: Tensor, yPred: Tensor): Tensor {
  const { target, prediction } = alignTargets('meanAbsolutePercentageError', yTrue, yPred);
  const size = maximum(target.abs(), constant(1e-7));
  return target.sub(prediction).div(size).abs().mean(-1).mul(constant(100));
}

/** `meanAbsolutePercentageError`, weighted and reduced. */
export class MeanAbsolutePercentageError extends Loss {
  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanAbsolutePercentageError(...perExample(yTrue, yPred));
  }
}
