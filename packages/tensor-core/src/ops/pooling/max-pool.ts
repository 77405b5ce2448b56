// Max pooling over one, two and three spatial axes.
import { record } from '../../record.js';
import type { Tensor } from '../../tensor.js';
import type { Padding1d, Padding2d, Padding3d, Steps1d, Steps2d, Steps3d } from '../windows/window-options.js';
import { poolWindows, type PoolImages, type PoolOptions } from './pool-options.js';

/** Options of maxPool1d. */
export type Pool1dOptions = PoolOptions<Steps1d, Padding1d>;
/** Options of maxPool2d. */
export type Pool2dOptions = PoolOptions<Steps2d, Padding2d>;
/** Options of maxPool3d. */
export type Pool3dOptions = PoolOptions<Steps3d, Padding3d>;

const largest: PoolImages = (images, attributes) => record('maxPool2d', [images], attributes);

/**
 * Largest element of each window; NaN if there is one. Padding never wins. Gradient: to the first largest of each window.
 *
 * @param input [batch, steps, channels], float32
 * @param window size of the window
 * @returns [batch, outSteps, channels]
 */
export function maxPool1d(input: Tensor, window: Steps1d, options: Pool1dOptions = {}): Tensor {
  return poolWindows('maxPool1d', 1, [input, window], options, largest);
}

/**
 * Largest element of each window; NaN if there is one. Padding never wins.
 * Gradient: to the first largest of each window, in row order.
 *
 * @param input [batch, height, width, channels], float32
 * @param window size of the window, for both axes or [height, width]
 * @returns [batch, outHeight, outWidth, channels]
 */
export function maxPool2d(input: Tensor, window: Steps2d, options: Pool2dOptions = {}): Tensor {
  return poolWindows('maxPool2d', 2, [input, window], options, largest);
}

/**
 * Largest element of each window; NaN if there is one. Padding never wins. Runs over height and width, then over depth.
 * Gradient: to the first largest of each window: that of the first depth which holds it, in row order.
 *
 * @param input [batch, depth, height, width, channels], float32
 * @param window size of the window, for all axes or [depth, height, width]
 * @returns [batch, outDepth, outHeight, outWidth, channels]
 */
export function maxPool3d(input: Tensor, window: Steps3d, options: Pool3dOptions = {}): Tensor {
  return poolWindows('maxPool3d', 3, [input, window], options, largest);
}
