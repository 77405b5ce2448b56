// The sizes of a 2-D convolution in one place. Knows no data.
import type { Conv2dAttributes, Shape } from '@tensorloom/tensor-core';

/** All sizes of a convolution of [batch, height, width, channels] with [kernelHeight, kernelWidth, channels / groups, filters]. */
export interface ConvGeometry extends Conv2dAttributes {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filters: number;
  /** Channels, and filters, of one group. */
  readonly groupChannels: number;
  readonly groupFilters: number;
  /** Elements under the kernel in one group: a row of the unfolded image. */
  readonly taps: number;
  /** Places of the kernel in one image: rows of the unfolded image. */
  readonly places: number;
}

/** Gathers the sizes of a convolution. */
export function convGeometry(input: Shape, kernel: Shape, output: Shape, attributes: Conv2dAttributes): ConvGeometry {
  const [batch, height, width, channels] = input as [number, number, number, number];
  const [kernelHeight, kernelWidth, groupChannels, filters] = kernel as [number, number, number, number];
  const [, outHeight, outWidth] = output as [number, number, number, number];
  return {
    ...attributes,
    batch,
    height,
    width,
    channels,
    kernelHeight,
    kernelWidth,
    outHeight,
    outWidth,
    filters,
    groupChannels,
    groupFilters: filters / attributes.groups,
    taps: kernelHeight * kernelWidth * groupChannels,
    places: outHeight * outWidth,
  };
}

/** Elements of an unfolded chunk of images: small enough for a cache, large enough for a product. */
const CHUNK = 2 ** 19;

/** How many images are unfolded at once. */
export function imagesPerChunk({ batch, places, taps }: ConvGeometry): number {
  return Math.max(1, Math.min(batch, Math.floor(CHUNK / Math.max(1, places * taps))));
}
