// Known values of normalizations, attention and recurrent cells: their published formulae worked out in NumPy, digit by digit.
import * as tl from '@tensorloom/tensor-core';
import type { KnownValue } from './known-value.js';

const t = tl.tensor;

/** Two images of one place with four channels. */
// prettier-ignore
const images = (): tl.Tensor => t([[1, 2, 3, 5], [4, 2, 7, 1]]);

/** [1, 1, steps, size]. */
const heads = (steps: number, ...values: number[]): tl.Tensor =>
  t(values, { shape: [1, 1, steps, values.length / steps] });
const query = (): tl.Tensor => heads(2, 1, 0, 0, 1);
const key = (): tl.Tensor => heads(3, 1, 0, 0, 1, 1, 1);
const value = (): tl.Tensor => heads(3, 1, 2, 3, 4, 5, 6);
const attention = (options?: tl.AttentionOptions): tl.Tensor =>
  tl.scaledDotProductAttention(query(), key(), value(), options).flatten();

const [input, hidden, memory] = [() => t([[0.5]]), () => t([[-0.25]]), () => t([[0.75]])];

/** Outputs, hidden and cell of two steps of one unit. */
function lstmOf(steps: readonly number[], options?: tl.SequenceOptions): tl.Tensor {
  const [kernel, recurrentKernel] = [t([[0.1, 0.2, 0.3, 0.4]]), t([[0.5, -0.6, 0.7, 0.8]])];
  const weights = { kernel, recurrentKernel, bias: t([0, 1, 0, -0.5]) };
  const sequence = t(steps, { shape: [steps.length, 1, 1] });
  const { outputs, state } = tl.lstm(sequence, { hidden: hidden(), cell: memory() }, weights, options);
  return tl.concat([outputs.flatten(), state.hidden.flatten(), state.cell.flatten()], 0);
}

function gruOf(steps: readonly number[], options?: tl.SequenceOptions): tl.Tensor {
  const [kernel, recurrentKernel] = [t([[0.1, 0.2, 0.3]]), t([[0.5, -0.6, 0.7]])];
  // prettier-ignore
  const bias = t([[0.1, 0, -0.1], [0, 0.2, 0.3]]);
  return tl
    .gru(t(steps, { shape: [steps.length, 1, 1] }), hidden(), { kernel, recurrentKernel, bias }, options)
    .outputs.flatten();
}

/** All of them. */
export const layerValues: readonly KnownValue[] = [
  [
    'layerNorm',
    () => tl.layerNorm(t([1, 2, 3, 4]), null, null, { epsilon: 1e-5 }),
    [-1.34163542, -0.447211807, 0.447211807, 1.34163542],
  ],
  ['layerNorm with scale and offset', () => tl.layerNorm(t([-1, 1]), t([2, 3]), t([1, 10]), { epsilon: 0 }), [-1, 13]],
  ['rmsNorm', () => tl.rmsNorm(t([1, 2, 3, 4])), [0.365148347, 0.730296695, 1.095445042, 1.460593389]],
  [
    'groupNorm',
    () => tl.groupNorm(images().reshape([1, 2, 4]), 2).flatten(),
    [-1.146595994, -0.229319199, -0.447168881, 0.447168881, 1.605234391, -0.229319199, 1.341506643, -1.341506643],
  ],
  [
    'instanceNorm',
    () => tl.instanceNorm(images().reshape([1, 2, 4])).flatten(),
    [-0.999777852, 0, -0.999875023, 0.999875023, 0.999777852, 0, 0.999875023, -0.999875023],
  ],
  [
    'batchNorm',
    () => tl.batchNorm(images(), tl.batchMoments(images())).flatten(),
    [-0.999777852, 0, -0.999875023, 0.999875023, 0.999777852, 0, 0.999875023, -0.999875023],
  ],
  ['batchMoments, by hand', () => tl.batchMoments(images()).variance, [2.25, 0, 4, 4]],

  ['attention', () => attention(), [3, 4, 3.406672556, 4.406672556]],
  ['attention, causal', () => attention({ causal: true }), [1, 2, 2.339523099, 3.339523099]],
  [
    'attention, to one key and to none',
    // prettier-ignore
    () => attention({ mask: t([[0, 1, 0], [0, 0, 0]]).greater(0) }),
    [3, 4, 0, 0],
  ],
  ['attention, by an added mask', () => attention({ mask: t([0, -1e9, -1e9]) }), [1, 2, 1, 2]],

  [
    'lstmCell',
    () => {
      const [kernel, recurrentKernel] = [t([[0.1, 0.2, 0.3, 0.4]]), t([[0.5, -0.6, 0.7, 0.8]])];
      const state = { hidden: hidden(), cell: memory() };
      const next = tl.lstmCell(input(), state, { kernel, recurrentKernel, bias: t([0, 1, 0, -0.5]) });
      return tl.concat([next.hidden, next.cell], 1).flatten();
    },
    [0.194831235, 0.570945932],
  ],
  [
    'gruCell',
    () => {
      const [kernel, recurrentKernel] = [t([[0.1, 0.2, 0.3]]), t([[0.5, -0.6, 0.7]])];
      // prettier-ignore
      const bias = t([[0.1, 0, -0.1], [0, 0.2, 0.3]]);
      return tl.gruCell(input(), hidden(), { kernel, recurrentKernel, bias }).flatten();
    },
    [-0.064516704],
  ],
  ['lstm', () => lstmOf([0.5, -1]), [0.194831235, 0.093351833, 0.093351833, 0.298371912]],
  ['lstm, reverse', () => lstmOf([0.5, -1], { reverse: true }), [0.153454255, 0.082784272, 0.153454255, 0.362394906]],
  ['gru', () => gruOf([0.5, -1]), [-0.064516704, -0.1657307]],
  ['gru, reverse', () => gruOf([0.5, -1], { reverse: true }), [-0.089344228, -0.287744301]],
  [
    'gruCell, reset before the product',
    () => {
      const [kernel, recurrentKernel] = [t([[0.1, 0.2, 0.3]]), t([[0.5, -0.6, 0.7]])];
      const weights = { kernel, recurrentKernel, bias: t([0.1, 0, -0.1]) };
      return tl.gruCell(input(), hidden(), weights, { resetAfter: false }).flatten();
    },
    [-0.150431877],
  ],
  [
    'rnnCell',
    () => tl.rnnCell(input(), hidden(), { kernel: t([[0.1]]), recurrentKernel: t([[0.5]]), bias: t([0.2]) }).flatten(),
    [0.124353002],
  ],
  // prettier-ignore
  ['embeddingLookup', () => tl.embeddingLookup(images(), t([1, 0, 5, -3], { dtype: 'int32' })).slice(null, 0), [4, 1, 4, 1]],
];
