// Rows of what works on sequences: attention, recurrent cells, embeddings.
import { gradients } from '@tensorloom/autograd';
import * as tl from '@tensorloom/tensor-core';
import { at, b, f, row, special, type InputSpec, type OpRow, type RowOptions } from '../op-row.js';

const smooth = { gradient: 2, tolerance: 1e-4 } as const;

const attention = (about: string, inputs: readonly InputSpec[], options: tl.AttentionOptions): OpRow =>
  row(
    'scaledDotProductAttention',
    about,
    inputs,
    (q, k, v, mask) => tl.scaledDotProductAttention(q, k, v, mask ? { ...options, mask } : options),
    smooth,
  );

const steps = [f(2, 2, 3, 4), f(2, 2, 5, 4), f(2, 2, 5, 3)] as const;
/** One row of queries that see nothing, one that sees all, one that sees a few. */
const someKeys: InputSpec = { shape: [3, 5], dtype: 'bool', values: [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1, 0, 0, 1] };

/** The same in floats, which the scores take along. */
const hiddenKeys: InputSpec = {
  shape: [3, 5],
  values: someKeys.values?.map((one) => (one === 1 ? 0.5 : -Infinity)) ?? [],
};

const cell = (units: number, gates: number): readonly InputSpec[] => [f(3, units * gates), f(units, units * gates)];

/** The state after two steps, hidden and memory side by side. */
function lstm(x: tl.Tensor, hidden: tl.Tensor, memory: tl.Tensor, weights: tl.CellWeights): tl.Tensor {
  const first = tl.lstmCell(x, { hidden, cell: memory }, weights);
  const second = tl.lstmCell(x.neg(), first, weights);
  return tl.concat([second.hidden, second.cell], 1);
}

/** A sequence with state and weights of an op: time, batch, features, units. */
const sequenceOf = (op: 'lstm' | 'gru', sizes: readonly [number, number, number, number]): readonly InputSpec[] => {
  const [time, batch, features, units] = sizes;
  const [gates, states, biasRows] = op === 'lstm' ? [4, 2, []] : [3, 1, [2]];
  const width = gates * units;
  const state = new Array<InputSpec>(states).fill(f(batch, units));
  // Larger weights make of many steps a chaos, where rounding errors grow from step to step.
  const weights = { shape: [units, width], low: -0.3, high: 0.3 };
  return [f(time, batch, features), ...state, f(features, width), weights, f(...biasRows, width)];
};

/** Outputs and the state, side by side along time. */
function wholeLstm(
  options: tl.SequenceOptions,
  [x, h, c, kernel, recurrentKernel, bias]: readonly tl.Tensor[],
): tl.Tensor {
  const weights = { kernel: kernel!, recurrentKernel: recurrentKernel!, bias };
  const { outputs, state } = tl.lstm(x!, { hidden: h!, cell: c! }, weights, options);
  return tl.concat([outputs, state.hidden.expandDims(0), state.cell.expandDims(0)], 0);
}

function wholeGru(options: tl.SequenceOptions, [x, h, kernel, recurrentKernel, bias]: readonly tl.Tensor[]): tl.Tensor {
  const { outputs, state } = tl.gru(x!, h!, { kernel: kernel!, recurrentKernel: recurrentKernel!, bias }, options);
  return tl.concat([outputs, state.expandDims(0)], 0);
}

const whole = (
  op: 'lstm' | 'gru',
  about: string,
  sizes: readonly [number, number, number, number],
  { reverse = false, ...options }: tl.SequenceOptions & RowOptions = {},
): OpRow =>
  row(
    op,
    about,
    sequenceOf(op, sizes),
    (...inputs) => (op === 'lstm' ? wholeLstm : wholeGru)({ reverse }, inputs),
    options,
  );

/** The gradients with respect to all operands, one behind the other: in place of central differences, which take long. */
const gradientsOf = (
  op: 'lstm' | 'gru',
  about: string,
  sizes: readonly [number, number, number, number],
  options: tl.SequenceOptions = {},
): OpRow =>
  row(
    op,
    about,
    sequenceOf(op, sizes),
    (...inputs) => {
      const loss = (op === 'lstm' ? wholeLstm : wholeGru)(options, inputs).square().sum();
      return tl.concat(
        gradients(loss, inputs).map((each) => each.flatten()),
        0,
      );
    },
    { tolerance: 1e-4 },
  );

/** Operands of which only the first is out of the ordinary. */
const withFirst = (first: Partial<InputSpec>, [sequence, ...others]: readonly InputSpec[]): readonly InputSpec[] => [
  { ...sequence!, ...first },
  ...others,
];

/** All of them. */
export const sequenceRows: readonly OpRow[] = [
  attention('', steps, {}),
  attention('causal', steps, { causal: true, scale: 0.7 }),
  attention('with a mask', [...steps, someKeys], {}),
  attention('with a mask for each head, causal', [...steps, b(2, 1, 5)], { causal: true }),
  attention('with a mask that is added', [...steps, f(2, 1, 1, 5)], {}),
  row('scaledDotProductAttention', 'with a mask of -Infinity', [...steps, hiddenKeys], (query, key, value, mask) => {
    const output = tl.scaledDotProductAttention(query, key, value, { mask });
    const slopes = gradients(output.mul(output).sum(), [query, key, value]);
    return tl.concat([output, ...slopes].map((each) => each.flatten()));
  }),
  attention('of grouped keys', [f(2, 4, 3, 4), f(2, 2, 5, 4), f(2, 2, 5, 3)], {}),
  attention('of one key for all heads', [f(1, 3, 2, 4), f(1, 1, 5, 4), f(1, 1, 5, 2)], { causal: true }),
  row('scaledDotProductAttention', 'of long sequences', [f(1, 2, 65, 8), f(1, 2, 129, 8), f(1, 2, 129, 8)], (q, k, v) =>
    tl.scaledDotProductAttention(q, k, v),
  ),
  row('scaledDotProductAttention', 'of large scores', [{ shape: [1, 1, 4, 8], low: -60, high: 60 }], (x) =>
    tl.scaledDotProductAttention(x, x, x.mul(0.01), { causal: true }),
  ),
  row(
    'scaledDotProductAttention',
    'to a key of NaN that is masked',
    [someKeys, f(1, 1, 3, 4), special],
    (mask, q, x) => {
      const keys = tl.tile(x.slice([10, 15]).reshape([1, 1, 5, 1]), [1, 1, 1, 4]);
      return tl.scaledDotProductAttention(q, keys, tl.onesLike(keys), { mask });
    },
  ),

  row(
    'lstmCell',
    'two steps',
    [f(2, 3), f(2, 4), f(2, 4), ...cell(4, 4), f(16)],
    (x, h, c, kernel, recurrentKernel, bias) => lstm(x, h, c, { kernel, recurrentKernel, bias }),
    smooth,
  ),
  row(
    'gruCell',
    '',
    [f(2, 3), f(2, 4), ...cell(4, 3), f(2, 12)],
    (x, h, kernel, recurrentKernel, bias) => tl.gruCell(x, h, { kernel, recurrentKernel, bias }),
    smooth,
  ),
  row(
    'gruCell',
    'reset before the product',
    [f(2, 3), f(2, 4), ...cell(4, 3), f(12)],
    (x, h, kernel, recurrentKernel, bias) => tl.gruCell(x, h, { kernel, recurrentKernel, bias }, { resetAfter: false }),
    smooth,
  ),
  row(
    'rnnCell',
    '',
    [f(2, 3), f(2, 4), ...cell(4, 1), f(4)],
    (x, h, kernel, recurrentKernel, bias) => tl.rnnCell(x, h, { kernel, recurrentKernel, bias }),
    smooth,
  ),

  ...(['lstm', 'gru'] as const).flatMap((op) => [
    whole(op, '', [2, 2, 2, 2], smooth),
    whole(op, 'reverse', [2, 2, 3, 3], { reverse: true, ...smooth }),
    whole(op, 'one step', [1, 3, 2, 7], { gradient: 1, tolerance: 1e-4 }),
    whole(op, 'of many rows', [3, 18, 2, 5], { gradient: 1, tolerance: 1e-4 }),
    whole(op, 'of many steps', [31, 3, 3, 33], { tolerance: 1e-4 }),
    gradientsOf(op, 'gradients of units that fill no workgroup', [4, 19, 2, 33]),
    gradientsOf(op, 'gradients of more units than lanes', [2, 3, 1, 129], { reverse: true }),
    gradientsOf(op, 'gradients of units in fours', [3, 50, 2, 64]),
    gradientsOf(op, 'gradients of units in fours that fill no block', [4, 19, 2, 36], { reverse: true }),
    whole(op, 'of one row and unit', [3, 1, 1, 1]),
    whole(op, 'of more units than lanes', [2, 5, 2, 129], { tolerance: 1e-4 }),
    whole(op, 'step by step, of more units than the op takes', [2, 1, 1, 513], { tolerance: 1e-4 }),
    whole(op, 'of no steps', [0, 2, 3, 4]),
    whole(op, 'of no rows', [2, 0, 3, 4]),
  ]),
  row(
    'lstm',
    'of saturated gates',
    withFirst({ low: -300, high: 300 }, sequenceOf('lstm', [3, 4, 2, 5])),
    (...inputs) => wholeLstm({}, inputs),
  ),
  row('lstm', 'with a row of NaN', withFirst({ values: [1, NaN, 2] }, sequenceOf('lstm', [2, 3, 1, 4])), (...inputs) =>
    wholeLstm({}, inputs),
  ),
  row('gru', 'with a row of NaN', withFirst({ values: [1, NaN, 2] }, sequenceOf('gru', [2, 3, 1, 4])), (...inputs) =>
    wholeGru({}, inputs),
  ),

  row('embeddingLookup', '', [f(9, 5), at([3, 4], 0, 8)], (table, words) => tl.embeddingLookup(table, words), {
    gradient: 2,
  }),
  row('embeddingLookup', 'of words outside', [f(4, 3), at([9], -5, 9)], (table, words) =>
    tl.embeddingLookup(table, words),
  ),
];
