// What an initializer is, and the option that names one. The initializers themselves are in their own files.
import {
  ConfigError,
  didYouMean,
  type DType,
  formatShape,
  sameShape,
  type Shape,
  Tensor,
} from '@tensorloom/tensor-core';
import * as initializers from './index.js';

export interface InitializerOptions {
  readonly dtype: DType;
}

/** How a file says which initializer it was: its name and its options. */
export interface InitializerConfig {
  readonly name: string;
  readonly [option: string]: unknown;
}

/** Gives the first value of a weight. `config` is there for those of the library, so that a file can name them. */
export interface Initializer {
  (shape: Shape, options: InitializerOptions): Tensor;
  readonly config?: InitializerConfig;
}

/** Name of one of `initializers`, with its default options. */
export type InitializerName = keyof typeof initializers;

/** What an option such as `kernelInitializer` takes. */
export type InitializerOption = InitializerName | InitializerConfig | Initializer;

type Factory = (options?: object) => Initializer;
const names = Object.keys(initializers) as InitializerName[];

function unknownName(where: string, name: unknown): ConfigError {
  return new ConfigError(
    `${where}: unknown initializer; expected one of ${names.join(', ')}, or a function, got '${String(name)}'; ` +
      didYouMean(String(name), names),
  );
}

/** @throws ConfigError for a name that no initializer has */
export function initializerOf(where: string, option: InitializerOption): Initializer {
  if (typeof option === 'function') return option;
  const { name, ...options } = typeof option === 'object' && option !== null ? option : { name: option };
  if (!names.includes(name as InitializerName)) throw unknownName(where, name);
  return (initializers[name as InitializerName] as Factory)(options);
}

/** A first value. @throws ConfigError if the function gives something else than a tensor of that shape and dtype */
export function firstValue(where: string, initializer: Initializer, shape: Shape, dtype: DType): Tensor {
  const value: unknown = initializer(shape, { dtype });
  if (value instanceof Tensor && sameShape(value.shape, shape))
    return value.dtype === dtype ? value : value.cast(dtype);
  const got = value instanceof Tensor ? `shape ${formatShape(value.shape)}` : `a ${typeof value}`;
  const remedy =
    typeof value === 'function' ? 'call it: initializers.zeros()' : 'return tensors of the shape it is given';
  throw new ConfigError(
    `${where}: bad initializer; expected a tensor of shape ${formatShape(shape)}, got ${got}; ${remedy}`,
  );
}

/** How a file says it. @throws ConfigError for a function of the user's own */
export function initializerConfig(where: string, initializer: Initializer): InitializerConfig {
  if (initializer.config) return initializer.config;
  throw new ConfigError(
    `${where}: initializer has no name; expected one of ${names.join(', ')} to write it down, got a function; ` +
      'use a named one, or give the function a config',
  );
}
