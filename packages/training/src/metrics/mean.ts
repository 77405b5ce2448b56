// The mean of whatever it is given.
import type { Tensor } from '@tensorloom/tensor-core';
import { MeanMetric, nameOf, type MetricOptions } from './metric.js';

/**
 * Σ weight · value / Σ weight over all values since the last reset.
 *
 * @example
 * const mean = new Mean();
 * mean.updateState(tensor([1, 3, 5, 7]));
 * await mean.result().item();   // 4
 */
export class Mean<const Name extends string = 'mean'> extends MeanMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('Mean', options, 'mean'));
  }

  /**
   * @param values any shape
   * @param sampleWeight shape of the values, or of their leading axes
   */
  updateState(values: Tensor, sampleWeight?: Tensor): void {
    this.accumulate(values, sampleWeight);
  }
}
