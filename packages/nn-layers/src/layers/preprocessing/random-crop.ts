// A layer that keeps a part of images, anywhere while training.
import { add, arange, random, reshape, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { SeedStream } from '../../seed-stream.js';
import { elementsAt } from './image-sampling.js';
import type { RandomImageOptions } from './random-image-layer.js';
import { fitted, SizedImageLayer } from './sized-image-layer.js';

/**
 * In training, `height` x `width` elements of each image, at a place of its own, all places alike likely (Keras cuts all images
 * of a batch at one place). In inference, and of images that are smaller along an axis, the largest part about the middle that
 * has these proportions, resized (bilinear). Draws anew in every run, also under `compile`. No weights.
 *
 * Input [batch, anyHeight, anyWidth, channels] of any dtype; output [batch, height, width, channels], float32. With
 * `dataFormat: 'channelsFirst'` the channels follow the batch in both.
 *
 * @example new RandomCrop(28, 28)
 */
export class RandomCrop extends SizedImageLayer {
  static override readonly className = 'RandomCrop';
  readonly #draws: SeedStream;

  constructor(height: number, width: number, options: RandomImageOptions = {}) {
    super('RandomCrop', height, width, options, ['seed']);
    this.#draws = new SeedStream(options.seed);
  }

  protected override transform(images: Tensor, training: boolean): Tensor {
    if (!training || !this.hasRoom(images)) return fitted(images, this.size);
    const places = this.size.map((size, axis) => {
      const starts = [images.shape[0] as number, 1, 1];
      const room = (images.shape[axis + 1] as number) - size;
      const steps = reshape(arange(0, size, 1, { dtype: 'int32' }), axis === 0 ? [1, size, 1] : [1, 1, size]);
      return add(random.randint(starts, 0, room + 1, this.#draws.next()), steps);
    });
    return elementsAt(images, ...(places as [Tensor, Tensor]));
  }

  override getConfig(): LayerConfig {
    const { seed } = this.#draws;
    return { ...super.getConfig(), ...(seed !== undefined && { seed }) };
  }
}
