// Initializers that draw without looking at the weight's shape.
import { checkFinite, random, type Tensor } from '@tensorloom/tensor-core';
import type { Initializer } from './initializer.js';
import { named } from './named.js';

export interface SeedOption {
  /** The same seed gives the same numbers to every weight of one shape; default: the stream of `setRandomSeed`. */
  readonly seed?: number;
}

/** The key of an own seed, or none: the next one of the global stream. */
export function keyOf({ seed }: SeedOption): { readonly key?: Tensor } {
  return seed === undefined ? {} : { key: random.key(seed) };
}

export interface RandomUniformOptions extends SeedOption {
  /** Lower end (default -0.05). */
  readonly minval?: number;
  /** Upper end (default 0.05). */
  readonly maxval?: number;
}

/** Uniform in [minval, maxval). */
export function randomUniform(options: RandomUniformOptions = {}): Initializer {
  const minimum = checkFinite('initializers.randomUniform', 'minval', options.minval ?? -0.05);
  const maximum = checkFinite('initializers.randomUniform', 'maxval', options.maxval ?? 0.05);
  return named('randomUniform', options, ['minval', 'maxval', 'seed'], (shape) =>
    random.uniform(shape, { minimum, maximum, ...keyOf(options) }),
  );
}

export interface RandomNormalOptions extends SeedOption {
  /** Default 0. */
  readonly mean?: number;
  /** Standard deviation, at least 0 (default 0.05). */
  readonly stddev?: number;
}

/** Normal with the given mean and standard deviation. */
export function randomNormal(options: RandomNormalOptions = {}): Initializer {
  const mean = checkFinite('initializers.randomNormal', 'mean', options.mean ?? 0);
  const stddev = checkFinite('initializers.randomNormal', 'stddev', options.stddev ?? 0.05);
  return named('randomNormal', options, ['mean', 'stddev', 'seed'], (shape) =>
    random.normal(shape, { mean, stddev, ...keyOf(options) }),
  );
}

/** Normal with the given mean and standard deviation, drawn again beyond two standard deviations. */
export function truncatedNormal(options: RandomNormalOptions = {}): Initializer {
  const mean = checkFinite('initializers.truncatedNormal', 'mean', options.mean ?? 0);
  const stddev = checkFinite('initializers.truncatedNormal', 'stddev', options.stddev ?? 0.05);
  return named('truncatedNormal', options, ['mean', 'stddev', 'seed'], (shape) =>
    random.truncatedNormal(shape, { mean, stddev, ...keyOf(options) }),
  );
}
