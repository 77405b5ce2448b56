// What global pooling layers share: they give one number for each channel. They differ in what they take.
import { formatShape, ShapeError } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { channelsOf, spatialOf } from '../../options/layout.js';
import type { AxisCount } from '../../options/per-axis.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { SpatialLayer, type SpatialOptions } from '../spatial-layer.js';

/** Options of global pooling layers. */
export interface GlobalPoolingOptions extends SpatialOptions {
  /** True keeps the spatial axes with extent 1 (default false). */
  readonly keepDims?: boolean;
}

/** Takes one number of each channel. */
export abstract class GlobalPooling<Axes extends AxisCount> extends SpatialLayer<Axes> {
  readonly keepDims: boolean;

  constructor(className: string, axes: Axes, options: GlobalPoolingOptions) {
    super(className, axes, options, ['keepDims']);
    this.keepDims = options.keepDims ?? false;
  }

  /** What the op is told. */
  protected get geometry(): Required<Pick<GlobalPoolingOptions, 'keepDims' | 'dataFormat'>> {
    return { keepDims: this.keepDims, dataFormat: this.dataFormat };
  }

  protected override extentsFor(extents: SymbolicShape): SymbolicShape {
    return extents.map(() => 1);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    if (this.keepDims) return super.computeOutputShape(inputShape);
    return [inputShape[0] ?? null, channelsOf(inputShape, this.layout)];
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    super.checkInput(inputShape);
    if (!spatialOf(inputShape, this.layout).includes(0)) return;
    throw new ShapeError(
      `${this.path}: nothing to pool; expected spatial axes with elements, got ${formatShape(inputShape)}; check the input`,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), keepDims: this.keepDims };
  }
}
