// Convolution over two spatial axes: the primitive.
import { record } from '../../record.js';
import type { Tensor } from '../../tensor.js';
import type { Padding2d, Steps2d } from '../windows/window-options.js';
import {
  convolve,
  planarAttributes,
  type ConvolutionGeometry,
  type ConvolutionOptions,
} from './convolution-options.js';

/** Options of conv2d. */
export type Conv2dOptions = ConvolutionOptions<Steps2d, Padding2d>;

/** The primitive. */
export function overImages(value: Tensor, kernel: Tensor, geometry: ConvolutionGeometry): Tensor {
  return record('conv2d', [value, kernel], planarAttributes(geometry));
}

/**
 * 2-D convolution (cross-correlation, as everywhere in deep learning):
 * out[b, y, x, f] = Σ_{i, j, c} input[b, y·stride + i·dilation - top, x·stride + j·dilation - left, c] · kernel[i, j, c, f].
 *
 * @param input [batch, height, width, channels], float32
 * @param kernel [kernelHeight, kernelWidth, channels / groups, filters], float32
 * @returns [batch, outHeight, outWidth, filters]
 * @throws ShapeError where channels, groups or the kernel's extents do not fit
 */
export function conv2d(input: Tensor, kernel: Tensor, options: Conv2dOptions = {}): Tensor {
  return convolve('conv2d', 2, [input, kernel], options, overImages);
}
