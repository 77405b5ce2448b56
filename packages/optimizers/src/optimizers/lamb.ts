// Lamb: Adam whose steps have the size of the weights, variable by variable: for very large batches.
import { Optimizer } from '../optimizer.js';
import { checkMoments, momentOptions, type MomentOptions } from '../options/moment-options.js';
import { adaptiveMoments } from '../transforms/adaptive-moments.js';
import { scale } from '../transforms/scale.js';
import { chain } from '../transforms/transform.js';
import { trustRatio } from '../transforms/trust-ratio.js';

/** Options of Lamb; `epsilon` is added to the root of the corrected mean square. The learning rate is 0.001 by default. */
export type LambOptions = MomentOptions;

/**
 * m and v as in Adam, u = m / (1 - beta1^t) / (√(v / (1 - beta2^t)) + epsilon) at update t = 1, 2 ..., and
 * w ← w - learningRate · ‖w‖ / ‖u‖ · u by the norms of the whole variable; without the ratio where one of them is 0.
 * You et al. 2020. Slots: `momentum` (m) and `velocity` (v). `weightDecay` stays outside of the ratio, as in Keras; the paper adds it
 * to u. PyTorch has none.
 *
 * @example
 * const optimizer = new Lamb({ learningRate: 0.01 });
 */
export class Lamb extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: LambOptions = {}) {
    const moments = checkMoments('Lamb', options);
    super(options, {
      className: 'Lamb',
      options: momentOptions,
      learningRate: 0.001,
      transform: (rate) =>
        chain(
          adaptiveMoments({ ...moments, corrected: true }),
          trustRatio(),
          scale((moment) => -rate(moment)),
        ),
    });
  }
}
