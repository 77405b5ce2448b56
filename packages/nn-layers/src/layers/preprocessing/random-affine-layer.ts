// What RandomRotation, RandomTranslation and RandomZoom share: images read through a matrix drawn for each of them.
import { reshape, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import type { FactorRange } from './factor-range.js';
import {
  checkSampling,
  sampleAffine,
  samplingOptionNames,
  type AffineMatrix,
  type Sampling,
  type SamplingOptions,
} from './image-sampling.js';
import { RandomImageLayer, type RandomImageOptions } from './random-image-layer.js';

/** Options of these layers. */
export interface RandomAffineOptions extends RandomImageOptions, SamplingOptions {}

/** Turns, moves or scales each image by itself. */
export abstract class RandomAffineLayer extends RandomImageLayer {
  protected readonly sampling: Sampling;

  /** @param own names of the options that only this class has */
  constructor(className: string, options: RandomAffineOptions, own: readonly string[] = []) {
    super(className, options, [...own, ...samplingOptionNames]);
    this.sampling = checkSampling(className, options);
  }

  /**
   * The matrix of each image.
   *
   * @param draw gives a number in a range for each image, [batch, 1, 1]
   */
  protected abstract matrixFor(extents: readonly [number, number], draw: (range: FactorRange) => Tensor): AffineMatrix;

  protected override disturb(images: Tensor): Tensor {
    const [batch, height, width] = images.shape as readonly [number, number, number, number];
    const draw = (range: FactorRange): Tensor => reshape(this.drawFor(images, range), [batch, 1, 1]);
    return sampleAffine(images, this.matrixFor([height, width], draw), this.sampling);
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), ...this.sampling };
  }
}
