// A recurrent layer over any cell: masks, directions, states in and out.
import { ConfigError, flip, transpose, type Tensor } from '@tensorloom/tensor-core';
import { infersShape } from '../../infer-output-shape.js';
import { Layer, type ApplyOptions, type CallOptions } from '../../layer.js';
import {
  deserializeLayer,
  serializeLayer,
  type LayerClasses,
  type LayerConfig,
  type SerializedLayer,
} from '../../layer-config.js';
import { setMask, maskOf } from '../../masks.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { regularizerKind, type Regularizer } from '../../regularizers/regularizer.js';
import type { ShapesOf, SymbolicOf } from '../../symbolic-shape.js';
import { CarriedStates } from './carried-states.js';
import { RecurrentCell, type SequenceRunResult } from './recurrent-cell.js';
import { rnnOptionNames, type RecurrentOutput, type RNNOptions } from './rnn-options.js';
import {
  checkMask,
  checkSequence,
  sequenceWithStates,
  shapesWithStates,
  type SequenceInput,
  type SequenceShapes,
  type SymbolicSequenceInput,
} from './sequence-input.js';
import { StackedRNNCells } from './stacked-rnn-cells.js';

/** [batch, steps, ...] as [steps, batch, ...], and back. */
function swapTime(value: Tensor): Tensor {
  return transpose(value, [1, 0, ...value.shape.slice(2).map((_, axis) => axis + 2)]);
}

/**
 * A cell, applied to each step of a sequence with the states that the step before gave. All steps are recorded: on a device
 * they are one plan, and one kernel where the cell has an op for sequences.
 *
 * Input [batch, steps, features], or [sequence, ...states] with states [batch, size] to start from (zeros by default). Output
 * [batch, size], the last step's; [batch, steps, size] with `returnSequences`; with `returnState` the list [output, ...states].
 * A masked step leaves the states as they are and gives the output of the step before. With `returnSequences` the mask goes
 * on, turned around where the outputs are (Keras hands it on as it is). Carried states are no weights: files do not hold them.
 *
 * @example
 * const [outputs, hidden] = new RNN(new GRUCell(16), { returnSequences: true, returnState: true }).apply(sequence);
 */
export class RNN<
  ReturnState extends boolean = false,
  States extends readonly Tensor[] = readonly Tensor[],
> extends Layer<Tensor, RecurrentOutput<ReturnState, States>> {
  static override readonly className: string = 'RNN';
  readonly cell: RecurrentCell;
  readonly returnSequences: boolean;
  readonly returnState: ReturnState;
  readonly goBackwards: boolean;
  readonly stateful: boolean;
  readonly zeroOutputForMask: boolean;
  readonly #activityRegularizer: Regularizer | undefined;
  readonly #carried: CarriedStates = new CarriedStates();

  /** @param cell or several, which are stacked */
  constructor(cell: RecurrentCell | readonly RecurrentCell[], options: RNNOptions<ReturnState> = {}) {
    super(options);
    checkLayerOptions(this.className, options, rnnOptionNames);
    const one = Array.isArray(cell) ? new StackedRNNCells(cell as readonly RecurrentCell[]) : cell;
    if (!(one instanceof RecurrentCell)) {
      throw new ConfigError(
        `RNN: no cell; expected a RecurrentCell, got ${typeof cell}; write new RNN(new GRUCell(8))`,
      );
    }
    this.cell = one;
    this.adopt(one);
    this.returnSequences = options.returnSequences ?? false;
    this.returnState = (options.returnState ?? false) as ReturnState;
    this.goBackwards = options.goBackwards ?? false;
    this.stateful = options.stateful ?? false;
    this.zeroOutputForMask = options.zeroOutputForMask ?? false;
    const { activityRegularizer } = options;
    this.#activityRegularizer = activityRegularizer && regularizerKind.resolve(this.className, activityRegularizer);
  }

  override build(inputShape: SequenceShapes): void {
    const [[batch = null, _steps, ...features]] = shapesWithStates(inputShape);
    this.cell.build([[batch, ...features], ...this.cell.stateSizes.map((size) => [batch, size])]);
  }

  override apply(input: SequenceInput, options?: ApplyOptions): RecurrentOutput<ReturnState, States>;
  override apply(
    input: SymbolicSequenceInput,
    options?: ApplyOptions,
  ): SymbolicOf<RecurrentOutput<ReturnState, States>>;
  override apply(input: SequenceInput | SymbolicSequenceInput, options?: ApplyOptions): never {
    return super.apply(input as Tensor, options) as never;
  }

  override call(input: SequenceInput, { training, mask: given }: CallOptions): RecurrentOutput<ReturnState, States> {
    const [sequence, ...states] = sequenceWithStates(input);
    const mask = given ?? maskOf(sequence);
    checkMask(this.path, mask, sequence);
    const { goBackwards: reverse, zeroOutputForMask } = this;
    const result = this.cell.runSequence(swapTime(sequence), this.before(sequence, states), {
      training,
      mask: mask && swapTime(mask).expandDims(-1),
      reverse,
      zeroOutputForMask,
    });
    if (this.stateful && !infersShape()) this.#carried.write(result.states);
    const output = this.outputOf(result);
    if (mask && this.returnSequences) setMask(output, reverse ? flip(mask, 1) : mask);
    if (this.#activityRegularizer) this.addLoss(this.#activityRegularizer(output));
    return (this.returnState ? [output, ...result.states] : output) as RecurrentOutput<ReturnState, States>;
  }

  /** The states before the first step. */
  private before({ shape }: Tensor, given: readonly Tensor[]): readonly Tensor[] {
    const batch = shape[0] as number;
    const initial = (size: number): readonly Tensor[] => this.cell.initialStates(size);
    const carried = this.stateful && !infersShape() ? this.#carried.read(this.path, batch, initial) : undefined;
    return given.length > 0 ? given : (carried ?? initial(batch));
  }

  private outputOf({ outputs, last }: SequenceRunResult): Tensor {
    if (!this.returnSequences) return last;
    return this.goBackwards ? flip(swapTime(outputs), 1) : swapTime(outputs);
  }

  /** Lets a stateful layer start anew, as before its first call. */
  resetStates(): void {
    this.#carried.reset((batch) => this.cell.initialStates(batch));
  }

  override computeOutputShape(inputShape: SequenceShapes): ShapesOf<RecurrentOutput<ReturnState, States>> {
    const [[batch = null, steps = null]] = shapesWithStates(inputShape);
    const { outputSize, stateSizes } = this.cell;
    const output = this.returnSequences ? [batch, steps, outputSize] : [batch, outputSize];
    const shapes = this.returnState ? [output, ...stateSizes.map((size) => [batch, size])] : output;
    return shapes as unknown as ShapesOf<RecurrentOutput<ReturnState, States>>;
  }

  protected override checkInput(inputShape: SequenceShapes): void {
    checkSequence(this.path, inputShape, this.cell.stateSizes, this.builtShape);
  }

  override getConfig(): LayerConfig {
    const { returnSequences, returnState, goBackwards, stateful, zeroOutputForMask, path } = this;
    const penalty = this.#activityRegularizer;
    return {
      ...super.getConfig(),
      returnSequences,
      returnState,
      goBackwards,
      stateful,
      zeroOutputForMask,
      ...(penalty && { activityRegularizer: regularizerKind.configOf(path, penalty) }),
      cell: serializeLayer(this.cell),
    };
  }

  /** @param classes of the cell, by name; `layerFromConfig` knows those of the library */
  static override fromConfig({ cell, ...options }: LayerConfig, classes: LayerClasses = {}): RNN<boolean> {
    return new RNN(deserializeLayer(cell as SerializedLayer, classes) as RecurrentCell, options);
  }
}
