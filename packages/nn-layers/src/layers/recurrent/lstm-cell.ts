// One step of a long short-term memory, as a cell.
import { add, concat, lstm, matmul, mul, ones, split, type LstmResult, type Tensor } from '@tensorloom/tensor-core';
import type { Initializer } from '../../initializers/initializer.js';
import type { CallOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { activationName } from '../../options/activation-option.js';
import type { GatedCellOptions } from './cell-options.js';
import { runPacked } from './packed-steps.js';
import type { SequenceRunOptions, SequenceRunResult, ShapesWithStates, WithStates } from './recurrent-cell.js';
import { UnitsCell } from './units-cell.js';

/** Options of LSTMCell. */
export interface LSTMCellOptions extends GatedCellOptions {
  /** The bias of the forget gate starts at 1, so that a new memory keeps: Jozefowicz et al. 2015 (default true). */
  readonly unitForgetBias?: boolean;
}

/** Names of the options that only this cell has. */
export const lstmOptionNames: readonly string[] = ['recurrentActivation', 'unitForgetBias'];

/** hidden and cell, [batch, units] each. */
export type LSTMStates = readonly [hidden: Tensor, cell: Tensor];

/** Ones for the forget gate, what `initializer` gives for the others. */
function withForgetOnes(initializer: Initializer, units: number): Initializer {
  return (_shape, options) =>
    concat([initializer([units], options), ones([units], options), initializer([2 * units], options)], 0);
}

/**
 * One step of an LSTM. With z = input · kernel + hidden · recurrentKernel + bias for the gates i, f, c, o (σ the recurrent
 * activation): cell' = σ(z_f) · cell + σ(z_i) · activation(z_c), hidden' = σ(z_o) · activation(cell').
 * Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000.
 *
 * Takes [input, hidden, cell] and gives [output, hidden', cell'], the output being hidden'.
 * Weights: `kernel` [features, 4 · units], `recurrentKernel` [units, 4 · units], `bias` [4 · units]. Dropout lays one noise on
 * all gates (Keras's `implementation` 2).
 *
 * @example new RNN(new LSTMCell(8))
 */
export class LSTMCell extends UnitsCell {
  static override readonly className = 'LSTMCell';
  readonly stateSizes: readonly [number, number];
  readonly unitForgetBias: boolean;

  /** @param units size of output and states, at least 1 */
  constructor(units: number, options: LSTMCellOptions = {}) {
    super('LSTMCell', units, options, lstmOptionNames);
    this.stateSizes = [units, units];
    this.unitForgetBias = options.unitForgetBias ?? true;
  }

  override build(inputShapes: ShapesWithStates): void {
    const { initializer } = this.settings.bias;
    this.addKernels(inputShapes, 4, {
      shape: [4 * this.units],
      ...(this.unitForgetBias && { initializer: withForgetOnes(initializer, this.units) }),
    });
  }

  override call([input, hidden, cell]: WithStates<LSTMStates>, { training }: CallOptions): WithStates<LSTMStates> {
    const { activation, recurrentActivation: gate } = this.settings;
    const fromInput = matmul(this.droppedInput(input, training), this.kernel);
    const sums = add(fromInput, matmul(this.droppedState(hidden, training), this.recurrentKernel));
    const [i, f, c, o] = split(this.bias ? add(sums, this.bias) : sums, 4, -1) as [Tensor, Tensor, Tensor, Tensor];
    const memory = add(mul(gate(f), cell), mul(gate(i), activation(c)));
    const output = mul(gate(o), activation(memory));
    return [output, output, memory];
  }

  /** With tanh and sigmoid, and no recurrent dropout, `lstm`: one kernel for all steps. */
  override runSequence(sequence: Tensor, states: readonly Tensor[], options: SequenceRunOptions): SequenceRunResult {
    if (!this.isUsual(options)) return super.runSequence(sequence, states, options);
    const [hidden, cell] = states as LSTMStates;
    const run = (steps: Tensor, reverse: boolean): LstmResult => lstm(steps, { hidden, cell }, this, { reverse });
    const { mask, training, reverse } = options;
    const input = this.droppedInput(sequence, training);
    if (mask) {
      return runPacked(input, states, { ...options, mask }, (packed) => {
        const { outputs, cells } = run(packed, false);
        return [outputs, cells];
      });
    }
    const { outputs, state } = run(input, reverse);
    return { outputs, last: state.hidden, states: [state.hidden, state.cell] };
  }

  override getConfig(): LayerConfig {
    const { unitForgetBias, path } = this;
    const recurrentActivation = activationName(path, this.settings.recurrentActivation);
    return { ...super.getConfig(), recurrentActivation, unitForgetBias };
  }

  static override fromConfig({ units, ...options }: LayerConfig): LSTMCell {
    return new LSTMCell(units as number, options);
  }
}
