// One step of a long short-term memory.
import { recordComposite } from '../../record.js';
import type { Tensor } from '../../tensor.js';
import { matmul } from '../contraction.js';
import { add, mul, sigmoid, tanh } from '../elementwise.js';
import { cellOperands, gate, type CellWeights } from './cell-shapes.js';

/** What an LSTM carries from step to step. */
export interface LstmState {
  /** [batch, units]: the output of the step. */
  readonly hidden: Tensor;
  /** [batch, units]: the memory. */
  readonly cell: Tensor;
}

/** σ(z_f) · cell + σ(z_i) · tanh(z_c) */
export function nextCell(z: Tensor, cell: Tensor, units: number): Tensor {
  const [i, f, c] = [0, 1, 2].map((index) => gate(z, index, units)) as [Tensor, Tensor, Tensor];
  return add(mul(sigmoid(f), cell), mul(sigmoid(i), tanh(c)));
}

/** σ(z_o) · tanh(cell) */
export function nextHidden(z: Tensor, cell: Tensor, units: number): Tensor {
  return mul(sigmoid(gate(z, 3, units)), tanh(cell));
}

/**
 * One step of an LSTM; `lstm` takes a whole sequence. With z = input · kernel + hidden · recurrentKernel + bias in the order of Keras, i, f, c, o:
 * cell' = σ(z_f) · cell + σ(z_i) · tanh(z_c), hidden' = σ(z_o) · tanh(cell').
 *
 * @param input [batch, features], float32
 * @param state hidden and cell, [batch, units] each
 * @param weights kernel [features, 4 · units], recurrentKernel [units, 4 · units], bias [4 · units]
 * @returns the state after the step
 * @throws ShapeError where shapes do not fit
 * @see Hochreiter, Schmidhuber: Long Short-Term Memory (1997); Gers, Schmidhuber, Cummins: Learning to Forget (2000)
 */
export function lstmCell(input: Tensor, state: LstmState, weights: CellWeights): LstmState {
  const operands = cellOperands('lstmCell', 4, [input, state.hidden, state.cell], weights);
  const { x, states, kernel, recurrentKernel, bias, units } = operands;
  const [hidden, cell] = states as [Tensor, Tensor];
  const sums = add(matmul(x, kernel), matmul(hidden, recurrentKernel));
  const z = bias ? add(sums, bias) : sums;
  const named = [x, hidden, cell, kernel, recurrentKernel, ...(bias ? [bias] : [])];
  const next = recordComposite('lstmCell', named, { result: 'cell' }, nextCell(z, cell, units));
  return {
    hidden: recordComposite('lstmCell', named, { result: 'hidden' }, nextHidden(z, next, units)),
    cell: next,
  };
}
