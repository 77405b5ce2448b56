// One step of a gated recurrent unit.
import { recordComposite } from '../../record.js';
import { checkOptions } from '../../options/check-options.js';
import type { Tensor } from '../../tensor.js';
import { matmul } from '../contraction.js';
import { add, mul, sigmoid, sub, tanh } from '../elementwise.js';
import { constant } from '../operands.js';
import { slice } from '../slice.js';
import { cellOperands, gate, type CellOperands, type CellWeights } from './cell-shapes.js';

/** Options of gruCell. */
export interface GruCellOptions {
  /** Reset what the recurrent kernel gives (true, the default, as in Keras and cuDNN), or what it is given (as in the paper). */
  readonly resetAfter?: boolean;
}

function biased(value: Tensor, bias: Tensor | undefined): Tensor {
  return bias ? add(value, bias) : value;
}

/** z, and the candidate from the reset product of the recurrent kernel. */
export function resetAfterProduct(fromInput: Tensor, fromState: Tensor, units: number): readonly [Tensor, Tensor] {
  const gateOf = (index: number): Tensor => sigmoid(add(gate(fromInput, index, units), gate(fromState, index, units)));
  const candidate = tanh(add(gate(fromInput, 2, units), mul(gateOf(1), gate(fromState, 2, units))));
  return [gateOf(0), candidate];
}

/** z · hidden + (1 - z) · candidate */
export function mixed(z: Tensor, hidden: Tensor, candidate: Tensor): Tensor {
  return add(mul(z, hidden), mul(sub(constant(1), z), candidate));
}

function withResetAfter({ x, states, kernel, recurrentKernel, bias, units }: CellOperands): readonly [Tensor, Tensor] {
  const fromInput = biased(matmul(x, kernel), bias && slice(bias, 0));
  const fromState = biased(matmul(states[0] as Tensor, recurrentKernel), bias && slice(bias, 1));
  return resetAfterProduct(fromInput, fromState, units);
}

/** z, and the candidate from the product of the reset state. */
function withResetBefore({ x, states, kernel, recurrentKernel, bias, units }: CellOperands): readonly [Tensor, Tensor] {
  const hidden = states[0] as Tensor;
  const fromInput = biased(matmul(x, kernel), bias);
  const gates = matmul(hidden, slice(recurrentKernel, null, [0, 2 * units]));
  const [z, r] = [0, 1].map((index) => sigmoid(add(gate(fromInput, index, units), gate(gates, index, units))));
  const fromReset = matmul(mul(r as Tensor, hidden), gate(recurrentKernel, 2, units));
  return [z as Tensor, tanh(add(gate(fromInput, 2, units), fromReset))];
}

/**
 * One step of a GRU, gates in the order of Keras: z (update), r (reset), h (candidate); `gru` takes a whole sequence.
 * hidden' = z · hidden + (1 - z) · tanh(input · W_h + r · (hidden · U_h)), with z and r = σ(input · W + hidden · U);
 * with `resetAfter: false` the candidate is tanh(input · W_h + (r · hidden) · U_h).
 *
 * @param input [batch, features], float32
 * @param hidden [batch, units]
 * @param weights kernel [features, 3 · units], recurrentKernel [units, 3 · units], bias [2, 3 · units]: one row for the input's
 * product, one for the state's; [3 · units] with `resetAfter: false`
 * @returns [batch, units]
 * @throws ShapeError where shapes do not fit
 * @see Cho et al.: Learning Phrase Representations using RNN Encoder-Decoder (2014), equations 5 to 8
 */
export function gruCell(input: Tensor, hidden: Tensor, weights: CellWeights, options: GruCellOptions = {}): Tensor {
  checkOptions('gruCell', options, ['resetAfter']);
  const { resetAfter = true } = options;
  const operands = cellOperands('gruCell', 3, [input, hidden], weights, { biasRows: resetAfter ? 2 : 0 });
  const { x, states, kernel, recurrentKernel, bias } = operands;
  const state = states[0] as Tensor;
  const [z, candidate] = (resetAfter ? withResetAfter : withResetBefore)(operands);
  const body = mixed(z, state, candidate);
  const named = [x, state, kernel, recurrentKernel, ...(bias ? [bias] : [])];
  return recordComposite('gruCell', named, { resetAfter }, body);
}
