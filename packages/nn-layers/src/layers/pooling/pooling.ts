// What pooling layers with a window share: the window, its checks and shapes. They differ in what they take of a window.
import { checkChoice, type DataFormat } from '@tensorloom/tensor-core';
import type { AnyLayer, LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkSteps, type AxisCount, type Steps } from '../../options/per-axis.js';
import {
  checkRoom,
  windowPaddings,
  windowPlaces,
  type Window,
  type WindowOptions,
  type WindowPadding,
} from '../../options/window.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { SpatialLayer } from '../spatial-layer.js';

/**
 * Options of pooling layers. `strides` default to the window's size, so that windows do not overlap; padding never wins a maximum
 * and does not count in an average.
 */
export interface PoolingOptions<Axes extends AxisCount> extends LayerOptions, WindowOptions<Axes, WindowPadding> {}

/** Options of MaxPooling1D and AveragePooling1D. */
export type Pooling1DOptions = PoolingOptions<1>;
/** Options of MaxPooling2D and AveragePooling2D. */
export type Pooling2DOptions = PoolingOptions<2>;
/** Options of MaxPooling3D and AveragePooling3D. */
export type Pooling3DOptions = PoolingOptions<3>;

/** Takes one number of each window of each channel. */
export abstract class Pooling<Axes extends AxisCount> extends SpatialLayer<Axes> {
  readonly window: Window<Axes, WindowPadding>;

  constructor(className: string, axes: Axes, poolSize: Steps<Axes>, options: PoolingOptions<Axes>) {
    super(className, axes, options, ['strides', 'padding']);
    const size = checkSteps(className, 'poolSize', poolSize, axes);
    this.window = {
      size,
      strides: checkSteps(className, 'strides', options.strides ?? size, axes),
      padding: checkChoice(className, 'padding', options.padding ?? 'valid', windowPaddings),
    };
  }

  /** What the op is told beside the window's size. */
  protected get geometry(): Pick<Window<Axes, WindowPadding>, 'strides' | 'padding'> & {
    readonly dataFormat: DataFormat;
  } {
    const { strides, padding } = this.window;
    return { strides, padding, dataFormat: this.dataFormat };
  }

  protected override extentsFor(extents: SymbolicShape): SymbolicShape {
    return windowPlaces(extents, this.window);
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    super.checkInput(inputShape);
    checkRoom(this.path, inputShape, this.layout, this.window);
  }

  override getConfig(): LayerConfig {
    const { size, strides, padding } = this.window;
    return { ...super.getConfig(), poolSize: size, strides, padding };
  }

  static override fromConfig({ poolSize, ...options }: LayerConfig): AnyLayer {
    return new (this as unknown as new (poolSize: unknown, options: object) => AnyLayer)(poolSize, options);
  }
}
