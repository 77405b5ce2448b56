// Positions as vectors that are learned.
import { checkCount, formatShape, ShapeError, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { initializerKind, type Initializer, type InitializerOption } from '../../initializers/initializer.js';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/** Options of PositionEmbedding. */
export interface PositionEmbeddingOptions extends LayerOptions {
  /** Default 'glorotUniform'. */
  readonly initializer?: InitializerOption;
}

/**
 * A learned vector for each step, for adding to tokens; it depends on the input's shape alone. As in KerasHub.
 *
 * Input [batch, steps, size], at most `sequenceLength` steps; output of the same shape, to be added to it.
 * Weights: `embeddings` [sequenceLength, size].
 *
 * @example const embedded = new Add().apply([tokens, new PositionEmbedding(256).apply(tokens)]);
 */
export class PositionEmbedding extends Layer {
  static override readonly className = 'PositionEmbedding';
  override readonly supportsMasking = true;
  readonly sequenceLength: number;
  /** [sequenceLength, size], once built. */
  embeddings!: Variable;
  readonly #initializer: Initializer;

  /** @param sequenceLength the most steps that there will be */
  constructor(sequenceLength: number, options: PositionEmbeddingOptions = {}) {
    super(options);
    checkLayerOptions('PositionEmbedding', options, ['initializer']);
    this.sequenceLength = checkCount('PositionEmbedding', 'sequenceLength', sequenceLength);
    this.#initializer = initializerKind.resolve('PositionEmbedding', options.initializer ?? 'glorotUniform');
  }

  override build(inputShape: SymbolicShape): void {
    const shape = [this.sequenceLength, inputShape[2] as number];
    this.embeddings = this.addWeight('embeddings', { shape, initializer: this.#initializer });
  }

  override call(input: Tensor): Tensor {
    return this.embeddings.slice([0, input.shape[1] as number]).broadcastTo(input.shape);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    const [, steps, size] = inputShape;
    const expected = this.built ? this.embeddings.shape[1] : size;
    const fits = inputShape.length === 3 && typeof size === 'number' && size === expected;
    if (fits && (steps === null || (steps as number) <= this.sequenceLength)) return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected [batch, at most ${this.sequenceLength} steps, ${expected ?? 'size'}], ` +
        `got ${formatShape(inputShape)}; raise sequenceLength, or check the layer before`,
    );
  }

  override getConfig(): LayerConfig {
    const initializer = initializerKind.configOf(this.path, this.#initializer);
    return { ...super.getConfig(), sequenceLength: this.sequenceLength, initializer };
  }

  static override fromConfig({ sequenceLength, ...options }: LayerConfig): PositionEmbedding {
    return new PositionEmbedding(sequenceLength as number, options);
  }
}
