// Squared hinge loss as a function and as a class.
import { constant, relu, sub, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { Loss } from './loss.js';
import { asSigns } from './signs.js';

/**
 * Σ max(1 - yTrue · yPred, 0)² / d over the last axis.
 *
 * @param yTrue [batch, ..., d], -1 or 1; 0 counts as -1
 * @param yPred [batch, ..., d], scores; where one of both lacks a last axis of size 1 it is added
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function squaredHinge(yTrue: Tensor, yPred: Tensor): Tensor {
  const { target, prediction } = alignTargets('squaredHinge', yTrue, yPred);
  return relu(sub(constant(1), asSigns(target).mul(prediction)))
    .square()
    .mean(-1);
}

/** `squaredHinge`, weighted and reduced. */
export class SquaredHinge extends Loss {
  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return squaredHinge(...perExample(yTrue, yPred));
  }
}
