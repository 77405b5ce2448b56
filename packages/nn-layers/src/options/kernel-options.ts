// What layers with a kernel, a bias and an activation have in common: their options, read and written back.
import { activationName, activationOf, type Activation, type ActivationOption } from './activation-option.js';
import type { ConstraintOption } from '../constraints/constraint.js';
import type { InitializerOption } from '../initializers/initializer.js';
import type { LayerOptions } from '../layer.js';
import type { LayerConfig } from '../layer-config.js';
import { regularizerKind, type Regularizer, type RegularizerOption } from '../regularizers/regularizer.js';
import { checkLayerOptions } from './layer-options.js';
import { weightConfig, weightOptionNames, weightSettings, type WeightSettings } from './weight-settings.js';

/** Options of layers that add a bias to what they compute and put it through an activation. */
export interface BiasOptions extends LayerOptions {
  /** Name or function, applied to the output (default 'linear'). */
  readonly activation?: ActivationOption;
  /** Default true. */
  readonly useBias?: boolean;
  /** Default 'zeros'. */
  readonly biasInitializer?: InitializerOption;
  /** Penalty for the bias (default none). */
  readonly biasRegularizer?: RegularizerOption;
  /** Penalty for the output, after the activation (default none). */
  readonly activityRegularizer?: RegularizerOption;
  /** Allowed values of the bias (default any). */
  readonly biasConstraint?: ConstraintOption;
}

/** Options of Dense and of convolutions. */
export interface KernelOptions extends BiasOptions {
  /** Default 'glorotUniform'. */
  readonly kernelInitializer?: InitializerOption;
  /** Penalty for the kernel (default none). */
  readonly kernelRegularizer?: RegularizerOption;
  /** Allowed values of the kernel (default any). */
  readonly kernelConstraint?: ConstraintOption;
}

/** Those options, resolved. */
export interface KernelSettings {
  readonly activation: Activation;
  readonly useBias: boolean;
  readonly kernel: WeightSettings;
  readonly bias: WeightSettings;
  readonly activityRegularizer: Regularizer | undefined;
}

const names: readonly string[] = ['activation', 'useBias', 'activityRegularizer', ...weightOptionNames('bias')];

/**
 * @param own the layer's further options
 * @param kernel what the kernel's options begin with
 * @throws ConfigError for unknown options and names
 */
export function kernelSettings(
  className: string,
  options: BiasOptions,
  own: readonly string[] = [],
  kernel = 'kernel',
): KernelSettings {
  checkLayerOptions(className, options, [...own, ...names, ...weightOptionNames(kernel)]);
  const { activityRegularizer } = options;
  return {
    activation: activationOf(className, options.activation ?? 'linear'),
    useBias: options.useBias ?? true,
    kernel: weightSettings(className, kernel, options, 'glorotUniform'),
    bias: weightSettings(className, 'bias', options, 'zeros'),
    activityRegularizer: activityRegularizer && regularizerKind.resolve(className, activityRegularizer),
  };
}

/** The options as plain JSON. @throws ConfigError for a function that has no name */
export function kernelConfig(path: string, settings: KernelSettings, kernelName = 'kernel'): LayerConfig {
  const { activation, useBias, kernel, bias, activityRegularizer } = settings;
  return {
    activation: activationName(path, activation),
    useBias,
    ...weightConfig(path, kernelName, kernel),
    ...weightConfig(path, 'bias', bias),
    ...(activityRegularizer && { activityRegularizer: regularizerKind.configOf(path, activityRegularizer) }),
  };
}
