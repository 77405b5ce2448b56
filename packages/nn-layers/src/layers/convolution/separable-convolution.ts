// What SeparableConv1D and SeparableConv2D share: kernels for each channel alone, then a mix of the channels at each place.
import { checkCount, type Variable } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import type { ConstraintOption } from '../../constraints/constraint.js';
import type { InitializerOption } from '../../initializers/initializer.js';
import { channelsOf } from '../../options/layout.js';
import type { AxisCount, Steps } from '../../options/per-axis.js';
import { weightConfig, weightOptionNames, weightSettings, type WeightSettings } from '../../options/weight-settings.js';
import type { WindowPadding } from '../../options/window.js';
import type { RegularizerOption } from '../../regularizers/regularizer.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { ConvolutionLayer, type ConvolutionKind, type ConvolutionLayerOptions } from './convolution-layer.js';
import type { DepthwiseOptions } from './depthwise-convolution.js';

/** Options of SeparableConv1D and SeparableConv2D. */
export interface SeparableConvolutionOptions<Axes extends AxisCount>
  extends DepthwiseOptions, ConvolutionLayerOptions<Axes, WindowPadding> {
  /** Default 'glorotUniform'. */
  readonly pointwiseInitializer?: InitializerOption;
  /** Penalty for the mix (default none). */
  readonly pointwiseRegularizer?: RegularizerOption;
  /** Allowed values of the mix (default any). */
  readonly pointwiseConstraint?: ConstraintOption;
}

/** Kernels [...kernelSize, channels, depthMultiplier] and [...ones, channels · depthMultiplier, filters]. */
export abstract class SeparableConvolution<Axes extends AxisCount> extends ConvolutionLayer<Axes> {
  readonly filters: number;
  readonly depthMultiplier: number;
  /** Once built. */
  pointwiseKernel!: Variable;
  readonly #pointwise: WeightSettings;

  constructor(
    kind: ConvolutionKind<Axes, WindowPadding>,
    filters: number,
    kernelSize: Steps<Axes>,
    options: SeparableConvolutionOptions<Axes>,
  ) {
    const own = ['depthMultiplier', ...weightOptionNames('pointwise')];
    super({ ...kind, own, kernelOptions: 'depthwise' }, kernelSize, options);
    this.filters = checkCount(kind.className, 'filters', filters);
    this.depthMultiplier = checkCount(kind.className, 'depthMultiplier', options.depthMultiplier ?? 1);
    this.#pointwise = weightSettings(kind.className, 'pointwise', options, 'glorotUniform');
  }

  /** The kernels of each channel, once built. */
  get depthwiseKernel(): Variable {
    return this.kernel;
  }

  override build(inputShape: SymbolicShape): void {
    const channels = channelsOf(inputShape, this.layout) as number;
    const { size } = this.window;
    const mixed = [...size.map(() => 1), channels * this.depthMultiplier, this.filters];
    this.addKernel([...size, channels, this.depthMultiplier], 'depthwiseKernel');
    this.pointwiseKernel = this.addWeight('pointwiseKernel', { shape: mixed, ...this.#pointwise });
    this.addBias(this.filters);
  }

  protected override outputsFor(): number {
    return this.filters;
  }

  override getConfig(): LayerConfig {
    const { filters, depthMultiplier } = this;
    const pointwise = weightConfig(this.path, 'pointwise', this.#pointwise);
    return { ...super.getConfig(), filters, depthMultiplier, ...pointwise };
  }
}
