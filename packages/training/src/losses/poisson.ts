// Poisson loss as a function and as a class.
import { constant, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { Loss } from './loss.js';

/**
 * Σ (yPred - yTrue ln(yPred + 1e-7)) / d over the last axis: minus the log-likelihood of counts yTrue under Poisson
 * distributions of means yPred, but for a term of the labels alone.
 *
 * @param yTrue [batch, ..., d], counts
 * @param yPred [batch, ..., d], means above 0; where one of both lacks a last axis of size 1 it is added
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function poisson(yTrue: Tensor, yPred: Tensor): Tensor {
  const { target, prediction } = alignTargets('poisson', yTrue, yPred);
  return prediction.sub(target.mul(prediction.add(constant(1e-7)).log())).mean(-1);
}

/** `poisson`, weighted and reduced: for counts, with a last layer that gives numbers above 0. */
export class Poisson extends Loss {
  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return poisson(...perExample(yTrue, yPred));
  }
}
