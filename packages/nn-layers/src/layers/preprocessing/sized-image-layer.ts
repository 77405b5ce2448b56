// What Resizing, CenterCrop and RandomCrop share: the size of their output, and images cut or padded to its proportions.
import {
  checkCount,
  formatShape,
  pad,
  resize,
  ShapeError,
  slice,
  type ResizeOptions,
  type Tensor,
} from '@tensorloom/tensor-core';
import type { AnyLayer } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { spatialOf } from '../../options/layout.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import type { SpatialOptions } from '../spatial-layer.js';
import { ImageLayer } from './image-layer.js';

type Extents = readonly [height: number, width: number];

const extentsOf = (images: Tensor): Extents => images.shape.slice(1, 3) as unknown as Extents;

/** The middle of each image; where what is left over is odd, one more element goes at the end. */
export function centerCrop(images: Tensor, size: Extents): Tensor {
  const [top, left] = extentsOf(images).map((extent, axis) => Math.floor((extent - (size[axis] as number)) / 2)) as [
    number,
    number,
  ];
  return slice(images, null, [top, top + size[0]], [left, left + size[1]]);
}

/** The extents that the proportions of `size` give each axis, measured on the other one. */
function inProportion([height, width]: Extents, size: Extents): Extents {
  return [Math.floor((width * size[0]) / size[1]), Math.floor((height * size[1]) / size[0])];
}

/** The largest part about the middle that has the proportions of `size`. */
export function croppedToProportions(images: Tensor, size: Extents): Tensor {
  const [height, width] = extentsOf(images);
  const [tall, wide] = inProportion([height, width], size);
  return centerCrop(images, [Math.max(1, Math.min(height, tall)), Math.max(1, Math.min(width, wide))]);
}

/** Each image with `value` on two sides, so that it has the proportions of `size`. */
export function paddedToProportions(images: Tensor, size: Extents, value: number): Tensor {
  const extents = extentsOf(images);
  const ends = inProportion(extents, size).map((wanted, axis) => {
    const missing = Math.max(0, wanted - (extents[axis] as number));
    return [Math.floor(missing / 2), Math.ceil(missing / 2)] as const;
  });
  return pad(images, [[0, 0], ...ends, [0, 0]], value);
}

/** The largest part in the proportions of `size`, resized to it. */
export function fitted(images: Tensor, size: Extents, method: ResizeOptions['method'] = 'bilinear'): Tensor {
  return resize(croppedToProportions(images, size), size, { method });
}

/** Gives images the size `height` x `width`. */
export abstract class SizedImageLayer extends ImageLayer {
  readonly height: number;
  readonly width: number;

  /** @param own names of the options that only this class has */
  constructor(className: string, height: number, width: number, options: SpatialOptions, own: readonly string[] = []) {
    super(className, options, own);
    this.height = checkCount(className, 'height', height);
    this.width = checkCount(className, 'width', width);
  }

  protected get size(): Extents {
    return [this.height, this.width];
  }

  /** Whether the images are at least as large as the output. */
  protected hasRoom(images: Tensor): boolean {
    const [height, width] = extentsOf(images);
    return height >= this.height && width >= this.width;
  }

  protected override extentsFor(): SymbolicShape {
    return this.size;
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    super.checkInput(inputShape);
    if (!spatialOf(inputShape, this.layout).includes(0)) return;
    throw new ShapeError(
      `${this.path}: nothing to take; expected images with elements, got ${formatShape(inputShape)}; check the layer before`,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), height: this.height, width: this.width };
  }

  static override fromConfig({ height, width, ...options }: LayerConfig): AnyLayer {
    return new (this as unknown as new (height: unknown, width: unknown, options: object) => AnyLayer)(
      height,
      width,
      options,
    );
  }
}
