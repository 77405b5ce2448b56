// Rectified units: the input above a threshold, little or nothing below.
import {
  checkFinite,
  checkOptions,
  checkRange,
  constant,
  greaterEqual,
  lessEqual,
  mul,
  relu as reluOp,
  sub,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';

/** Options of relu. */
export interface ReluOptions {
  /** Slope up to the threshold, at least 0 (default 0). */
  readonly negativeSlope?: number;
  /** Largest value of the output, at least 0 (default none). */
  readonly maxValue?: number;
  /** Where the unit starts, at least 0 (default 0). */
  readonly threshold?: number;
}

/** Names of the options. */
export const reluOptionNames: readonly string[] = ['negativeSlope', 'maxValue', 'threshold'];

/** @throws ConfigError unless all are numbers >= 0 */
export function checkRelu(where: string, { negativeSlope = 0, maxValue, threshold = 0 }: ReluOptions): void {
  checkRange(where, 'negativeSlope', negativeSlope, 0, Infinity);
  if (maxValue !== undefined) checkRange(where, 'maxValue', maxValue, 0, Infinity);
  checkRange(where, 'threshold', threshold, 0, Infinity);
}

/**
 * max(x, 0). With options: x above `threshold` and at most `maxValue`, negativeSlope · (x - threshold) elsewhere.
 * Gradient: 1 above the threshold, negativeSlope below it and at it, 0 from `maxValue` on. NaN stays.
 */
export function relu(x: Tensor, options: ReluOptions = {}): Tensor {
  checkOptions('activations.relu', options, reluOptionNames);
  checkRelu('activations.relu', options);
  const { negativeSlope = 0, maxValue, threshold: start = 0 } = options;
  if (negativeSlope === 0 && start === 0 && maxValue === undefined) return reluOp(x);
  const edge = constant(start);
  const above = maxValue === undefined ? x : where(greaterEqual(x, constant(maxValue)), constant(maxValue), x);
  const below = negativeSlope === 0 ? constant(0) : mul(sub(x, edge), constant(negativeSlope));
  return where(lessEqual(x, edge), below, above);
}

/** min(max(x, 0), 6). Gradient: 1 between 0 and 6, else 0. */
export function relu6(x: Tensor): Tensor {
  return relu(x, { maxValue: 6 });
}

/** Options of leakyRelu. */
export interface LeakyReluOptions {
  /** Slope below 0, at least 0 (default 0.2, as in Keras; PyTorch has 0.01, and so has much teaching). */
  readonly negativeSlope?: number;
}

/** x above 0, negativeSlope · x below. Gradient: 1 above 0, else negativeSlope. Maas, Hannun and Ng 2013. */
export function leakyRelu(x: Tensor, options: LeakyReluOptions = {}): Tensor {
  checkOptions('activations.leakyRelu', options, ['negativeSlope']);
  return relu(x, { negativeSlope: options.negativeSlope ?? 0.2 });
}

/** Options of threshold. */
export interface ThresholdOptions {
  /** What x must exceed (default 0). */
  readonly threshold?: number;
  /** What stands in the place of others (default 0). */
  readonly defaultValue?: number;
}

/** x above `threshold`, else `defaultValue`. Gradient: 1 above, else 0 (also at the threshold). NaN stays. */
export function threshold(x: Tensor, options: ThresholdOptions = {}): Tensor {
  checkOptions('activations.threshold', options, ['threshold', 'defaultValue']);
  const edge = checkFinite('activations.threshold', 'threshold', options.threshold ?? 0);
  const other = checkFinite('activations.threshold', 'defaultValue', options.defaultValue ?? 0);
  return where(lessEqual(x, constant(edge)), constant(other), x);
}
