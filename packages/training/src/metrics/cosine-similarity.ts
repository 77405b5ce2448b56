// Cosine similarity as a metric.
import type { Tensor } from '@tensorloom/tensor-core';
import { cosineSimilarity } from '../losses/cosine-similarity.js';
import { nameOf, PredictionMetric, type MetricOptions } from './metric.js';

/** Options of `CosineSimilarity`. */
export interface CosineSimilarityMetricOptions<Name extends string> extends MetricOptions<Name> {
  /** The axis of the vectors (default the last). */
  readonly axis?: number;
}

/** The mean of yTrue · yPred / (|yTrue| |yPred|): 1 for vectors of one direction. The loss of this name is its negative, as in Keras. */
export class CosineSimilarity<const Name extends string = 'cosineSimilarity'> extends PredictionMetric<Name> {
  readonly axis: number;

  constructor(options: CosineSimilarityMetricOptions<Name> = {}) {
    super(nameOf('CosineSimilarity', options, 'cosineSimilarity', ['axis']));
    this.axis = options.axis ?? -1;
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return cosineSimilarity(yTrue, yPred, this).neg();
  }
}
