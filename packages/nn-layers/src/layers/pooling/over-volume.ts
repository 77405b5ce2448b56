// Adaptive pooling of volumes: of each depth as an image, then along depth.
import { moveAxis, reshape, type DataFormat, type Tensor } from '@tensorloom/tensor-core';
import type { PerAxis } from '../../options/per-axis.js';

/** A mean or maximum of means or maxima: windows are the same for all rows, so that both orders give the same. */
export function overVolume(
  pool: (images: Tensor, size: PerAxis<2>) => Tensor,
  input: Tensor,
  [outDepth, outHeight, outWidth]: PerAxis<3>,
  dataFormat: DataFormat,
): Tensor {
  const value = dataFormat === 'channelsLast' ? input : moveAxis(input, 1, -1);
  const [batch, depth, height, width, channels] = value.shape as readonly [number, number, number, number, number];
  const images = pool(reshape(value, [batch * depth, height, width, channels]), [outHeight, outWidth]);
  const places = outHeight * outWidth;
  const columns = pool(reshape(images, [batch, depth, places, channels]), [outDepth, places]);
  const result = reshape(columns, [batch, outDepth, outHeight, outWidth, channels]);
  return dataFormat === 'channelsLast' ? result : moveAxis(result, -1, 1);
}
