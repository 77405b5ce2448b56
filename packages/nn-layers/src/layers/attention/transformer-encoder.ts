// A block of a transformer that sees its whole input.
import { formatShape, ShapeError, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type CallOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import type { MultiHeadAttention } from './multi-head-attention.js';
import {
  transformerConfig,
  transformerSettings,
  type TransformerOptions,
  type TransformerSettings,
} from './transformer-options.js';
import { blockAttention, FeedForward, Residual } from './transformer-parts.js';

/** Options of TransformerEncoder. */
export interface TransformerEncoderOptions extends TransformerOptions {
  /** A step sees the steps up to itself alone: a decoder without an encoder, as in GPT (default false). */
  readonly useCausalMask?: boolean;
}

/**
 * y = norm(x + attention(x)), norm(y + W2 activation(W1 y)): a block of the encoder of Vaswani et al. 2017, section 3.1; with
 * `normalizeFirst`, y = x + attention(norm(x)), y + W2 activation(W1 norm(y)). Names and defaults are KerasHub's.
 *
 * Input [batch, steps, features]; output of the same shape. Steps that a mask leaves out are not seen.
 *
 * @example new TransformerEncoder(2048, 8, { dropout: 0.1 })
 */
export class TransformerEncoder extends Layer {
  static override readonly className = 'TransformerEncoder';
  override readonly supportsMasking = true;
  readonly settings: TransformerSettings;
  readonly useCausalMask: boolean;
  protected selfAttention!: MultiHeadAttention;
  #feedForward!: FeedForward;
  readonly #around: { readonly attention: Residual; readonly feedForward: Residual };

  /**
   * @param intermediateDim size of the hidden layer
   * @param numHeads a divisor of the features
   */
  constructor(
    intermediateDim: number,
    numHeads: number,
    { useCausalMask = false, ...options }: TransformerEncoderOptions = {},
  ) {
    super(options);
    this.settings = transformerSettings('TransformerEncoder', [intermediateDim, numHeads], options);
    this.useCausalMask = useCausalMask;
    this.#around = {
      attention: new Residual('selfAttention', this.settings),
      feedForward: new Residual('feedforward', this.settings),
    };
  }

  override build(inputShape: SymbolicShape): void {
    const features = inputShape[2] as number;
    this.selfAttention = blockAttention(this.path, features, this.settings, {
      name: 'selfAttention',
      causal: this.useCausalMask,
    });
    this.#feedForward = new FeedForward(features, this.settings);
    for (const part of [this.selfAttention, this.#around.attention, this.#feedForward, this.#around.feedForward]) {
      part.build(inputShape);
    }
  }

  override call(input: Tensor, { mask }: CallOptions): Tensor {
    const attended = this.#around.attention.apply(input, (x) => this.selfAttention.apply(x, { mask }));
    return this.#around.feedForward.apply(attended, (x) => this.#feedForward.apply(x));
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    const features = inputShape[2];
    const expected = this.built ? this.builtShape?.[2] : features;
    if (inputShape.length === 3 && typeof features === 'number' && features === expected) return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected [batch, steps, ${expected ?? 'features'}], got ${formatShape(inputShape)}; ` +
        'embed tokens first',
    );
  }

  override getConfig(): LayerConfig {
    const { useCausalMask } = this;
    return { ...super.getConfig(), ...transformerConfig(this.path, this.settings), useCausalMask };
  }

  static override fromConfig({ intermediateDim, numHeads, ...options }: LayerConfig): TransformerEncoder {
    return new TransformerEncoder(intermediateDim as number, numHeads as number, options);
  }
}
