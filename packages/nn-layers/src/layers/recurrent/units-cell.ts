// What the cells of SimpleRNN, LSTM and GRU share: units, weights with the gates side by side, and dropout.
import {
  checkCount,
  constant,
  formatShape,
  mul,
  random,
  ShapeError,
  where,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import type { WeightOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { SeedStream } from '../../seed-stream.js';
import { fitsShape } from '../../symbolic-shape.js';
import { cellConfig, cellSettings, type CellSettings, type GatedCellOptions } from './cell-options.js';
import {
  RecurrentCell,
  type SequenceRunOptions,
  type SequenceRunResult,
  type ShapesWithStates,
} from './recurrent-cell.js';

/** A cell of `units` outputs with a kernel for its input and one for its state. */
export abstract class UnitsCell extends RecurrentCell {
  readonly units: number;
  /** [features, gates · units], once built. */
  kernel!: Variable;
  /** [units, gates · units], once built. */
  recurrentKernel!: Variable;
  /** Once built; undefined without `useBias`. */
  bias: Variable | undefined;
  protected readonly settings: CellSettings;
  readonly #draws: SeedStream;
  /** Noise of the sequence under way, by what it is laid on. */
  #noise: Map<string, Tensor> | undefined;

  /** @param own names of the options that only this class has */
  constructor(className: string, units: number, options: GatedCellOptions, own: readonly string[] = []) {
    super(options);
    this.settings = cellSettings(className, options, own);
    this.units = checkCount(className, 'units', units);
    this.#draws = new SeedStream(options.seed);
  }

  /** Makes the weights. */
  protected addKernels(
    [input]: ShapesWithStates,
    gates: number,
    bias: Pick<WeightOptions, 'shape' | 'initializer'>,
  ): void {
    const { useBias, kernel, recurrent, bias: settings } = this.settings;
    const width = gates * this.units;
    this.kernel = this.addWeight('kernel', { shape: [input.at(-1) as number, width], ...kernel });
    this.recurrentKernel = this.addWeight('recurrentKernel', { shape: [this.units, width], ...recurrent });
    if (useBias) this.bias = this.addWeight('bias', { ...settings, ...bias });
  }

  /** The input as the weights see it. A sequence, steps first, gets in each step the noise that a step of it gets. */
  protected droppedInput(input: Tensor, training: boolean): Tensor {
    return training ? this.dropped('input', input, this.settings.dropout) : input;
  }

  /** The state before the step as the weights see it. */
  protected droppedState(state: Tensor, training: boolean): Tensor {
    return training ? this.dropped('state', state, this.settings.recurrentDropout) : state;
  }

  private dropped(name: string, value: Tensor, rate: number): Tensor {
    if (rate === 0) return value;
    const known = this.#noise?.get(name);
    if (known) return mul(value, known);
    const kept = random.bernoulli(value.shape.slice(-2), constant(1 - rate), this.#draws.next());
    const noise = where(kept, constant(1 / (1 - rate)), constant(0));
    this.#noise?.set(name, noise);
    return mul(value, noise);
  }

  /** Whether the op over whole sequences gives what the steps would. */
  protected isUsual({ training }: SequenceRunOptions): boolean {
    const { hasUsualActivations, recurrentDropout } = this.settings;
    return hasUsualActivations && !(training && recurrentDropout > 0);
  }

  /** All steps drop the same elements. */
  override runSequence(sequence: Tensor, states: readonly Tensor[], options: SequenceRunOptions): SequenceRunResult {
    this.#noise = new Map();
    try {
      return super.runSequence(sequence, states, options);
    } finally {
      this.#noise = undefined;
    }
  }

  protected override checkInput(shapes: ShapesWithStates): void {
    const features = this.built ? (this.kernel.shape[0] as number) : null;
    const expected = [[null, features], ...this.stateSizes.map((size) => [null, size])];
    const fits = expected.every((shape, index) => fitsShape(shapes[index] ?? [], shape));
    if (fits && shapes.length === expected.length && (this.built || shapes[0][1] !== null)) return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected [input, ...states] of shapes ${expected.map(formatShape).join(', ')}, ` +
        `got ${shapes.map(formatShape).join(', ')}; pass one step and the states before it`,
    );
  }

  override getConfig(): LayerConfig {
    const { units, path, settings } = this;
    const { seed } = this.#draws;
    return { ...super.getConfig(), units, ...cellConfig(path, settings), ...(seed !== undefined && { seed }) };
  }
}
