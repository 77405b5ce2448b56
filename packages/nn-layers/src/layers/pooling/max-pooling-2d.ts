// Pooling by the largest element.
import { maxPool2d, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { Pooling2D, type Pooling2DOptions } from './pooling-2d.js';

/**
 * Largest element of each window. Its gradient goes to the first largest, in row order.
 *
 * Input [batch, height, width, channels]; output [batch, outHeight, outWidth, channels].
 *
 * @example new MaxPooling2D(2)
 */
export class MaxPooling2D extends Pooling2D {
  static override readonly className = 'MaxPooling2D';

  /** @param poolSize for both axes or [height, width] (default 2) */
  constructor(poolSize: number | readonly [number, number] = 2, options: Pooling2DOptions = {}) {
    super('MaxPooling2D', poolSize, options);
  }

  override call(input: Tensor): Tensor {
    const { size, strides, padding } = this.window;
    return maxPool2d(input, size, { strides, padding });
  }

  static override fromConfig({ poolSize, ...options }: LayerConfig): MaxPooling2D {
    return new MaxPooling2D(poolSize as number, options);
  }
}
