// Share of right answers among classes, labels one-hot.
import type { Tensor } from '@tensorloom/tensor-core';
import { alignTargets } from '../labels/align-targets.js';
import { PredictionMetric, nameOf, type MetricOptions } from './metric.js';

/**
 * 1 where the largest label and the largest prediction stand at the same place, else 0.
 *
 * @param yTrue [batch, ..., classes]
 * @param yPred [batch, ..., classes], probabilities or logits
 * @returns [batch, ...], bool
 */
export function categoricalAccuracy(yTrue: Tensor, yPred: Tensor): Tensor {
  const { target, prediction } = alignTargets('categoricalAccuracy', yTrue, yPred);
  return target.argmax(-1).equal(prediction.argmax(-1));
}

/** How often the most probable class is the one that a one-hot label names. */
export class CategoricalAccuracy<const Name extends string = 'categoricalAccuracy'> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('CategoricalAccuracy', options, 'categoricalAccuracy'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return categoricalAccuracy(yTrue, yPred);
  }
}
