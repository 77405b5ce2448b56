// What pooling layers share: the window, its checks and shapes. They differ in what they take of a window.
import { checkChoice } from '@tensorloom/tensor-core';
import type { Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { checkImages, windowPaddings, windowPlaces, type Window, type WindowPadding } from '../../options/window.js';
import { checkPair } from '../../options/check-pair.js';

/** Options of pooling layers. */
export interface Pooling2DOptions extends LayerOptions {
  /** Step of the window, for both axes or [height, width] (default: its size, so that windows do not overlap). */
  readonly strides?: number | readonly [number, number];
  /** Default 'valid'. Padding never wins a maximum and does not count in an average. */
  readonly padding?: WindowPadding;
}

/** Takes one number of each window of each channel: [batch, height, width, channels] to [batch, outHeight, outWidth, channels]. */
export abstract class Pooling2D extends Layer {
  readonly window: Window;

  constructor(className: string, poolSize: number | readonly [number, number], options: Pooling2DOptions) {
    super(options);
    checkLayerOptions(className, options, ['strides', 'padding']);
    const size = checkPair(className, 'poolSize', poolSize);
    this.window = {
      size,
      strides: checkPair(className, 'strides', options.strides ?? size),
      padding: checkChoice(className, 'padding', options.padding ?? 'valid', windowPaddings),
    };
  }

  abstract override call(input: Tensor): Tensor;

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return [inputShape[0] ?? null, ...windowPlaces(inputShape, this.window), inputShape[3] ?? null];
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    checkImages(this.path, inputShape, this.window);
  }

  override getConfig(): LayerConfig {
    const { size, strides, padding } = this.window;
    return { ...super.getConfig(), poolSize: size, strides, padding };
  }
}
