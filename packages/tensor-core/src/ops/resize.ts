// Images in another size: each place of the result looks up one or two places of the input along each axis.
import { ConfigError, ShapeError } from '../errors.js';
import { recordComposite } from '../record.js';
import { checkChoice, checkOptions } from '../options/check-options.js';
import { formatShape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { tensor } from './creation.js';
import { add, equal, mul, sub, where } from './elementwise.js';
import { gather } from './indexing.js';
import { reshape } from './movement.js';
import { castTo, constant, expectTensor, floatOperand } from './operands.js';
import {
  checkDataFormat,
  expectSpatial,
  fromChannelsLast,
  toChannelsLast,
  type DataFormat,
} from './windows/data-format.js';
import { stepsOf } from './windows/window-options.js';

/** Options of resize. */
export interface ResizeOptions {
  /** `'bilinear'` (default): between the four nearest elements; `'nearest'`: one element. */
  readonly method?: 'nearest' | 'bilinear';
  /** First and last elements keep their places: place y lies at y · (n - 1) / (m - 1) (default false). */
  readonly alignCorners?: boolean;
  /**
   * Elements are areas whose centres lie at halves, as in Keras: place y lies at (y + 1/2) · n / m - 1/2.
   * Default true, but false with `alignCorners`; without both, place y lies at y · n / m.
   */
  readonly halfPixelCenters?: boolean;
  /** Default 'channelsLast'. */
  readonly dataFormat?: DataFormat;
}

/** Where a result's place lies among `extent` elements: a fraction, so that no place is moved by rounding. */
type Place = (index: number, extent: number, count: number) => readonly [over: number, under: number];

/** The rule of places, and whether `'nearest'` rounds a place (halves up) instead of taking the element before it. */
function placesOf({
  alignCorners = false,
  halfPixelCenters = !alignCorners,
}: ResizeOptions): readonly [Place, boolean] {
  if (alignCorners && halfPixelCenters) {
    throw new ConfigError(
      'resize: two rules of places; expected alignCorners or halfPixelCenters, got both; leave one of them out',
    );
  }
  if (halfPixelCenters) return [(index, extent, count) => [(2 * index + 1) * extent - count, 2 * count], true];
  if (!alignCorners) return [(index, extent, count) => [index * extent, count], false];
  return [(index, extent, count) => (count > 1 ? [index * (extent - 1), count - 1] : [0, 1]), true];
}

function nearestAlong(value: Tensor, axis: number, count: number, [place, rounds]: readonly [Place, boolean]): Tensor {
  const extent = value.shape[axis] as number;
  const taken = Array.from({ length: count }, (_, index) => {
    const [over, under] = place(index, extent, count);
    const nearest = rounds ? Math.floor((2 * over + under) / (2 * under)) : Math.floor(over / under);
    return Math.min(Math.max(nearest, 0), extent - 1);
  });
  return gather(value, tensor(taken, { dtype: 'int32' }), axis);
}

/** (1 - w) · the element before + w · the element after, the element itself where w is 0, also beside an infinity. */
function bilinearAlong(value: Tensor, axis: number, count: number, [place]: readonly [Place, boolean]): Tensor {
  const extent = value.shape[axis] as number;
  const clamped = Array.from({ length: count }, (_, index) => {
    const [over, under] = place(index, extent, count);
    return Math.min(Math.max(over / under, 0), extent - 1);
  });
  const before = clamped.map(Math.floor);
  const after = before.map((index) => Math.min(index + 1, extent - 1));
  const weights = tensor(clamped.map((place, index) => place - (before[index] as number)));
  const weight = reshape(weights, [count, ...value.shape.slice(axis + 1).map(() => 1)]);
  const at = (indices: readonly number[]): Tensor => gather(value, tensor(indices, { dtype: 'int32' }), axis);
  const [low, high] = [at(before), at(after)];
  const between = add(mul(low, sub(constant(1), weight)), mul(high, weight));
  return where(equal(weight, constant(0)), low, between);
}

/**
 * Images in another size, each axis for itself. No smoothing goes before a reduction, as without antialias in TensorFlow.
 * Beyond the outermost elements they stay.
 * Gradient: to the elements that were looked up, by their weights.
 *
 * @param input [batch, height, width, channels], float32
 * @param size [outHeight, outWidth], or one number for both
 * @returns [batch, outHeight, outWidth, channels]
 * @throws ShapeError for sizes below 1 and images without elements, ConfigError for unknown methods
 */
export function resize(input: Tensor, size: number | readonly [number, number], options: ResizeOptions = {}): Tensor {
  checkOptions('resize', options, ['method', 'alignCorners', 'halfPixelCenters', 'dataFormat']);
  const method = checkChoice('resize', 'method', options.method ?? 'bilinear', ['nearest', 'bilinear']);
  const given = floatOperand('resize', expectTensor('resize', input));
  const format = checkDataFormat('resize', options.dataFormat);
  expectSpatial('resize', given.shape, 2, format);
  const [height, width] = stepsOf('resize', 'size', size, 2) as readonly [number, number];
  const value = toChannelsLast(given, format);
  if (value.shape.slice(1, -1).includes(0)) {
    throw new ShapeError(
      `resize: nothing to take; expected images with elements, got ${formatShape(given.shape)}; check the shape`,
    );
  }
  const places = placesOf(options);
  const resized = method === 'nearest' ? nearestAlong : bilinearAlong;
  const along = (from: Tensor, axis: number, count: number): Tensor =>
    from.shape[axis] === count ? from : resized(from, axis, count, places);
  const body = along(along(value, 1, height), 2, width);
  return recordComposite(
    'resize',
    [given],
    { ...options, method, size: [height, width] },
    castTo(fromChannelsLast(body, format), given.dtype),
  );
}
