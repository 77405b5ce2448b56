// Focal cross-entropy of yes-or-no questions as a function and as a class.
import { checkRange, constant, sub, type HostTensor, type Tensor } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { BinaryCrossentropy, elementCrossentropy } from './binary-crossentropy.js';
import { checkGamma, focus, type FocalOptions } from './focal.js';
import { checkSmoothing, smoothed } from './label-smoothing.js';
import { Loss, type SmoothingOptions } from './loss.js';

/** Options of BinaryFocalCrossentropy. */
export interface BinaryFocalOptions extends SmoothingOptions, FocalOptions {
  /** Weighs the two classes by alpha and 1 - alpha (default false). */
  readonly applyClassBalancing?: boolean;
  /** Weight of the class 1, in [0, 1] (default 0.25). */
  readonly alpha?: number;
}

/**
 * -(1 - p_t)^gamma ln p_t, averaged over the last axis, with p_t the probability of what is right: yes-or-no questions that are
 * answered well already count little. Lin et al. 2017, equations 4 and 5.
 *
 * @param yTrue [batch, ..., d], in [0, 1]
 * @param yPred [batch, ..., d], probabilities or, with `fromLogits`, logits
 * @returns [batch, ...], float32
 * @throws ShapeError where the shapes differ
 */
export function binaryFocalCrossentropy(
  yTrue: Tensor,
  yPred: Tensor,
  options: Omit<BinaryFocalOptions, 'reduction'> = {},
): Tensor {
  const { gamma = 2, alpha = 0.25, applyClassBalancing = false, fromLogits = false, labelSmoothing = 0 } = options;
  const aligned = alignTargets('binaryFocalCrossentropy', yTrue, yPred);
  const target = smoothed(aligned.target, labelSmoothing, 2);
  const p = fromLogits ? aligned.prediction.sigmoid() : aligned.prediction;
  const one = constant(1);
  const right = target.mul(p).add(sub(one, target).mul(sub(one, p)));
  const loss = focus(right, gamma).mul(elementCrossentropy(target, aligned.prediction, fromLogits));
  if (!applyClassBalancing) return loss.mean(-1);
  const weight = target.mul(constant(2 * alpha - 1)).add(constant(1 - alpha));
  return loss.mul(weight).mean(-1);
}

/** `binaryFocalCrossentropy`, weighted and reduced: for classes of very different sizes. */
export class BinaryFocalCrossentropy extends Loss {
  readonly settings: Required<Omit<BinaryFocalOptions, 'reduction'>>;

  constructor(options: BinaryFocalOptions = {}) {
    super(options, ['applyClassBalancing', 'alpha', 'gamma', 'fromLogits', 'labelSmoothing']);
    const where = 'BinaryFocalCrossentropy';
    this.settings = {
      applyClassBalancing: options.applyClassBalancing ?? false,
      alpha: checkRange(where, 'alpha', options.alpha ?? 0.25, 0, 1),
      gamma: checkGamma(where, options),
      fromLogits: options.fromLogits ?? false,
      labelSmoothing: checkSmoothing(where, options),
    };
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return binaryFocalCrossentropy(...perExample(yTrue, yPred), this.settings);
  }

  override checkLabels(op: string, labels: HostTensor): void {
    BinaryCrossentropy.prototype.checkLabels(op, labels);
  }
}
