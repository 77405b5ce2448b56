// A layer that turns indices of categories into rows of zeros and ones, or of counts.
import { cast, checkCount, type HostTensor, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { checkHostIndices, checkIndexData } from '../index-checks.js';
import { checkOutputMode, encoded, encodedShape, type OutputMode } from './encode-indices.js';

const ADVICE = 'make numTokens the largest index + 1, or correct the indices';

/** Options of CategoryEncoding. */
export interface CategoryEncodingOptions extends LayerOptions {
  /** 'multiHot' (default), 'oneHot' or 'count'. */
  readonly outputMode?: Exclude<OutputMode, 'int'>;
}

/**
 * With 'oneHot', each index as a row with a 1 in its place; with 'multiHot', one row for all indices along the last axis, 1 where
 * an index occurs; with 'count', how often it occurs. No weights. Keras's `count_weights` are not here.
 *
 * Input [batch, ..., samples], whole numbers in [0, numTokens), or [batch]; output float32 [batch, ..., numTokens], with 'oneHot'
 * [batch, ..., samples, numTokens] (a last axis of 1 gives way). No gradient flows to the indices. Those whose data are still on
 * the host are checked; on a device, one outside of the range is in no row.
 *
 * @throws IndexRangeError for an index outside of [0, numTokens) in data on the host
 * @example new CategoryEncoding(4, { outputMode: 'oneHot' })
 */
export class CategoryEncoding extends Layer {
  static override readonly className = 'CategoryEncoding';
  readonly numTokens: number;
  readonly outputMode: OutputMode;

  /** @param numTokens number of categories, at least 1 */
  constructor(numTokens: number, options: CategoryEncodingOptions = {}) {
    super(options);
    checkLayerOptions('CategoryEncoding', options, ['outputMode']);
    this.numTokens = checkCount('CategoryEncoding', 'numTokens', numTokens);
    this.outputMode = checkOutputMode('CategoryEncoding', options.outputMode ?? 'multiHot');
  }

  override call(input: Tensor): Tensor {
    checkHostIndices(this.path, input, this.numTokens, ADVICE);
    return encoded(cast(input, 'int32'), this.outputMode, this.numTokens);
  }

  override checkValues(input: unknown): void {
    checkIndexData(this.path, (input as HostTensor).data, this.numTokens, ADVICE);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return encodedShape(inputShape, this.outputMode, this.numTokens);
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), numTokens: this.numTokens, outputMode: this.outputMode };
  }

  static override fromConfig({ numTokens, ...options }: LayerConfig): CategoryEncoding {
    return new CategoryEncoding(numTokens as number, options);
  }
}
