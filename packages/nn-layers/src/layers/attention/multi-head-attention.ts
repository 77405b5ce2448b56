// Attention with several heads.
import { checkCount } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { AttentionLayer, type AttentionLayerOptions } from './attention-layer.js';

/** Options of MultiHeadAttention. */
export interface MultiHeadAttentionOptions extends AttentionLayerOptions {
  /** Size of each head's values (default `keyDim`). */
  readonly valueDim?: number | undefined;
}

/**
 * Each step of the query mixes the values of the steps that it attends to: with Q, K, V the projections of query, key and value to
 * heads, softmax(Q Kᵀ / √keyDim) V, put together and projected to features. Steps of values that a mask leaves out are not seen.
 * Vaswani et al. 2017, section 3.2.2. PyTorch's keeps query, key and value in one matrix and takes `keyDim` times heads as its size.
 *
 * Input [batch, steps, features], which then looks at itself; or [query, value], [query, value, key], or a record of them with a `mask`.
 * Output [batch, queries, features]. Weights: `query/kernel`, `key/kernel` [features, numHeads, keyDim], `value/kernel` [features, numHeads,
 * valueDim], `attentionOutput/kernel` [numHeads, valueDim, outputs]; biases [numHeads, size] and [outputs].
 *
 * @example new MultiHeadAttention(8, 64, { useCausalMask: true }).apply(tokens)
 * @example new MultiHeadAttention(8, 64).apply([decoded, encoded])
 */
export class MultiHeadAttention extends AttentionLayer {
  static override readonly className = 'MultiHeadAttention';

  /**
   * @param numHeads number of heads
   * @param keyDim size of each head's queries and keys
   */
  constructor(numHeads: number, keyDim: number, options: MultiHeadAttentionOptions = {}) {
    const heads = checkCount('MultiHeadAttention', 'numHeads', numHeads);
    const keySize = checkCount('MultiHeadAttention', 'keyDim', keyDim);
    const valueSize = checkCount('MultiHeadAttention', 'valueDim', options.valueDim ?? keyDim);
    super('MultiHeadAttention', { queryHeads: heads, keyHeads: heads, keySize, valueSize }, options, ['valueDim']);
  }

  override getConfig(): LayerConfig {
    const { queryHeads, keySize, valueSize } = this.heads;
    return { ...super.getConfig(), numHeads: queryHeads, keyDim: keySize, valueDim: valueSize };
  }

  static override fromConfig({ numHeads, keyDim, ...options }: LayerConfig): MultiHeadAttention {
    return new MultiHeadAttention(numHeads as number, keyDim as number, options);
  }
}
