// The options of transformer blocks, read and written back.
import { checkCount, checkRange } from '@tensorloom/tensor-core';
import { initializerKind, type Initializer, type InitializerOption } from '../../initializers/initializer.js';
import type { LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import {
  activationName,
  activationOf,
  type Activation,
  type ActivationOption,
} from '../../options/activation-option.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SeedOption } from '../../seed-stream.js';

/** Options of transformer blocks. */
export interface TransformerOptions extends LayerOptions, SeedOption {
  /** Share that training drops of attention weights and of what is added, in [0, 1) (default 0). */
  readonly dropout?: number;
  /** Of the hidden layer (default 'relu'). */
  readonly activation?: ActivationOption;
  /** Default 1e-5. */
  readonly layerNormEpsilon?: number;
  /** Default 'glorotUniform'. */
  readonly kernelInitializer?: InitializerOption;
  /** Default 'zeros'. */
  readonly biasInitializer?: InitializerOption;
  /** True: each part is normalized before (as in GPT-2). Default false: its sum with the input after (as in the paper). */
  readonly normalizeFirst?: boolean;
  /** Positions by turning queries and keys (default false). KerasHub has none. */
  readonly rotary?: boolean;
}

/** Those options, resolved. */
export interface TransformerSettings {
  readonly intermediateDim: number;
  readonly numHeads: number;
  readonly dropout: number;
  readonly activation: Activation;
  readonly layerNormEpsilon: number;
  readonly kernelInitializer: Initializer;
  readonly biasInitializer: Initializer;
  readonly normalizeFirst: boolean;
  readonly rotary: boolean;
  readonly seed: number | undefined;
}

const names: readonly (keyof TransformerOptions)[] = [
  'dropout',
  'activation',
  'layerNormEpsilon',
  'kernelInitializer',
  'biasInitializer',
  'normalizeFirst',
  'rotary',
  'seed',
];

/** @throws ConfigError for unknown options and values outside of their ranges */
export function transformerSettings(
  className: string,
  [intermediateDim, numHeads]: readonly [number, number],
  options: TransformerOptions,
): TransformerSettings {
  checkLayerOptions(className, options, names);
  const { normalizeFirst = false, rotary = false, seed } = options;
  return {
    intermediateDim: checkCount(className, 'intermediateDim', intermediateDim),
    numHeads: checkCount(className, 'numHeads', numHeads),
    dropout: checkRange(className, 'dropout', options.dropout ?? 0, 0, 1),
    activation: activationOf(className, options.activation ?? 'relu'),
    layerNormEpsilon: checkRange(className, 'layerNormEpsilon', options.layerNormEpsilon ?? 1e-5, 0, Infinity),
    kernelInitializer: initializerKind.resolve(className, options.kernelInitializer ?? 'glorotUniform'),
    biasInitializer: initializerKind.resolve(className, options.biasInitializer ?? 'zeros'),
    normalizeFirst,
    rotary,
    seed,
  };
}

/** The options as plain JSON. @throws ConfigError for a function that has no name */
export function transformerConfig(path: string, settings: TransformerSettings): LayerConfig {
  const { activation, kernelInitializer, biasInitializer, seed, ...plain } = settings;
  return {
    ...plain,
    activation: activationName(path, activation),
    kernelInitializer: initializerKind.configOf(path, kernelInitializer),
    biasInitializer: initializerKind.configOf(path, biasInitializer),
    ...(seed !== undefined && { seed }),
  };
}
