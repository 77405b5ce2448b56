// The logarithm of the hyperbolic cosine of errors, as a function and as a class.
import { constant, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { Loss } from './loss.js';

/**
 * Σ ln cosh(yPred - yTrue) / d over the last axis: about e² / 2 for small errors, |e| - ln 2 for large ones. Worked out as
 * |e| + ln(1 + e^-2|e|) - ln 2, without overflow. Gradient tanh(e) / d.
 *
 * @param yTrue [batch, ..., d]
 * @param yPred [batch, ..., d]; where one of both lacks a last axis of size 1 it is added
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function logCosh(yTrue: Tensor, yPred: Tensor): Tensor {
  const { target, prediction } = alignTargets('logCosh', yTrue, yPred);
  const size = prediction.sub(target).abs();
  return size
    .add(size.mul(constant(-2)).exp().log1p())
    .sub(constant(Math.LN2))
    .mean(-1);
}

/** `logCosh`, weighted and reduced. */
export class LogCosh extends Loss {
  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return logCosh(...perExample(yTrue, yPred));
  }
}
