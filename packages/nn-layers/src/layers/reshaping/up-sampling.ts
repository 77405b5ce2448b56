// What UpSampling1D, UpSampling2D and UpSampling3D share: how often they repeat.
import { repeat, type Tensor } from '@tensorloom/tensor-core';
import type { AnyLayer } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkSteps, type AxisCount, type PerAxis, type Steps } from '../../options/per-axis.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { SpatialLayer, type SpatialOptions } from '../spatial-layer.js';

/** Multiplies the extents of the spatial axes. */
export abstract class UpSampling<Axes extends AxisCount> extends SpatialLayer<Axes> {
  readonly size: PerAxis<Axes>;

  constructor(className: string, axes: Axes, size: Steps<Axes>, options: SpatialOptions, own: readonly string[] = []) {
    super(className, axes, options, own);
    this.size = checkSteps(className, 'size', size, axes);
  }

  /** Each element as often as its axis says. */
  override call(input: Tensor): Tensor {
    return this.forEachAxis(this.size, 1).reduce(
      (value, times, axis) => (times === 1 ? value : repeat(value, times, axis)),
      input,
    );
  }

  protected override extentsFor(extents: SymbolicShape): SymbolicShape {
    return extents.map((extent, axis) => (extent === null ? null : extent * (this.size[axis] as number)));
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), size: this.size };
  }

  static override fromConfig({ size, ...options }: LayerConfig): AnyLayer {
    return new (this as unknown as new (size: unknown, options: object) => AnyLayer)(size, options);
  }
}
