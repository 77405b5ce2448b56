// Adafactor: second moments of a matrix kept by rows and columns, so that its state is next to nothing.
import { checkRange } from '@tensorloom/tensor-core';
import { Optimizer } from '../optimizer.js';
import type { OptimizerOptions } from '../options/optimizer-options.js';
import { factoredSquares } from '../transforms/factored-squares.js';
import { limitUpdates, scaleByWeights } from '../transforms/root-mean-square.js';
import { scale } from '../transforms/scale.js';
import { chain } from '../transforms/transform.js';

/** Options of Adafactor. The learning rate is 0.001 by default, a share of the weights; the paper's is 0.01. */
export interface AdafactorOptions extends OptimizerOptions {
  /** The decay of mean squares at update t is 1 - t^beta2Decay; below 0 (default -0.8). */
  readonly beta2Decay?: number;
  /** Added to squared gradients (default 1e-30). */
  readonly epsilon1?: number;
  /** Weights count as at least this large where steps go by their size (default 1e-3). */
  readonly epsilon2?: number;
  /** Largest root mean square of an update before the rate (default 1). */
  readonly clipThreshold?: number;
  /** The rate is at most 1 / √t (default true). */
  readonly relativeStep?: boolean;
}

const own = ['beta2Decay', 'epsilon1', 'epsilon2', 'clipThreshold', 'relativeStep'];

/**
 * For a variable [..., rows, columns], with s = g² + epsilon1 and b = 1 - t^beta2Decay at update t = 1, 2 ...:
 * r ← b · r + (1 - b) · mean of s over columns, c ← b · c + (1 - b) · mean of s over rows, v = r / mean(r) · c; for one of rank 0 or 1
 * v ← b · v + (1 - b) · s. Then u = g / √v, û = u / max(1, rms(u) / clipThreshold), and
 * w ← w - max(epsilon2, rms(w)) · min(learningRate, 1 / √t) · û, or with learningRate alone without `relativeStep`: Keras takes the
 * smaller one in either case. Shazeer and Stern 2018.
 * Slots: `row` [..., rows] and `column` [..., columns], or `velocity`; those that a variable does not need are []. PyTorch adds no
 * epsilon1 but a floor under v, and its rate is 0.01.
 *
 * @example
 * const optimizer = new Adafactor({ learningRate: 0.01 });
 */
export class Adafactor extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: AdafactorOptions = {}) {
    const { beta2Decay = -0.8, epsilon1 = 1e-30, epsilon2 = 1e-3, clipThreshold = 1, relativeStep = true } = options;
    checkRange('Adafactor', 'beta2Decay', beta2Decay, -Number.MAX_VALUE, 0);
    checkRange('Adafactor', 'epsilon1', epsilon1, 0, Infinity);
    checkRange('Adafactor', 'epsilon2', epsilon2, 0, Infinity);
    checkRange('Adafactor', 'clipThreshold', clipThreshold, Number.MIN_VALUE, Infinity);
    super(options, {
      className: 'Adafactor',
      options: own,
      learningRate: 0.001,
      transform: (rate) =>
        chain(
          factoredSquares({ beta2Decay, epsilon: epsilon1 }),
          limitUpdates(clipThreshold),
          scaleByWeights(epsilon2),
          scale((moment) => -Math.min(rate(moment), relativeStep ? 1 / Math.sqrt(moment.iteration + 1) : Infinity)),
        ),
    });
  }
}
