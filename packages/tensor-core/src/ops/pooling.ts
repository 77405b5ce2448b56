// 2-D pooling as functions.
import type { Pool2dAttributes } from '../op-table.js';
import { record } from '../record.js';
import type { Tensor } from '../tensor.js';
import { paddingPairs, pairOf, type Padding2d } from './contraction.js';
import { expectTensor, floatOperand } from './operands.js';

export interface Pool2dOptions {
  /** Step of the window (default: the window's size, so that windows do not overlap). */
  readonly strides?: number | readonly [number, number];
  /** Default 'valid'. Padding never wins a maximum and does not count in an average. */
  readonly padding?: Padding2d;
}

function poolAttributes(
  op: string,
  input: Tensor,
  size: number | readonly [number, number],
  options: Pool2dOptions,
): Pool2dAttributes {
  const window = pairOf(op, 'window', size);
  const strides = pairOf(op, 'strides', options.strides ?? window);
  return { window, strides, padding: paddingPairs(op, options.padding ?? 'valid', input.shape, window, strides) };
}

/**
 * Largest element of each window; NaN if there is one. Gradient: to the first largest of each window, in row order.
 *
 * @param input [batch, height, width, channels]
 * @param window size of the window, for both axes or [height, width]
 * @returns [batch, outHeight, outWidth, channels]
 */
export function maxPool2d(
  input: Tensor,
  window: number | readonly [number, number],
  options: Pool2dOptions = {},
): Tensor {
  const value = floatOperand('maxPool2d', expectTensor('maxPool2d', input));
  return record('maxPool2d', [value], poolAttributes('maxPool2d', value, window, options));
}

/**
 * Mean of the elements of each window that lie inside the image.
 *
 * @param input [batch, height, width, channels]
 * @param window size of the window, for both axes or [height, width]
 * @returns [batch, outHeight, outWidth, channels]
 */
export function averagePool2d(
  input: Tensor,
  window: number | readonly [number, number],
  options: Pool2dOptions = {},
): Tensor {
  const value = floatOperand('averagePool2d', expectTensor('averagePool2d', input));
  return record('averagePool2d', [value], poolAttributes('averagePool2d', value, window, options));
}
