// What adaptive pooling layers share: the wanted extents. They differ in what they take of a window.
import { formatShape, ShapeError } from '@tensorloom/tensor-core';
import type { AnyLayer } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { spatialOf } from '../../options/layout.js';
import { checkSteps, type AxisCount, type PerAxis, type Steps } from '../../options/per-axis.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { SpatialLayer, type SpatialOptions } from '../spatial-layer.js';

/** Options of adaptive pooling layers. */
export type AdaptivePoolingOptions = SpatialOptions;

/**
 * Takes one number of each of `outputSize` windows of each channel. Window i of m on an axis of n is
 * [floor(i · n / m), ceil((i + 1) · n / m)), as in PyTorch: of nearly equal sizes, overlapping by at most one where m does not
 * divide n.
 */
export abstract class AdaptivePooling<Axes extends AxisCount> extends SpatialLayer<Axes> {
  readonly outputSize: PerAxis<Axes>;

  constructor(className: string, axes: Axes, outputSize: Steps<Axes>, options: AdaptivePoolingOptions) {
    super(className, axes, options);
    this.outputSize = checkSteps(className, 'outputSize', outputSize, axes);
  }

  protected override extentsFor(): SymbolicShape {
    return this.outputSize;
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    super.checkInput(inputShape);
    if (!spatialOf(inputShape, this.layout).includes(0)) return;
    throw new ShapeError(
      `${this.path}: nothing to pool; expected spatial axes with elements, got ${formatShape(inputShape)}; check the input`,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), outputSize: this.outputSize };
  }

  static override fromConfig({ outputSize, ...options }: LayerConfig): AnyLayer {
    return new (this as unknown as new (outputSize: unknown, options: object) => AnyLayer)(outputSize, options);
  }
}
