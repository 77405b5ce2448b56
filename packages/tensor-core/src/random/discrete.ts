// Random choices: coins, integers, classes.
import { ConfigError } from '../errors.js';
import { add, less, remainder } from '../ops/elementwise.js';
import { castTo, expectTensor, floatOperand } from '../ops/operands.js';
import { argmax } from '../ops/reduction.js';
import { normalizeAxis, type Shape } from '../shape.js';
import type { Tensor, TensorLike } from '../tensor.js';
import { bits, unit, type RandomOptions } from './bits.js';
import { gumbel } from './continuous.js';

/** true with the given probability, bool: a uniform draw below it. */
export function bernoulli(shape: Shape, probability: TensorLike, options: RandomOptions = {}): Tensor {
  return less(unit(shape, options), probability);
}

/**
 * Integers in [minimum, maximum), int32, the same on every device: random bits modulo n = maximum - minimum. The probabilities of two
 * numbers differ by at most 2^-32, which is n / 2^32 of them: 2e-8 for n = 100.
 *
 * @throws ConfigError unless both ends are integers of int32, in order, at most 2^31 apart
 */
export function randint(shape: Shape, minimum: number, maximum: number, options: RandomOptions = {}): Tensor {
  const count = maximum - minimum;
  const fits = Number.isInteger(minimum) && Number.isInteger(maximum) && minimum >= -(2 ** 31) && maximum <= 2 ** 31;
  if (!fits || count < 1 || count > 2 ** 31) {
    throw new ConfigError(
      `random.randint: bad range; expected integers of int32 with minimum < maximum, at most 2^31 apart, got ${minimum} and ${maximum}; ` +
        'change them',
    );
  }
  return add(castTo(remainder(bits(shape, options), count), 'int32'), minimum);
}

export interface CategoricalOptions extends RandomOptions {
  /** The axis of the classes (default the last). */
  readonly axis?: number;
  /** Independent draws of each: axes in front of the result (default none). */
  readonly shape?: Shape;
}

/**
 * Classes drawn with probabilities softmax(logits), by Gumbel's trick: argmax(logits + gumbel). A logit of -Infinity is never drawn
 * beside a finite one; NaN always is.
 *
 * @param logits [...batch, classes], unnormalised log probabilities
 * @returns int32 [...shape, ...batch]
 */
export function categorical(logits: Tensor, { axis = -1, shape = [], ...options }: CategoricalOptions = {}): Tensor {
  const op = 'random.categorical';
  const value = floatOperand(op, expectTensor(op, logits));
  const fromEnd = normalizeAxis(op, axis, value.rank) - value.rank;
  return argmax(add(gumbel([...shape, ...value.shape], options), value), fromEnd);
}
