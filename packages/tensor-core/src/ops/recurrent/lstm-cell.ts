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

/**
 * One step of an LSTM. With z = input · kernel + hidden · recurrentKernel + bias in the order of Keras, i, f, c, o:
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
  const [i, f, c, o] = [0, 1, 2, 3].map((index) => gate(z, index, units)) as [Tensor, Tensor, Tensor, Tensor];
  const named = [x, hidden, cell, kernel, recurrentKernel, ...(bias ? [bias] : [])];
  const memory = add(mul(sigmoid(f), cell), mul(sigmoid(i), tanh(c)));
  const next = recordComposite('lstmCell', named, { result: 'cell' }, memory);
  return {
    hidden: recordComposite('lstmCell', named, { result: 'hidden' }, mul(sigmoid(o), tanh(next))),
    cell: next,
  };
}
