// Adam: each element has a step of its own, from the mean of its gradients and of their squares.
import { checkRange } from '@tensorloom/tensor-core';
import { Optimizer } from '../optimizer.js';
import { BELOW_ONE, type OptimizerOptions } from '../options/optimizer-options.js';
import { adaptiveMoments } from '../transforms/adaptive-moments.js';
import { scale } from '../transforms/scale.js';
import { chain } from '../transforms/transform.js';

/** Options of Adam. The learning rate is 0.001 by default. */
export interface AdamOptions extends OptimizerOptions {
  /** Decay of the mean of gradients, in [0, 1) (default 0.9). */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients, in [0, 1) (default 0.999). */
  readonly beta2?: number;
  /** Added to the root of the mean square (default 1e-7): the "epsilon hat" of the paper's section 2. */
  readonly epsilon?: number;
}

/**
 * m ← beta1 · m + (1 - beta1) · g, v ← beta2 · v + (1 - beta2) · g², and at update t = 1, 2 ...
 * w ← w - learningRate · √(1 - beta2^t) / (1 - beta1^t) · m / (√v + epsilon).
 * Kingma and Ba 2014. Slots: `momentum` (m) and `velocity` (v).
 *
 * @example
 * const optimizer = new Adam({ learningRate: 1e-3 });
 * optimizer.update(variables, gradients);
 */
export class Adam extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: AdamOptions = {}) {
    const beta1 = checkRange('Adam', 'beta1', options.beta1 ?? 0.9, 0, BELOW_ONE);
    const beta2 = checkRange('Adam', 'beta2', options.beta2 ?? 0.999, 0, BELOW_ONE);
    const epsilon = checkRange('Adam', 'epsilon', options.epsilon ?? 1e-7, 0, Infinity);
    super(options, {
      className: 'Adam',
      options: ['beta1', 'beta2', 'epsilon'],
      learningRate: 0.001,
      transform: (rate) => {
        // The correction for the zeros at the start is a number of the iteration alone: the host works it out in doubles.
        const step = scale((moment) => {
          const t = moment.iteration + 1;
          return (-rate(moment) * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
        });
        return chain(adaptiveMoments({ beta1, beta2, epsilon }), step);
      },
    });
  }
}
