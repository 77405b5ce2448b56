// A layer that gives each index a vector: words, categories, positions.
import {
  checkCount,
  ConfigError,
  constant,
  embeddingLookup,
  formatShape,
  isInteger,
  notEqual,
  sameShape,
  tensor,
  Tensor,
  type HostTensor,
  type TensorData,
  type Variable,
} from '@tensorloom/tensor-core';
import type { ConstraintOption } from '../../constraints/constraint.js';
import type { InitializerOption } from '../../initializers/initializer.js';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { weightConfig, weightOptionNames, weightSettings, type WeightSettings } from '../../options/weight-settings.js';
import type { RegularizerOption } from '../../regularizers/regularizer.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { checkHostIndices, checkIndexData } from '../index-checks.js';

const ADVICE = 'make inputDim the largest index + 1, or correct the indices';

/** Options of Embedding. */
export interface EmbeddingOptions extends LayerOptions {
  /** Default 'randomUniform', in [-0.05, 0.05). */
  readonly embeddingsInitializer?: InitializerOption;
  /** Penalty for the table (default none). */
  readonly embeddingsRegularizer?: RegularizerOption;
  /** Allowed values of the table (default any). */
  readonly embeddingsConstraint?: ConstraintOption;
  /** Index 0 stands for no step: it is masked for the layers that follow, and counts in `inputDim` (default false). */
  readonly maskZero?: boolean;
  /** First value of the table [inputDim, outputDim], instead of the initializer's: vectors learned elsewhere. Not in the config. */
  readonly weights?: TensorData | Tensor;
}

/**
 * The row of a table for each index.
 *
 * Input [batch, ...], whole numbers in [0, inputDim) (floats are cast to int32, as models cast their inputs); output
 * [batch, ..., outputDim]. Weights: `embeddings` [inputDim, outputDim]. Gradient: added up for each row; rows that nobody
 * asked for get 0. Indices of which the data are still on the host are checked; on a device, one outside of the range takes
 * the nearest row (`embeddingLookup`), where Keras leaves it to the backend.
 *
 * @throws IndexRangeError for an index outside of [0, inputDim) in data on the host
 * @example new Embedding(10_000, 64, { maskZero: true })
 */
export class Embedding extends Layer {
  static override readonly className = 'Embedding';
  readonly inputDim: number;
  readonly outputDim: number;
  readonly maskZero: boolean;
  /** [inputDim, outputDim], once built. */
  embeddings!: Variable;
  readonly #settings: WeightSettings;
  readonly #weights: Tensor | undefined;

  /**
   * @param inputDim number of indices: the size of the vocabulary, at least 1
   * @param outputDim length of each vector, at least 1
   */
  constructor(inputDim: number, outputDim: number, options: EmbeddingOptions = {}) {
    super(options);
    checkLayerOptions('Embedding', options, [...weightOptionNames('embeddings'), 'maskZero', 'weights']);
    this.inputDim = checkCount('Embedding', 'inputDim', inputDim);
    this.outputDim = checkCount('Embedding', 'outputDim', outputDim);
    this.maskZero = options.maskZero ?? false;
    this.#settings = weightSettings('Embedding', 'embeddings', options, 'randomUniform');
    this.#weights = this.table(options.weights);
  }

  private table(weights: TensorData | Tensor | undefined): Tensor | undefined {
    if (weights === undefined) return undefined;
    const table = weights instanceof Tensor ? weights : tensor(weights);
    const expected = [this.inputDim, this.outputDim];
    if (sameShape(table.shape, expected)) return table;
    throw new ConfigError(
      `Embedding: weights do not fit; expected ${formatShape(expected)}, got ${formatShape(table.shape)}; reshape them`,
    );
  }

  override build(_inputShape: SymbolicShape): void {
    const given = this.#weights;
    const first = given && { initializer: () => given };
    this.embeddings = this.addWeight('embeddings', {
      shape: [this.inputDim, this.outputDim],
      ...this.#settings,
      ...first,
    });
  }

  override call(input: Tensor): Tensor {
    checkHostIndices(this.path, input, this.inputDim, ADVICE);
    return embeddingLookup(this.embeddings, isInteger(input.dtype) ? input : input.cast('int32'));
  }

  protected override computeMask(input: Tensor): Tensor | undefined {
    return this.maskZero ? notEqual(input, constant(0, input.dtype)) : undefined;
  }

  override checkValues(input: unknown): void {
    checkIndexData(this.path, (input as HostTensor).data, this.inputDim, ADVICE);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return [...inputShape, this.outputDim];
  }

  override getConfig(): LayerConfig {
    const { inputDim, outputDim, maskZero } = this;
    const weight = weightConfig(this.path, 'embeddings', this.#settings);
    return { ...super.getConfig(), inputDim, outputDim, maskZero, ...weight };
  }

  static override fromConfig({ inputDim, outputDim, ...options }: LayerConfig): Embedding {
    return new Embedding(inputDim as number, outputDim as number, options);
  }
}
