// What ZeroPadding1D, ZeroPadding2D and ZeroPadding3D share: how many zeros they add.
import { pad, type Tensor } from '@tensorloom/tensor-core';
import type { AnyLayer } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkEnds, type AxisCount, type Ends } from '../../options/per-axis.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { SpatialLayer, type SpatialOptions } from '../spatial-layer.js';

/** Adds zeros at the ends of the spatial axes. */
export abstract class ZeroPadding<Axes extends AxisCount> extends SpatialLayer<Axes> {
  /** Zeros to add before and after, for each axis. */
  readonly padding: readonly Ends[];

  constructor(className: string, axes: Axes, padding: unknown, options: SpatialOptions) {
    super(className, axes, options);
    this.padding = checkEnds(className, 'padding', padding, axes);
  }

  override call(input: Tensor): Tensor {
    return pad(input, this.forEachAxis(this.padding, [0, 0]));
  }

  protected override extentsFor(extents: SymbolicShape): SymbolicShape {
    return this.padding.map(([before, after], axis) => {
      const extent = extents[axis] ?? null;
      return extent === null ? null : extent + before + after;
    });
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), padding: this.padding };
  }

  static override fromConfig({ padding, ...options }: LayerConfig): AnyLayer {
    return new (this as unknown as new (padding: unknown, options: object) => AnyLayer)(padding, options);
  }
}
