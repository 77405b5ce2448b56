// Convolution over one spatial axis: of images of height 1.
import { record } from '../../record.js';
import type { Tensor } from '../../tensor.js';
import { reshape } from '../movement.js';
import type { Padding1d, Steps1d } from '../windows/window-options.js';
import {
  convolve,
  planarAttributes,
  type ConvolutionGeometry,
  type ConvolutionOptions,
} from './convolution-options.js';

/** Options of conv1d. Padding `'causal'` stands before the input alone, so that no place sees what follows it. */
export type Conv1dOptions = ConvolutionOptions<Steps1d, Padding1d | 'causal'>;

/** Rows as images of height 1. */
export function alongSteps(value: Tensor, kernel: Tensor, geometry: ConvolutionGeometry): Tensor {
  const [batch, steps, channels] = value.shape as [number, number, number];
  const images = reshape(value, [batch, 1, steps, channels]);
  const result = record('conv2d', [images, reshape(kernel, [1, ...kernel.shape])], planarAttributes(geometry));
  return reshape(result, result.shape.toSpliced(1, 1));
}

/**
 * 1-D convolution (cross-correlation, as everywhere in deep learning):
 * out[b, t, f] = Σ_{i, c} input[b, t·stride + i·dilation - before, c] · kernel[i, c, f].
 *
 * @param input [batch, steps, channels], float32
 * @param kernel [taps, channels / groups, filters], float32
 * @returns [batch, outSteps, filters]
 * @throws ShapeError where channels, groups or the kernel's length do not fit
 */
export function conv1d(input: Tensor, kernel: Tensor, options: Conv1dOptions = {}): Tensor {
  return convolve('conv1d', 1, [input, kernel], options, alongSteps);
}
