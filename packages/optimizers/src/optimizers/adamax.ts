// Adamax: Adam with the largest of recent gradients in the place of their root mean square.
import { Optimizer } from '../optimizer.js';
import { checkMoments, momentOptions, type MomentOptions } from '../options/moment-options.js';
import { filledShare } from '../transforms/decayed-mean.js';
import { maximumMoments } from '../transforms/maximum-moments.js';
import { scale } from '../transforms/scale.js';
import { chain } from '../transforms/transform.js';

/** Options of Adamax: `beta2` is the decay of the largest gradient, `epsilon` is added to it. The learning rate is 0.001 by default. */
export type AdamaxOptions = MomentOptions;

/**
 * m ← beta1 · m + (1 - beta1) · g, u ← max(beta2 · u, |g|), and at update t = 1, 2 ...
 * w ← w - learningRate / (1 - beta1^t) · m / (u + epsilon). Kingma and Ba 2014, section 7.1. Slots: `momentum` (m), `norm` (u).
 * PyTorch adds its epsilon, 1e-8, to |g| inside of the maximum and has a rate of 0.002.
 *
 * @example
 * const optimizer = new Adamax({ learningRate: 2e-3 });
 */
export class Adamax extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: AdamaxOptions = {}) {
    const moments = checkMoments('Adamax', options);
    super(options, {
      className: 'Adamax',
      options: momentOptions,
      learningRate: 0.001,
      transform: (rate) =>
        chain(
          maximumMoments(moments),
          scale((moment) => -rate(moment) / filledShare(moments.beta1, moment)),
        ),
    });
  }
}
