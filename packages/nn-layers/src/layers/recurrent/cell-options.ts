// The options of cells with units, a kernel for the input and one for the state: read and written back.
import { ConfigError } from '@tensorloom/tensor-core';
import type { ConstraintOption } from '../../constraints/constraint.js';
import type { InitializerOption } from '../../initializers/initializer.js';
import type { LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import {
  activationName,
  activationOf,
  type Activation,
  type ActivationOption,
} from '../../options/activation-option.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { weightConfig, weightOptionNames, weightSettings, type WeightSettings } from '../../options/weight-settings.js';
import type { RegularizerOption } from '../../regularizers/regularizer.js';
import type { SeedOption } from '../../seed-stream.js';

/** Options of SimpleRNN and its cell. */
export interface CellOptions extends LayerOptions, SeedOption {
  /** Of the candidate and of what is given out (default 'tanh'). */
  readonly activation?: ActivationOption;
  /** Default true. */
  readonly useBias?: boolean;
  /** Default 'glorotUniform'. */
  readonly kernelInitializer?: InitializerOption;
  /** Default 'orthogonal'. */
  readonly recurrentInitializer?: InitializerOption;
  /** Default 'zeros'. */
  readonly biasInitializer?: InitializerOption;
  /** Penalty for the input's kernel (default none). */
  readonly kernelRegularizer?: RegularizerOption;
  /** Penalty for the state's kernel (default none). */
  readonly recurrentRegularizer?: RegularizerOption;
  /** Penalty for the bias (default none). */
  readonly biasRegularizer?: RegularizerOption;
  /** Allowed values of the input's kernel (default any). */
  readonly kernelConstraint?: ConstraintOption;
  /** Allowed values of the state's kernel (default any). */
  readonly recurrentConstraint?: ConstraintOption;
  /** Allowed values of the bias (default any). */
  readonly biasConstraint?: ConstraintOption;
  /** Share of the input's features that are 0 in training, in [0, 1), the same ones in all steps of a sequence (default 0). */
  readonly dropout?: number;
  /** The same of the state that the step before gave: Gal and Ghahramani 2016 (default 0). */
  readonly recurrentDropout?: number;
}

/** Options of cells with gates. */
export interface GatedCellOptions extends CellOptions {
  /** Of the gates (default 'sigmoid'). */
  readonly recurrentActivation?: ActivationOption;
}

/** Those options, resolved. */
export interface CellSettings {
  readonly activation: Activation;
  readonly recurrentActivation: Activation;
  /** Whether those are tanh and sigmoid, for which there are ops over whole sequences. */
  readonly hasUsualActivations: boolean;
  readonly useBias: boolean;
  readonly kernel: WeightSettings;
  readonly recurrent: WeightSettings;
  readonly bias: WeightSettings;
  readonly dropout: number;
  readonly recurrentDropout: number;
}

/** Names of the options that every cell with units has. */
export const cellOptionNames: readonly string[] = [
  'activation',
  'useBias',
  'dropout',
  'recurrentDropout',
  'seed',
  ...weightOptionNames('kernel'),
  ...weightOptionNames('recurrent'),
  ...weightOptionNames('bias'),
];

function checkShare(className: string, name: string, rate = 0): number {
  if (rate >= 0 && rate < 1) return rate;
  throw new ConfigError(
    `${className}: bad ${name}; expected a share in [0, 1), got ${String(rate)}; 0.2 drops a fifth`,
  );
}

/** @throws ConfigError for unknown options and names; `own` are the cell's further options */
export function cellSettings(className: string, options: GatedCellOptions, own: readonly string[]): CellSettings {
  checkLayerOptions(className, options, [...own, ...cellOptionNames]);
  const [tanh, sigmoid] = [activationOf(className, 'tanh'), activationOf(className, 'sigmoid')];
  const activation = activationOf(className, options.activation ?? tanh);
  const recurrentActivation = activationOf(className, options.recurrentActivation ?? sigmoid);
  return {
    activation,
    recurrentActivation,
    hasUsualActivations: activation === tanh && recurrentActivation === sigmoid,
    useBias: options.useBias ?? true,
    kernel: weightSettings(className, 'kernel', options, 'glorotUniform'),
    recurrent: weightSettings(className, 'recurrent', options, 'orthogonal'),
    bias: weightSettings(className, 'bias', options, 'zeros'),
    dropout: checkShare(className, 'dropout', options.dropout),
    recurrentDropout: checkShare(className, 'recurrentDropout', options.recurrentDropout),
  };
}

/** The options as plain JSON. @throws ConfigError for a function that has no name */
export function cellConfig(path: string, settings: CellSettings): LayerConfig {
  const { activation, useBias, kernel, recurrent, bias, dropout, recurrentDropout } = settings;
  return {
    activation: activationName(path, activation),
    useBias,
    ...weightConfig(path, 'kernel', kernel),
    ...weightConfig(path, 'recurrent', recurrent),
    ...weightConfig(path, 'bias', bias),
    dropout,
    recurrentDropout,
  };
}
