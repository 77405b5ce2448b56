// One step of a gated recurrent unit, as a cell.
import { add, constant, gru, matmul, mul, slice, split, sub, type Tensor } from '@tensorloom/tensor-core';
import type { CallOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { activationName } from '../../options/activation-option.js';
import type { GatedCellOptions } from './cell-options.js';
import { runPacked } from './packed-steps.js';
import type { SequenceRunOptions, SequenceRunResult, ShapesWithStates, WithStates } from './recurrent-cell.js';
import { UnitsCell } from './units-cell.js';

/** Options of GRUCell. */
export interface GRUCellOptions extends GatedCellOptions {
  /** The reset gate multiplies the state's product (true, the default, as in cuDNN), or the state before it (as in the paper). */
  readonly resetAfter?: boolean;
}

/** Names of the options that only this cell has. */
export const gruOptionNames: readonly string[] = ['recurrentActivation', 'resetAfter'];

type Three = [Tensor, Tensor, Tensor];

/**
 * One step of a GRU, gates z (update), r (reset), h (candidate); σ the recurrent activation.
 * state' = z · state + (1 - z) · h with z and r = σ(input · W + state · U + bias) and
 * h = activation(input · W_h + b_h + r · (state · U_h + c_h)), c the second row of the bias; with `resetAfter: false`
 * h = activation(input · W_h + b_h + (r · state) · U_h). Cho et al. 2014, equations 5 to 8.
 * (PyTorch's gates lie in the order r, z, n; it computes the form of `resetAfter: true`.)
 *
 * Takes [input, state] and gives [output, state'], both the same.
 * Weights: `kernel` [features, 3 · units], `recurrentKernel` [units, 3 · units], `bias` [2, 3 · units] (the input's, the
 * state's), [3 · units] with `resetAfter: false`. Dropout lays one noise on all gates (Keras's `implementation` 2).
 *
 * @example new RNN(new GRUCell(8))
 */
export class GRUCell extends UnitsCell {
  static override readonly className = 'GRUCell';
  readonly stateSizes: readonly [number];
  readonly resetAfter: boolean;

  /** @param units size of output and state, at least 1 */
  constructor(units: number, options: GRUCellOptions = {}) {
    super('GRUCell', units, options, gruOptionNames);
    this.stateSizes = [units];
    this.resetAfter = options.resetAfter ?? true;
  }

  override build(inputShapes: ShapesWithStates): void {
    const width = 3 * this.units;
    this.addKernels(inputShapes, 3, { shape: this.resetAfter ? [2, width] : [width] });
  }

  override call([input, state]: WithStates<readonly [Tensor]>, { training }: CallOptions): WithStates<[Tensor]> {
    const product = matmul(this.droppedInput(input, training), this.kernel);
    const inputs = this.biased(product, 0);
    const seen = this.droppedState(state, training);
    const [z, h] = this.resetAfter ? this.withResetAfter(inputs, seen) : this.withResetBefore(inputs, seen);
    const output = add(mul(z, state), mul(sub(constant(1), z), h));
    return [output, output];
  }

  private biased(product: Tensor, row: number): Tensor {
    if (!this.bias) return product;
    return add(product, this.resetAfter ? slice(this.bias, row) : this.bias);
  }

  private withResetAfter(inputs: Tensor, state: Tensor): readonly [z: Tensor, h: Tensor] {
    const { activation, recurrentActivation: gate } = this.settings;
    const [inputZ, inputR, inputH] = split(inputs, 3, -1) as Three;
    const fromState = this.biased(matmul(state, this.recurrentKernel), 1);
    const [stateZ, stateR, stateH] = split(fromState, 3, -1) as Three;
    return [gate(add(inputZ, stateZ)), activation(add(inputH, mul(gate(add(inputR, stateR)), stateH)))];
  }

  private withResetBefore(inputs: Tensor, state: Tensor): readonly [z: Tensor, h: Tensor] {
    const { activation, recurrentActivation: gate } = this.settings;
    const [inputZ, inputR, inputH] = split(inputs, 3, -1) as Three;
    const [kernelZ, kernelR, kernelH] = split(this.recurrentKernel, 3, -1) as Three;
    const r = gate(add(inputR, matmul(state, kernelR)));
    return [gate(add(inputZ, matmul(state, kernelZ))), activation(add(inputH, matmul(mul(r, state), kernelH)))];
  }

  /** With tanh and sigmoid, `resetAfter` and no recurrent dropout, `gru`: one kernel for all steps. */
  override runSequence(sequence: Tensor, states: readonly Tensor[], options: SequenceRunOptions): SequenceRunResult {
    if (!this.resetAfter || !this.isUsual(options)) return super.runSequence(sequence, states, options);
    const { mask, training, reverse } = options;
    const input = this.droppedInput(sequence, training);
    const before = states[0] as Tensor;
    if (mask) return runPacked(input, states, { ...options, mask }, (packed) => [gru(packed, before, this).outputs]);
    const { outputs, state } = gru(input, before, this, { reverse });
    return { outputs, last: state, states: [state] };
  }

  override getConfig(): LayerConfig {
    const { resetAfter, path, settings } = this;
    return {
      ...super.getConfig(),
      recurrentActivation: activationName(path, settings.recurrentActivation),
      resetAfter,
    };
  }

  static override fromConfig({ units, ...options }: LayerConfig): GRUCell {
    return new GRUCell(units as number, options);
  }
}
