// Gradient descent, with momentum if wanted.
import { checkRange } from '@tensorloom/tensor-core';
import { Optimizer } from '../optimizer.js';
import type { OptimizerOptions } from '../options/optimizer-options.js';
import { scale } from '../transforms/scale.js';
import { chain } from '../transforms/transform.js';
import { velocity } from '../transforms/velocity.js';

/** Options of SGD. The learning rate is 0.01 by default. */
export interface SGDOptions extends OptimizerOptions {
  /** Share of the last step that stays, in [0, 1] (default 0: none). */
  readonly momentum?: number;
  /** Look ahead by the next step (default false). */
  readonly nesterov?: boolean;
}

/**
 * w ← w - learningRate · g. With momentum, v ← momentum · v - learningRate · g and w ← w + v; with `nesterov`
 * w ← w + momentum · v - learningRate · g. Slots: `momentum` (v), with momentum alone. PyTorch keeps v without the rate in it,
 * so that a change of the rate acts on old gradients too. Batch, stochastic and mini-batch descent are all this class: they differ in
 * the examples of which the gradient is the mean, all of them, one, or some.
 *
 * @example
 * const optimizer = new SGD({ learningRate: 0.1, momentum: 0.9 });
 * optimizer.update(variables, gradients);
 */
export class SGD extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: SGDOptions = {}) {
    const momentum = checkRange('SGD', 'momentum', options.momentum ?? 0, 0, 1);
    const { nesterov = false } = options;
    super(options, {
      className: 'SGD',
      options: ['momentum', 'nesterov'],
      learningRate: 0.01,
      transform: (rate) => {
        const descent = scale((moment) => -rate(moment));
        return momentum === 0 ? descent : chain(descent, velocity(momentum, nesterov));
      },
    });
  }
}
