// What Cropping1D, Cropping2D and Cropping3D share: how much they cut off.
import { formatShape, ShapeError, slice, type Tensor } from '@tensorloom/tensor-core';
import type { AnyLayer } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { spatialOf } from '../../options/layout.js';
import { checkEnds, type AxisCount, type Ends } from '../../options/per-axis.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { SpatialLayer, type SpatialOptions } from '../spatial-layer.js';

/** Cuts elements off the ends of the spatial axes. */
export abstract class Cropping<Axes extends AxisCount> extends SpatialLayer<Axes> {
  /** Elements to cut before and after, for each axis. */
  readonly cropping: readonly Ends[];

  constructor(className: string, axes: Axes, cropping: unknown, options: SpatialOptions) {
    super(className, axes, options);
    this.cropping = checkEnds(className, 'cropping', cropping, axes);
  }

  override call(input: Tensor): Tensor {
    const extents = spatialOf(input.shape, this.layout) as readonly number[];
    const kept = this.cropping.map(([before, after], axis) => [before, (extents[axis] as number) - after] as const);
    return slice(input, ...this.forEachAxis(kept, null));
  }

  protected override extentsFor(extents: SymbolicShape): SymbolicShape {
    return this.cropping.map(([before, after], axis) => {
      const extent = extents[axis] ?? null;
      return extent === null ? null : extent - before - after;
    });
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    super.checkInput(inputShape);
    const left = this.extentsFor(spatialOf(inputShape, this.layout));
    if (!left.some((extent) => extent !== null && extent < 1)) return;
    throw new ShapeError(
      `${this.path}: nothing is left; expected more elements on each axis than cropping ${JSON.stringify(this.cropping)} takes, ` +
        `got ${formatShape(inputShape)}; crop less`,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), cropping: this.cropping };
  }

  static override fromConfig({ cropping, ...options }: LayerConfig): AnyLayer {
    return new (this as unknown as new (cropping: unknown, options: object) => AnyLayer)(cropping, options);
  }
}
