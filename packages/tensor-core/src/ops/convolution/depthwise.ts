// Convolutions of each channel for itself, and those followed by a mix of channels.
import { ShapeError } from '../../errors.js';
import { formatShape } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { reshape } from '../movement.js';
import { expectTensor } from '../operands.js';
import type { DataFormat } from '../windows/data-format.js';
import { alongSteps, conv1d, type Conv1dOptions } from './conv1d.js';
import { conv2d, overImages, type Conv2dOptions } from './conv2d.js';
import { convolve, expectKernel } from './convolution-options.js';

/** Options of depthwiseConv1d and separableConv1d: the groups are the channels. */
export type DepthwiseConv1dOptions = Omit<Conv1dOptions, 'groups'>;
/** Options of depthwiseConv2d and separableConv2d: the groups are the channels. */
export type DepthwiseConv2dOptions = Omit<Conv2dOptions, 'groups'>;

/** A kernel [...taps, channels, multiplier] as that of a convolution in as many groups as channels. */
function groupedKernel(op: string, input: Tensor, kernel: Tensor, axes: number, format?: DataFormat): [Tensor, number] {
  const { shape } = expectTensor(op, kernel);
  expectKernel(op, shape, axes, 'channels and multiplier');
  const [channels, multiplier] = shape.slice(-2) as [number, number];
  const given = expectTensor(op, input).shape.at(format === 'channelsFirst' ? 1 : -1);
  if (given !== channels) {
    throw new ShapeError(
      `${op}: channels do not fit; expected a kernel [...spatial, ${given}, multiplier], got ${formatShape(shape)} ` +
        `for input ${formatShape(input.shape)}; check the channels`,
    );
  }
  return [reshape(kernel, [...shape.slice(0, axes), 1, channels * multiplier]), channels];
}

/**
 * 1-D convolution of each channel with `multiplier` kernels of its own: filter c · multiplier + m sees channel c alone.
 *
 * @param input [batch, steps, channels], float32
 * @param kernel [taps, channels, multiplier], float32
 * @returns [batch, outSteps, channels · multiplier]
 */
export function depthwiseConv1d(input: Tensor, kernel: Tensor, options: DepthwiseConv1dOptions = {}): Tensor {
  const [grouped, groups] = groupedKernel('depthwiseConv1d', input, kernel, 1, options.dataFormat);
  return convolve('depthwiseConv1d', 1, [input, grouped], { ...options, groups }, alongSteps);
}

/**
 * 2-D convolution of each channel with `multiplier` kernels of its own: filter c · multiplier + m sees channel c alone.
 *
 * @param input [batch, height, width, channels], float32
 * @param kernel [kernelHeight, kernelWidth, channels, multiplier], float32
 * @returns [batch, outHeight, outWidth, channels · multiplier]
 */
export function depthwiseConv2d(input: Tensor, kernel: Tensor, options: DepthwiseConv2dOptions = {}): Tensor {
  const [grouped, groups] = groupedKernel('depthwiseConv2d', input, kernel, 2, options.dataFormat);
  return convolve('depthwiseConv2d', 2, [input, grouped], { ...options, groups }, overImages);
}

/**
 * depthwiseConv1d, then a mix of the channels at each place.
 *
 * @param input [batch, steps, channels], float32
 * @param depthwiseKernel [taps, channels, multiplier]
 * @param pointwiseKernel [1, channels · multiplier, filters]
 * @param options of the depthwise part; the mix moves by 1
 * @returns [batch, outSteps, filters]
 */
export function separableConv1d(
  input: Tensor,
  depthwiseKernel: Tensor,
  pointwiseKernel: Tensor,
  options: DepthwiseConv1dOptions = {},
): Tensor {
  const { dataFormat = 'channelsLast' } = options;
  return conv1d(depthwiseConv1d(input, depthwiseKernel, options), pointwiseKernel, { dataFormat });
}

/**
 * depthwiseConv2d, then a mix of the channels at each place.
 *
 * @param input [batch, height, width, channels], float32
 * @param depthwiseKernel [kernelHeight, kernelWidth, channels, multiplier]
 * @param pointwiseKernel [1, 1, channels · multiplier, filters]
 * @param options of the depthwise part; the mix moves by 1
 * @returns [batch, outHeight, outWidth, filters]
 */
export function separableConv2d(
  input: Tensor,
  depthwiseKernel: Tensor,
  pointwiseKernel: Tensor,
  options: DepthwiseConv2dOptions = {},
): Tensor {
  const { dataFormat = 'channelsLast' } = options;
  return conv2d(depthwiseConv2d(input, depthwiseKernel, options), pointwiseKernel, { dataFormat });
}
