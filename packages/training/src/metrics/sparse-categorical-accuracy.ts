// Share of right answers among classes, labels as class indices.
import type { Tensor } from '@tensorloom/tensor-core';
import { classLabels } from '../labels/class-labels.js';
import { PredictionMetric, nameOf, type MetricOptions } from './metric.js';

/**
 * 1 where the largest prediction stands at the label's place, else 0.
 *
 * @param yTrue [batch, ...] or [batch, ..., 1], class indices
 * @param yPred [batch, ..., classes], probabilities or logits
 * @returns [batch, ...], bool
 */
export function sparseCategoricalAccuracy(yTrue: Tensor, yPred: Tensor): Tensor {
  return classLabels('sparseCategoricalAccuracy', yTrue, yPred).equal(yPred.argmax(-1));
}

/** How often the most probable class is the one whose index the label is. */
export class SparseCategoricalAccuracy<
  const Name extends string = 'sparseCategoricalAccuracy',
> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('SparseCategoricalAccuracy', options, 'sparseCategoricalAccuracy'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return sparseCategoricalAccuracy(yTrue, yPred);
  }
}
