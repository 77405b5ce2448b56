// A layer that turns each example into one row.
import { formatShape, moveAxis, ShapeError, type DataFormat, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { checkDataFormat, type DataFormatOption } from '../../options/layout.js';
import { extentOf, type SymbolicShape } from '../../symbolic-shape.js';

/** Options of Flatten. */
export interface FlattenOptions extends LayerOptions, DataFormatOption {}

/**
 * All axes but the batch as one. No weights; no copy where the next layer can read through it.
 *
 * Input [batch, ...]; output [batch, product of the others]: [batch, 1] for [batch]. With `dataFormat: 'channelsFirst'` the
 * input is [batch, channels, ...] and the row that of [batch, ..., channels], so that the weights behind it fit both layouts.
 */
export class Flatten extends Layer {
  static override readonly className = 'Flatten';
  readonly dataFormat: DataFormat;

  constructor(options: FlattenOptions = {}) {
    super(options);
    checkLayerOptions('Flatten', options, ['dataFormat']);
    this.dataFormat = checkDataFormat('Flatten', options);
  }

  override call(input: Tensor): Tensor {
    const value = this.dataFormat === 'channelsFirst' && input.rank > 2 ? moveAxis(input, 1, -1) : input;
    const [batch, ...others] = value.shape;
    return value.reshape([batch as number, others.reduce((size, extent) => size * extent, 1)]);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return [inputShape[0] ?? null, extentOf(inputShape.slice(1))];
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    if (inputShape.length > 0) return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected [batch, ...], got ${formatShape(inputShape)}; add a batch axis`,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), dataFormat: this.dataFormat };
  }
}
