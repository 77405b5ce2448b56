// What Conv1DTranspose, Conv2DTranspose and Conv3DTranspose share: a kernel that each place of the input spreads over the output.
import { checkCount, ConfigError, formatShape, ShapeError } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import type { KernelOptions } from '../../options/kernel-options.js';
import { channelsOf, spatialOf } from '../../options/layout.js';
import { checkSteps, type AxisCount, type PerAxis, type Steps } from '../../options/per-axis.js';
import { reachOf, type WindowPadding } from '../../options/window.js';
import { extentOf, type SymbolicShape } from '../../symbolic-shape.js';
import { ConvolutionLayer, type ConvolutionKind, type ConvolutionLayerOptions } from './convolution-layer.js';

/** Options of the transposed convolutions. */
export interface TransposedConvolutionOptions<Axes extends AxisCount>
  extends KernelOptions, ConvolutionLayerOptions<Axes, WindowPadding> {
  /**
   * Chooses among the extents that a convolution would shrink to the input's, below the strides. Default: with padding 'same'
   * n · stride, with 'valid' (n - 1) · stride + max(reach, stride), where reach = (kernelSize - 1) · dilationRate + 1; given:
   * (n - 1) · stride + outputPadding + reach with 'valid', + (reach mod 2) with 'same'.
   */
  readonly outputPadding?: Steps<Axes>;
}

/** A kernel [...kernelSize, filters, channels]. */
export abstract class TransposedConvolution<Axes extends AxisCount> extends ConvolutionLayer<Axes> {
  readonly filters: number;
  readonly outputPadding: PerAxis<Axes> | undefined;

  constructor(
    kind: ConvolutionKind<Axes, WindowPadding>,
    filters: number,
    kernelSize: Steps<Axes>,
    options: TransposedConvolutionOptions<Axes>,
  ) {
    super({ ...kind, own: ['outputPadding'] }, kernelSize, options);
    const { className, axes } = kind;
    this.filters = checkCount(className, 'filters', filters);
    if (options.outputPadding === undefined) return;
    this.outputPadding = checkSteps(className, 'outputPadding', options.outputPadding, axes, 0);
    const { strides } = this.window;
    if (this.outputPadding.some((rows, axis) => rows >= (strides[axis] as number))) {
      throw new ConfigError(
        `${className}: bad outputPadding; expected less than strides [${strides.join(', ')}], ` +
          `got [${this.outputPadding.join(', ')}]; lower it`,
      );
    }
  }

  override build(inputShape: SymbolicShape): void {
    const channels = channelsOf(inputShape, this.layout) as number;
    this.addKernel([...this.window.size, this.filters, channels]);
    this.addBias(this.filters);
  }

  /** What the op is told beside strides, padding, dilation and layout. */
  protected get rows(): { readonly outputPadding?: PerAxis<Axes> } {
    return this.outputPadding ? { outputPadding: this.outputPadding } : {};
  }

  protected override outputsFor(): number {
    return this.filters;
  }

  protected override placesOf(extents: SymbolicShape): SymbolicShape {
    return extents.map((extent, axis) => (extent === null ? null : this.placesAlong(extent, axis)));
  }

  protected override checkRoom(inputShape: SymbolicShape): void {
    const extents = spatialOf(inputShape, this.layout);
    if (![...extents, ...this.placesOf(extents)].some((extent) => extent !== null && extent < 1)) return;
    throw new ShapeError(
      `${this.path}: nothing is left; expected extents >= 1 of input and output, got ${formatShape(inputShape)} and ` +
        `${formatShape(this.placesOf(extents))}; use padding 'valid', or more outputPadding`,
    );
  }

  private placesAlong(extent: number, axis: number): number {
    const [reach, stride] = [reachOf(this.window, axis), this.window.strides[axis] as number];
    const isSame = this.window.padding === 'same';
    const added = this.outputPadding?.[axis];
    const apart = (extent - 1) * stride;
    if (added !== undefined) return apart + added + (isSame ? reach % 2 : reach);
    return apart + (isSame ? stride : Math.max(reach, stride));
  }

  /** Each place of the input sees the whole kernel, with what padding cuts off; each place of the output the bias. */
  override countConnections(outputShape: SymbolicShape): number | undefined {
    const given = extentOf(spatialOf(this.builtShape ?? [], this.layout));
    const places = extentOf(spatialOf(outputShape, this.layout));
    if (given === null || places === null) return undefined;
    return given * this.kernel.size + places * (this.bias?.size ?? 0);
  }

  override getConfig(): LayerConfig {
    const { filters, outputPadding } = this;
    return { ...super.getConfig(), filters, ...(outputPadding && { outputPadding }) };
  }
}
