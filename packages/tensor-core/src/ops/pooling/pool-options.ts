// What all poolings with windows share: options, checks, layout, and how one and three spatial axes run on two.
import { ShapeError } from '../../errors.js';
import type { PaddingPair, Pool2dAttributes } from '../../op-table.js';
import { checkOptions } from '../../options/check-options.js';
import { windowCount } from '../../rules/contraction-rules.js';
import { formatShape, type Shape } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { reshape } from '../movement.js';
import { expectTensor, floatOperand } from '../operands.js';
import {
  checkDataFormat,
  expectSpatial,
  fromChannelsLast,
  toChannelsLast,
  type DataFormat,
} from '../windows/data-format.js';
import { paddingRows, planar, stepsOf } from '../windows/window-options.js';

/** Options of poolings; `Steps` is a number, or one for each spatial axis. */
export interface PoolOptions<Steps, Padding> {
  /** Step of the window (default: the window's size, so that windows do not overlap). */
  readonly strides?: Steps;
  /** Default 'valid'. Padding is less than the window. */
  readonly padding?: Padding;
  /** Default 'channelsLast'. */
  readonly dataFormat?: DataFormat;
}

type AnyPoolOptions = PoolOptions<number | readonly number[], 'valid' | 'same' | readonly PaddingPair[]>;

/** Checked options, a number for each spatial axis. */
export interface PoolGeometry {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly padding: readonly PaddingPair[];
}

/** Pools images, [batch, height, width, channels]. */
export type PoolImages = (images: Tensor, attributes: Pool2dAttributes) => Tensor;

function expectFit(op: string, extents: Shape, { window, strides, padding }: PoolGeometry): void {
  const bad = extents.some((extent, axis) => {
    const [size, stride, pair] = [window[axis] as number, strides[axis] as number, padding[axis] as PaddingPair];
    return windowCount(extent, size, stride, pair) < 1 || Math.max(...pair) >= size;
  });
  if (bad) {
    throw new ShapeError(
      `${op}: window does not fit; expected at most ${formatShape(extents)} with padding below the window's size, ` +
        `got a window of ${formatShape(window)}; use a smaller window or other padding`,
    );
  }
}

function planarAttributes({ window, strides, padding }: PoolGeometry): Pool2dAttributes {
  return { window: planar(window, 1), strides: planar(strides, 1), padding: planar(padding, [0, 0]) };
}

/** Height and width first, then depth: both orders of a maximum or a mean over a box give the same. */
function overDepth(value: Tensor, { window, strides, padding }: PoolGeometry, pool: PoolImages): Tensor {
  const [batch, depth, height, width, channels] = value.shape as [number, number, number, number, number];
  const images = reshape(value, [batch * depth, height, width, channels]);
  const flat = pool(
    images,
    planarAttributes({ window: window.slice(1), strides: strides.slice(1), padding: padding.slice(1) }),
  );
  const [, outHeight, outWidth] = flat.shape as [number, number, number];
  const columns = pool(reshape(flat, [batch, depth, outHeight * outWidth, channels]), {
    window: [window[0] as number, 1],
    strides: [strides[0] as number, 1],
    padding: [padding[0] as PaddingPair, [0, 0]],
  });
  return reshape(columns, [batch, columns.shape[1] as number, outHeight, outWidth, channels]);
}

function run(value: Tensor, geometry: PoolGeometry, pool: PoolImages): Tensor {
  if (value.rank === 5) return overDepth(value, geometry, pool);
  if (value.rank === 4) return pool(value, planarAttributes(geometry));
  const [batch, steps, channels] = value.shape as [number, number, number];
  const rows = pool(reshape(value, [batch, 1, steps, channels]), planarAttributes(geometry));
  return reshape(rows, rows.shape.toSpliced(1, 1));
}

/** Checks operand and options of a pooling over `axes` spatial axes, then runs it on channels last. */
export function poolWindows(
  op: string,
  axes: number,
  [input, size]: readonly [input: Tensor, window: number | readonly number[]],
  options: AnyPoolOptions,
  pool: PoolImages,
): Tensor {
  checkOptions(op, options, [
    'strides',
    'padding',
    'dataFormat',
    ...(op.startsWith('average') ? ['countPadding'] : []),
  ]);
  const given = floatOperand(op, expectTensor(op, input));
  const format = checkDataFormat(op, options.dataFormat);
  expectSpatial(op, given.shape, axes, format);
  const value = toChannelsLast(given, format);
  const window = stepsOf(op, 'window', size, axes);
  const strides = stepsOf(op, 'strides', options.strides ?? window, axes);
  const extents = value.shape.slice(1, -1);
  const geometry = { window, strides, padding: paddingRows(op, options.padding ?? 'valid', extents, window, strides) };
  expectFit(op, extents, geometry);
  return fromChannelsLast(run(value, geometry, pool), format);
}
