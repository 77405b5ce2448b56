// The parts that transformer blocks are made of: attention, feed-forward layers, and what stands around each.
import { ConfigError, type Tensor } from '@tensorloom/tensor-core';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { Dense } from '../core/dense.js';
import { LayerNormalization } from '../normalization/layer-normalization.js';
import { Dropout } from '../regularization/dropout.js';
import { MultiHeadAttention } from './multi-head-attention.js';
import type { TransformerSettings } from './transformer-options.js';

/** An attention layer of a block. @throws ConfigError unless the heads divide the features */
export function blockAttention(
  path: string,
  features: number,
  settings: TransformerSettings,
  { name, causal }: { readonly name: string; readonly causal: boolean },
): MultiHeadAttention {
  const { numHeads, dropout, kernelInitializer, biasInitializer, rotary, seed } = settings;
  if (features % numHeads !== 0) {
    throw new ConfigError(
      `${path}: heads do not divide the features; expected a divisor of ${features} features, got ${numHeads} heads; change one of them`,
    );
  }
  return new MultiHeadAttention(numHeads, features / numHeads, {
    name,
    dropout,
    kernelInitializer,
    biasInitializer,
    rotary,
    useCausalMask: causal,
    ...(seed !== undefined && { seed }),
  });
}

/** A part of a block with what stands around it: x + part(norm(x)), or norm(x + part(x)). */
export class Residual {
  readonly norm: LayerNormalization;
  readonly dropout: Dropout;

  constructor(
    name: string,
    private readonly settings: TransformerSettings,
  ) {
    this.norm = new LayerNormalization({ name: `${name}Norm`, epsilon: settings.layerNormEpsilon });
    this.dropout = new Dropout(settings.dropout, { name: `${name}Dropout`, seed: settings.seed });
  }

  build(shape: SymbolicShape): void {
    this.norm.build(shape);
    this.dropout.build(shape);
  }

  apply(x: Tensor, part: (value: Tensor) => Tensor): Tensor {
    const { normalizeFirst } = this.settings;
    const given = normalizeFirst ? this.norm.apply(x) : x;
    const sum = x.add(this.dropout.apply(part(given)));
    return normalizeFirst ? sum : this.norm.apply(sum);
  }
}

/** Two dense layers, step by step: activation(x · W1 + b1) · W2 + b2. */
export class FeedForward {
  readonly hidden: Dense;
  readonly output: Dense;

  constructor(
    features: number,
    { intermediateDim, activation, kernelInitializer, biasInitializer }: TransformerSettings,
  ) {
    const options = { kernelInitializer, biasInitializer };
    this.hidden = new Dense(intermediateDim, { name: 'feedforwardIntermediate', activation, ...options });
    this.output = new Dense(features, { name: 'feedforwardOutput', ...options });
  }

  build(shape: SymbolicShape): void {
    this.hidden.build(shape);
    this.output.build(this.hidden.computeOutputShape(shape));
  }

  apply(x: Tensor): Tensor {
    return this.output.apply(this.hidden.apply(x));
  }
}
