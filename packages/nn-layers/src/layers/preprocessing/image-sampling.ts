// Images read at places between their elements, or beyond their edges: what all geometric layers do. Knows no layer.
import {
  add,
  arange,
  cast,
  checkChoice,
  checkFinite,
  clip,
  constant,
  expandDims,
  equal,
  floor,
  gather,
  minimum,
  mul,
  remainder,
  reshape,
  sub,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';
import type { Interpolation } from '../reshaping/up-sampling-2d.js';

/**
 * What lies beyond the edges of a b c d: `'reflect'` d c b a | a b c d | d c b a; `'wrap'` a b c d | a b c d | a b c d;
 * `'nearest'` a a a a | a b c d | d d d d; `'constant'` the fill value.
 */
export type FillMode = 'reflect' | 'wrap' | 'constant' | 'nearest';

/** How images are read. */
export interface SamplingOptions {
  /** What lies beyond the edges (default 'reflect'). */
  readonly fillMode?: FillMode;
  /** With 'constant' (default 0). */
  readonly fillValue?: number;
  /** Between elements: of the four nearest by their distances (default 'bilinear'), or the nearest. */
  readonly interpolation?: Interpolation;
}

/** Those options, checked. */
export type Sampling = Readonly<Required<SamplingOptions>>;

/** Names of the options. */
export const samplingOptionNames: readonly string[] = ['fillMode', 'fillValue', 'interpolation'];

/** @throws ConfigError for other words, or a fill value that is no number */
export function checkSampling(where: string, options: SamplingOptions): Sampling {
  const { fillMode = 'reflect', fillValue = 0, interpolation = 'bilinear' } = options;
  return {
    fillMode: checkChoice(where, 'fillMode', fillMode, ['reflect', 'wrap', 'constant', 'nearest']),
    fillValue: checkFinite(where, 'fillValue', fillValue),
    interpolation: checkChoice(where, 'interpolation', interpolation, ['nearest', 'bilinear']),
  };
}

const whole = (value: number): Tensor => constant(value, 'int32');

/**
 * Elements at whole places of each image.
 *
 * @param images [batch, height, width, channels]
 * @param y,x int32 inside of the image, broadcasting to [batch, outHeight, outWidth]
 * @returns [batch, outHeight, outWidth, channels]
 */
export function elementsAt(images: Tensor, y: Tensor, x: Tensor): Tensor {
  const [batch, height, width, channels] = images.shape as readonly [number, number, number, number];
  const image = reshape(arange(0, batch, 1, { dtype: 'int32' }), [batch, 1, 1]);
  const row = add(mul(image, whole(height)), y);
  return gather(reshape(images, [batch * height * width, channels]), add(mul(row, whole(width)), x));
}

/** The element of an axis that a place on it stands for, also beyond its ends. */
function withinAxis(place: Tensor, extent: number, fillMode: FillMode): Tensor {
  if (fillMode === 'wrap') return remainder(place, whole(extent));
  if (fillMode !== 'reflect') return clip(place, 0, extent - 1);
  const turn = remainder(place, whole(2 * extent));
  return minimum(turn, sub(whole(2 * extent - 1), turn));
}

/** Places that a coordinate reads, each with its weight; no weight for all of it. */
function tapsOf(
  coordinate: Tensor,
  interpolation: Interpolation,
): readonly { readonly place: Tensor; readonly weight?: Tensor }[] {
  if (interpolation === 'nearest') return [{ place: cast(floor(add(coordinate, constant(0.5))), 'int32') }];
  const low = floor(coordinate);
  const weight = sub(coordinate, low);
  const place = cast(low, 'int32');
  return [
    { place, weight: sub(constant(1), weight) },
    { place: add(place, whole(1)), weight },
  ];
}

const perChannel = (value: Tensor): Tensor => expandDims(value, 3);

/**
 * Each image at coordinates of its own: element (i, j) of an image lies at y = i, x = j.
 * Gradient: to the elements read, by their weights; the coordinates get that of the weights.
 *
 * @param images float32 [batch, height, width, channels]
 * @param y,x float32 [batch, outHeight, outWidth]
 * @returns [batch, outHeight, outWidth, channels]
 */
export function sampleAt(images: Tensor, y: Tensor, x: Tensor, sampling: Sampling): Tensor {
  const { fillMode, fillValue, interpolation } = sampling;
  const [height, width] = images.shape.slice(1, 3) as [number, number];
  const read = (row: Tensor, column: Tensor): Tensor => {
    const [inRow, inColumn] = [withinAxis(row, height, fillMode), withinAxis(column, width, fillMode)];
    const elements = elementsAt(images, inRow, inColumn);
    if (fillMode !== 'constant') return elements;
    const inside = equal(inRow, row).logicalAnd(equal(inColumn, column));
    return where(perChannel(inside), elements, constant(fillValue));
  };
  const weighted = (value: Tensor, weight: Tensor | undefined): Tensor =>
    weight ? mul(value, perChannel(weight)) : value;
  const terms = tapsOf(y, interpolation).flatMap((row) =>
    tapsOf(x, interpolation).map((column) =>
      weighted(weighted(read(row.place, column.place), column.weight), row.weight),
    ),
  );
  return terms.reduce((total, term) => add(total, term));
}

/** Where a place is read from: x' = a x + b y + c, [a, b, c] for each axis; what broadcasts to [batch, 1, 1]. */
export interface AffineMatrix {
  readonly y: readonly [x: Tensor, y: Tensor, shift: Tensor];
  readonly x: readonly [x: Tensor, y: Tensor, shift: Tensor];
}

/** Images of the same size whose every place is read where the matrix says; places are counted from the middle of the image. */
export function sampleAffine(images: Tensor, matrix: AffineMatrix, sampling: Sampling): Tensor {
  const [height, width] = images.shape.slice(1, 3) as [number, number];
  const [middleY, middleX] = [(height - 1) / 2, (width - 1) / 2].map((middle) => constant(middle)) as [Tensor, Tensor];
  const y = sub(reshape(arange(height), [1, height, 1]), middleY);
  const x = sub(reshape(arange(width), [1, 1, width]), middleX);
  const along = ([byX, byY, shift]: AffineMatrix['x'], middle: Tensor): Tensor =>
    add(add(add(mul(byX, x), mul(byY, y)), shift), middle);
  return sampleAt(images, along(matrix.y, middleY), along(matrix.x, middleX), sampling);
}
