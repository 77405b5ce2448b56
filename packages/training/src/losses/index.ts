// The namespace `losses`.
export { binaryCrossentropy, BinaryCrossentropy } from './binary-crossentropy.js';
export { categoricalCrossentropy, CategoricalCrossentropy } from './categorical-crossentropy.js';
export { Loss, type CrossentropyOptions, type LossFunction, type LossOptions } from './loss.js';
export { lossOf as get, type LossLike, type LossName } from './loss-by-name.js';
export { meanSquaredError, MeanSquaredError } from './mean-squared-error.js';
export type { Reduction } from './reduction.js';
export { sparseCategoricalCrossentropy, SparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.js';
