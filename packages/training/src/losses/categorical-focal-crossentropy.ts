// Focal cross-entropy against one-hot labels as a function and as a class.
import { checkRange, constant, logSoftmax, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets } from '../labels/align-targets.js';
import { checkGamma, focus, type FocalOptions } from './focal.js';
import { checkSmoothing, smoothed } from './label-smoothing.js';
import { Loss, type SmoothingOptions } from './loss.js';
import { clipProbabilities } from './probabilities.js';

/** Options of CategoricalFocalCrossentropy. */
export interface CategoricalFocalOptions extends SmoothingOptions, FocalOptions {
  /** Factor on the loss, at least 0 (default 0.25). */
  readonly alpha?: number;
}

/** Logarithms of probabilities of the sum 1. */
function logProbabilities(prediction: Tensor, fromLogits: boolean): Tensor {
  if (fromLogits) return logSoftmax(prediction);
  return clipProbabilities(prediction.div(prediction.sum(-1, { keepDims: true }))).log();
}

/**
 * -Σ alpha (1 - p)^gamma y ln p over the last axis: classes that are found well already count little.
 * Lin et al. 2017, equation 5.
 *
 * @param yTrue [batch, ..., classes], one-hot or probabilities
 * @param yPred [batch, ..., classes], probabilities or, with `fromLogits`, logits
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function categoricalFocalCrossentropy(
  yTrue: Tensor,
  yPred: Tensor,
  { gamma = 2, alpha = 0.25, fromLogits = false, labelSmoothing = 0 }: Omit<CategoricalFocalOptions, 'reduction'> = {},
): Tensor {
  const aligned = alignTargets('categoricalFocalCrossentropy', yTrue, yPred);
  const target = smoothed(aligned.target, labelSmoothing, yPred.shape.at(-1) as number);
  const logs = logProbabilities(aligned.prediction, fromLogits);
  return focus(logs.exp(), gamma).mul(target).mul(logs).sum(-1).mul(constant(-alpha));
}

/** `categoricalFocalCrossentropy`, weighted and reduced: for classes of very different sizes. */
export class CategoricalFocalCrossentropy extends Loss {
  readonly settings: Required<Omit<CategoricalFocalOptions, 'reduction'>>;

  constructor(options: CategoricalFocalOptions = {}) {
    super(options, ['alpha', 'gamma', 'fromLogits', 'labelSmoothing']);
    const where = 'CategoricalFocalCrossentropy';
    this.settings = {
      alpha: checkRange(where, 'alpha', options.alpha ?? 0.25, 0, Infinity),
      gamma: checkGamma(where, options),
      fromLogits: options.fromLogits ?? false,
      labelSmoothing: checkSmoothing(where, options),
    };
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return categoricalFocalCrossentropy(yTrue, yPred, this.settings);
  }
}
