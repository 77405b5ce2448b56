// What layers with a kernel, a bias and an activation have in common: their options, read and written back.
import { activationName, activationOf, type Activation, type ActivationOption } from '../options/activation-option.js';
import { checkLayerOptions } from '../options/layer-options.js';
import {
  initializerConfig,
  initializerOf,
  type Initializer,
  type InitializerOption,
} from '../initializers/initializer.js';
import type { LayerOptions } from '../layer.js';
import type { LayerConfig } from '../layer-config.js';

/** Options of Dense and of convolutions. */
export interface KernelOptions extends LayerOptions {
  /** Name or function, applied to the output (default 'linear'). */
  readonly activation?: ActivationOption;
  /** Default true. */
  readonly useBias?: boolean;
  /** Default 'glorotUniform'. */
  readonly kernelInitializer?: InitializerOption;
  /** Default 'zeros'. */
  readonly biasInitializer?: InitializerOption;
}

/** Those options, resolved. */
export interface KernelSettings {
  readonly activation: Activation;
  readonly useBias: boolean;
  readonly kernelInitializer: Initializer;
  readonly biasInitializer: Initializer;
}

const names: readonly (keyof KernelSettings)[] = ['activation', 'useBias', 'kernelInitializer', 'biasInitializer'];

/** @throws ConfigError for unknown options and names; `own` are the layer's further options */
export function kernelSettings(className: string, options: KernelOptions, own: readonly string[] = []): KernelSettings {
  checkLayerOptions(className, options, [...own, ...names]);
  return {
    activation: activationOf(className, options.activation ?? 'linear'),
    useBias: options.useBias ?? true,
    kernelInitializer: initializerOf(className, options.kernelInitializer ?? 'glorotUniform'),
    biasInitializer: initializerOf(className, options.biasInitializer ?? 'zeros'),
  };
}

/** The options as plain JSON. @throws ConfigError for a function that has no name */
export function kernelConfig(path: string, settings: KernelSettings): LayerConfig {
  return {
    activation: activationName(path, settings.activation),
    useBias: settings.useBias,
    kernelInitializer: initializerConfig(path, settings.kernelInitializer),
    biasInitializer: initializerConfig(path, settings.biasInitializer),
  };
}
