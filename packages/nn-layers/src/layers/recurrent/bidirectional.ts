// A recurrent layer that reads a sequence from both ends.
import { checkChoice, ConfigError, flip, Tensor } from '@tensorloom/tensor-core';
import { cloneLayer } from '../../clone-layer.js';
import { Layer, type AnyLayer, type ApplyOptions, type CallOptions, type LayerOptions } from '../../layer.js';
import {
  deserializeLayer,
  serializeLayer,
  type LayerClasses,
  type LayerConfig,
  type SerializedLayer,
} from '../../layer-config.js';
import { snakeCase } from '../../layer-names.js';
import { maskOf, setMask } from '../../masks.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { ShapesOf, SymbolicOf, SymbolicShape } from '../../symbolic-shape.js';
import { merges, type MergeMode } from './merge-mode.js';
import type { WithStates } from './recurrent-cell.js';
import { RNN } from './rnn.js';
import {
  checkSequence,
  sequenceWithStates,
  shapesWithStates,
  type SequenceInput,
  type SequenceShapes,
  type SymbolicSequenceInput,
} from './sequence-input.js';

/** Options of Bidirectional. */
export interface BidirectionalOptions<Mode extends MergeMode | null = MergeMode | null> extends LayerOptions {
  /** null gives [forward, backward] as they are (default 'concat'). */
  readonly mergeMode?: Mode;
  /** Reads the other way; of the same `returnSequences`, `returnState` and `stateful` (default one like the forward layer). */
  readonly backwardLayer?: RNN<boolean>;
}

/** What Bidirectional gives: a tensor, or a list where there are states, or two outputs. */
export type BidirectionalOutput<ReturnState extends boolean, Mode extends MergeMode | null> = Mode extends null
  ? readonly [Tensor, Tensor, ...Tensor[]]
  : ReturnState extends true
    ? WithStates
    : Tensor;

/** A direction of another layer: same settings, new weights. */
function direction(layer: RNN<boolean>, prefix: string, changes: LayerConfig): RNN<boolean> {
  const name = `${prefix}_${snakeCase(layer.className)}`;
  return cloneLayer(layer, { ...changes, name }) as RNN<boolean>;
}

/**
 * Two recurrent layers over one sequence, one from each end: Schuster and Paliwal 1997. With `returnSequences` the outputs of
 * both stand at the steps that they belong to.
 *
 * Input [batch, steps, features], or [sequence, ...forward states, ...backward states]. Output as of the layer, [..., 2 · size]
 * with 'concat'; with `returnState` the list [output, ...forward states, ...backward states]. A mask goes on with sequences.
 * The layer given is a pattern: both directions are made like it and stand in `forwardLayer` and `backwardLayer`.
 *
 * @example new Bidirectional(new LSTM(32, { returnSequences: true }))   // [batch, steps, 64]
 */
export class Bidirectional<ReturnState extends boolean = false, Mode extends MergeMode | null = 'concat'> extends Layer<
  Tensor,
  BidirectionalOutput<ReturnState, Mode>
> {
  static override readonly className = 'Bidirectional';
  readonly forwardLayer: RNN<boolean>;
  readonly backwardLayer: RNN<boolean>;
  readonly mergeMode: MergeMode | null;
  readonly #ownBackward: boolean;

  /** @param layer pattern of both directions, of the forward one alone if there is a `backwardLayer` */
  constructor(layer: RNN<ReturnState>, options: BidirectionalOptions<Mode> = {}) {
    super(options);
    checkLayerOptions('Bidirectional', options, ['mergeMode', 'backwardLayer']);
    const { mergeMode = 'concat', backwardLayer } = options;
    const modes = Object.keys(merges) as MergeMode[];
    this.mergeMode = mergeMode === null ? null : checkChoice('Bidirectional', 'mergeMode', mergeMode, modes);
    for (const each of [layer, backwardLayer ?? layer]) {
      if (each instanceof RNN) continue;
      throw new ConfigError(
        `Bidirectional: no recurrent layer; expected an RNN, LSTM, GRU or SimpleRNN, got ${typeof each}; ` +
          'write new Bidirectional(new LSTM(32))',
      );
    }
    this.forwardLayer = direction(layer as RNN<boolean>, 'forward', {});
    this.#ownBackward = backwardLayer !== undefined;
    this.backwardLayer =
      backwardLayer ?? direction(layer as RNN<boolean>, 'backward', { goBackwards: !layer.goBackwards });
    this.checkDirections();
    for (const each of [this.forwardLayer, this.backwardLayer]) this.adopt(each);
  }

  private checkDirections(): void {
    const { forwardLayer: forward, backwardLayer: backward, mergeMode } = this;
    const alike = ['returnSequences', 'returnState', 'stateful'] as const;
    const odd = alike.find((name) => forward[name] !== backward[name]);
    const sizes = mergeMode === 'concat' || mergeMode === null || forward.cell.outputSize === backward.cell.outputSize;
    if (!odd && sizes && forward.goBackwards !== backward.goBackwards) return;
    const what = odd ?? (sizes ? 'goBackwards' : 'units');
    throw new ConfigError(
      `Bidirectional: layers do not fit; expected ${sizes && !odd ? 'opposite' : 'the same'} ${what}, ` +
        `got a backwardLayer where it is not so; change it, or leave it out`,
    );
  }

  override build(inputShape: SequenceShapes): void {
    const [sequence] = shapesWithStates(inputShape);
    this.forwardLayer.build(sequence);
    this.backwardLayer.build(sequence);
  }

  override apply(input: SequenceInput, options?: ApplyOptions): BidirectionalOutput<ReturnState, Mode>;
  override apply(
    input: SymbolicSequenceInput,
    options?: ApplyOptions,
  ): SymbolicOf<BidirectionalOutput<ReturnState, Mode>>;
  override apply(input: SequenceInput | SymbolicSequenceInput, options?: ApplyOptions): never {
    return super.apply(input as Tensor, options) as never;
  }

  override call(input: SequenceInput, options: CallOptions): BidirectionalOutput<ReturnState, Mode> {
    const [sequence, ...states] = sequenceWithStates(input);
    const mask = options.mask ?? maskOf(sequence);
    const half = states.length / 2;
    const run = (layer: RNN<boolean>, own: readonly Tensor[]): WithStates => {
      const given = layer.apply([sequence, ...own], { mask });
      const [output, ...after] = given instanceof Tensor ? [given] : given;
      return [layer.goBackwards && layer.returnSequences ? flip(output, 1) : output, ...after];
    };
    const [forward, ...forwardStates] = run(this.forwardLayer, states.slice(0, half));
    const [backward, ...backwardStates] = run(this.backwardLayer, states.slice(half));
    const { mergeMode } = this;
    const outputs = mergeMode === null ? [forward, backward] : [merges[mergeMode](forward, backward)];
    if (mask && this.forwardLayer.returnSequences) for (const output of outputs) setMask(output, mask);
    const all = [...outputs, ...forwardStates, ...backwardStates];
    return (all.length === 1 ? all[0] : all) as BidirectionalOutput<ReturnState, Mode>;
  }

  /** Lets stateful layers start anew. */
  resetStates(): void {
    this.forwardLayer.resetStates();
    this.backwardLayer.resetStates();
  }

  override computeOutputShape(inputShape: SequenceShapes): ShapesOf<BidirectionalOutput<ReturnState, Mode>> {
    const [sequence] = shapesWithStates(inputShape);
    const [[forward, ...forwardStates], [backward, ...backwardStates]] = [this.forwardLayer, this.backwardLayer].map(
      (layer) => shapesWithStates(layer.computeOutputShape(sequence) as SequenceShapes),
    ) as [readonly [SymbolicShape, ...SymbolicShape[]], readonly [SymbolicShape, ...SymbolicShape[]]];
    const size = this.forwardLayer.cell.outputSize + this.backwardLayer.cell.outputSize;
    const merged = this.mergeMode === 'concat' ? [...forward.slice(0, -1), size] : forward;
    const outputs = this.mergeMode === null ? [forward, backward] : [merged];
    const all = [...outputs, ...forwardStates, ...backwardStates];
    return (all.length === 1 ? all[0] : all) as unknown as ShapesOf<BidirectionalOutput<ReturnState, Mode>>;
  }

  protected override checkInput(inputShape: SequenceShapes): void {
    const sizes = [this.forwardLayer, this.backwardLayer].flatMap(({ cell }) => cell.stateSizes);
    checkSequence(this.path, inputShape, sizes, this.builtShape);
  }

  override getConfig(): LayerConfig {
    const { mergeMode, forwardLayer, backwardLayer } = this;
    return {
      ...super.getConfig(),
      mergeMode,
      layer: serializeLayer(forwardLayer),
      ...(this.#ownBackward && { backwardLayer: serializeLayer(backwardLayer) }),
    };
  }

  /** @param classes of the layers inside, by name; `layerFromConfig` knows those of the library */
  static override fromConfig(config: LayerConfig, classes: LayerClasses = {}): AnyLayer {
    const { layer, backwardLayer, ...options } = config;
    const recurrent = (serialized: unknown): RNN<boolean> =>
      deserializeLayer(serialized as SerializedLayer, classes) as RNN<boolean>;
    const backward = backwardLayer ? { backwardLayer: recurrent(backwardLayer) } : {};
    return new Bidirectional(recurrent(layer), { ...options, ...backward });
  }
}
