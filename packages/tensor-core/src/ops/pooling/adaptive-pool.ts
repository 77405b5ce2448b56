// Pooling to a wanted extent: windows of nearly equal size that cover the input, as PyTorch places them.
import { ShapeError } from '../../errors.js';
import { record } from '../../record.js';
import { checkOptions } from '../../options/check-options.js';
import { formatShape } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { arange, tensor } from '../creation.js';
import { constantLike, div, less, where } from '../elementwise.js';
import { gather } from '../indexing.js';
import { reshape } from '../movement.js';
import { castTo, expectTensor, floatOperand } from '../operands.js';
import { mean, sum } from '../reduction.js';
import {
  checkDataFormat,
  expectSpatial,
  fromChannelsLast,
  toChannelsLast,
  type DataFormat,
} from '../windows/data-format.js';
import { stepsOf, type Steps1d, type Steps2d } from '../windows/window-options.js';

/** Options of the adaptive poolings. */
export interface AdaptivePoolOptions {
  /** Default 'channelsLast'. */
  readonly dataFormat?: DataFormat;
}

/** The windows of an axis: [floor(i · extent / count), ceil((i + 1) · extent / count)) for i below count. */
function windowsOf(extent: number, count: number): readonly (readonly [start: number, end: number])[] {
  return Array.from({ length: count }, (_, index) => [
    Math.floor((index * extent) / count),
    Math.ceil(((index + 1) * extent) / count),
  ]);
}

/** Elements of all windows along an axis side by side, each window filled up to `size` with its last element. */
function spreadWindows(value: Tensor, axis: number, count: number): readonly [spread: Tensor, size: number] {
  const extent = value.shape[axis] as number;
  if (extent % count === 0) return [value, extent / count];
  const windows = windowsOf(extent, count);
  const size = Math.max(...windows.map(([start, end]) => end - start));
  const taken = windows.flatMap(([start, end]) =>
    Array.from({ length: size }, (_, index) => Math.min(start + index, end - 1)),
  );
  return [gather(value, tensor(taken, { dtype: 'int32' }), axis), size];
}

/** A fill repeats an element of its window behind it, so that neither the maximum nor the first place of it changes. */
function largest(images: Tensor, [rows, columns]: readonly [number, number]): Tensor {
  const [tall, height] = spreadWindows(images, 1, rows);
  const [whole, width] = spreadWindows(tall, 2, columns);
  const window = [height, width] as const;
  const none = [0, 0] as const;
  return record('maxPool2d', [whole], { window, strides: window, padding: [none, none] });
}

/** The mean of each window along one axis; a fill counts nothing, whatever it holds. */
function meanAlong(value: Tensor, axis: number, count: number): Tensor {
  const { shape } = value;
  const [spread, size] = spreadWindows(value, axis, count);
  const apart = reshape(spread, [...shape.slice(0, axis), count, size, ...shape.slice(axis + 1)]);
  const lengths = windowsOf(shape[axis] as number, count).map(([start, end]) => end - start);
  if (lengths.every((length) => length === size)) return mean(apart, axis + 1);
  const ones = shape.slice(axis + 1).map(() => 1);
  const counts = reshape(tensor(lengths), [count, 1, ...ones]);
  const place = reshape(arange(size), [1, size, ...ones]);
  const inside = where(less(place, counts), apart, constantLike(apart, 0));
  return castTo(div(sum(inside, axis + 1), reshape(counts, [count, ...ones])), value.dtype);
}

function means(images: Tensor, [rows, columns]: readonly [number, number]): Tensor {
  const [height, width] = images.shape.slice(1, 3) as [number, number];
  if (height % rows !== 0 || width % columns !== 0) return meanAlong(meanAlong(images, 1, rows), 2, columns);
  const window = [height / rows, width / columns] as const;
  const none = [0, 0] as const;
  return record('averagePool2d', [images], { window, strides: window, padding: [none, none] });
}

function adapt(
  op: string,
  [input, size]: readonly [Tensor, number | readonly number[]],
  axes: 1 | 2,
  options: AdaptivePoolOptions,
  pool: (images: Tensor, counts: readonly [number, number]) => Tensor,
): Tensor {
  checkOptions(op, options, ['dataFormat']);
  const given = floatOperand(op, expectTensor(op, input));
  const format = checkDataFormat(op, options.dataFormat);
  expectSpatial(op, given.shape, axes, format);
  const counts = stepsOf(op, 'output size', size, axes);
  const value = toChannelsLast(given, format);
  if (value.shape.slice(1, -1).includes(0)) {
    throw new ShapeError(
      `${op}: nothing to pool; expected spatial axes with elements, got ${formatShape(given.shape)}; check the shape`,
    );
  }
  if (axes === 2) return fromChannelsLast(pool(value, counts as [number, number]), format);
  const [batch, steps, channels] = value.shape as [number, number, number];
  const rows = pool(reshape(value, [batch, 1, steps, channels]), [1, counts[0] as number]);
  return fromChannelsLast(reshape(rows, rows.shape.toSpliced(1, 1)), format);
}

/**
 * Means of `size` windows that cover the axis: window i is [floor(i · steps / size), ceil((i + 1) · steps / size)).
 *
 * @param input [batch, steps, channels], float32
 * @param size number of windows, at least 1; may be larger than the axis
 * @returns [batch, size, channels]
 */
export function adaptiveAveragePool1d(input: Tensor, size: Steps1d, options: AdaptivePoolOptions = {}): Tensor {
  return adapt('adaptiveAveragePool1d', [input, size], 1, options, means);
}

/**
 * Means of windows that cover both axes; see adaptiveAveragePool1d for their places.
 *
 * @param input [batch, height, width, channels], float32
 * @param size number of windows, for both axes or [height, width]
 * @returns [batch, ...size, channels]
 */
export function adaptiveAveragePool2d(input: Tensor, size: Steps2d, options: AdaptivePoolOptions = {}): Tensor {
  return adapt('adaptiveAveragePool2d', [input, size], 2, options, means);
}

/**
 * Largest elements of `size` windows that cover the axis; see adaptiveAveragePool1d for their places.
 * Gradient: to the first largest of each window.
 *
 * @param input [batch, steps, channels], float32
 * @returns [batch, size, channels]
 */
export function adaptiveMaxPool1d(input: Tensor, size: Steps1d, options: AdaptivePoolOptions = {}): Tensor {
  return adapt('adaptiveMaxPool1d', [input, size], 1, options, largest);
}

/**
 * Largest elements of windows that cover both axes; see adaptiveAveragePool1d for their places.
 * Gradient: to the first largest of each window, in row order.
 *
 * @param input [batch, height, width, channels], float32
 * @returns [batch, ...size, channels]
 */
export function adaptiveMaxPool2d(input: Tensor, size: Steps2d, options: AdaptivePoolOptions = {}): Tensor {
  return adapt('adaptiveMaxPool2d', [input, size], 2, options, largest);
}
