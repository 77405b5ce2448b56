// Nadam: Adam that looks ahead by the next step of its momentum.
import { Optimizer } from '../optimizer.js';
import { checkMoments, momentOptions, type MomentOptions } from '../options/moment-options.js';
import { nesterovMoments } from '../transforms/nesterov-moments.js';
import { scale } from '../transforms/scale.js';
import { chain } from '../transforms/transform.js';

/** Options of Nadam; `epsilon` is added to the root of the corrected mean square. The learning rate is 0.001 by default. */
export type NadamOptions = MomentOptions;

/**
 * m and v as in Adam. With μ_t = beta1 · (1 - 0.96^t / 2) and Π_t = μ_1 · μ_2 ... μ_t, at update t = 1, 2 ...
 * m̂ = μ_(t+1) · m / (1 - Π_(t+1)) + (1 - μ_t) · g / (1 - Π_t), v̂ = v / (1 - beta2^t), w ← w - learningRate · m̂ / (√v̂ + epsilon).
 * Dozat 2016. Slots: `momentum` (m) and `velocity` (v). PyTorch's exponent is 0.004 t, as in the paper, its epsilon 1e-8 and its
 * rate 0.002.
 *
 * @example
 * const optimizer = new Nadam({ learningRate: 1e-3 });
 */
export class Nadam extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: NadamOptions = {}) {
    const moments = checkMoments('Nadam', options);
    super(options, {
      className: 'Nadam',
      options: momentOptions,
      learningRate: 0.001,
      transform: (rate) =>
        chain(
          nesterovMoments(moments),
          scale((moment) => -rate(moment)),
        ),
    });
  }
}
