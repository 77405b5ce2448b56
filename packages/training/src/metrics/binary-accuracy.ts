// Share of right answers to yes-or-no questions.
import { checkFinite, constant, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { nameOf, PredictionMetric, type MetricOptions } from './metric.js';

/** Options of `BinaryAccuracy`. */
export interface BinaryAccuracyOptions<Name extends string> extends MetricOptions<Name> {
  /** Predictions above it count as 1 (default 0.5; for logits pass 0). */
  readonly threshold?: number;
}

/**
 * 1 where (yPred > threshold) equals yTrue, else 0, averaged over the last axis.
 *
 * @param yTrue [batch, ..., d], 0 or 1
 * @param yPred [batch, ..., d]
 * @returns [batch, ...]
 */
export function binaryAccuracy(yTrue: Tensor, yPred: Tensor, threshold = 0.5): Tensor {
  const { target, prediction } = alignTargets('binaryAccuracy', ...perExample(yTrue, yPred));
  return prediction.greater(constant(threshold)).cast('float32').equal(target).mean(-1);
}

/** How often predictions, rounded at a threshold, equal labels 0 and 1. */
export class BinaryAccuracy<const Name extends string = 'binaryAccuracy'> extends PredictionMetric<Name> {
  readonly threshold: number;

  constructor(options: BinaryAccuracyOptions<Name> = {}) {
    super(nameOf('BinaryAccuracy', options, 'binaryAccuracy', ['threshold']));
    this.threshold = checkFinite('BinaryAccuracy', 'threshold', options.threshold ?? 0.5);
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return binaryAccuracy(yTrue, yPred, this.threshold);
  }
}
