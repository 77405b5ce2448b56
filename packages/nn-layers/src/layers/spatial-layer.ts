// What layers without weights that work on spatial axes share: the layout, its check, and shapes. They differ in the new extents.
import type { DataFormat, Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../layer.js';
import type { LayerConfig } from '../layer-config.js';
import { checkLayerOptions } from '../options/layer-options.js';
import {
  channelsOf,
  checkDataFormat,
  checkLayout,
  firstSpatial,
  shapeOf,
  spatialOf,
  type DataFormatOption,
  type Layout,
} from '../options/layout.js';
import type { AxisCount } from '../options/per-axis.js';
import type { SymbolicShape } from '../symbolic-shape.js';

/** Options of these layers. */
export interface SpatialOptions extends LayerOptions, DataFormatOption {}

/** Gives the spatial axes other extents; batch and channels stay. */
export abstract class SpatialLayer<Axes extends AxisCount = AxisCount> extends Layer {
  readonly dataFormat: DataFormat;
  protected readonly layout: Layout<Axes>;

  /** @param own names of the options that only this class has */
  constructor(className: string, axes: Axes, options: SpatialOptions, own: readonly string[] = []) {
    super(options);
    checkLayerOptions(className, options, ['dataFormat', ...own]);
    this.dataFormat = checkDataFormat(className, options);
    this.layout = { axes, dataFormat: this.dataFormat };
  }

  abstract override call(input: Tensor, options?: { readonly mask: Tensor | undefined }): Tensor;

  /** The spatial extents of the output. */
  protected abstract extentsFor(extents: SymbolicShape): SymbolicShape;

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    const extents = this.extentsFor(spatialOf(inputShape, this.layout));
    return shapeOf(this.layout, inputShape[0], extents, channelsOf(inputShape, this.layout));
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    checkLayout(this.path, inputShape, this.layout);
  }

  /** Something for each spatial axis as something for each axis of the input. */
  protected forEachAxis<Value>(spatial: readonly Value[], other: Value): readonly Value[] {
    const first = firstSpatial(this.layout);
    const rank = this.layout.axes + 2;
    return Array.from({ length: rank }, (_, axis) => spatial[axis - first] ?? other);
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), dataFormat: this.dataFormat };
  }
}
