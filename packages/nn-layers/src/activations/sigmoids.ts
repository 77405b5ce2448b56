// Units that saturate on both sides.
import {
  abs,
  add,
  checkFinite,
  checkOptions,
  constant,
  div,
  exp,
  maximum,
  mul,
  neg,
  sigmoid as sigmoidOp,
  softplus,
  stopGradient,
  sub,
  tanh as tanhOp,
  type Tensor,
} from '@tensorloom/tensor-core';

/** 1 / (1 + e^-x), in (0, 1). Gradient: s (1 - s). */
export function sigmoid(x: Tensor): Tensor {
  return sigmoidOp(x);
}

/** ln sigmoid(x) = -ln(1 + e^-x), below 0. Gradient: sigmoid(-x). */
export function logSigmoid(x: Tensor): Tensor {
  return neg(softplus(neg(x)));
}

/** (e^x - e^-x) / (e^x + e^-x), in (-1, 1). Gradient: 1 - tanh². */
export function tanh(x: Tensor): Tensor {
  return tanhOp(x);
}

/** x / (1 + |x|), in (-1, 1). Gradient: 1 / (1 + |x|)². */
export function softsign(x: Tensor): Tensor {
  return div(x, add(abs(x), constant(1)));
}

/** Options of sobolevaTanh; at 1, all of them, it is tanh. */
export interface SobolevaTanhOptions {
  /** Default 1. */
  readonly a?: number;
  /** Default 1. */
  readonly b?: number;
  /** Default 1. */
  readonly c?: number;
  /** Default 1. */
  readonly d?: number;
}

const names = ['a', 'b', 'c', 'd'] as const;

/**
 * (e^(ax) - e^(-bx)) / (e^(cx) + e^(-dx)): a tanh with its slopes and limits set apart. Both parts are divided by the larger
 * power of the denominator, so that none overflows where the quotient does not.
 * Gradient: (a e^(ax) + b e^(-bx) - y (c e^(cx) - d e^(-dx))) / (e^(cx) + e^(-dx)). Soboleva and Beskorovainyi 2008.
 */
export function sobolevaTanh(x: Tensor, options: SobolevaTanhOptions = {}): Tensor {
  checkOptions('activations.sobolevaTanh', options, names);
  const [a, b, c, d] = names.map((name) => checkFinite('activations.sobolevaTanh', name, options[name] ?? 1)) as [
    number,
    number,
    number,
    number,
  ];
  const scaled = (factor: number): Tensor => mul(x, constant(factor));
  const largest = stopGradient(maximum(scaled(c), scaled(-d)));
  const power = (factor: number): Tensor => exp(sub(scaled(factor), largest));
  return div(sub(power(a), power(-b)), add(power(c), power(-d)));
}
