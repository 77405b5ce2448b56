// Picks from one image what stands at the first largest element of each window of another: the adjoint of maxPool2dGradient.
import {
  constantLike,
  equal,
  isNaN,
  logicalOr,
  pad,
  record,
  slice,
  where,
  type Pool2dAttributes,
  type Tensor,
} from '@tensorloom/tensor-core';

/** Below all that stands in an image; padding never wins. A window of nothing above it picks 0 where it lies on padding. */
const LOWEST = -3.4e38;

function padded(image: Tensor, [rows, columns]: Pool2dAttributes['padding'], value: number): Tensor {
  const isPadded = [...rows, ...columns].some((count) => count > 0);
  return isPadded ? pad(image, [[0, 0], rows, columns, [0, 0]], value) : image;
}

/**
 * For each window of `input` the element of `image` at the place of the window's first largest element, in row order.
 * One comparison for each tap of the window, from the last to the first, so that the first one stays.
 *
 * @param input [batch, height, width, channels]
 * @param image the same shape
 * @returns [batch, outHeight, outWidth, channels]
 */
export function atLargest(input: Tensor, image: Tensor, attributes: Pool2dAttributes): Tensor {
  const { window, strides, padding } = attributes;
  const largest = record('maxPool2d', [input], attributes);
  const [, rows, columns] = largest.shape as readonly [number, number, number];
  const [values, picked] = [padded(input, padding, LOWEST), padded(image, padding, 0)];
  let result = constantLike(largest, 0);
  for (let tap = window[0] * window[1] - 1; tap >= 0; tap--) {
    const [row, column] = [Math.floor(tap / window[1]), tap % window[1]];
    const seen = (of: Tensor): Tensor =>
      slice(
        of,
        null,
        [row, row + (rows - 1) * strides[0] + 1, strides[0]],
        [column, column + (columns - 1) * strides[1] + 1, strides[1]],
      );
    const value = seen(values);
    result = where(logicalOr(equal(value, largest), isNaN(value)), seen(picked), result);
  }
  return result;
}
