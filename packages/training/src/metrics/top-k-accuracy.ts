// Share of examples whose class is among the most probable ones.
import { checkCount, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets } from '../labels/align-targets.js';
import { classLabels } from '../labels/class-labels.js';
import { nameOf, PredictionMetric, type MetricOptions } from './metric.js';

/** Options of top-k accuracies. */
export interface TopKOptions<Name extends string> extends MetricOptions<Name> {
  /** How many of the most probable classes count as right (default 5). */
  readonly k?: number;
}

/** True where fewer than k classes are more probable than the label: ties count as right. */
function isAmongTopK(labels: Tensor, predictions: Tensor, k: number): Tensor {
  const own = predictions.takeAlongAxis(labels.expandDims(-1), -1);
  return predictions.greater(own).cast('int32').sum(-1).less(k);
}

/**
 * 1 where the class that a one-hot label names is among the k most probable, else 0. Ties count as right.
 *
 * @param yTrue [batch, ..., classes]
 * @param yPred [batch, ..., classes], probabilities or logits
 * @returns [batch, ...], bool
 */
export function topKCategoricalAccuracy(yTrue: Tensor, yPred: Tensor, k = 5): Tensor {
  const { target, prediction } = alignTargets('topKCategoricalAccuracy', yTrue, yPred);
  return isAmongTopK(target.argmax(-1), prediction, k);
}

/**
 * 1 where the label is among the k most probable classes, else 0. Ties count as right.
 *
 * @param yTrue [batch, ...] or [batch, ..., 1], class indices
 * @param yPred [batch, ..., classes], probabilities or logits
 * @returns [batch, ...], bool
 */
export function sparseTopKCategoricalAccuracy(yTrue: Tensor, yPred: Tensor, k = 5): Tensor {
  return isAmongTopK(classLabels('sparseTopKCategoricalAccuracy', yTrue, yPred), yPred, k);
}

/** How often the class that a one-hot label names is among the k most probable. */
export class TopKCategoricalAccuracy<
  const Name extends string = 'topKCategoricalAccuracy',
> extends PredictionMetric<Name> {
  readonly k: number;

  constructor(options: TopKOptions<Name> = {}) {
    super(nameOf('TopKCategoricalAccuracy', options, 'topKCategoricalAccuracy', ['k']));
    this.k = checkCount('TopKCategoricalAccuracy', 'k', options.k ?? 5);
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return topKCategoricalAccuracy(yTrue, yPred, this.k);
  }
}

/** How often the class whose index the label is is among the k most probable. */
export class SparseTopKCategoricalAccuracy<
  const Name extends string = 'sparseTopKCategoricalAccuracy',
> extends PredictionMetric<Name> {
  readonly k: number;

  constructor(options: TopKOptions<Name> = {}) {
    super(nameOf('SparseTopKCategoricalAccuracy', options, 'sparseTopKCategoricalAccuracy', ['k']));
    this.k = checkCount('SparseTopKCategoricalAccuracy', 'k', options.k ?? 5);
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return sparseTopKCategoricalAccuracy(yTrue, yPred, this.k);
  }
}
