// Convolution over three spatial axes: one 2-D convolution that sees the taps along depth as channels.
import type { PaddingPair } from '../../op-table.js';
import { record, recordComposite } from '../../record.js';
import { windowCount } from '../../rules/contraction-rules.js';
import type { Tensor } from '../../tensor.js';
import { concat, reshape, transpose } from '../movement.js';
import { pad } from '../pad.js';
import { slice } from '../slice.js';
import type { Padding3d, Steps3d } from '../windows/window-options.js';
import {
  convolve,
  planarAttributes,
  type ConvolutionGeometry,
  type ConvolutionOptions,
} from './convolution-options.js';

/** Options of conv3d. */
export type Conv3dOptions = ConvolutionOptions<Steps3d, Padding3d>;

type Axes5 = readonly [number, number, number, number, number];

/** The axes after depth. */
export function withoutDepth({ strides, padding, dilation, groups }: ConvolutionGeometry): ConvolutionGeometry {
  return { strides: strides.slice(1), padding: padding.slice(1), dilation: dilation.slice(1), groups };
}

/** What each tap along depth sees at all places, side by side in each group: [batch · places, height, width, groups · taps · channels / groups]. */
function depthTaps(value: Tensor, taps: number, places: number, geometry: ConvolutionGeometry): Tensor {
  const [batch, , height, width, channels] = value.shape as Axes5;
  const [stride, spread] = [geometry.strides[0] as number, geometry.dilation[0] as number];
  const pair = geometry.padding[0] as PaddingPair;
  const none = [0, 0] as const;
  const padded = pair[0] + pair[1] > 0 ? pad(value, [none, pair, none, none, none]) : value;
  const seen = Array.from({ length: taps }, (_, tap) => {
    const first = tap * spread;
    const part = slice(padded, null, [first, first + (places - 1) * stride + 1, stride]);
    return reshape(part, [batch * places, height, width, geometry.groups, 1, channels / geometry.groups]);
  });
  return reshape(concat(seen, 4), [batch * places, height, width, taps * channels]);
}

function overDepth(value: Tensor, kernel: Tensor, geometry: ConvolutionGeometry): Tensor {
  const [taps, height, width, perGroup, filters] = kernel.shape as Axes5;
  const [batch, depth] = value.shape as Axes5;
  const { strides, padding, dilation } = geometry;
  const places = windowCount(depth, taps, strides[0] as number, padding[0] as PaddingPair, dilation[0]);
  const images = depthTaps(value, taps, places, geometry);
  const flat = reshape(transpose(kernel, [1, 2, 0, 3, 4]), [height, width, taps * perGroup, filters]);
  const result = record('conv2d', [images, flat], planarAttributes(withoutDepth(geometry)));
  return reshape(result, [batch, places, ...result.shape.slice(1)]);
}

/**
 * 3-D convolution (cross-correlation): as conv2d with an axis of depth in front of height and width.
 * Runs as one 2-D convolution; the input is laid out once for each tap along depth, which takes that many times its memory.
 *
 * @param input [batch, depth, height, width, channels], float32
 * @param kernel [kernelDepth, kernelHeight, kernelWidth, channels / groups, filters], float32
 * @returns [batch, outDepth, outHeight, outWidth, filters]
 * @throws ShapeError where channels, groups or the kernel's extents do not fit
 */
export function conv3d(input: Tensor, kernel: Tensor, options: Conv3dOptions = {}): Tensor {
  return convolve('conv3d', 3, [input, kernel], options, (value, weights, geometry) =>
    recordComposite('conv3d', [value, weights], { ...geometry }, overDepth(value, weights, geometry)),
  );
}
