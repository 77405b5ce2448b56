// From the losses of examples to one number: weights and reduction. Knows no formula of a loss.
import { constant, maximum, type Tensor } from '@tensorloom/tensor-core';
import { fitWeight } from '../labels/fit-weight.js';

/**
 * How the losses of a batch become one number: their sum divided by how many there are (whatever their weights), their
 * sum, or not at all.
 */
export type Reduction = 'sumOverBatchSize' | 'sum' | 'none';

/** How the losses of examples count. */
export interface Weighting {
  readonly reduction: Reduction;
  readonly sampleWeight?: Tensor | undefined;
  /** Which examples count. */
  readonly mask?: Tensor | undefined;
}

/** Weighs and reduces the losses of examples. With a mask, the mean is over the examples that count. */
export function reduceLoss(op: string, values: Tensor, { reduction, sampleWeight, mask }: Weighting): Tensor {
  const weighted = sampleWeight === undefined ? values : values.mul(fitWeight(op, values, sampleWeight));
  const counted = mask && fitWeight(op, values, mask).broadcastTo(values.shape);
  const kept = counted ? weighted.mul(counted) : weighted;
  if (reduction === 'none') return kept;
  if (reduction === 'sum') return kept.sum();
  return counted ? kept.sum().div(maximum(counted.sum(), constant(1))) : kept.mean();
}
