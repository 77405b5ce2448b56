// What Conv1D, Conv2D and Conv3D share: filters, groups and their kernel. They differ in the op that they record.
import { checkCount, ConfigError } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import type { KernelOptions } from '../../options/kernel-options.js';
import { channelsOf } from '../../options/layout.js';
import type { AxisCount, Steps } from '../../options/per-axis.js';
import type { CausalPadding, WindowPadding } from '../../options/window.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { ConvolutionLayer, type ConvolutionKind, type ConvolutionLayerOptions } from './convolution-layer.js';

/** Options of Conv1D, Conv2D and Conv3D. */
export interface ConvolutionOptions<Axes extends AxisCount, Padding = WindowPadding>
  extends KernelOptions, ConvolutionLayerOptions<Axes, Padding> {
  /** The channels fall into this many groups that do not see each other (default 1). */
  readonly groups?: number;
}

/** A kernel [...kernelSize, channels / groups, filters]. */
export abstract class Convolution<
  Axes extends AxisCount,
  Padding extends CausalPadding = WindowPadding,
> extends ConvolutionLayer<Axes, Padding> {
  readonly filters: number;
  readonly groups: number;

  constructor(
    kind: ConvolutionKind<Axes, Padding>,
    filters: number,
    kernelSize: Steps<Axes>,
    options: ConvolutionOptions<Axes, Padding>,
  ) {
    super({ ...kind, own: ['groups'] }, kernelSize, options);
    this.filters = checkCount(kind.className, 'filters', filters);
    this.groups = checkCount(kind.className, 'groups', options.groups ?? 1);
    if (this.filters % this.groups !== 0) {
      throw new ConfigError(
        `${kind.className}: bad groups; expected a divisor of ${filters} filters, got ${this.groups}; change one of them`,
      );
    }
  }

  override build(inputShape: SymbolicShape): void {
    const channels = channelsOf(inputShape, this.layout) as number;
    this.addKernel([...this.window.size, channels / this.groups, this.filters]);
    this.addBias(this.filters);
  }

  protected override get channelStep(): number {
    return this.groups;
  }

  protected override outputsFor(): number {
    return this.filters;
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), filters: this.filters, groups: this.groups };
  }
}
