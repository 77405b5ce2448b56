// Mean squared error as a metric.
import type { Tensor } from '@tensorloom/tensor-core';
import { perExample } from '../labels/align-targets.js';
import { meanSquaredError } from '../losses/mean-squared-error.js';
import { PredictionMetric, type MetricOptions } from './metric.js';

/** The mean of (yTrue - yPred)² over all examples since the last reset, whatever the batches. */
export class MeanSquaredError<const Name extends string = 'meanSquaredError'> extends PredictionMetric<Name> {
  constructor({ name = 'meanSquaredError' as Name }: MetricOptions<Name> = {}) {
    super(name);
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanSquaredError(...perExample(yTrue, yPred));
  }
}
