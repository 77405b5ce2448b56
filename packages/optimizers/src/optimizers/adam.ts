// Adam: each element has a step of its own, from the mean of its gradients and of their squares.
import { Optimizer, type OptimizerRule } from '../optimizer.js';
import { checkMoments, momentOptions, type MomentOptions } from '../options/moment-options.js';
import { adaptiveMoments } from '../transforms/adaptive-moments.js';
import { filledShare } from '../transforms/decayed-mean.js';
import { scale } from '../transforms/scale.js';
import { chain, type Rate, type Transform } from '../transforms/transform.js';

/** Options of Adam. The learning rate is 0.001 by default. */
export interface AdamOptions extends MomentOptions {
  /** Divide by the largest mean square so far in the place of the last one (default false). */
  readonly amsgrad?: boolean;
}

/** Gradients to Adam's updates: its correction for the zeros at the start is a number of the iteration alone, in the rate. */
export function adamTransform(className: string, options: AdamOptions, rate: Rate): Transform {
  const moments = checkMoments(className, options);
  const { beta1, beta2 } = moments;
  const step = scale((moment) => (-rate(moment) * Math.sqrt(filledShare(beta2, moment))) / filledShare(beta1, moment));
  return chain(adaptiveMoments({ ...moments, amsgrad: options.amsgrad ?? false }), step);
}

/** What Adam is made of, under another name and with a decay of its own. */
export function adamRule(className: string, options: AdamOptions, weightDecay = 0): OptimizerRule {
  return {
    className,
    options: [...momentOptions, 'amsgrad'],
    learningRate: 0.001,
    weightDecay,
    transform: (rate) => adamTransform(className, options, rate),
  };
}

/**
 * m ← beta1 · m + (1 - beta1) · g, v ← beta2 · v + (1 - beta2) · g², and at update t = 1, 2 ...
 * w ← w - learningRate · √(1 - beta2^t) / (1 - beta1^t) · m / (√v + epsilon). With `amsgrad` the largest v so far stands in the
 * place of v. Slots: `momentum` (m), `velocity` (v), and `velocityHat` (the largest v) with `amsgrad` alone.
 * Kingma and Ba 2014; amsgrad: Reddi, Kale and Kumar 2018. PyTorch adds its epsilon, 1e-8, to √(v / (1 - beta2^t)).
 *
 * @example
 * const optimizer = new Adam({ learningRate: 1e-3 });
 * optimizer.update(variables, gradients);
 */
export class Adam extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: AdamOptions = {}) {
    super(options, adamRule('Adam', options));
  }
}
