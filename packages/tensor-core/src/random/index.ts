// Random tensors: counter-based (Philox4x32-10) and keyed, computed on the device. The namespace `random`.
export { hostStream, key, setRandomSeed } from './key-stream.js';
export { foldIn, split } from './derive-keys.js';
export { bits, type RandomOptions } from './bits.js';
export {
  exponential,
  gumbel,
  normal,
  truncatedNormal,
  uniform,
  type ExponentialOptions,
  type NormalOptions,
  type UniformOptions,
} from './continuous.js';
export { permutation, shuffle, type PermutationOptions } from './permutation.js';
export { bernoulli, categorical, randint, type CategoricalOptions } from './discrete.js';
