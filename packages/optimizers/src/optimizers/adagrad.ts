// Adagrad: steps shrink with all gradients that an element has seen.
import { checkRange } from '@tensorloom/tensor-core';
import { Optimizer } from '../optimizer.js';
import type { OptimizerOptions } from '../options/optimizer-options.js';
import { accumulatedSquares } from '../transforms/accumulated-squares.js';
import { scale } from '../transforms/scale.js';
import { chain } from '../transforms/transform.js';

/** Options of Adagrad. The learning rate is 0.001 by default: far too low for most; the paper's is around 0.01 to 1. */
export interface AdagradOptions extends OptimizerOptions {
  /** What the sums of squares start from, at least 0 (default 0.1). */
  readonly initialAccumulatorValue?: number;
  /** Added to the sum under the root, at least 0 (default 1e-7). */
  readonly epsilon?: number;
}

/**
 * n ← n + g², w ← w - learningRate · g / √(n + epsilon). Duchi, Hazan and Singer 2011. Slot: `accumulator` (n).
 * PyTorch adds its epsilon, 1e-10, to √n, starts from 0 and has a rate of 0.01.
 *
 * @example
 * const optimizer = new Adagrad({ learningRate: 0.1 });
 */
export class Adagrad extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: AdagradOptions = {}) {
    const { initialAccumulatorValue = 0.1 } = options;
    const initialValue = checkRange('Adagrad', 'initialAccumulatorValue', initialAccumulatorValue, 0, Infinity);
    const epsilon = checkRange('Adagrad', 'epsilon', options.epsilon ?? 1e-7, 0, Infinity);
    super(options, {
      className: 'Adagrad',
      options: ['initialAccumulatorValue', 'epsilon'],
      learningRate: 0.001,
      transform: (rate) =>
        chain(
          accumulatedSquares({ initialValue, epsilon }),
          scale((moment) => -rate(moment)),
        ),
    });
  }
}
