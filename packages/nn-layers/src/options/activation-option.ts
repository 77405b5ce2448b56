// The option `activation`: a name or a function; and back to a name for files.
import { ConfigError, didYouMean, type Tensor } from '@tensorloom/tensor-core';
import * as activations from '../activations/index.js';

/** A function of a layer's output, of the same shape. */
export type Activation = (x: Tensor) => Tensor;

/** Name of one of `activations`. */
export type ActivationName = keyof typeof activations;

/** What the option takes. */
export type ActivationOption = ActivationName | Activation;

const names = Object.keys(activations) as ActivationName[];

/** The functions that make an axis shorter. */
const narrowing: ReadonlySet<Activation> = new Set([activations.glu, activations.maxout]);

/** True for an activation whose output has another shape than its input. */
export function narrows(activation: Activation): boolean {
  return narrowing.has(activation);
}

/** An activation of any kind. @throws ConfigError for a name that no activation has */
export function anyActivationOf(where: string, option: ActivationOption): Activation {
  if (typeof option === 'function') return option;
  if (names.includes(option)) return activations[option];
  throw new ConfigError(
    `${where}: unknown activation; expected one of ${names.join(', ')}, or a function, got '${String(option)}'; ` +
      didYouMean(String(option), names),
  );
}

/** An activation that keeps the shape. @throws ConfigError for one that does not, or a name that no activation has */
export function activationOf(where: string, option: ActivationOption): Activation {
  const activation = anyActivationOf(where, option);
  if (!narrows(activation)) return activation;
  throw new ConfigError(
    `${where}: activation changes the shape; expected one that keeps it, got '${activation.name}'; ` +
      `put new Activation('${activation.name}') after the layer`,
  );
}

/** The name under which a file can say it. @throws ConfigError for a function of the user's own */
export function activationName(where: string, activation: Activation): ActivationName {
  const name = names.find((known) => activations[known] === activation);
  if (name) return name;
  throw new ConfigError(
    `${where}: activation has no name; expected one of ${names.join(', ')} to write it down, got a function; ` +
      'put it into a layer of your own',
  );
}
