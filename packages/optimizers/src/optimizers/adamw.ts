// AdamW: Adam whose weights decay apart from their gradients.
import { Optimizer } from '../optimizer.js';
import { adamRule, type AdamOptions } from './adam.js';

/** Options of AdamW: those of Adam. The learning rate is 0.001 and `weightDecay` 0.004 by default. */
export type AdamWOptions = AdamOptions;

/**
 * Adam's update, and w ← w - learningRate · weightDecay · w beside it: the decay is not divided by the size of gradients, as that
 * of an L2 penalty would be. Loshchilov and Hutter 2019. Slots: those of Adam. PyTorch's decay is 0.01 by default.
 *
 * @example
 * const optimizer = new AdamW({ weightDecay: 0.01, groups: [{ variables: (_, { rank }) => rank < 2, weightDecay: 0 }] });
 */
export class AdamW extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: AdamWOptions = {}) {
    super(options, adamRule('AdamW', options, 0.004));
  }
}
