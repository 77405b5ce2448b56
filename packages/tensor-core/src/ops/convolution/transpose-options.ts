// What transposed convolutions share: options, the extents of the result, the check of shapes.
import { ShapeError } from '../../errors.js';
import type { PaddingPair } from '../../op-table.js';
import { checkOptions } from '../../options/check-options.js';
import { formatShape, type Shape } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { expectTensor, floatOperands } from '../operands.js';
import { checkDataFormat, expectSpatial, fromChannelsLast, toChannelsLast } from '../windows/data-format.js';
import { explicitPadding, stepsOf } from '../windows/window-options.js';
import { expectKernel, reachesOf, type ConvolutionGeometry, type ConvolutionOptions } from './convolution-options.js';

/** Options of transposed convolutions; `Steps` is a number, or one for each spatial axis. */
export interface ConvTransposeOptions<Steps, Padding> extends ConvolutionOptions<Steps, Padding> {
  /** Rows at the end of the result beyond those that the input reaches, below the stride. Default: see the extents of the result. */
  readonly outputPadding?: Steps;
}

type AnyOptions = ConvTransposeOptions<number | readonly number[], 'valid' | 'same' | readonly PaddingPair[]>;

/** Checked options with the extents of the result: those of the convolution whose input gradient this is. */
export interface TransposedGeometry extends ConvolutionGeometry {
  readonly outExtents: Shape;
  readonly filters: number;
}

/** Extent of the result along one axis, and the rows cut from its ends. */
function resultAlong(
  padding: 'valid' | 'same' | PaddingPair,
  extent: number,
  reach: number,
  stride: number,
  added: number | undefined,
): readonly [extent: number, cut: PaddingPair] {
  const whole = (extent - 1) * stride + reach;
  if (padding === 'valid') return [whole + (added ?? Math.max(0, stride - reach)), [0, 0]];
  if (padding !== 'same') return [whole - padding[0] - padding[1] + (added ?? 0), padding];
  const result = added === undefined ? extent * stride : (extent - 1) * stride + (reach % 2) + added;
  const cut = Math.max(0, whole - result);
  return [result, [Math.floor(cut / 2), cut - Math.floor(cut / 2)]];
}

function addedRows(op: string, given: AnyOptions['outputPadding'], strides: readonly number[]): readonly number[] {
  const added = stepsOf(op, 'outputPadding', given ?? 0, strides.length, 0);
  if (added.some((rows, axis) => rows >= (strides[axis] as number))) {
    throw new ShapeError(
      `${op}: bad outputPadding; expected less than the stride, got ${formatShape(added)} for strides ${formatShape(strides)}; ` +
        'lower it',
    );
  }
  return added;
}

function geometryOf(op: string, value: Shape, kernel: Shape, options: AnyOptions): TransposedGeometry {
  const axes = value.length - 2;
  const strides = stepsOf(op, 'strides', options.strides ?? 1, axes);
  const dilation = stepsOf(op, 'dilation', options.dilation ?? 1, axes);
  const [groups] = stepsOf(op, 'groups', [options.groups ?? 1], 1) as [number];
  const reaches = reachesOf(kernel.slice(0, axes), dilation);
  const added = addedRows(op, options.outputPadding, strides);
  const { padding = 'valid' } = options;
  const pairs = padding === 'valid' || padding === 'same' ? undefined : explicitPadding(op, padding, axes);
  const along = strides.map((stride, axis) =>
    resultAlong(
      pairs ? (pairs[axis] as PaddingPair) : (padding as 'valid' | 'same'),
      value[axis + 1] as number,
      reaches[axis] as number,
      stride,
      options.outputPadding === undefined ? undefined : added[axis],
    ),
  );
  const filters = (kernel[axes] as number) * groups;
  return {
    strides,
    dilation,
    groups,
    filters,
    outExtents: along.map(([rows]) => rows),
    padding: along.map(([, cut]) => cut),
  };
}

function expectFit(op: string, input: Shape, kernel: Shape, { groups, outExtents }: TransposedGeometry): void {
  const channels = input.at(-1) as number;
  if (kernel.at(-1) !== channels || channels % groups !== 0) {
    throw new ShapeError(
      `${op}: channels do not fit; expected a kernel [...spatial, filters / ${groups}, ${channels}] with channels a multiple of ` +
        `${groups}, got ${formatShape(kernel)} for input ${formatShape(input)}; check channels and groups`,
    );
  }
  if (outExtents.some((extent) => extent < 1) || input.slice(1, -1).includes(0)) {
    throw new ShapeError(
      `${op}: nothing is left; expected extents >= 1 of input and result, got ${formatShape(input.slice(1, -1))} and ` +
        `${formatShape(outExtents)}; pad less`,
    );
  }
}

/**
 * Checks operands and options of a transposed convolution over `axes` spatial axes, then runs it on channels last.
 *
 * @param run takes [batch, ...spatial, channels] and a kernel [...taps, filters / groups, channels]
 */
export function convolveBack(
  op: string,
  axes: number,
  [input, kernel]: readonly [Tensor, Tensor],
  options: AnyOptions,
  run: (input: Tensor, kernel: Tensor, geometry: TransposedGeometry) => Tensor,
): Tensor {
  checkOptions(op, options, ['strides', 'padding', 'outputPadding', 'dilation', 'groups', 'dataFormat']);
  const [given, weights] = floatOperands(op, expectTensor(op, input), expectTensor(op, kernel));
  const format = checkDataFormat(op, options.dataFormat);
  expectSpatial(op, given.shape, axes, format);
  expectKernel(op, weights.shape, axes, 'filters / groups and channels');
  const value = toChannelsLast(given, format);
  const geometry = geometryOf(op, value.shape, weights.shape, options);
  expectFit(op, value.shape, weights.shape, geometry);
  return fromChannelsLast(run(value, weights, geometry), format);
}
