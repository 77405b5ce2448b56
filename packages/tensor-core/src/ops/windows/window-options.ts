// Options that convolutions and poolings share, checked: steps along axes and rows of padding. Knows no tensor.
import { ShapeError } from '../../errors.js';
import type { PaddingPair } from '../../op-table.js';
import type { Shape } from '../../shape.js';

/** One number for the axis. */
export type Steps1d = number | readonly [number];
/** For both axes, or [height, width]. */
export type Steps2d = number | readonly [number, number];
/** For all axes, or [depth, height, width]. */
export type Steps3d = number | readonly [number, number, number];

/** `'valid'`: none; `'same'`: as many places as ceil(extent / stride), the odd row at the end; or rows before and after. */
export type Padding1d = 'valid' | 'same' | readonly [PaddingPair];
/** `'valid'`: none; `'same'`: as many places as ceil(extent / stride), the odd row at the end; or rows before and after on both axes. */
export type Padding2d = 'valid' | 'same' | readonly [PaddingPair, PaddingPair];
/** As `Padding2d`, for depth, height and width. */
export type Padding3d = 'valid' | 'same' | readonly [PaddingPair, PaddingPair, PaddingPair];

/** Padding as the checks see it: of any number of axes; `'causal'`: all of it before, so that no place sees what follows it. */
export type AnyPadding = 'valid' | 'same' | 'causal' | readonly PaddingPair[];

const axisNames = [
  '',
  'one in an array',
  'one for height and one for width',
  'one for each of depth, height and width',
] as const;
const pairNames = [
  '',
  '[[before, after]]',
  '[[top, bottom], [left, right]]',
  '[[front, back], [top, bottom], [left, right]]',
];

/** An option's number for each axis. @throws ShapeError unless whole numbers >= `least` */
export function stepsOf(
  op: string,
  name: string,
  value: number | readonly number[],
  axes: number,
  least = 1,
): readonly number[] {
  const steps = typeof value === 'number' ? new Array<number>(axes).fill(value) : value;
  if (
    !Array.isArray(steps) ||
    steps.length !== axes ||
    !steps.every((step) => Number.isInteger(step) && step >= least)
  ) {
    throw new ShapeError(
      `${op}: bad ${name}; expected a whole number >= ${least}, or ${axisNames[axes]}, got ${JSON.stringify(value)}; change it`,
    );
  }
  return steps;
}

/** Rows that `'same'` adds along an axis for windows that reach over `reach` elements. */
function samePadding(extent: number, reach: number, stride: number): PaddingPair {
  const total = Math.max(0, (Math.ceil(extent / stride) - 1) * stride + reach - extent);
  return [Math.floor(total / 2), total - Math.floor(total / 2)];
}

/**
 * Rows of padding on each axis.
 *
 * @param extents of the input's spatial axes
 * @param reaches extents of the window, dilation counted in
 * @throws ShapeError unless a known word or a pair of whole numbers >= 0 for each axis
 */
export function paddingRows(
  op: string,
  padding: AnyPadding,
  extents: Shape,
  reaches: readonly number[],
  strides: readonly number[],
): readonly PaddingPair[] {
  const each = (rows: (axis: number) => PaddingPair): readonly PaddingPair[] => extents.map((_, axis) => rows(axis));
  if (padding === 'valid') return each(() => [0, 0]);
  if (padding === 'same')
    return each((axis) => samePadding(extents[axis] as number, reaches[axis] as number, strides[axis] as number));
  if (padding === 'causal' && extents.length === 1) return each((axis) => [(reaches[axis] as number) - 1, 0]);
  return explicitPadding(op, padding, extents.length);
}

/** Pairs that a user wrote. @throws ShapeError unless a pair of whole numbers >= 0 for each axis */
export function explicitPadding(op: string, padding: unknown, axes: number): readonly PaddingPair[] {
  const isPair = (pair: unknown): pair is PaddingPair =>
    Array.isArray(pair) && pair.length === 2 && pair.every((count) => Number.isInteger(count) && count >= 0);
  if (!Array.isArray(padding) || padding.length !== axes || !padding.every(isPair)) {
    throw new ShapeError(
      `${op}: bad padding; expected 'valid', 'same' or ${pairNames[axes]}, got ${JSON.stringify(padding)}; change it`,
    );
  }
  return padding;
}

/** One or two numbers of spatial axes as height and width; one is the width of images of height 1. */
export function planar<Item>(items: readonly Item[], ofHeight: Item): readonly [height: Item, width: Item] {
  return [...(items.length === 1 ? [ofHeight] : []), ...items] as [Item, Item];
}
