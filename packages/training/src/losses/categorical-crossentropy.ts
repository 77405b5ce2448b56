// Cross-entropy against one-hot labels as a function and as a class.
import { softmaxCrossEntropy, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets } from '../labels/align-targets.js';
import { Loss, type SmoothingOptions } from './loss.js';
import { checkSmoothing, smoothed } from './label-smoothing.js';
import { clipProbabilities } from './probabilities.js';

/**
 * -Σ y ln p over the last axis, in nats.
 *
 * @param yTrue [batch, ..., classes], one-hot or probabilities
 * @param yPred [batch, ..., classes], probabilities (scaled to the sum 1, then clipped to [1e-7, 1 - 1e-7]) or, with
 *   `fromLogits`, z of p = softmax(z)
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function categoricalCrossentropy(
  yTrue: Tensor,
  yPred: Tensor,
  { fromLogits = false, labelSmoothing = 0 }: Omit<SmoothingOptions, 'reduction'> = {},
): Tensor {
  const aligned = alignTargets('categoricalCrossentropy', yTrue, yPred);
  const { prediction } = aligned;
  const target = smoothed(aligned.target, labelSmoothing, prediction.shape.at(-1) as number);
  if (fromLogits) return softmaxCrossEntropy(target, prediction);
  const p = clipProbabilities(prediction.div(prediction.sum(-1, { keepDims: true })));
  return target.mul(p.log()).sum(-1).neg();
}

/** `categoricalCrossentropy`, weighted and reduced: for one-hot labels. For class indices see `SparseCategoricalCrossentropy`. */
export class CategoricalCrossentropy extends Loss {
  readonly fromLogits: boolean;
  readonly labelSmoothing: number;

  constructor(options: SmoothingOptions = {}) {
    super(options, ['fromLogits', 'labelSmoothing']);
    this.fromLogits = options.fromLogits ?? false;
    this.labelSmoothing = checkSmoothing('CategoricalCrossentropy', options);
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return categoricalCrossentropy(yTrue, yPred, this);
  }
}
