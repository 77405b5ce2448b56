// What layers share that work on images: any dtype and layout outside, float32 [batch, height, width, channels] inside.
import { cast, transpose, type Tensor } from '@tensorloom/tensor-core';
import type { CallOptions } from '../../layer.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { SpatialLayer, type SpatialOptions } from '../spatial-layer.js';

/** A layer of images that says what it does to them with the channels last. */
export abstract class ImageLayer extends SpatialLayer<2> {
  /** @param own names of the options that only this class has */
  constructor(className: string, options: SpatialOptions, own: readonly string[] = []) {
    super(className, 2, options, own);
  }

  /** @param images float32 [batch, height, width, channels] */
  protected abstract transform(images: Tensor, training: boolean): Tensor;

  override call(input: Tensor, { training }: CallOptions): Tensor {
    const images = cast(input, 'float32');
    if (this.dataFormat === 'channelsLast') return this.transform(images, training);
    return transpose(this.transform(transpose(images, [0, 2, 3, 1]), training), [0, 3, 1, 2]);
  }

  protected override extentsFor(extents: SymbolicShape): SymbolicShape {
    return extents;
  }
}
