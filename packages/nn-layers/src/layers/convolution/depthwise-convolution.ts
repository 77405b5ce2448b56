// What DepthwiseConv1D and DepthwiseConv2D share: kernels for each channel alone, and their options' names.
import { checkCount } from '@tensorloom/tensor-core';
import type { AnyLayer } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import type { ConstraintOption } from '../../constraints/constraint.js';
import type { InitializerOption } from '../../initializers/initializer.js';
import { channelsOf } from '../../options/layout.js';
import type { AxisCount, Steps } from '../../options/per-axis.js';
import type { WindowPadding } from '../../options/window.js';
import type { RegularizerOption } from '../../regularizers/regularizer.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { ConvolutionLayer, type ConvolutionKind, type ConvolutionLayerOptions } from './convolution-layer.js';

/** Options of the kernels that see one channel each. */
export interface DepthwiseOptions {
  /** Kernels for each channel (default 1). */
  readonly depthMultiplier?: number;
  /** Default 'glorotUniform'. */
  readonly depthwiseInitializer?: InitializerOption;
  /** Penalty for the kernels of each channel (default none). */
  readonly depthwiseRegularizer?: RegularizerOption;
  /** Allowed values of the kernels of each channel (default any). */
  readonly depthwiseConstraint?: ConstraintOption;
}

/** Options of DepthwiseConv1D and DepthwiseConv2D. */
export interface DepthwiseConvolutionOptions<Axes extends AxisCount>
  extends DepthwiseOptions, ConvolutionLayerOptions<Axes, WindowPadding> {}

/** A kernel [...kernelSize, channels, depthMultiplier]. */
export abstract class DepthwiseConvolution<Axes extends AxisCount> extends ConvolutionLayer<Axes> {
  readonly depthMultiplier: number;

  constructor(
    kind: ConvolutionKind<Axes, WindowPadding>,
    kernelSize: Steps<Axes>,
    options: DepthwiseConvolutionOptions<Axes>,
  ) {
    super({ ...kind, own: ['depthMultiplier'], kernelOptions: 'depthwise' }, kernelSize, options);
    this.depthMultiplier = checkCount(kind.className, 'depthMultiplier', options.depthMultiplier ?? 1);
  }

  override build(inputShape: SymbolicShape): void {
    const channels = channelsOf(inputShape, this.layout) as number;
    this.addKernel([...this.window.size, channels, this.depthMultiplier]);
    this.addBias(channels * this.depthMultiplier);
  }

  protected override outputsFor(channels: number | null): number | null {
    return channels === null ? null : channels * this.depthMultiplier;
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), depthMultiplier: this.depthMultiplier };
  }

  static override fromConfig({ kernelSize, ...options }: LayerConfig): AnyLayer {
    return new (this as unknown as new (kernelSize: unknown, options: object) => AnyLayer)(kernelSize, options);
  }
}
