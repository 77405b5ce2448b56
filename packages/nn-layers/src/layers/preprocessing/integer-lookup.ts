// A layer that gives each integer of a vocabulary an index, or the other way round.
import { cast, ConfigError, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { batchesOf, type AdaptData } from './adapt-data.js';
import { checkOutputMode, encoded, encodedShape, type OutputMode } from './encode-indices.js';
import { Vocabulary } from './vocabulary.js';

/** Options of IntegerLookup. */
export interface IntegerLookupOptions extends LayerOptions {
  /** The integers that have an index, in order; without it, `adapt` finds them. */
  readonly vocabulary?: readonly number[] | undefined;
  /** Largest size of the vocabulary that `adapt` finds, with the special tokens (default any). */
  readonly maxTokens?: number | undefined;
  /** Indices for integers that are not in the vocabulary; of several, token mod `numOovIndices` says which (default 1). */
  readonly numOovIndices?: number;
  /** An integer that stands for no token: index 0 with 'int', left out of rows (default none). */
  readonly maskToken?: number | undefined;
  /** Stands for integers that are not in the vocabulary where `invert` gives one back (default -1). */
  readonly oovToken?: number;
  /** From indices to tokens (default false). */
  readonly invert?: boolean;
  /** Indices (default 'int'), or rows: 'oneHot', or of all integers along the last axis 'multiHot' and 'count'. */
  readonly outputMode?: OutputMode;
}

const optionNames: readonly (keyof IntegerLookupOptions)[] = [
  'vocabulary',
  'maxTokens',
  'numOovIndices',
  'maskToken',
  'oovToken',
  'invert',
  'outputMode',
];

function checkWhole(name: string, value: unknown, least: number): number {
  if (Number.isSafeInteger(value) && Math.abs(value as number) < 2 ** 31 && (value as number) >= least)
    return value as number;
  throw new ConfigError(
    `IntegerLookup: bad ${name}; expected a whole number of int32, at least ${least}, got ${String(value)}; change it`,
  );
}

/**
 * The index of each integer in a vocabulary. First comes the mask token, if there is one (with 'int' alone), then the indices
 * of integers that are not in the vocabulary, then the vocabulary in its order; with `invert` back from there.
 *
 * Input [batch, ...], integers of int32 (Keras takes int64); output int32 of the same shape, or float32 rows
 * [..., vocabularySize] as `outputMode` says. No gradient flows through it. Without indices for integers that are not in the
 * vocabulary (`numOovIndices: 0`) they get -1, and no row. No weights: the vocabulary is part of the config. Keras's
 * `idf_weights`, `sparse` and `pad_to_max_tokens` are not here.
 *
 * @example
 * new IntegerLookup({ vocabulary: [12, 36, 1138, 42] }).apply(tensor([[12, 1138, 7]], { dtype: 'int32' }));   // [[1, 3, 0]]
 */
export class IntegerLookup extends Layer {
  static override readonly className = 'IntegerLookup';
  readonly maxTokens: number | undefined;
  readonly numOovIndices: number;
  readonly maskToken: number | undefined;
  readonly oovToken: number;
  readonly invert: boolean;
  readonly outputMode: OutputMode;
  #vocabulary: Vocabulary | undefined;

  constructor(options: IntegerLookupOptions = {}) {
    super(options);
    checkLayerOptions('IntegerLookup', options, optionNames);
    const { vocabulary, maxTokens, maskToken, oovToken = -1, numOovIndices = 1, invert = false } = options;
    this.maskToken = maskToken === undefined ? undefined : checkWhole('maskToken', maskToken, -(2 ** 31) + 1);
    this.oovToken = checkWhole('oovToken', oovToken, -(2 ** 31) + 1);
    this.numOovIndices = checkWhole('numOovIndices', numOovIndices, 0);
    this.outputMode = checkOutputMode('IntegerLookup', options.outputMode ?? 'int');
    this.invert = invert;
    if (invert && (this.outputMode !== 'int' || numOovIndices !== 1)) {
      throw new ConfigError(
        `IntegerLookup: no way back; expected outputMode 'int' and numOovIndices 1 with invert, ` +
          `got ${this.outputMode} and ${numOovIndices}; leave them out`,
      );
    }
    const special = this.specialTokens.length;
    this.maxTokens = maxTokens === undefined ? undefined : checkWhole('maxTokens', maxTokens, special + 1);
    if (vocabulary) this.#vocabulary = new Vocabulary('IntegerLookup', vocabulary, this.specialTokens);
  }

  /** What stands before the vocabulary: the mask token, and one for each index of what is not in it. */
  private get specialTokens(): readonly number[] {
    const mask = this.maskToken === undefined || this.outputMode !== 'int' ? [] : [this.maskToken];
    return [...mask, ...new Array<number>(this.numOovIndices).fill(this.oovToken)];
  }

  private get known(): Vocabulary {
    if (this.#vocabulary) return this.#vocabulary;
    throw new ConfigError(
      `${this.path}: no vocabulary; expected the option vocabulary, or adapt(data) before the first call, got neither; await adapt(data)`,
    );
  }

  /** The tokens in the order of their indices, the special ones first. @throws ConfigError before there are any */
  getVocabulary(): readonly number[] {
    return [...this.specialTokens, ...this.known.tokens];
  }

  /** Number of indices, those of the special tokens too. @throws ConfigError before there is a vocabulary */
  get vocabularySize(): number {
    return this.specialTokens.length + this.known.tokens.length;
  }

  /**
   * Takes the vocabulary from data, in place of any that was there: the most frequent integers first, of equally frequent ones
   * the larger. Reads the data once, a batch at a time. Functions that were compiled before keep the old one.
   *
   * @throws ConfigError for what are no data
   */
  async adapt(data: AdaptData): Promise<void> {
    const counts = new Map<number, number>();
    for await (const batch of batchesOf(this.path, data)) {
      for (const token of await cast(batch, 'int32').data()) counts.set(token, (counts.get(token) ?? 0) + 1);
    }
    for (const special of [this.maskToken, this.oovToken]) if (special !== undefined) counts.delete(special);
    const ordered = [...counts].sort(([first, often], [second, other]) => other - often || second - first);
    const room = this.maxTokens === undefined ? undefined : this.maxTokens - this.specialTokens.length;
    const tokens = ordered.slice(0, room).map(([token]) => token);
    this.#vocabulary = new Vocabulary(this.path, tokens, this.specialTokens);
  }

  override call(input: Tensor): Tensor {
    const values = cast(input, 'int32');
    if (this.invert) return this.known.tokensAt(values, this.getVocabulary(), this.oovToken);
    const { maskToken, numOovIndices, outputMode } = this;
    const mask = maskToken === undefined ? undefined : { token: maskToken, index: outputMode === 'int' ? 0 : -1 };
    const indices = this.known.indicesOf(values, numOovIndices, mask);
    return encoded(indices, outputMode, this.vocabularySize);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return this.outputMode === 'int' ? inputShape : encodedShape(inputShape, this.outputMode, this.vocabularySize);
  }

  override getConfig(): LayerConfig {
    const { maxTokens, numOovIndices, maskToken, oovToken, invert, outputMode } = this;
    return {
      ...super.getConfig(),
      ...(this.#vocabulary && { vocabulary: this.#vocabulary.tokens }),
      ...(maxTokens !== undefined && { maxTokens }),
      numOovIndices,
      ...(maskToken !== undefined && { maskToken }),
      oovToken,
      invert,
      outputMode,
    };
  }
}
