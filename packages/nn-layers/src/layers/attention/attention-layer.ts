// What attention layers share: projections to heads, masks, the mix of values, and the way back to features.
import {
  arange,
  checkCount,
  checkRange,
  ConfigError,
  formatShape,
  matmul,
  scaledDotProductAttention,
  ShapeError,
  softmax,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';
import { Layer, type CallOptions, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { maskOf } from '../../masks.js';
import type { ConstraintOption } from '../../constraints/constraint.js';
import type { InitializerOption } from '../../initializers/initializer.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { weightConfig, weightOptionNames, weightSettings, type WeightSettings } from '../../options/weight-settings.js';
import type { RegularizerOption } from '../../regularizers/regularizer.js';
import type { SeedOption } from '../../seed-stream.js';
import type { ShapesOf, SymbolicShape } from '../../symbolic-shape.js';
import { Dropout } from '../regularization/dropout.js';
import { checkOperands, operandShapes, operandsOf, visibleKeys, type AttentionInput } from './attention-inputs.js';
import { FromHeads, ToHeads, type ProjectionSettings } from './head-projection.js';
import { rotate } from './rotary.js';

/** Options of attention layers. */
export interface AttentionLayerOptions extends LayerOptions, SeedOption {
  /** Share of the attention weights that training drops, in [0, 1) (default 0). */
  readonly dropout?: number;
  /** Default true. */
  readonly useBias?: boolean;
  /** Features of the output (default those of the query). */
  readonly outputShape?: number | undefined;
  /** A query sees the keys up to its own step alone (default false). Keras takes it in each call. */
  readonly useCausalMask?: boolean;
  /** Turns queries and keys by rotary positions; `keyDim` even (default false). Keras has none. */
  readonly rotary?: boolean;
  /** Default 'glorotUniform'. */
  readonly kernelInitializer?: InitializerOption;
  /** Default 'zeros'. */
  readonly biasInitializer?: InitializerOption;
  /** Penalty for the kernels (default none). */
  readonly kernelRegularizer?: RegularizerOption;
  /** Penalty for the biases (default none). */
  readonly biasRegularizer?: RegularizerOption;
  /** Allowed values of the kernels (default any). */
  readonly kernelConstraint?: ConstraintOption;
  /** Allowed values of the biases (default any). */
  readonly biasConstraint?: ConstraintOption;
}

/** How many heads there are, and how large. */
export interface Heads {
  readonly queryHeads: number;
  /** A divisor of the heads of queries. */
  readonly keyHeads: number;
  readonly keySize: number;
  readonly valueSize: number;
}

/** An output with the weights by which values were mixed. */
export interface AttentionScores {
  /** [batch, queries, features] */
  readonly output: Tensor;
  /** [batch, heads, queries, keys], rows of sum 1 before dropout */
  readonly scores: Tensor;
}

const names: readonly string[] = [
  'dropout',
  'useBias',
  'outputShape',
  'useCausalMask',
  'rotary',
  'seed',
  ...weightOptionNames('kernel'),
  ...weightOptionNames('bias'),
];

/** Queries, keys and values by heads, mixed, and put together again. */
export abstract class AttentionLayer extends Layer<AttentionInput, Tensor> {
  readonly heads: Heads;
  readonly useCausalMask: boolean;
  readonly rotary: boolean;
  readonly outputShape: number | undefined;
  readonly seed: number | undefined;
  protected readonly query: ToHeads;
  protected readonly key: ToHeads;
  protected readonly value: ToHeads;
  protected attentionOutput!: FromHeads;
  protected readonly dropout: Dropout;
  readonly #useBias: boolean;
  readonly #weights: { readonly kernel: WeightSettings; readonly bias: WeightSettings };

  constructor(className: string, heads: Heads, options: AttentionLayerOptions, own: readonly string[] = []) {
    super(options);
    checkLayerOptions(className, options, [...own, ...names]);
    const { dropout = 0, useBias = true, outputShape, useCausalMask = false, rotary = false, seed } = options;
    this.heads = heads;
    this.#useBias = useBias;
    this.outputShape = outputShape === undefined ? undefined : checkCount(className, 'outputShape', outputShape);
    this.useCausalMask = useCausalMask;
    this.rotary = rotary;
    this.seed = seed;
    if (rotary && heads.keySize % 2 !== 0) {
      throw new ConfigError(
        `${className}: bad size for rotary positions; expected an even size of heads, got ${heads.keySize}; change it`,
      );
    }
    this.#weights = {
      kernel: weightSettings(className, 'kernel', options, 'glorotUniform'),
      bias: weightSettings(className, 'bias', options, 'zeros'),
    };
    this.query = new ToHeads(heads.queryHeads, heads.keySize, this.#projection('query'));
    this.key = new ToHeads(heads.keyHeads, heads.keySize, this.#projection('key'));
    this.value = new ToHeads(heads.keyHeads, heads.valueSize, this.#projection('value'));
    this.dropout = new Dropout(checkRange(className, 'dropout', dropout, 0, 1), { name: 'dropout', seed });
  }

  #projection(name: string): ProjectionSettings {
    return { name, useBias: this.#useBias, ...this.#weights };
  }

  override build(inputShape: ShapesOf<AttentionInput>): void {
    const { query, value, key } = operandShapes(inputShape);
    const { queryHeads, valueSize } = this.heads;
    this.attentionOutput = new FromHeads(this.outputShape ?? (query[2] as number), this.#projection('attentionOutput'));
    this.query.build(query);
    this.key.build(key);
    this.value.build(value);
    this.attentionOutput.build([query[0] ?? null, queryHeads, query[1] ?? null, valueSize]);
    this.dropout.build([null, queryHeads, query[1] ?? null, key[1] ?? null]);
  }

  override call(input: AttentionInput, { training, mask: steps }: CallOptions): Tensor {
    if (training && this.dropout.rate > 0) return this.#mixed(input, steps).output;
    const { query, key, value, mask } = this.#operands(input, steps);
    const mixed = scaledDotProductAttention(query, key, value, {
      causal: this.useCausalMask,
      ...(mask && { mask }),
    });
    return this.attentionOutput.apply(mixed);
  }

  /**
   * The output together with the attention weights, which are stored for it: for looking at, not for speed.
   *
   * @throws as `apply` does
   */
  applyWithScores(input: AttentionInput): AttentionScores {
    this.apply(input);
    return this.within(false, () => this.#mixed(input));
  }

  #operands(input: AttentionInput, steps: Tensor | undefined): ReturnType<typeof operandsOf> {
    const given = operandsOf(input);
    const [query, key, value] = [
      this.query.apply(given.query),
      this.key.apply(given.key),
      this.value.apply(given.value),
    ];
    const turned = (heads: Tensor): Tensor => (this.rotary ? rotate(heads) : heads);
    return { query: turned(query), key: turned(key), value, mask: visibleKeys(given, steps) };
  }

  /** With the weights at hand, so that they can be dropped or looked at. */
  #mixed(input: AttentionInput, steps?: Tensor): AttentionScores {
    const { query, key, value, mask } = this.#operands(input, steps);
    const { queryHeads, keyHeads, keySize } = this.heads;
    const repeated = (heads: Tensor): Tensor =>
      queryHeads === keyHeads ? heads : heads.repeat(queryHeads / keyHeads, 1);
    const scores = matmul(query.mul(1 / Math.sqrt(keySize)), repeated(key).transpose([0, 1, 3, 2]));
    const [queries, keys] = scores.shape.slice(-2) as [number, number];
    const past = this.useCausalMask ? [pastKeys(queries, keys)] : [];
    const masks = [...past, ...(mask ? [mask] : [])];
    const weights =
      masks.length === 0
        ? softmax(scores, -1)
        : maskedSoftmax(
            scores,
            masks.reduce((a, b) => a.logicalAnd(b)),
          );
    return {
      output: this.attentionOutput.apply(matmul(this.dropout.apply(weights), repeated(value))),
      scores: weights,
    };
  }

  override computeOutputShape(inputShape: ShapesOf<AttentionInput>): SymbolicShape {
    const { query } = operandShapes(inputShape);
    return [query[0] ?? null, query[1] ?? null, this.outputShape ?? query[2] ?? null];
  }

  protected override computeMask(input: AttentionInput, mask: Tensor | undefined): Tensor | undefined {
    return maskOf(operandsOf(input).query) ?? mask;
  }

  protected override checkInput(inputShape: ShapesOf<AttentionInput>): void {
    const shapes = checkOperands(this.path, inputShape);
    for (const role of ['query', 'key', 'value'] as const) {
      const expected = this[role].built ? this[role].kernel.shape[0] : undefined;
      const got = shapes[role][2];
      if (typeof got === 'number' && (expected === undefined || got === expected)) continue;
      throw new ShapeError(
        `${this.path}: ${role} does not fit; expected [batch, steps, ${expected ?? 'features'}], got ${formatShape(shapes[role])}; ` +
          'check the layer before',
      );
    }
  }

  override getConfig(): LayerConfig {
    const { outputShape, useCausalMask, rotary, seed } = this;
    return {
      ...super.getConfig(),
      dropout: this.dropout.rate,
      useBias: this.#useBias,
      ...(outputShape !== undefined && { outputShape }),
      useCausalMask,
      rotary,
      ...(seed !== undefined && { seed }),
      ...weightConfig(this.path, 'kernel', this.#weights.kernel),
      ...weightConfig(this.path, 'bias', this.#weights.bias),
    };
  }
}

/** Softmax over the keys that are seen; a query that sees none gets zeros. */
function maskedSoftmax(scores: Tensor, seen: Tensor): Tensor {
  return where(seen, softmax(where(seen, scores, -1e30), -1), 0);
}

/** True where key j is not after query i: [queries, keys]. */
function pastKeys(queries: number, keys: number): Tensor {
  return arange(keys).expandDims(0).lessEqual(arange(queries).expandDims(1));
}
