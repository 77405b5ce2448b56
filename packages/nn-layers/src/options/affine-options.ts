// What normalizations with a learned scale and offset have in common: the options of `gamma` and `beta`, read and written back.
import type { ConstraintOption } from '../constraints/constraint.js';
import type { InitializerOption } from '../initializers/initializer.js';
import type { LayerOptions } from '../layer.js';
import type { LayerConfig } from '../layer-config.js';
import type { RegularizerOption } from '../regularizers/regularizer.js';
import { weightConfig, weightOptionNames, weightSettings, type WeightSettings } from './weight-settings.js';

/** Options of layers that scale and shift what they have normalized. */
export interface AffineOptions extends LayerOptions {
  /** Whether there is an offset `beta` (default true). */
  readonly center?: boolean;
  /** Whether there is a scale `gamma` (default true); needless before a linear layer. */
  readonly scale?: boolean;
  /** Default 'zeros'. */
  readonly betaInitializer?: InitializerOption;
  /** Default 'ones'. */
  readonly gammaInitializer?: InitializerOption;
  /** Penalty for the offset (default none). */
  readonly betaRegularizer?: RegularizerOption;
  /** Penalty for the scale (default none). */
  readonly gammaRegularizer?: RegularizerOption;
  /** Allowed values of the offset (default any). */
  readonly betaConstraint?: ConstraintOption;
  /** Allowed values of the scale (default any). */
  readonly gammaConstraint?: ConstraintOption;
}

/** Those options, resolved. */
export interface AffineSettings {
  readonly center: boolean;
  readonly scale: boolean;
  readonly beta: WeightSettings;
  readonly gamma: WeightSettings;
}

/** Names of the options. */
export const affineOptionNames: readonly string[] = [
  'center',
  'scale',
  ...weightOptionNames('beta'),
  ...weightOptionNames('gamma'),
];

/** @throws ConfigError for a name that is none */
export function affineSettings(className: string, options: AffineOptions): AffineSettings {
  return {
    center: options.center ?? true,
    scale: options.scale ?? true,
    beta: weightSettings(className, 'beta', options, 'zeros'),
    gamma: weightSettings(className, 'gamma', options, 'ones'),
  };
}

/** The options as plain JSON. @throws ConfigError for a function that has no name */
export function affineConfig(path: string, { center, scale, beta, gamma }: AffineSettings): LayerConfig {
  return { center, scale, ...weightConfig(path, 'beta', beta), ...weightConfig(path, 'gamma', gamma) };
}
