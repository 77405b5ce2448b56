// What a 2-D convolution looks like as a matrix product: which numbers are fixed in the text, which are parameters.
import type { GemmSizes } from './gemm-parameters.js';

/** The window of a convolution. It stands in the kernel's text as constants: that is where its speed comes from. */
export interface ConvWindow {
  readonly kernel: readonly [height: number, width: number];
  readonly strides: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly padding: readonly [readonly [top: number, bottom: number], readonly [left: number, right: number]];
  readonly groups: number;
  /** Channels of the input and filters, both for all groups together. */
  readonly channels: number;
  readonly filters: number;
}

/** Extents that may change from run to run without a new kernel. */
export interface ConvExtents {
  readonly batch: number;
  readonly input: readonly [height: number, width: number];
  readonly output: readonly [height: number, width: number];
}

/** The three products of a convolution. */
export type ConvProduct = 'conv2d' | 'conv2dInputGradient' | 'conv2dKernelGradient';

/**
 * Extents of a convolution's product; z is the group, and element (z, m, n) of the result lies at
 * `m · (groups · n's extent) + z · n's extent + n` of a channels-last tensor:
 * - conv2d: m = (image, y, x) of the output, k = (i, j, channel), n = filter;
 * - conv2dInputGradient: m = (image, y, x) of the input, k = (i, j, filter), n = channel;
 * - conv2dKernelGradient: m = (i, j, channel), k = (image, y, x) of the output, n = filter.
 */
export function convSizes(product: ConvProduct, window: ConvWindow, { batch, input, output }: ConvExtents): GemmSizes {
  const { kernel, groups } = window;
  const taps = kernel[0] * kernel[1];
  const [channels, filters] = [window.channels / groups, window.filters / groups];
  const outputs = batch * output[0] * output[1];
  if (product === 'conv2d') return { batch: groups, m: outputs, n: filters, k: taps * channels };
  if (product === 'conv2dKernelGradient') return { batch: groups, m: taps * channels, n: filters, k: outputs };
  return { batch: groups, m: batch * input[0] * input[1], n: channels, k: taps * filters };
}
