// Units that take small inputs to 0.
import {
  abs,
  checkOptions,
  checkRange,
  constant,
  lessEqual,
  neg,
  relu,
  sub,
  tanh,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';

/** Option of softShrink and hardShrink. */
export interface ShrinkOptions {
  /** Size up to which inputs become 0, at least 0 (default 0.5). */
  readonly threshold?: number;
}

function thresholdOf(where: string, options: ShrinkOptions): Tensor {
  checkOptions(where, options, ['threshold']);
  return constant(checkRange(where, 'threshold', options.threshold ?? 0.5, 0, Infinity));
}

/** x - tanh(x). Gradient: tanh². */
export function tanhShrink(x: Tensor): Tensor {
  return sub(x, tanh(x));
}

/** x moved towards 0 by `threshold`, 0 where it is no larger. Gradient: 1 beyond ±threshold, else 0 (also at them). */
export function softShrink(x: Tensor, options: ShrinkOptions = {}): Tensor {
  const edge = thresholdOf('activations.softShrink', options);
  return sub(relu(sub(x, edge)), relu(sub(neg(x), edge)));
}

/** x where |x| exceeds `threshold`, else 0. Gradient: 1 beyond ±threshold, else 0 (also at them). NaN stays. */
export function hardShrink(x: Tensor, options: ShrinkOptions = {}): Tensor {
  const edge = thresholdOf('activations.hardShrink', options);
  return where(lessEqual(abs(x), edge), constant(0), x);
}
