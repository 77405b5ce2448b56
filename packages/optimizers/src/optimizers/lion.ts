// Lion: steps of one size, by the sign of momentum alone.
import { checkRange } from '@tensorloom/tensor-core';
import { Optimizer } from '../optimizer.js';
import type { OptimizerOptions } from '../options/optimizer-options.js';
import { momentumSign } from '../transforms/momentum-sign.js';
import { scale } from '../transforms/scale.js';
import { chain } from '../transforms/transform.js';

/** Options of Lion. The learning rate is 0.001 by default; the paper takes a third to a tenth of Adam's. */
export interface LionOptions extends OptimizerOptions {
  /** Share of the momentum in the update, in (0, 1] (default 0.9). */
  readonly beta1?: number;
  /** Decay of the momentum, in [0, 1] (default 0.99). */
  readonly beta2?: number;
}

/**
 * w ← w - learningRate · sign(beta1 · m + (1 - beta1) · g), then m ← beta2 · m + (1 - beta2) · g. An element whose gradients have
 * all been 0 stays. Chen et al. 2023. Slot: `momentum` (m). PyTorch has none.
 *
 * @example
 * const optimizer = new Lion({ learningRate: 1e-4, weightDecay: 0.1 });
 */
export class Lion extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: LionOptions = {}) {
    const beta1 = checkRange('Lion', 'beta1', options.beta1 ?? 0.9, Number.MIN_VALUE, 1);
    const beta2 = checkRange('Lion', 'beta2', options.beta2 ?? 0.99, 0, 1);
    super(options, {
      className: 'Lion',
      options: ['beta1', 'beta2'],
      learningRate: 0.001,
      transform: (rate) =>
        chain(
          momentumSign({ beta1, beta2 }),
          scale((moment) => -rate(moment)),
        ),
    });
  }
}
