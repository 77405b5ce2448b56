// Initializers that keep the variance of signals alike from layer to layer.
import { checkChoice, ConfigError, random, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { fansOf, type Fans } from './fans.js';
import type { Initializer } from './initializer.js';
import { named } from './named.js';
import { keyOf, type SeedOption } from './random.js';

/** Standard deviation of a standard normal cut off at ±2. */
const TRUNCATED_STDDEV = 0.8796256610342398;

/** What a variance is divided by: inputs, outputs, or the mean of both. */
export type FanMode = 'fanIn' | 'fanOut' | 'fanAvg';

/** Normal numbers within two standard deviations, all normal numbers, or uniform ones. */
export type Distribution = 'truncatedNormal' | 'untruncatedNormal' | 'uniform';

const fans: Readonly<Record<FanMode, (fans: Fans) => number>> = {
  fanIn: ({ fanIn }) => fanIn,
  fanOut: ({ fanOut }) => fanOut,
  fanAvg: ({ fanIn, fanOut }) => (fanIn + fanOut) / 2,
};

/** Numbers of mean 0 and the given variance. */
const draws: Readonly<Record<Distribution, (shape: Shape, variance: number, seed: SeedOption) => Tensor>> = {
  truncatedNormal: (shape, variance, seed) =>
    random.truncatedNormal(shape, { stddev: Math.sqrt(variance) / TRUNCATED_STDDEV, ...keyOf(seed) }),
  untruncatedNormal: (shape, variance, seed) => random.normal(shape, { stddev: Math.sqrt(variance), ...keyOf(seed) }),
  uniform: (shape, variance, seed) => {
    const limit = Math.sqrt(3 * variance);
    return random.uniform(shape, { minimum: -limit, maximum: limit, ...keyOf(seed) });
  },
};

/** Options of varianceScaling. */
export interface VarianceScalingOptions extends SeedOption {
  /** Above 0 (default 1). */
  readonly scale?: number;
  /** Default 'fanIn'. */
  readonly mode?: FanMode;
  /** Default 'truncatedNormal'. */
  readonly distribution?: Distribution;
}

type Scaling = Required<Pick<VarianceScalingOptions, 'scale' | 'mode' | 'distribution'>>;

function scaled({ scale, mode, distribution }: Scaling, seed: SeedOption): (shape: Shape) => Tensor {
  return (shape) => draws[distribution](shape, scale / fans[mode](fansOf(shape)), seed);
}

/**
 * Mean 0 and variance scale / n, with n the inputs, the outputs or their mean. A truncated normal has that variance after it is
 * cut.
 */
export function varianceScaling(options: VarianceScalingOptions = {}): Initializer {
  const where = 'initializers.varianceScaling';
  const { scale = 1, mode = 'fanIn', distribution = 'truncatedNormal' } = options;
  if (!(Number.isFinite(scale) && scale > 0)) {
    throw new ConfigError(`${where}: bad scale; expected a finite number above 0, got ${scale}; change it`);
  }
  checkChoice(where, 'mode', mode, Object.keys(fans));
  checkChoice(where, 'distribution', distribution, Object.keys(draws));
  const known = ['scale', 'mode', 'distribution', 'seed'];
  return named('varianceScaling', options, known, scaled({ scale, mode, distribution }, options));
}

/** A scaling that has a name of its own. */
function fixed(name: string, scaling: Scaling, options: SeedOption): Initializer {
  return named(name, options, ['seed'], scaled(scaling, options));
}

/** Uniform in ±√(6 / (fanIn + fanOut)): Glorot and Bengio 2010. The default of kernels. */
export function glorotUniform(options: SeedOption = {}): Initializer {
  return fixed('glorotUniform', { scale: 1, mode: 'fanAvg', distribution: 'uniform' }, options);
}

/** Truncated normal of variance 2 / (fanIn + fanOut): Glorot and Bengio 2010. */
export function glorotNormal(options: SeedOption = {}): Initializer {
  return fixed('glorotNormal', { scale: 1, mode: 'fanAvg', distribution: 'truncatedNormal' }, options);
}

/** Uniform in ±√(6 / fanIn), for relu: He et al. 2015. */
export function heUniform(options: SeedOption = {}): Initializer {
  return fixed('heUniform', { scale: 2, mode: 'fanIn', distribution: 'uniform' }, options);
}

/** Truncated normal of variance 2 / fanIn, for relu: He et al. 2015. */
export function heNormal(options: SeedOption = {}): Initializer {
  return fixed('heNormal', { scale: 2, mode: 'fanIn', distribution: 'truncatedNormal' }, options);
}

/** Uniform in ±√(3 / fanIn): LeCun et al. 1998; for selu, Klambauer et al. 2017. */
export function lecunUniform(options: SeedOption = {}): Initializer {
  return fixed('lecunUniform', { scale: 1, mode: 'fanIn', distribution: 'uniform' }, options);
}

/** Truncated normal of variance 1 / fanIn: LeCun et al. 1998; for selu, Klambauer et al. 2017. */
export function lecunNormal(options: SeedOption = {}): Initializer {
  return fixed('lecunNormal', { scale: 1, mode: 'fanIn', distribution: 'truncatedNormal' }, options);
}
