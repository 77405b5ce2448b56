// Normalization of each example over its features: by mean and variance, or by the mean square alone.
import { recordComposite } from '../../record.js';
import { checkOptions } from '../../options/check-options.js';
import { normalizeAxes } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { add, mul, rsqrt, square } from '../elementwise.js';
import { castTo, constant, expectTensor, floatOperand } from '../operands.js';
import { mean } from '../reduction.js';
import { affine, checkEpsilon, expectElements, present, standardized, type Affine } from './standardize.js';

/** Options of layerNorm and rmsNorm. */
export interface LayerNormOptions {
  /** Axes to normalize over (default the last). */
  readonly axes?: number | readonly number[];
  /** Added to the variance or the mean square, so that features which are all alike stay finite. */
  readonly epsilon?: number;
}

/**
 * (x - mean) / √(variance + epsilon) · scale + offset, mean and variance over `axes` of each example. The variance is the
 * mean of squares; features that are all alike give 0, and `offset`.
 *
 * @param input [...], float32
 * @param scale extents of `axes`, ascending; none if undefined
 * @param offset extents of `axes`, ascending; none if undefined
 * @param options axes (default the last), epsilon (default 1e-3, as in Keras; PyTorch has 1e-5)
 * @returns the same shape and float dtype; halves are computed in float32 and rounded once
 * @throws ShapeError where scale or offset do not fit
 * @see Ba, Kiros, Hinton: Layer Normalization (2016), equation 3
 */
export function layerNorm(input: Tensor, scale?: Affine, offset?: Affine, options: LayerNormOptions = {}): Tensor {
  checkOptions('layerNorm', options, ['axes', 'epsilon']);
  const given = floatOperand('layerNorm', expectTensor('layerNorm', input));
  const x = castTo(given, 'float32');
  const axes = normalizeAxes('layerNorm', options.axes ?? -1, x.rank);
  const epsilon = checkEpsilon('layerNorm', options.epsilon ?? 1e-3);
  expectElements('layerNorm', x.shape, axes);
  const body = affine('layerNorm', standardized(x, axes, epsilon), scale, offset, axes);
  return recordComposite('layerNorm', present(given, scale, offset), { axes, epsilon }, castTo(body, given.dtype));
}

/**
 * x / √(mean of x² + epsilon) · scale, the mean over `axes` of each example.
 *
 * @param input [...], float32
 * @param scale extents of `axes`, ascending; none if undefined
 * @param options axes (default the last), epsilon (default 1e-6, as in Keras)
 * @returns the same shape and float dtype; halves are computed in float32 and rounded once
 * @throws ShapeError where scale does not fit
 * @see Zhang, Sennrich: Root Mean Square Layer Normalization (2019), equation 4
 */
export function rmsNorm(input: Tensor, scale?: Affine, options: LayerNormOptions = {}): Tensor {
  checkOptions('rmsNorm', options, ['axes', 'epsilon']);
  const given = floatOperand('rmsNorm', expectTensor('rmsNorm', input));
  const x = castTo(given, 'float32');
  const axes = normalizeAxes('rmsNorm', options.axes ?? -1, x.rank);
  const epsilon = checkEpsilon('rmsNorm', options.epsilon ?? 1e-6);
  expectElements('rmsNorm', x.shape, axes);
  const size = rsqrt(add(mean(square(x), axes, { keepDims: true }), constant(epsilon)));
  const body = affine('rmsNorm', mul(x, size), scale, undefined, axes);
  return recordComposite('rmsNorm', present(given, scale), { axes, epsilon }, castTo(body, given.dtype));
}
