// Pooling by the mean.
import { averagePool2d, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { Pooling2D, type Pooling2DOptions } from './pooling-2d.js';

/**
 * Mean of the elements of each window that lie inside the image.
 *
 * Input [batch, height, width, channels]; output [batch, outHeight, outWidth, channels].
 *
 * @example new AveragePooling2D(2)
 */
export class AveragePooling2D extends Pooling2D {
  static override readonly className = 'AveragePooling2D';

  /** @param poolSize for both axes or [height, width] (default 2) */
  constructor(poolSize: number | readonly [number, number] = 2, options: Pooling2DOptions = {}) {
    super('AveragePooling2D', poolSize, options);
  }

  override call(input: Tensor): Tensor {
    const { size, strides, padding } = this.window;
    return averagePool2d(input, size, { strides, padding });
  }

  static override fromConfig({ poolSize, ...options }: LayerConfig): AveragePooling2D {
    return new AveragePooling2D(poolSize as number, options);
  }
}
