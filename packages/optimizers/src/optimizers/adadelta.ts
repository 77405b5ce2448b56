// Adadelta: steps have the size of the steps before.
import { checkRange } from '@tensorloom/tensor-core';
import { Optimizer } from '../optimizer.js';
import type { OptimizerOptions } from '../options/optimizer-options.js';
import { adaptiveUpdates } from '../transforms/adaptive-updates.js';
import { scale } from '../transforms/scale.js';
import { chain } from '../transforms/transform.js';

/** Options of Adadelta. The learning rate is 0.001 by default; the paper's is 1. */
export interface AdadeltaOptions extends OptimizerOptions {
  /** Decay of both means, in [0, 1] (default 0.95). */
  readonly rho?: number;
  /** Added to both means under the roots (default 1e-7). */
  readonly epsilon?: number;
}

/**
 * v ← rho · v + (1 - rho) · g², u = g · √(d + epsilon) / √(v + epsilon), d ← rho · d + (1 - rho) · u², w ← w - learningRate · u.
 * Zeiler 2012. Slots: `accumulatedGrad` (v) and `accumulatedDeltaVar` (d). PyTorch: rho 0.9, epsilon 1e-6, a rate of 1.
 *
 * @example
 * const optimizer = new Adadelta({ learningRate: 1 });
 */
export class Adadelta extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: AdadeltaOptions = {}) {
    const rho = checkRange('Adadelta', 'rho', options.rho ?? 0.95, 0, 1);
    const epsilon = checkRange('Adadelta', 'epsilon', options.epsilon ?? 1e-7, 0, Infinity);
    super(options, {
      className: 'Adadelta',
      options: ['rho', 'epsilon'],
      learningRate: 0.001,
      transform: (rate) =>
        chain(
          adaptiveUpdates({ rho, epsilon }),
          scale((moment) => -rate(moment)),
        ),
    });
  }
}
