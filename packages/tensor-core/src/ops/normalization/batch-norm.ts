// Normalization of each channel over a batch: the moments of one, and the use of given moments.
import { recordComposite } from '../../record.js';
import { checkOptions } from '../../options/check-options.js';
import { normalizeAxis } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { add, mul, rsqrt, sub } from '../elementwise.js';
import { castTo, constant, expectTensor, floatOperand } from '../operands.js';
import { mean } from '../reduction.js';
import { reshape } from '../movement.js';
import { affine, checkEpsilon, expectElements, laidAlong, present, spread, type Affine } from './standardize.js';

/** Options of batchNorm. */
export interface BatchNormOptions {
  /** Axis of the channels (default the last). */
  readonly axis?: number;
  /** Added to the variance (default 1e-3, as in Keras; PyTorch has 1e-5). */
  readonly epsilon?: number;
}

/** Mean and variance of each channel. */
export interface Moments {
  /** [channels] */
  readonly mean: Tensor;
  /** [channels]: the mean of squared distances from the mean, without Bessel's correction. */
  readonly variance: Tensor;
}

/**
 * Mean and variance of each channel over all other axes: what batchNorm normalizes by in training.
 *
 * @param input [batch, ...spatial, channels], float32
 * @param axis axis of the channels (default the last)
 * @returns both [channels], float32; their gradients flow to the input
 * @throws ShapeError where there is nothing to average
 */
export function batchMoments(input: Tensor, axis = -1): Moments {
  const x = castTo(floatOperand('batchMoments', expectTensor('batchMoments', input)), 'float32');
  const channels = normalizeAxis('batchMoments', axis, x.rank);
  const axes = x.shape.flatMap((_, index) => (index === channels ? [] : [index]));
  expectElements('batchMoments', x.shape, axes);
  const centre = mean(x, axes, { keepDims: true });
  const extent = [x.shape[channels] as number];
  return { mean: reshape(centre, extent), variance: reshape(spread(x, axes), extent) };
}

/**
 * (x - mean) / √(variance + epsilon) · scale + offset for each channel.
 * In training `mean` and `variance` are `batchMoments(input)`, in inference moving averages of them.
 *
 * @param input [batch, ...spatial, channels], float32
 * @param mean [channels]
 * @param variance [channels], >= 0
 * @param scale [channels]; none if undefined
 * @param offset [channels]; none if undefined
 * @returns the same shape
 * @throws ShapeError where moments, scale or offset do not fit
 * @see Ioffe, Szegedy: Batch Normalization (2015), algorithm 1
 */
export function batchNorm(
  input: Tensor,
  { mean: centre, variance }: Moments,
  scale?: Affine,
  offset?: Affine,
  options: BatchNormOptions = {},
): Tensor {
  checkOptions('batchNorm', options, ['axis', 'epsilon']);
  const given = floatOperand('batchNorm', expectTensor('batchNorm', input));
  const x = castTo(given, 'float32');
  const axis = normalizeAxis('batchNorm', options.axis ?? -1, x.rank);
  const epsilon = checkEpsilon('batchNorm', options.epsilon ?? 1e-3);
  const middle = laidAlong('batchNorm', 'mean', centre, x.shape, [axis]);
  const spread = laidAlong('batchNorm', 'variance', variance, x.shape, [axis]);
  const standard = mul(sub(x, middle), rsqrt(add(spread, constant(epsilon))));
  const body = affine('batchNorm', standard, scale, offset, [axis]);
  const named = present(given, centre, variance, scale, offset);
  return recordComposite('batchNorm', named, { axis, epsilon }, castTo(body, given.dtype));
}
