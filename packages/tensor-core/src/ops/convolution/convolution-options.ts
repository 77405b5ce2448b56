// What all convolutions share: their options, the check of shapes, the layout. They differ in how they run on channels last.
import { ShapeError } from '../../errors.js';
import type { Conv2dAttributes, PaddingPair } from '../../op-table.js';
import { checkOptions } from '../../options/check-options.js';
import { windowCount } from '../../rules/contraction-rules.js';
import { formatShape, type Shape } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { expectTensor, floatOperands } from '../operands.js';
import {
  checkDataFormat,
  expectSpatial,
  fromChannelsLast,
  toChannelsLast,
  type DataFormat,
} from '../windows/data-format.js';
import { paddingRows, planar, stepsOf, type AnyPadding } from '../windows/window-options.js';

/** Options of convolutions; `Steps` is a number, or one for each spatial axis. */
export interface ConvolutionOptions<Steps, Padding> {
  /** Step of the kernel (default 1). */
  readonly strides?: Steps;
  /** Default 'valid'. */
  readonly padding?: Padding;
  /** Distance of a kernel's taps (default 1). */
  readonly dilation?: Steps;
  /** The channels fall into this many groups that do not see each other (default 1). */
  readonly groups?: number;
  /** Default 'channelsLast'. The kernel's layout is the same for both. */
  readonly dataFormat?: DataFormat;
}

/** Options of any convolution, before they are checked. */
export type AnyConvolutionOptions = ConvolutionOptions<number | readonly number[], AnyPadding>;

/** Checked options, a number for each spatial axis. */
export interface ConvolutionGeometry {
  readonly strides: readonly number[];
  readonly padding: readonly PaddingPair[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** How far a kernel reaches along each axis, from its first tap to its last. */
export function reachesOf(sizes: Shape, dilation: readonly number[]): readonly number[] {
  return sizes.map((size, axis) => (size - 1) * (dilation[axis] as number) + 1);
}

/** @throws ShapeError unless the kernel has taps along each spatial axis and two axes of channels */
export function expectKernel(op: string, kernel: Shape, axes: number, channels: string): void {
  if (kernel.length !== axes + 2 || kernel.slice(0, axes).some((extent) => extent < 1)) {
    throw new ShapeError(
      `${op}: kernel has the wrong shape; expected ${axes} axes of at least one tap, then ${channels}, got ${formatShape(kernel)}; ` +
        'reshape it',
    );
  }
}

/** @throws ShapeError unless channels and taps of the kernel fit the input, both in channels last */
function expectFit(op: string, input: Shape, kernel: Shape, geometry: ConvolutionGeometry): void {
  const { groups, strides, padding, dilation } = geometry;
  const [channels, filters] = [input.at(-1) as number, kernel.at(-1) as number];
  if (channels % groups !== 0 || filters % groups !== 0 || kernel.at(-2) !== channels / groups) {
    throw new ShapeError(
      `${op}: channels do not fit; expected a kernel [...spatial, ${channels} / ${groups}, filters] with filters a multiple of ` +
        `${groups}, got ${formatShape(kernel)} for input ${formatShape(input)}; check channels and groups`,
    );
  }
  const extents = input.slice(1, -1);
  const places = extents.map((extent, axis) =>
    windowCount(extent, kernel[axis] as number, strides[axis] as number, padding[axis] as PaddingPair, dilation[axis]),
  );
  if (places.some((count) => count < 1)) {
    throw new ShapeError(
      `${op}: kernel larger than the image; expected at most ${formatShape(extents)} with padding, ` +
        `got a kernel of ${formatShape(kernel)}; pad more or use a smaller kernel`,
    );
  }
}

/**
 * Checks operands and options of a convolution over `axes` spatial axes, then runs it on channels last.
 *
 * @param run takes [batch, ...spatial, channels] and a kernel [...taps, channels / groups, filters]
 */
export function convolve(
  op: string,
  axes: number,
  [input, kernel]: readonly [Tensor, Tensor],
  options: AnyConvolutionOptions,
  run: (input: Tensor, kernel: Tensor, geometry: ConvolutionGeometry) => Tensor,
): Tensor {
  checkOptions(op, options, ['strides', 'padding', 'dilation', 'groups', 'dataFormat']);
  const [given, weights] = floatOperands(op, expectTensor(op, input), expectTensor(op, kernel));
  const format = checkDataFormat(op, options.dataFormat);
  expectSpatial(op, given.shape, axes, format);
  expectKernel(op, weights.shape, axes, 'channels / groups and filters');
  const value = toChannelsLast(given, format);
  const strides = stepsOf(op, 'strides', options.strides ?? 1, axes);
  const dilation = stepsOf(op, 'dilation', options.dilation ?? 1, axes);
  const [groups] = stepsOf(op, 'groups', [options.groups ?? 1], 1) as [number];
  const reaches = reachesOf(weights.shape.slice(0, axes), dilation);
  const padding = paddingRows(op, options.padding ?? 'valid', value.shape.slice(1, -1), reaches, strides);
  const geometry = { strides, padding, dilation, groups };
  expectFit(op, value.shape, weights.shape, geometry);
  return fromChannelsLast(run(value, weights, geometry), format);
}

/** Attributes of the primitive for one or two spatial axes; one is the width of images of height 1. */
export function planarAttributes({ strides, padding, dilation, groups }: ConvolutionGeometry): Conv2dAttributes {
  return { strides: planar(strides, 1), padding: planar(padding, [0, 0]), dilation: planar(dilation, 1), groups };
}
