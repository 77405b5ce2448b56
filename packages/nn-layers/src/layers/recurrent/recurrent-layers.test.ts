// SimpleRNN, LSTM and GRU: the generic test, and the numbers of Keras's own tests.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, setDefaultDevice, tensor, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import type { GRUOptions } from './gru.js';
import { GRU } from './gru.js';
import { LSTM, type LSTMOptions } from './lstm.js';
import { SimpleRNN, type SimpleRNNOptions } from './simple-rnn.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const makers = {
  SimpleRNN: (units: number, options?: SimpleRNNOptions<false>) => new SimpleRNN(units, options),
  LSTM: (units: number, options?: LSTMOptions<false>) => new LSTM(units, options),
  GRU: (units: number, options?: GRUOptions<false>) => new GRU(units, options),
};
type Kind = keyof typeof makers;

const weightsOf = (cell: string, features: number, units: number, gates: number, bias: Shape) => ({
  [`${cell}/kernel`]: [features, gates * units],
  [`${cell}/recurrentKernel`]: [units, gates * units],
  [`${cell}/bias`]: bias,
});

const badArguments = (make: (units: number, options?: object) => unknown, name: string) =>
  [
    [() => make(0), /bad units; expected a whole number >= 1, got 0/],
    [() => make(2, { dropout: 1 }), /bad dropout; expected a share in \[0, 1\), got 1/],
    [() => make(2, { recurrentDropout: -0.1 }), /bad recurrentDropout/],
    [() => make(2, { return_sequences: true }), new RegExp(`^${name}: .*did you mean returnSequences`)],
    [() => make(2, { activation: 'than' }), /unknown activation; .*did you mean tanh/],
    [() => make(2, { recurrentRegularizer: 'l3' }), /unknown regularizer/],
  ] as const;

checkLayer('SimpleRNN', {
  make: () => new SimpleRNN(3, { activityRegularizer: 'l2', dropout: 0.1, seed: 4 }),
  inputShape: [2, 4, 5],
  outputShape: [2, 3],
  weights: weightsOf('simple_rnn_cell', 5, 3, 1, [3]),
  badInputs: [
    [2, 4, 6],
    [2, 4],
  ],
  badArguments: badArguments((units, options) => new SimpleRNN(units, options), 'SimpleRNN'),
  valueAndGradients,
});

checkLayer('LSTM in one kernel', {
  make: () => new LSTM(3, { returnSequences: true, kernelRegularizer: 'l2', recurrentConstraint: 'nonNegative' }),
  inputShape: [2, 4, 5],
  outputShape: [2, 4, 3],
  weights: weightsOf('lstm_cell', 5, 3, 4, [12]),
  badInputs: [
    [2, 4, 6],
    [2, 4],
  ],
  badArguments: badArguments((units, options) => new LSTM(units, options), 'LSTM'),
  valueAndGradients,
});

checkLayer('LSTM step by step, backwards', {
  make: () =>
    new LSTM(3, { recurrentActivation: 'softplus', goBackwards: true, returnSequences: true, useBias: false }),
  inputShape: [2, 4, 5],
  outputShape: [2, 4, 3],
  weights: { 'lstm_cell/kernel': [5, 12], 'lstm_cell/recurrentKernel': [3, 12] },
  valueAndGradients,
});

checkLayer('LSTM with states out', {
  make: () => new LSTM(3, { returnState: true, returnSequences: true }),
  inputShape: [2, 4, 5],
  outputShape: [
    [2, 4, 3],
    [2, 3],
    [2, 3],
  ],
  weights: weightsOf('lstm_cell', 5, 3, 4, [12]),
  valueAndGradients,
});

checkLayer('LSTM with states in', {
  make: () => new LSTM(3),
  inputShape: [
    [2, 4, 5],
    [2, 3],
    [2, 3],
  ],
  outputShape: [2, 3],
  weights: weightsOf('lstm_cell', 5, 3, 4, [12]),
  badInputs: [
    [
      [2, 4, 5],
      [2, 3],
    ],
    [
      [2, 4, 5],
      [2, 3],
      [2, 4],
    ],
  ],
  valueAndGradients,
});

checkLayer('GRU in one kernel', {
  make: () => new GRU(3, { goBackwards: true }),
  inputShape: [2, 4, 5],
  outputShape: [2, 3],
  weights: weightsOf('gru_cell', 5, 3, 3, [2, 9]),
  badInputs: [[2, 4, 6]],
  badArguments: badArguments((units, options) => new GRU(units, options), 'GRU'),
  valueAndGradients,
});

checkLayer('GRU of the paper, step by step', {
  make: () => new GRU(3, { resetAfter: false, returnSequences: true, zeroOutputForMask: true }),
  inputShape: [2, 4, 5],
  outputShape: [2, 4, 3],
  weights: weightsOf('gru_cell', 5, 3, 3, [9]),
  valueAndGradients,
});

/** 0, 1, 2, ... in a shape, as Keras's tests take. */
const counting = (shape: Shape): Tensor => arange(shape.reduce((size, extent) => size * extent, 1)).reshape(shape);
const of = (value: number) => ({ name: 'constant', value });
const constants = { kernelInitializer: of(0.01), recurrentInitializer: of(0.02), biasInitializer: of(0.03) };

async function expectRows(output: Tensor, expected: readonly (number | readonly number[])[]): Promise<void> {
  const values = await output.data();
  const width = values.length / expected.length;
  const flat = expected.flatMap((row) => (typeof row === 'number' ? new Array<number>(width).fill(row) : row));
  flat.forEach((value, index) => expect(values[index]).toBeCloseTo(value, 6));
}

// keras-team/keras, keras/src/layers/rnn/{simple_rnn,lstm,gru}_test.py. All units get the same weights: one number a row.
describe('numbers of Keras', () => {
  it.each<[Kind, object, Shape, number, readonly number[]]>([
    ['SimpleRNN', {}, [2, 3, 4], 4, [0.405432, 0.73605347]],
    ['SimpleRNN', { goBackwards: true }, [2, 3, 4], 4, [0.11144729, 0.5528889]],
    ['LSTM', {}, [3, 6, 4], 3, [0.6288687, 0.86899155, 0.9460773]],
    ['LSTM', { goBackwards: true }, [3, 6, 4], 3, [0.35622165, 0.74789524, 0.8872726]],
    ['LSTM', { unitForgetBias: false }, [3, 6, 4], 3, [0.57019705, 0.8661914, 0.9459622]],
    ['LSTM', { useBias: false }, [3, 6, 4], 3, [0.54986924, 0.86226785, 0.9443936]],
    ['GRU', {}, [3, 6, 4], 3, [0.5217289, 0.6371659, 0.39384964]],
    ['GRU', { goBackwards: true }, [3, 6, 4], 3, [0.24406259, 0.611516, 0.3928808]],
    ['GRU', { resetAfter: false }, [3, 6, 4], 3, [0.51447755, 0.6426879, 0.40208298]],
    ['GRU', { useBias: false }, [3, 6, 4], 3, [0.49988455, 0.64701194, 0.4103359]],
  ])('%s %o', async (kind, options, shape, units, expected) => {
    await expectRows(makers[kind](units, { ...constants, ...options }).apply(counting(shape)), expected);
  });

  it.each<[Kind, readonly number[]]>([
    ['SimpleRNN', [0.40559256, 0.7361247]],
    ['LSTM', [0.3124785, 0.6863672]],
    ['GRU', [0.29542392, 0.5885018]],
  ])('%s, stateful, called twice', async (kind, expected) => {
    const layer = makers[kind](4, { ...constants, stateful: true });
    for (let round = 0; round < 2; round++) {
      layer.apply(counting([2, 3, 4]));
      await expectRows(layer.apply(counting([2, 3, 4])), expected);
      layer.resetStates();
    }
  });

  it.each<[Kind, number, object, readonly (number | readonly number[])[]]>([
    ['SimpleRNN', 4, {}, [0.33621645, 0.6262637]],
    ['SimpleRNN', 4, { goBackwards: true }, [0.07344437, 0.43043602]],
    [
      'LSTM',
      2,
      {},
      [
        [0.20574439, 0.3558822],
        [0.64930826, 0.66276],
      ],
    ],
    [
      'LSTM',
      2,
      { goBackwards: true },
      [
        [0.13281618, 0.2790356],
        [0.5839337, 0.5992567],
      ],
    ],
    [
      'GRU',
      2,
      {},
      [
        [0.23774096, 0.33508456],
        [0.83659905, 1.0227708],
      ],
    ],
    [
      'GRU',
      2,
      { goBackwards: true },
      [
        [0.13486053, 0.23261218],
        [0.78257304, 0.9691353],
      ],
    ],
  ])('%s(%d) %o from states of its own', async (kind, units, options, expected) => {
    const layer = makers[kind](units, { ...constants, ...options });
    const states = layer.cell.stateSizes.map(() => counting([2, units]));
    await expectRows(layer.apply([counting([2, 4, 3]), ...states]), expected);
  });

  const inner = [
    [1, 1, 0, 1],
    [1, 0, 0, 1],
  ];
  const ends = [
    [1, 1, 1, 0],
    [1, 1, 0, 0],
  ];
  const starts = [
    [0, 1, 1, 1],
    [0, 0, 1, 1],
  ];
  const all = { returnSequences: true };
  const blank = { returnSequences: true, zeroOutputForMask: true };
  it.each<[Kind, object, readonly (readonly number[])[], number, readonly number[]]>([
    ['SimpleRNN', {}, inner, 4, [0.32951632, 0.61799484]],
    ['SimpleRNN', { goBackwards: true }, inner, 4, [0.07376196, 0.43645123]],
    [
      'SimpleRNN',
      all,
      inner,
      2,
      [0.0599281, 0.15122814, 0.15122814, 0.32394567, 0.3969304, 0.3969304, 0.3969304, 0.608085],
    ],
    ['SimpleRNN', blank, inner, 2, [0.0599281, 0.15122814, 0, 0.32394567, 0.3969304, 0, 0, 0.608085]],
    ['LSTM', {}, ends, 2, [0.11755939, 0.28556206]],
    ['LSTM', { goBackwards: true }, starts, 2, [0.15341201, 0.3844719]],
    [
      'LSTM',
      all,
      ends,
      2,
      [0.0158891, 0.05552048, 0.11755939, 0.11755939, 0.14185596, 0.28556206, 0.28556206, 0.28556206],
    ],
    ['LSTM', blank, ends, 2, [0.0158891, 0.05552048, 0.11755939, 0, 0.14185596, 0.28556206, 0, 0]],
    ['GRU', {}, inner, 2, [0.19393763, 0.30818558]],
    ['GRU', { goBackwards: true }, inner, 2, [0.11669192, 0.28380975]],
    [
      'GRU',
      all,
      inner,
      2,
      [0.03606692, 0.09497581, 0.09497581, 0.19393763, 0.16051409, 0.16051409, 0.16051409, 0.30818558],
    ],
    ['GRU', blank, inner, 2, [0.03606692, 0.09497581, 0, 0.19393763, 0.16051409, 0, 0, 0.30818558]],
  ])('%s %o under the mask %o', async (kind, options, mask, units, expected) => {
    const layer = makers[kind](units, { ...constants, ...options });
    await expectRows(layer.apply(counting([2, 4, 3]), { mask: tensor(mask, { dtype: 'bool' }) }), expected);
  });
});

// gates · ((features + units) · units + units), a GRU with two rows of biases. Keras's guide "Working with RNNs" prints the first
// for LSTM(128) behind Embedding(1000, 64).
it.each<[Kind, number, number]>([
  ['LSTM', 64, 98_816],
  ['LSTM', 128, 131_584],
  ['GRU', 64, 74_496],
  ['SimpleRNN', 64, 24_704],
])('%s of 128 units on %d inputs has %d parameters', (kind, features, expected) => {
  const layer = makers[kind](128);
  layer.build([null, null, features]);
  expect(layer.countParameters()).toBe(expected);
});
