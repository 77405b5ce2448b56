// Gives an initializer the config by which a file names it.
import { ConfigError, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { namedPart } from '../named-parts.js';
import type { Initializer, InitializerOptions } from './initializer.js';

/** An initializer with its name and the options that were given. */
export function named(
  name: string,
  options: object,
  known: readonly string[],
  give: (shape: Shape, options: InitializerOptions) => Tensor,
): Initializer {
  if (Array.isArray(options)) {
    throw new ConfigError(
      `initializers.${name}: makes initializers; expected options, got a shape; call it where you name it: initializers.${name}()`,
    );
  }
  return namedPart('initializers', name, options, known, give);
}
