// Initializers that keep the variance of signals alike from layer to layer.
import { random } from '@tensorloom/tensor-core';
import { fansOf, type Fans } from './fans.js';
import type { Initializer } from './initializer.js';
import { named } from './named.js';
import { keyOf, type SeedOption } from './random.js';

/** Standard deviation of a standard normal cut off at ±2. */
const TRUNCATED_STDDEV = 0.8796256610342398;

type Variance = (fans: Fans) => number;

const glorot: Variance = ({ fanIn, fanOut }) => 2 / (fanIn + fanOut);
const he: Variance = ({ fanIn }) => 2 / fanIn;

/** Uniform in ±√(3 variance). */
function scaledUniform(name: string, variance: Variance, options: SeedOption): Initializer {
  return named(name, options, ['seed'], (shape) => {
    const limit = Math.sqrt(3 * variance(fansOf(shape)));
    return random.uniform(shape, { minimum: -limit, maximum: limit, ...keyOf(options) });
  });
}

/** Normal of the given variance, cut off at two standard deviations of the uncut one. */
function scaledNormal(name: string, variance: Variance, options: SeedOption): Initializer {
  return named(name, options, ['seed'], (shape) =>
    random.truncatedNormal(shape, {
      stddev: Math.sqrt(variance(fansOf(shape))) / TRUNCATED_STDDEV,
      ...keyOf(options),
    }),
  );
}

/** Uniform in ±√(6 / (fanIn + fanOut)): Glorot and Bengio 2010. The default of kernels. */
export function glorotUniform(options: SeedOption = {}): Initializer {
  return scaledUniform('glorotUniform', glorot, options);
}

/** Truncated normal of variance 2 / (fanIn + fanOut): Glorot and Bengio 2010. */
export function glorotNormal(options: SeedOption = {}): Initializer {
  return scaledNormal('glorotNormal', glorot, options);
}

/** Uniform in ±√(6 / fanIn), for relu: He et al. 2015. */
export function heUniform(options: SeedOption = {}): Initializer {
  return scaledUniform('heUniform', he, options);
}

/** Truncated normal of variance 2 / fanIn, for relu: He et al. 2015. */
export function heNormal(options: SeedOption = {}): Initializer {
  return scaledNormal('heNormal', he, options);
}
