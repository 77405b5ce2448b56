// What the layers share that drop whole channels: SpatialDropout1D, 2D and 3D.
import { checkChoice, formatShape, ShapeError, type DataFormat, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { dropped } from './dropout.js';
import { RateLayer, type NoiseOptions } from './noise-layer.js';

/** Options of SpatialDropout2D and SpatialDropout3D. */
export interface SpatialDropoutOptions extends NoiseOptions {
  /** Where the channels are (default 'channelsLast'). */
  readonly dataFormat?: DataFormat;
}

/** Dropout with one draw for each channel of each example. */
export abstract class SpatialDropout extends RateLayer {
  readonly dataFormat: DataFormat;

  /** @param places names of the axes between batch and channels, for messages */
  constructor(
    className: string,
    rate: number,
    options: SpatialDropoutOptions,
    private readonly places: readonly string[],
  ) {
    super(className, rate, options, ['dataFormat']);
    const formats: readonly DataFormat[] = ['channelsLast', 'channelsFirst'];
    this.dataFormat = checkChoice(className, 'dataFormat', options.dataFormat ?? 'channelsLast', formats);
  }

  protected override disturb(input: Tensor): Tensor {
    const channels = this.dataFormat === 'channelsLast' ? input.rank - 1 : 1;
    const shape = input.shape.map((extent, axis) => (axis === 0 || axis === channels ? extent : 1));
    return dropped(input, this.rate, shape, this.draws.next());
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    if (inputShape.length === this.places.length + 2) return;
    const places = this.places.join(', ');
    const axes = this.dataFormat === 'channelsLast' ? `${places}, channels` : `channels, ${places}`;
    throw new ShapeError(
      `${this.path}: input does not fit; expected [batch, ${axes}], got ${formatShape(inputShape)}; ` +
        'use Dropout, or the class of as many dimensions',
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), dataFormat: this.dataFormat };
  }
}
