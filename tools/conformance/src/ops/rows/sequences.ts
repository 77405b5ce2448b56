// Rows of what works on sequences: attention, recurrent cells, embeddings.
import * as tl from '@tensorloom/tensor-core';
import { at, b, f, row, special, type InputSpec, type OpRow } from '../op-row.js';

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

const cell = (units: number, gates: number): readonly InputSpec[] => [f(3, units * gates), f(units, units * gates)];

/** The state after two steps, hidden and memory side by side. */
function lstm(x: tl.Tensor, hidden: tl.Tensor, memory: tl.Tensor, weights: tl.CellWeights): tl.Tensor {
  const first = tl.lstmCell(x, { hidden, cell: memory }, weights);
  const second = tl.lstmCell(x.neg(), first, weights);
  return tl.concat([second.hidden, second.cell], 1);
}

/** All of them. */
export const sequenceRows: readonly OpRow[] = [
  attention('', steps, {}),
  attention('causal', steps, { causal: true, scale: 0.7 }),
  attention('with a mask', [...steps, someKeys], {}),
  attention('with a mask for each head, causal', [...steps, b(2, 1, 5)], { causal: true }),
  attention('with a mask that is added', [...steps, f(2, 1, 1, 5)], {}),
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

  row('embeddingLookup', '', [f(9, 5), at([3, 4], 0, 8)], (table, words) => tl.embeddingLookup(table, words), {
    gradient: 2,
  }),
  row('embeddingLookup', 'of words outside', [f(4, 3), at([9], -5, 9)], (table, words) =>
    tl.embeddingLookup(table, words),
  ),
];
