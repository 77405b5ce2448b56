// Kullback-Leibler divergence as a function and as a class.
import type { Tensor } from '@tensorloom/tensor-core';
import { alignTargets } from '../labels/align-targets.js';
import { Loss } from './loss.js';
import { clipProbabilities } from './probabilities.js';

/**
 * Σ p ln(p / q) over the last axis, in nats, for p = yTrue and q = yPred, both limited to [1e-7, 1 - 1e-7] (Keras limits them
 * to 1 above). Kullback and Leibler 1951.
 *
 * @param yTrue [batch, ..., classes], probabilities
 * @param yPred [batch, ..., classes], probabilities
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function klDivergence(yTrue: Tensor, yPred: Tensor): Tensor {
  const { target, prediction } = alignTargets('klDivergence', yTrue, yPred);
  const [p, q] = [clipProbabilities(target), clipProbabilities(prediction)];
  return p.mul(p.div(q).log()).sum(-1);
}

/** `klDivergence`, weighted and reduced: how far predicted distributions are from those of the labels. */
export class KLDivergence extends Loss {
  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return klDivergence(yTrue, yPred);
  }
}
