// The losses that have names, and what may stand for a loss.
import { ConfigError } from '@tensorloom/tensor-core';
import { lookUpName } from '../names/look-up-name.js';
import { BinaryCrossentropy } from './binary-crossentropy.js';
import { CategoricalCrossentropy } from './categorical-crossentropy.js';
import { Loss, type LossFunction } from './loss.js';
import { MeanSquaredError } from './mean-squared-error.js';
import { SparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.js';

/** Names of losses, with Keras's defaults (predictions are probabilities). */
export type LossName =
  'meanSquaredError' | 'mse' | 'binaryCrossentropy' | 'categoricalCrossentropy' | 'sparseCategoricalCrossentropy';

const table: Readonly<Record<LossName, new () => Loss>> = {
  meanSquaredError: MeanSquaredError,
  mse: MeanSquaredError,
  binaryCrossentropy: BinaryCrossentropy,
  categoricalCrossentropy: CategoricalCrossentropy,
  sparseCategoricalCrossentropy: SparseCategoricalCrossentropy,
};

/** A loss, its name, or a function that gives the loss of each example. */
export type LossLike = Loss | LossName | LossFunction;

/**
 * The loss that is meant.
 *
 * @throws ConfigError for an unknown name (the message lists near ones) or another thing
 */
export function lossOf(loss: LossLike): Loss {
  if (loss instanceof Loss) return loss;
  if (typeof loss === 'function') return Loss.of(loss);
  if (typeof loss === 'string') return new (lookUpName('loss', table, loss))();
  throw new ConfigError(
    `loss: not a loss; expected a Loss, a name or a function of labels and predictions, got ${loss === null ? 'null' : typeof loss}; ` +
      'pass for example new losses.MeanSquaredError()',
  );
}
