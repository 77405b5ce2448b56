// A gated recurrent unit over a whole sequence.
import { checkOptions } from '../../options/check-options.js';
import { record } from '../../record.js';
import type { Tensor } from '../../tensor.js';
import { matmul } from '../contraction.js';
import { scan } from '../control-flow.js';
import { add } from '../elementwise.js';
import { zeros } from '../creation.js';
import { concat } from '../movement.js';
import { castTo } from '../operands.js';
import { slice } from '../slice.js';
import { cellOperands, type CellOperands, type CellWeights } from './cell-shapes.js';
import { mixed, resetAfterProduct } from './gru-cell.js';
import { lastSlot, MOST_UNITS, slotsAfter, type SequenceOptions } from './slots.js';

/** What a GRU makes of a sequence. */
export interface GruResult {
  /** [time, batch, units]: hidden after each step. */
  readonly outputs: Tensor;
  /** [batch, units]: hidden after the last step. */
  readonly state: Tensor;
}

/** All that z, r and the candidate get from the input and from biases; and the bias that the reset gate multiplies. */
function fromInput({ x, kernel, bias, units }: CellOperands): readonly [inputs: Tensor, resetBias: Tensor] {
  const products = matmul(x, kernel);
  if (!bias) return [products, zeros([units])];
  const ofGates = concat([slice(bias, 1, [0, 2 * units]), zeros([units], { dtype: bias.dtype })], 0);
  return [add(products, add(slice(bias, 0), ofGates)), slice(bias, 1, [2 * units, 3 * units])];
}

/**
 * `gruCell` (with `resetAfter`, as in Keras and cuDNN) for every step of a sequence, as `scan` over it would give, in one
 * kernel forward and one back instead of a few for each step. The input's products of all steps are one product. Above 512
 * units the steps are recorded one by one.
 *
 * @param sequence [time, batch, features], float32; of no steps too: the state stays as it is
 * @param hidden [batch, units] before the first step
 * @param weights kernel [features, 3 · units], recurrentKernel [units, 3 · units], bias [2, 3 · units]: one row for the input's
 * product, one for the state's; gates in the order of Keras, z, r, h
 * @returns outputs and the state after the last step (with `reverse`, the step of the first element)
 * @throws ShapeError where shapes do not fit
 * @see Cho et al.: Learning Phrase Representations using RNN Encoder-Decoder (2014), equations 5 to 8
 */
export function gru(sequence: Tensor, hidden: Tensor, weights: CellWeights, options: SequenceOptions = {}): GruResult {
  checkOptions('gru', options, ['reverse']);
  const { reverse = false } = options;
  const operands = cellOperands('gru', 3, [sequence, hidden], weights, { biasRows: 2, isSequence: true });
  const { recurrentKernel, units } = operands;
  const [state] = operands.states as [Tensor];
  const [inputs, resetBias] = fromInput(operands);
  if (units > MOST_UNITS && inputs.shape[0] !== 0)
    return stepByStep(inputs, state, { recurrentKernel, resetBias }, options);
  const given = [inputs, recurrentKernel, resetBias, state].map((operand) => castTo(operand, 'float32'));
  const packed = record('gruSequence', given, { reverse });
  const columns = [4 * units, 5 * units] as const;
  return {
    outputs: castTo(slotsAfter(packed, reverse, columns), inputs.dtype),
    state: castTo(lastSlot(packed, reverse, columns), inputs.dtype),
  };
}

/** @param inputs [time, batch, 3 · units]: what z, r and the candidate get from the input and from biases */
function stepByStep(
  inputs: Tensor,
  state: Tensor,
  { recurrentKernel, resetBias }: { readonly recurrentKernel: Tensor; readonly resetBias: Tensor },
  options: SequenceOptions,
): GruResult {
  const units = recurrentKernel.shape[0] as number;
  const bias = concat([zeros([2 * units], { dtype: resetBias.dtype }), resetBias], 0);
  const { carry, outputs } = scan(
    (hidden: Tensor, x: Tensor) => {
      const fromState = add(matmul(hidden, recurrentKernel), bias);
      const [z, candidate] = resetAfterProduct(x, fromState, units);
      const next = mixed(z, hidden, candidate);
      return { carry: next, output: next };
    },
    state,
    inputs,
    options,
  );
  return { outputs, state: carry };
}
