// Attention in which several heads of queries share keys and values.
import { checkCount, ConfigError } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { AttentionLayer, type AttentionLayerOptions } from './attention-layer.js';

/**
 * As `MultiHeadAttention`, but query head h uses the keys and values of head floor(h · numKeyValueHeads / numQueryHeads): less to
 * compute and to keep. With one head of keys and values it is multi-query attention. Ainslie et al. 2023.
 *
 * Input and output as of `MultiHeadAttention`. Weights: `query/kernel` [features, numQueryHeads, headDim], `key/kernel`, `value/kernel`
 * [features, numKeyValueHeads, headDim], `attentionOutput/kernel` [numQueryHeads, headDim, outputs], and biases.
 *
 * @example new GroupQueryAttention(64, 8, 2).apply(tokens)
 */
export class GroupQueryAttention extends AttentionLayer {
  static override readonly className = 'GroupQueryAttention';

  /**
   * @param headDim size of each head
   * @param numQueryHeads a multiple of `numKeyValueHeads`
   * @param numKeyValueHeads number of heads of keys and values
   */
  constructor(headDim: number, numQueryHeads: number, numKeyValueHeads: number, options: AttentionLayerOptions = {}) {
    const size = checkCount('GroupQueryAttention', 'headDim', headDim);
    const queryHeads = checkCount('GroupQueryAttention', 'numQueryHeads', numQueryHeads);
    const keyHeads = checkCount('GroupQueryAttention', 'numKeyValueHeads', numKeyValueHeads);
    if (queryHeads % keyHeads !== 0) {
      throw new ConfigError(
        `GroupQueryAttention: bad numKeyValueHeads; expected a divisor of ${queryHeads} heads of queries, got ${keyHeads}; change one of them`,
      );
    }
    super('GroupQueryAttention', { queryHeads, keyHeads, keySize: size, valueSize: size }, options);
  }

  override getConfig(): LayerConfig {
    const { queryHeads, keyHeads, keySize } = this.heads;
    return { ...super.getConfig(), headDim: keySize, numQueryHeads: queryHeads, numKeyValueHeads: keyHeads };
  }

  static override fromConfig({
    headDim,
    numQueryHeads,
    numKeyValueHeads,
    ...options
  }: LayerConfig): GroupQueryAttention {
    return new GroupQueryAttention(headDim as number, numQueryHeads as number, numKeyValueHeads as number, options);
  }
}
