// The losses that have names, and what may stand for a loss.
import { ConfigError } from '@tensorloom/tensor-core';
import { lookUpName } from '../names/look-up-name.js';
import { BinaryCrossentropy } from './binary-crossentropy.js';
import { BinaryFocalCrossentropy } from './binary-focal-crossentropy.js';
import { CategoricalCrossentropy } from './categorical-crossentropy.js';
import { CategoricalFocalCrossentropy } from './categorical-focal-crossentropy.js';
import { CategoricalHinge } from './categorical-hinge.js';
import { CosineSimilarity } from './cosine-similarity.js';
import { CTC } from './ctc.js';
import { Dice } from './dice.js';
import { Hinge } from './hinge.js';
import { Huber } from './huber.js';
import { KLDivergence } from './kl-divergence.js';
import { LogCosh } from './log-cosh.js';
import { Loss, type LossFunction } from './loss.js';
import { MeanAbsoluteError } from './mean-absolute-error.js';
import { MeanAbsolutePercentageError } from './mean-absolute-percentage-error.js';
import { MeanBiasError } from './mean-bias-error.js';
import { MeanSquaredError } from './mean-squared-error.js';
import { MeanSquaredLogarithmicError } from './mean-squared-logarithmic-error.js';
import { Poisson } from './poisson.js';
import { RootMeanSquaredError } from './root-mean-squared-error.js';
import { SparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.js';
import { SquaredHinge } from './squared-hinge.js';
import { Triplet } from './triplet.js';
import { Tversky } from './tversky.js';

/** Names of losses, with Keras's defaults (predictions are probabilities). */
export type LossName =
  | 'binaryCrossentropy'
  | 'binaryFocalCrossentropy'
  | 'categoricalCrossentropy'
  | 'categoricalFocalCrossentropy'
  | 'categoricalHinge'
  | 'cosineSimilarity'
  | 'ctc'
  | 'dice'
  | 'hinge'
  | 'huber'
  | 'klDivergence'
  | 'logCosh'
  | 'mae'
  | 'mape'
  | 'meanAbsoluteError'
  | 'meanAbsolutePercentageError'
  | 'meanBiasError'
  | 'meanSquaredError'
  | 'meanSquaredLogarithmicError'
  | 'mse'
  | 'msle'
  | 'poisson'
  | 'rmse'
  | 'rootMeanSquaredError'
  | 'sparseCategoricalCrossentropy'
  | 'squaredHinge'
  | 'triplet'
  | 'tversky';

const table: Readonly<Record<LossName, new () => Loss>> = {
  binaryCrossentropy: BinaryCrossentropy,
  binaryFocalCrossentropy: BinaryFocalCrossentropy,
  categoricalCrossentropy: CategoricalCrossentropy,
  categoricalFocalCrossentropy: CategoricalFocalCrossentropy,
  categoricalHinge: CategoricalHinge,
  cosineSimilarity: CosineSimilarity,
  ctc: CTC,
  dice: Dice,
  hinge: Hinge,
  huber: Huber,
  klDivergence: KLDivergence,
  logCosh: LogCosh,
  mae: MeanAbsoluteError,
  mape: MeanAbsolutePercentageError,
  meanAbsoluteError: MeanAbsoluteError,
  meanAbsolutePercentageError: MeanAbsolutePercentageError,
  meanBiasError: MeanBiasError,
  meanSquaredError: MeanSquaredError,
  meanSquaredLogarithmicError: MeanSquaredLogarithmicError,
  mse: MeanSquaredError,
  msle: MeanSquaredLogarithmicError,
  poisson: Poisson,
  rmse: RootMeanSquaredError,
  rootMeanSquaredError: RootMeanSquaredError,
  sparseCategoricalCrossentropy: SparseCategoricalCrossentropy,
  squaredHinge: SquaredHinge,
  triplet: Triplet,
  tversky: Tversky,
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
