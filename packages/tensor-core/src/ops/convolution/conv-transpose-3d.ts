// Transposed convolution over three spatial axes: 2-D ones whose filters hold the taps along depth, then a sum of shifted depths.
import type { PaddingPair } from '../../op-table.js';
import { record, recordComposite } from '../../record.js';
import type { Tensor } from '../../tensor.js';
import { add } from '../elementwise.js';
import { reshape, transpose } from '../movement.js';
import { pad } from '../pad.js';
import { slice } from '../slice.js';
import type { Padding3d, Steps3d } from '../windows/window-options.js';
import { withoutDepth } from './conv3d.js';
import { planarAttributes } from './convolution-options.js';
import { convolveBack, type ConvTransposeOptions, type TransposedGeometry } from './transpose-options.js';

/** Options of convTranspose3d. */
export type ConvTranspose3dOptions = ConvTransposeOptions<Steps3d, Padding3d>;

/** What each tap along depth gives: [batch, depth, taps, places · filters] with all places of a depth in one row. */
function eachTap(value: Tensor, kernel: Tensor, geometry: TransposedGeometry): Tensor {
  const [batch, depth, height, width, channels] = value.shape as readonly [number, number, number, number, number];
  const [taps, kernelHeight, kernelWidth, perGroup] = kernel.shape as readonly [number, number, number, number, number];
  const { outExtents, groups, filters } = geometry;
  const [, outHeight, outWidth] = outExtents as readonly [number, number, number];
  const flat = reshape(transpose(kernel, [1, 2, 0, 3, 4]), [kernelHeight, kernelWidth, taps * perGroup, channels]);
  const images = reshape(value, [batch * depth, height, width, channels]);
  const inputShape = [batch * depth, outHeight, outWidth, taps * filters];
  const all = record('conv2dInputGradient', [images, flat], {
    ...planarAttributes(withoutDepth(geometry)),
    inputShape,
  });
  const apart = reshape(all, [batch * depth, outHeight * outWidth, groups, taps, perGroup]);
  return reshape(transpose(apart, [0, 3, 1, 2, 4]), [batch, depth, taps, outHeight * outWidth * filters]);
}

/** Depths `stride` apart, the first at `first`, zeros between and around: [batch, extent, size]. */
function spread(depths: Tensor, first: number, stride: number, extent: number): Tensor {
  const [batch, depth, size] = depths.shape as readonly [number, number, number];
  const none = [0, 0] as const;
  const apart = pad(reshape(depths, [batch, depth, 1, size]), [none, none, [0, stride - 1], none]);
  const rows = slice(reshape(apart, [batch, depth * stride, size]), null, [0, (depth - 1) * stride + 1]);
  return pad(rows, [none, [first, extent - first - (rows.shape[1] as number)], none]);
}

function overDepth(value: Tensor, kernel: Tensor, geometry: TransposedGeometry): Tensor {
  const [stride, dilation] = [geometry.strides[0] as number, geometry.dilation[0] as number];
  const [taps, depth] = [kernel.shape[0] as number, value.shape[1] as number];
  const [front] = geometry.padding[0] as PaddingPair;
  const wanted = geometry.outExtents[0] as number;
  const whole = Math.max((depth - 1) * stride + (taps - 1) * dilation + 1, front + wanted);
  const given = eachTap(value, kernel, geometry);
  const parts = Array.from({ length: taps }, (_, tap) =>
    spread(slice(given, null, null, tap), tap * dilation, stride, whole),
  );
  const total = parts.reduce((left, right) => add(left, right));
  const cut = slice(total, null, [front, front + wanted]);
  return reshape(cut, [value.shape[0] as number, ...geometry.outExtents, geometry.filters]);
}

/**
 * Transposed 3-D convolution; see convTranspose2d. Takes the memory of `kernelDepth` results of its 2-D part.
 *
 * @param input [batch, depth, height, width, channels], float32
 * @param kernel [kernelDepth, kernelHeight, kernelWidth, filters / groups, channels], float32
 * @returns [batch, outDepth, outHeight, outWidth, filters]
 */
export function convTranspose3d(input: Tensor, kernel: Tensor, options: ConvTranspose3dOptions = {}): Tensor {
  return convolveBack('convTranspose3d', 3, [input, kernel], options, (value, weights, geometry) =>
    recordComposite('convTranspose3d', [value, weights], { ...geometry }, overDepth(value, weights, geometry)),
  );
}
