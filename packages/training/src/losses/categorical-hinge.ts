// Hinge loss of several classes as a function and as a class.
import { constant, relu, sub, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets } from '../labels/align-targets.js';
import { Loss } from './loss.js';

/**
 * max(1 + max((1 - yTrue) · yPred) - Σ yTrue · yPred, 0) over the last axis.
 *
 * @param yTrue [batch, ..., classes], one-hot
 * @param yPred [batch, ..., classes], scores
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function categoricalHinge(yTrue: Tensor, yPred: Tensor): Tensor {
  const { target, prediction } = alignTargets('categoricalHinge', yTrue, yPred);
  const right = target.mul(prediction).sum(-1);
  const wrong = sub(constant(1), target).mul(prediction).max(-1);
  return relu(wrong.sub(right).add(constant(1)));
}

/** `categoricalHinge`, weighted and reduced: for one-hot labels and scores. */
export class CategoricalHinge extends Loss {
  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return categoricalHinge(yTrue, yPred);
  }
}
