// Average pooling over one, two and three spatial axes.
import type { PaddingPair } from '../../op-table.js';
import { record } from '../../record.js';
import type { Tensor } from '../../tensor.js';
import { pad } from '../pad.js';
import type { Steps1d, Steps2d, Steps3d } from '../windows/window-options.js';
import type { Pool1dOptions, Pool2dOptions, Pool3dOptions } from './max-pool.js';
import { poolWindows, type PoolImages } from './pool-options.js';

interface CountPadding {
  /** False (default): the mean of the elements inside the image, as in Keras. True: padding counts as zeros, as in PyTorch. */
  readonly countPadding?: boolean;
}
/** Options of averagePool1d. */
export type AveragePool1dOptions = Pool1dOptions & CountPadding;
/** Options of averagePool2d. */
export type AveragePool2dOptions = Pool2dOptions & CountPadding;
/** Options of averagePool3d. */
export type AveragePool3dOptions = Pool3dOptions & CountPadding;

const inside: PoolImages = (images, attributes) => record('averagePool2d', [images], attributes);

const withPadding: PoolImages = (images, { padding, ...attributes }) => {
  const none: PaddingPair = [0, 0];
  const isPadded = padding.flat().some((rows) => rows > 0);
  const padded = isPadded ? pad(images, [none, ...padding, none]) : images;
  return record('averagePool2d', [padded], { ...attributes, padding: [none, none] });
};

const mean = ({ countPadding = false }: CountPadding): PoolImages => (countPadding ? withPadding : inside);

/**
 * Mean of each window.
 *
 * @param input [batch, steps, channels], float32
 * @param window size of the window
 * @returns [batch, outSteps, channels]
 */
export function averagePool1d(input: Tensor, window: Steps1d, options: AveragePool1dOptions = {}): Tensor {
  return poolWindows('averagePool1d', 1, [input, window], options, mean(options));
}

/**
 * Mean of each window.
 *
 * @param input [batch, height, width, channels], float32
 * @param window size of the window, for both axes or [height, width]
 * @returns [batch, outHeight, outWidth, channels]
 */
export function averagePool2d(input: Tensor, window: Steps2d, options: AveragePool2dOptions = {}): Tensor {
  return poolWindows('averagePool2d', 2, [input, window], options, mean(options));
}

/**
 * Mean of each window: over height and width, then over depth.
 *
 * @param input [batch, depth, height, width, channels], float32
 * @param window size of the window, for all axes or [depth, height, width]
 * @returns [batch, outDepth, outHeight, outWidth, channels]
 */
export function averagePool3d(input: Tensor, window: Steps3d, options: AveragePool3dOptions = {}): Tensor {
  return poolWindows('averagePool3d', 3, [input, window], options, mean(options));
}
