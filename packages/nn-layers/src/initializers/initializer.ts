// What an initializer is, and the option that names one. The initializers themselves are in their own files.
import { ConfigError, type DType, formatShape, sameShape, type Shape, Tensor } from '@tensorloom/tensor-core';
import { PartKind, type Named, type PartOption } from '../named-parts.js';
import * as initializers from './index.js';

export interface InitializerOptions {
  readonly dtype: DType;
}

/** Gives the first value of a weight. */
export interface Initializer extends Named {
  (shape: Shape, options: InitializerOptions): Tensor;
}

/** Name of one of `initializers`, with its default options. */
export type InitializerName = keyof typeof initializers;

/** What an option such as `kernelInitializer` takes. */
export type InitializerOption = PartOption<InitializerName, Initializer>;

/** Initializers by name. */
export const initializerKind: PartKind<Initializer> = new PartKind<Initializer>('initializer', () => initializers);

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
