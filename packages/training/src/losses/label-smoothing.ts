// Labels that are not quite sure of themselves.
import { checkRange, constant, type Tensor } from '@tensorloom/tensor-core';
import type { SmoothingOptions } from './loss.js';

/** The option, 0 where it is not given. @throws ConfigError unless it is in [0, 1] */
export function checkSmoothing(where: string, { labelSmoothing = 0 }: SmoothingOptions): number {
  return checkRange(where, 'labelSmoothing', labelSmoothing, 0, 1);
}

/** labels (1 - smoothing) + smoothing / classes. */
export function smoothed(labels: Tensor, smoothing: number, classes: number): Tensor {
  if (smoothing === 0) return labels;
  return labels.mul(constant(1 - smoothing)).add(constant(smoothing / classes));
}
