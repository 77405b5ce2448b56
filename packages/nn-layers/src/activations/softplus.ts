// Smooth forms of max(x, 0).
import {
  add,
  checkFinite,
  checkOptions,
  ConfigError,
  constant,
  div,
  mul,
  relu,
  softplus as softplusOp,
  sqrt,
  square,
  sub,
  type Tensor,
} from '@tensorloom/tensor-core';

/** ln(1 + e^x), above 0. Gradient: sigmoid(x). */
export function softplus(x: Tensor): Tensor {
  return softplusOp(x);
}

/** Options of squareplus. */
export interface SquareplusOptions {
  /** How wide the bend is, above 0 (default 4). */
  readonly b?: number;
}

/**
 * (x + √(x² + b)) / 2, above 0: softplus without exponentials. Computed as max(x, 0) + b / 2 / (√(x² + b) + |x|), which keeps
 * all digits far below 0. Gradient: (1 + x / √(x² + b)) / 2. Barron 2021.
 */
export function squareplus(x: Tensor, options: SquareplusOptions = {}): Tensor {
  checkOptions('activations.squareplus', options, ['b']);
  const b = checkFinite('activations.squareplus', 'b', options.b ?? 4);
  if (b <= 0) throw new ConfigError(`activations.squareplus: bad b; expected a number above 0, got ${b}; change it`);
  const positive = relu(x);
  // |x| with slope -1 at 0, where relu has slope 0: together they make the 1/2 of the formula.
  const size = sub(mul(positive, constant(2)), x);
  const root = sqrt(add(square(x), constant(b)));
  return add(positive, div(constant(b / 2), add(root, size)));
}
