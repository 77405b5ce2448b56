// The namespace `losses`.
export { binaryCrossentropy, BinaryCrossentropy } from './binary-crossentropy.js';
export {
  binaryFocalCrossentropy,
  BinaryFocalCrossentropy,
  type BinaryFocalOptions,
} from './binary-focal-crossentropy.js';
export { categoricalCrossentropy, CategoricalCrossentropy } from './categorical-crossentropy.js';
export {
  categoricalFocalCrossentropy,
  CategoricalFocalCrossentropy,
  type CategoricalFocalOptions,
} from './categorical-focal-crossentropy.js';
export { categoricalHinge, CategoricalHinge } from './categorical-hinge.js';
export { cosineSimilarity, CosineSimilarity, type CosineSimilarityOptions } from './cosine-similarity.js';
export { ctc, CTC, type CTCOptions } from './ctc.js';
export { dice, Dice } from './dice.js';
export { hinge, Hinge } from './hinge.js';
export { huber, Huber, type HuberOptions } from './huber.js';
export { klDivergence, KLDivergence } from './kl-divergence.js';
export { logCosh, LogCosh } from './log-cosh.js';
export { Loss, type CrossentropyOptions, type LossFunction, type LossOptions, type SmoothingOptions } from './loss.js';
export { lossOf as get, type LossLike, type LossName } from './loss-by-name.js';
export { meanAbsoluteError, MeanAbsoluteError } from './mean-absolute-error.js';
export { meanAbsolutePercentageError, MeanAbsolutePercentageError } from './mean-absolute-percentage-error.js';
export { meanBiasError, MeanBiasError } from './mean-bias-error.js';
export { meanSquaredError, MeanSquaredError } from './mean-squared-error.js';
export { meanSquaredLogarithmicError, MeanSquaredLogarithmicError } from './mean-squared-logarithmic-error.js';
export { poisson, Poisson } from './poisson.js';
export type { Reduction } from './reduction.js';
export { rootMeanSquaredError, RootMeanSquaredError } from './root-mean-squared-error.js';
export {
  sparseCategoricalCrossentropy,
  SparseCategoricalCrossentropy,
  type SparseCrossentropyOptions,
} from './sparse-categorical-crossentropy.js';
export { squaredHinge, SquaredHinge } from './squared-hinge.js';
export { triplet, Triplet, type TripletOptions } from './triplet.js';
export { tversky, Tversky, type TverskyOptions } from './tversky.js';
