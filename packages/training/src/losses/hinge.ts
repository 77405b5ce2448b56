// Hinge loss as a function and as a class.
import { constant, relu, sub, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { Loss } from './loss.js';
import { asSigns } from './signs.js';

/**
 * Σ max(1 - yTrue · yPred, 0) / d over the last axis. Gradient 0 at the hinge. Cortes and Vapnik 1995.
 *
 * @param yTrue [batch, ..., d], -1 or 1; 0 counts as -1
 * @param yPred [batch, ..., d], scores; where one of both lacks a last axis of size 1 it is added
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function hinge(yTrue: Tensor, yPred: Tensor): Tensor {
  const { target, prediction } = alignTargets('hinge', yTrue, yPred);
  return relu(sub(constant(1), asSigns(target).mul(prediction))).mean(-1);
}

/** `hinge`, weighted and reduced: for labels of two classes and a score that separates them. */
export class Hinge extends Loss {
  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return hinge(...perExample(yTrue, yPred));
  }
}
