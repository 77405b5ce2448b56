// A block of a transformer that sees what came before, and an encoded sequence.
import { formatShape, isTensor, ShapeError, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type CallOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { isSymbolicShape, type ShapesOf, type SymbolicShape } from '../../symbolic-shape.js';
import type { MultiHeadAttention } from './multi-head-attention.js';
import {
  transformerConfig,
  transformerSettings,
  type TransformerOptions,
  type TransformerSettings,
} from './transformer-options.js';
import { blockAttention, FeedForward, Residual } from './transformer-parts.js';

/** A sequence [batch, steps, features] by itself, or [sequence, encoded sequence]. */
export type DecoderInput = Tensor | readonly [decoded: Tensor, encoded: Tensor];

/**
 * Attention to the steps up to one's own, then to an encoded sequence where one is given, then two dense layers; each added to its
 * input and normalized, as in `TransformerEncoder`. A block of the decoder of Vaswani et al. 2017, section 3.1; without an
 * encoded sequence, a block of GPT. Names and defaults are KerasHub's.
 *
 * Input [batch, steps, features] or [that, [batch, encoded steps, features]]; output of the first one's shape.
 *
 * @example new TransformerDecoder(2048, 8).apply([decoded, encoded])
 */
export class TransformerDecoder extends Layer<DecoderInput, Tensor> {
  static override readonly className = 'TransformerDecoder';
  override readonly supportsMasking = true;
  readonly settings: TransformerSettings;
  protected selfAttention!: MultiHeadAttention;
  /** There if the layer was built with an encoded sequence. */
  protected crossAttention: MultiHeadAttention | undefined;
  #feedForward!: FeedForward;
  readonly #around: { readonly self: Residual; readonly cross: Residual; readonly feedForward: Residual };

  /**
   * @param intermediateDim size of the hidden layer
   * @param numHeads a divisor of the features
   */
  constructor(intermediateDim: number, numHeads: number, options: TransformerOptions = {}) {
    super(options);
    this.settings = transformerSettings('TransformerDecoder', [intermediateDim, numHeads], options);
    this.#around = {
      self: new Residual('selfAttention', this.settings),
      cross: new Residual('crossAttention', this.settings),
      feedForward: new Residual('feedforward', this.settings),
    };
  }

  override build(inputShape: ShapesOf<DecoderInput>): void {
    const [decoded, encoded] = shapesOf(inputShape);
    const features = decoded[2] as number;
    const attention = (name: string, causal: boolean): MultiHeadAttention =>
      blockAttention(this.path, features, this.settings, { name, causal });
    this.selfAttention = attention('selfAttention', true);
    this.#feedForward = new FeedForward(features, this.settings);
    this.selfAttention.build(decoded);
    this.#around.self.build(decoded);
    if (encoded) {
      // Positions of two sequences are not apart from each other: rotary ones are for self-attention.
      this.crossAttention = blockAttention(
        this.path,
        features,
        { ...this.settings, rotary: false },
        { name: 'crossAttention', causal: false },
      );
      this.crossAttention.build([decoded, encoded]);
      this.#around.cross.build(decoded);
    }
    this.#feedForward.build(decoded);
    this.#around.feedForward.build(decoded);
  }

  override call(input: DecoderInput, options: CallOptions): Tensor {
    const [decoded, encoded] = isTensor(input) ? [input] : input;
    const mask = options.mask ?? this.maskOf(decoded);
    const attended = this.#around.self.apply(decoded, (x) => this.selfAttention.apply(x, { mask }));
    const { crossAttention } = this;
    const crossed =
      encoded && crossAttention
        ? this.#around.cross.apply(attended, (x) => crossAttention.apply([x, encoded]))
        : attended;
    return this.#around.feedForward.apply(crossed, (x) => this.#feedForward.apply(x));
  }

  override computeOutputShape(inputShape: ShapesOf<DecoderInput>): SymbolicShape {
    return shapesOf(inputShape)[0];
  }

  protected override computeMask(input: DecoderInput, mask: Tensor | undefined): Tensor | undefined {
    return isTensor(input) ? mask : this.maskOf(input[0]);
  }

  protected override checkInput(inputShape: ShapesOf<DecoderInput>): void {
    const shapes = shapesOf(inputShape);
    const built = this.built ? shapesOf(this.builtShape as ShapesOf<DecoderInput>) : shapes;
    const fits = shapes.every(
      (shape, at) => shape.length === 3 && typeof shape[2] === 'number' && shape[2] === built[at]?.[2],
    );
    if (fits && shapes.length === built.length && shapes.length <= 2) return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected ${built.map((shape) => `[batch, steps, ${shape[2] ?? 'features'}]`).join(' and ')}, ` +
        `got ${shapes.map(formatShape).join(' and ')}; give the encoded sequence always or never`,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), ...transformerConfig(this.path, this.settings) };
  }

  static override fromConfig({ intermediateDim, numHeads, ...options }: LayerConfig): TransformerDecoder {
    return new TransformerDecoder(intermediateDim as number, numHeads as number, options);
  }
}

/** One shape or two as a list. */
function shapesOf(inputShape: ShapesOf<DecoderInput>): readonly [SymbolicShape, ...SymbolicShape[]] {
  return isSymbolicShape(inputShape)
    ? [inputShape]
    : (inputShape as unknown as readonly [SymbolicShape, SymbolicShape]);
}
