// Gradient descent, with momentum if wanted.
import { checkOptions, checkRange } from '@tensorloom/tensor-core';
import { Optimizer, type LearningRate } from './optimizer.js';
import { scale } from './transforms/scale.js';
import { chain } from './transforms/transform.js';
import { velocity } from './transforms/velocity.js';

/** Options of SGD. */
export interface SGDOptions {
  /** Default 0.01. */
  readonly learningRate?: LearningRate;
  /** Share of the last step that stays, in [0, 1] (default 0: none). */
  readonly momentum?: number;
  /** Look ahead by the next step (default false). */
  readonly nesterov?: boolean;
}

/**
 * w ← w - learningRate · g. With momentum, v ← momentum · v - learningRate · g and w ← w + v; with `nesterov`
 * w ← w + momentum · v - learningRate · g. Slots: `momentum` (v), with momentum alone.
 *
 * @example
 * const optimizer = new SGD({ learningRate: 0.1, momentum: 0.9 });
 * optimizer.update(variables, gradients);
 */
export class SGD extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: SGDOptions = {}) {
    checkOptions('SGD', options, ['learningRate', 'momentum', 'nesterov']);
    const { learningRate = 0.01, nesterov = false } = options;
    const momentum = checkRange('SGD', 'momentum', options.momentum ?? 0, 0, 1);
    super(learningRate, (rate) => {
      const descent = scale((moment) => -rate(moment));
      return momentum === 0 ? descent : chain(descent, velocity(momentum, nesterov));
    });
  }
}
