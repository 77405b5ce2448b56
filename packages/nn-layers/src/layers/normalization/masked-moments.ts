// Mean and variance of each channel over the steps that a mask lets count.
import {
  broadcastTo,
  cast,
  constant,
  div,
  maximum,
  reshape,
  square,
  sub,
  sum,
  where,
  type Moments,
  type Tensor,
} from '@tensorloom/tensor-core';

/**
 * Σ m x / Σ m, and Σ m (x - mean)² / Σ m, over all axes but one; 0 where no step counts. What does not count may be NaN.
 *
 * @param input [batch, steps, ...]
 * @param mask bool [batch, steps]
 * @param axis axis of the channels
 * @returns both [channels], float32
 */
export function maskedMoments(input: Tensor, mask: Tensor, axis: number): Moments {
  const x = cast(input, 'float32');
  const channels = axis < 0 ? axis + x.rank : axis;
  const axes = x.shape.flatMap((_, index) => (index === channels ? [] : [index]));
  const [batch, steps] = mask.shape as readonly [number, number];
  const counts = broadcastTo(reshape(mask, [batch, steps, ...x.shape.slice(2).map(() => 1)]), x.shape);
  const total = maximum(sum(cast(counts, 'float32'), axes, { keepDims: true }), constant(1));
  const average = (value: Tensor): Tensor =>
    div(sum(where(counts, value, constant(0)), axes, { keepDims: true }), total);
  const mean = average(x);
  const variance = average(square(sub(x, mean)));
  return { mean: reshape(mean, [-1]), variance: reshape(variance, [-1]) };
}
