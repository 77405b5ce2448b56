// Mean squared error as a function and as a class.
import type { Tensor } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { Loss } from './loss.js';

/**
 * Σ (yTrue - yPred)² / d over the last axis.
 *
 * @param yTrue [batch, ..., d]
 * @param yPred [batch, ..., d]; where one of both lacks a last axis of size 1 it is added
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function meanSquaredError(yTrue: Tensor, yPred: Tensor): Tensor {
  const { target, prediction } = alignTargets('meanSquaredError', yTrue, yPred);
  return prediction.sub(target).square().mean(-1);
}

/**
 * Mean of the squared differences of labels and predictions: `meanSquaredError`, weighted and reduced. Labels and
 * predictions of shape [batch] count as [batch, 1].
 *
 * @example
 * new MeanSquaredError().call(tensor([[0, 1], [0, 0]]), tensor([[1, 1], [1, 0]]));   // 0.5
 */
export class MeanSquaredError extends Loss {
  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanSquaredError(...perExample(yTrue, yPred));
  }
}
