// From the losses of examples to one number: weights and reduction. Knows no formula of a loss.
import type { Tensor } from '@tensorloom/tensor-core';
import { fitWeight } from '../labels/fit-weight.js';

/**
 * How the losses of a batch become one number: their sum divided by how many there are (whatever their weights), their
 * sum, or not at all.
 */
export type Reduction = 'sumOverBatchSize' | 'sum' | 'none';

/** Weighs and reduces the losses of examples. */
export function reduceLoss(op: string, values: Tensor, reduction: Reduction, sampleWeight?: Tensor): Tensor {
  const weighted = sampleWeight === undefined ? values : values.mul(fitWeight(op, values, sampleWeight));
  if (reduction === 'none') return weighted;
  return reduction === 'sum' ? weighted.sum() : weighted.mean();
}
