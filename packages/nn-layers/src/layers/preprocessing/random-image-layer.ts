// What layers share that change images at random while training, each image by draws of its own.
import { random, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { SeedStream, type SeedOption } from '../../seed-stream.js';
import type { SpatialOptions } from '../spatial-layer.js';
import type { FactorRange } from './factor-range.js';
import { ImageLayer } from './image-layer.js';

/** Options of these layers. */
export interface RandomImageOptions extends SpatialOptions, SeedOption {}

/** The images themselves in inference; in training what `disturb` makes of them. */
export abstract class RandomImageLayer extends ImageLayer {
  protected readonly draws: SeedStream;

  /** @param own names of the options that only this class has */
  constructor(className: string, options: RandomImageOptions, own: readonly string[] = []) {
    super(className, options, [...own, 'seed']);
    this.draws = new SeedStream(options.seed);
  }

  /** @param images float32 [batch, height, width, channels] */
  protected abstract disturb(images: Tensor): Tensor;

  protected override transform(images: Tensor, training: boolean): Tensor {
    return training ? this.disturb(images) : images;
  }

  /** A number in the range for each image, [batch, 1, 1, 1]. */
  protected drawFor(images: Tensor, [minimum, maximum]: FactorRange): Tensor {
    return random.uniform([images.shape[0] as number, 1, 1, 1], { minimum, maximum, ...this.draws.next() });
  }

  override getConfig(): LayerConfig {
    const { seed } = this.draws;
    return { ...super.getConfig(), ...(seed !== undefined && { seed }) };
  }
}
