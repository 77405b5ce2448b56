// RMSprop: gradients over the root of their recent mean square.
import { checkRange } from '@tensorloom/tensor-core';
import { Optimizer } from '../optimizer.js';
import type { OptimizerOptions } from '../options/optimizer-options.js';
import { meanSquares } from '../transforms/mean-squares.js';
import { scale } from '../transforms/scale.js';
import { chain } from '../transforms/transform.js';
import { velocity } from '../transforms/velocity.js';

/** Options of RMSprop. The learning rate is 0.001 by default. */
export interface RMSpropOptions extends OptimizerOptions {
  /** Decay of the mean of squared gradients, in [0, 1] (default 0.9). */
  readonly rho?: number;
  /** Share of the last step that stays, in [0, 1] (default 0: none). */
  readonly momentum?: number;
  /** Added to the mean square under the root (default 1e-7). */
  readonly epsilon?: number;
  /** Divide by the deviation of gradients in the place of their root mean square (default false). */
  readonly centered?: boolean;
}

/**
 * v ← rho · v + (1 - rho) · g², u = learningRate · g / √(v + epsilon), and w ← w - u; with momentum b ← momentum · b - u and
 * w ← w + b. `centered` takes the square of the mean gradient a off v. Tieleman and Hinton 2012; centered: Graves 2013.
 * Slots: `velocity` (v), `averageGradient` (a) if centered, `momentum` (b) with momentum. PyTorch adds its epsilon, 1e-8, to √v,
 * its rho (alpha) is 0.99, its rate 0.01, and b has no rate in it.
 *
 * @example
 * const optimizer = new RMSprop({ learningRate: 1e-3, momentum: 0.9 });
 */
export class RMSprop extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: RMSpropOptions = {}) {
    const rho = checkRange('RMSprop', 'rho', options.rho ?? 0.9, 0, 1);
    const momentum = checkRange('RMSprop', 'momentum', options.momentum ?? 0, 0, 1);
    const epsilon = checkRange('RMSprop', 'epsilon', options.epsilon ?? 1e-7, 0, Infinity);
    const { centered = false } = options;
    super(options, {
      className: 'RMSprop',
      options: ['rho', 'momentum', 'epsilon', 'centered'],
      learningRate: 0.001,
      transform: (rate) => {
        const descent = chain(
          meanSquares({ rho, epsilon, centered }),
          scale((moment) => -rate(moment)),
        );
        return momentum === 0 ? descent : chain(descent, velocity(momentum, false));
      },
    });
  }
}
