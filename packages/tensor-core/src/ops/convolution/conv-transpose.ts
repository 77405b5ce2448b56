// Transposed convolution over one and two spatial axes: the input gradient of a convolution, as an op of its own.
import { record } from '../../record.js';
import type { Tensor } from '../../tensor.js';
import { reshape } from '../movement.js';
import type { Padding1d, Padding2d, Steps1d, Steps2d } from '../windows/window-options.js';
import { planarAttributes } from './convolution-options.js';
import { convolveBack, type ConvTransposeOptions } from './transpose-options.js';

/** Options of convTranspose1d. */
export type ConvTranspose1dOptions = ConvTransposeOptions<Steps1d, Padding1d>;
/** Options of convTranspose2d. */
export type ConvTranspose2dOptions = ConvTransposeOptions<Steps2d, Padding2d>;

/**
 * Transposed 1-D convolution; see convTranspose2d.
 *
 * @param input [batch, steps, channels], float32
 * @param kernel [taps, filters / groups, channels], float32
 * @returns [batch, outSteps, filters]
 */
export function convTranspose1d(input: Tensor, kernel: Tensor, options: ConvTranspose1dOptions = {}): Tensor {
  return convolveBack('convTranspose1d', 1, [input, kernel], options, (value, weights, geometry) => {
    const [batch, steps, channels] = value.shape as [number, number, number];
    const { outExtents, filters } = geometry;
    const operands = [reshape(value, [batch, 1, steps, channels]), reshape(weights, [1, ...weights.shape])];
    const inputShape = [batch, 1, ...outExtents, filters];
    const result = record('conv2dInputGradient', operands, { ...planarAttributes(geometry), inputShape });
    return reshape(result, [batch, ...outExtents, filters]);
  });
}

/**
 * Transposed 2-D convolution: each element of the input adds its multiple of the kernel to the result,
 * out[b, y·stride + i·dilation - top, x·stride + j·dilation - left, f] += input[b, y, x, c] · kernel[i, j, f, c].
 * It is the gradient of conv2d with the same kernel and options with respect to its input.
 *
 * Extents of the result, for a kernel that reaches over r = (taps - 1) · dilation + 1, as in Keras:
 * `'valid'`: (n - 1) · stride + max(r, stride), or (n - 1) · stride + r + outputPadding where that is given;
 * `'same'`: n · stride, or (n - 1) · stride + r mod 2 + outputPadding where that is given, cut from both ends, the odd row from the last;
 * pairs of rows: (n - 1) · stride + r - before - after + outputPadding, as in PyTorch.
 *
 * @param input [batch, height, width, channels], float32
 * @param kernel [kernelHeight, kernelWidth, filters / groups, channels], float32
 * @returns [batch, outHeight, outWidth, filters]
 * @throws ShapeError where channels or groups do not fit, or padding leaves nothing
 */
export function convTranspose2d(input: Tensor, kernel: Tensor, options: ConvTranspose2dOptions = {}): Tensor {
  return convolveBack('convTranspose2d', 2, [input, kernel], options, (value, weights, geometry) => {
    const inputShape = [value.shape[0] as number, ...geometry.outExtents, geometry.filters];
    return record('conv2dInputGradient', [value, weights], { ...planarAttributes(geometry), inputShape });
  });
}
