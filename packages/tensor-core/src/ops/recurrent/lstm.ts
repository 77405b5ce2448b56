// A long short-term memory over a whole sequence.
import { checkOptions } from '../../options/check-options.js';
import { record } from '../../record.js';
import type { Tensor } from '../../tensor.js';
import { matmul } from '../contraction.js';
import { scan } from '../control-flow.js';
import { add } from '../elementwise.js';
import { castTo } from '../operands.js';
import { cellOperands, type CellWeights } from './cell-shapes.js';
import { nextCell, nextHidden, type LstmState } from './lstm-cell.js';
import { lastSlot, MOST_UNITS, slotsAfter, type SequenceOptions } from './slots.js';

/** What an LSTM makes of a sequence. */
export interface LstmResult {
  /** [time, batch, units]: hidden after each step. */
  readonly outputs: Tensor;
  /** [time, batch, units]: the memory after each step. */
  readonly cells: Tensor;
  /** The state after the last step. */
  readonly state: LstmState;
}

/**
 * `lstmCell` for every step of a sequence, as `scan` over it would give, in one kernel forward and one back instead of a few
 * for each step. The input's products of all steps are one product. Above 512 units the steps are recorded one by one.
 *
 * @param sequence [time, batch, features], float32; of no steps too: the state stays as it is
 * @param state hidden and cell before the first step, [batch, units] each
 * @param weights kernel [features, 4 · units], recurrentKernel [units, 4 · units], bias [4 · units]; gates in the order of
 * Keras, i, f, c, o
 * @returns outputs, memories and the state after the last step (with `reverse`, the step of the first element)
 * @throws ShapeError where shapes do not fit
 * @see Hochreiter, Schmidhuber: Long Short-Term Memory (1997); Gers, Schmidhuber, Cummins: Learning to Forget (2000)
 */
export function lstm(
  sequence: Tensor,
  state: LstmState,
  weights: CellWeights,
  options: SequenceOptions = {},
): LstmResult {
  checkOptions('lstm', options, ['reverse']);
  const { reverse = false } = options;
  const operands = cellOperands('lstm', 4, [sequence, state.hidden, state.cell], weights, { isSequence: true });
  const { x, states, kernel, recurrentKernel, bias, units } = operands;
  const products = matmul(x, kernel);
  const inputs = bias ? add(products, bias) : products;
  const [hidden, cell] = states as [Tensor, Tensor];
  if (units > MOST_UNITS && x.shape[0] !== 0) return stepByStep(inputs, { hidden, cell }, recurrentKernel, options);
  const given = [inputs, recurrentKernel, hidden, cell].map((operand) => castTo(operand, 'float32'));
  const packed = record('lstmSequence', given, { reverse });
  const as = (value: Tensor): Tensor => castTo(value, inputs.dtype);
  return {
    outputs: as(slotsAfter(packed, reverse, [5 * units, 6 * units])),
    cells: as(slotsAfter(packed, reverse, [4 * units, 5 * units])),
    state: {
      hidden: as(lastSlot(packed, reverse, [5 * units, 6 * units])),
      cell: as(lastSlot(packed, reverse, [4 * units, 5 * units])),
    },
  };
}

/** @param inputs [time, batch, 4 · units]: what the gates get from the input and the bias */
function stepByStep(inputs: Tensor, state: LstmState, recurrentKernel: Tensor, options: SequenceOptions): LstmResult {
  const units = recurrentKernel.shape[0] as number;
  const { carry, outputs } = scan(
    ([hidden, cell]: readonly Tensor[], x: Tensor) => {
      const z = add(x, matmul(hidden as Tensor, recurrentKernel));
      const memory = nextCell(z, cell as Tensor, units);
      const output = nextHidden(z, memory, units);
      return { carry: [output, memory] as const, output: [output, memory] as const };
    },
    [state.hidden, state.cell] as readonly Tensor[],
    inputs,
    options,
  );
  const [hiddens, cells] = outputs;
  return { outputs: hiddens, cells, state: { hidden: carry[0] as Tensor, cell: carry[1] as Tensor } };
}
