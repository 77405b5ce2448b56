// Bidirectional: the generic test, the numbers of Keras's own tests, masks, layers that do not fit.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, setDefaultDevice, tensor, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Sequential } from '../../models/sequential.js';
import { checkLayer } from '../../testing/check-layer.js';
import { Dense } from '../core/dense.js';
import { Masking } from '../core/masking.js';
import { Bidirectional } from './bidirectional.js';
import { GRU } from './gru.js';
import { LSTM } from './lstm.js';
import { LSTMCell } from './lstm-cell.js';
import { RNN } from './rnn.js';
import { SimpleRNN } from './simple-rnn.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const both = (features: number, units: number): Record<string, Shape> => ({
  'forward_simple_rnn/simple_rnn_cell/kernel': [features, units],
  'forward_simple_rnn/simple_rnn_cell/recurrentKernel': [units, units],
  'forward_simple_rnn/simple_rnn_cell/bias': [units],
  'backward_simple_rnn/simple_rnn_cell/kernel': [features, units],
  'backward_simple_rnn/simple_rnn_cell/recurrentKernel': [units, units],
  'backward_simple_rnn/simple_rnn_cell/bias': [units],
});

checkLayer('Bidirectional', {
  make: () => new Bidirectional(new SimpleRNN(3, { returnSequences: true })),
  inputShape: [2, 4, 5],
  outputShape: [2, 4, 6],
  weights: both(5, 3),
  badInputs: [
    [2, 4, 6],
    [2, 4],
  ],
  badArguments: [
    [() => new Bidirectional(new Dense(3) as never), /no recurrent layer; expected an RNN, LSTM/],
    [
      () => new Bidirectional(new GRU(3), { mergeMode: 'avg' as never }),
      /unknown mergeMode; .*got avg; did you mean ave/,
    ],
    [() => new Bidirectional(new GRU(3), { backwardLayer: new GRU(3) }), /expected opposite goBackwards/],
    [
      () => new Bidirectional(new GRU(3), { backwardLayer: new GRU(3, { goBackwards: true, stateful: true }) }),
      /expected the same stateful/,
    ],
    [
      () => new Bidirectional(new GRU(3), { mergeMode: 'sum', backwardLayer: new GRU(2, { goBackwards: true }) }),
      /expected the same units/,
    ],
  ],
  valueAndGradients,
});

checkLayer('Bidirectional with outputs and states of both, over a cell', {
  make: () => new Bidirectional(new RNN(new LSTMCell(3), { returnState: true }), { mergeMode: null }),
  inputShape: [2, 4, 5],
  outputShape: [1, 2, 3, 4, 5, 6].map(() => [2, 3]),
  weights: Object.fromEntries(
    ['forward_rnn', 'backward_rnn'].flatMap((name): [string, Shape][] => [
      [`${name}/lstm_cell/kernel`, [5, 12]],
      [`${name}/lstm_cell/recurrentKernel`, [3, 12]],
      [`${name}/lstm_cell/bias`, [12]],
    ]),
  ),
  valueAndGradients,
});

const counting = (shape: Shape): Tensor => arange(shape.reduce((size, extent) => size * extent, 1)).reshape(shape);
const of = (value: number) => ({ name: 'constant', value });
const constants = { kernelInitializer: of(0.01), recurrentInitializer: of(0.02), biasInitializer: of(0.03) };

async function expectValues(output: Tensor, expected: readonly number[]): Promise<void> {
  const values = await output.data();
  expect(values).toHaveLength(expected.length);
  expected.forEach((value, index) => expect(values[index]).toBeCloseTo(value, 6));
}

// keras-team/keras, keras/src/layers/rnn/bidirectional_test.py.
describe('numbers of Keras', () => {
  const simple = () => new SimpleRNN(2, constants);
  const [first, second] = [
    [0.39687276, 0.7237238],
    [0.10004295, 0.53391594],
  ] as const;

  it('beside each other', async () => {
    const [a, b, c, d] = [first[0], second[0], first[1], second[1]];
    await expectValues(new Bidirectional(simple()).apply(counting([2, 3, 4])), [a, a, b, b, c, c, d, d]);
  });

  it('averaged, multiplied, apart', async () => {
    const averaged = new Bidirectional(simple(), { mergeMode: 'ave' });
    await expectValues(averaged.apply(counting([2, 3, 4])), [0.24845785, 0.24845785, 0.6288199, 0.6288199]);
    const other = { kernelInitializer: of(0.03), recurrentInitializer: of(0.02), biasInitializer: of(0.01) };
    const backwardLayer = new SimpleRNN(2, { ...other, goBackwards: true });
    const multiplied = new Bidirectional(simple(), { mergeMode: 'mul', backwardLayer });
    await expectValues(multiplied.apply(counting([2, 3, 4])), [0.08374989, 0.08374989, 0.6740834, 0.6740834]);
    const [forward, backward] = new Bidirectional(simple(), { mergeMode: null }).apply(counting([2, 3, 4]));
    await expectValues(forward, [first[0], first[0], first[1], first[1]]);
    await expectValues(backward, [second[0], second[0], second[1], second[1]]);
  });

  it('sequences added', async () => {
    const layer = new Bidirectional(new GRU(2, { ...constants, returnSequences: true }), { mergeMode: 'sum' });
    const expected = [0.20937867, 0.34462988, 0.40290534, 0.59829646, 0.6734641, 0.6479671];
    const output = layer.apply(counting([2, 3, 4]));
    await expectValues(
      output,
      expected.flatMap((value) => [value, value]),
    );
  });

  it('stateful', async () => {
    const layer = new Bidirectional(new LSTM(2, { ...constants, stateful: true }));
    const expected = [0.26234663, 0.26234663, 0.16959146, 0.16959146, 0.6137073, 0.6137073, 0.5381646, 0.5381646];
    for (let round = 0; round < 2; round++) {
      layer.apply(counting([2, 4, 3]));
      await expectValues(layer.apply(counting([2, 4, 3])), expected);
      layer.resetStates();
    }
  });

  it('from states of its own', async () => {
    const states = [1, 2, 3, 4].map((factor) => counting([2, 2]).mul(factor));
    const output = new Bidirectional(new LSTM(2, constants)).apply([counting([2, 4, 3]), ...states]);
    await expectValues(
      output,
      [0.20794602, 0.4577124, 0.14046375, 0.48191673, 0.6682636, 0.6711909, 0.60943645, 0.60950446],
    );
  });

  it('masked', async () => {
    const mask = tensor(
      [
        [1, 1, 0, 1],
        [1, 0, 0, 1],
      ],
      { dtype: 'bool' },
    );
    const [a, b, c, d] = [0.19393763, 0.11669192, 0.30818558, 0.28380975];
    const layer = new Bidirectional(new GRU(2, constants));
    await expectValues(layer.apply(counting([2, 4, 3]), { mask }), [a, a, b, b, c, c, d, d]);
  });

  it('with states out', async () => {
    const layer = new Bidirectional(new LSTM(2, { ...constants, returnState: true }));
    const outputs = layer.apply(counting([2, 4, 3]));
    const twice = (values: readonly number[]): number[] => values.flatMap((value) => [value, value]);
    const expected = [
      twice([0.1990008, 0.12659755, 0.52335435, 0.44717982]),
      twice([0.1990008, 0.52335435]),
      twice([0.35567185, 1.0492687]),
      twice([0.12659755, 0.44717982]),
      twice([0.2501858, 0.941473]),
    ];
    expect(outputs).toHaveLength(5);
    for (const [index, values] of expected.entries()) await expectValues(outputs[index] as Tensor, values);
  });
});

it('hands the mask of a sequence on, and ends it without one', () => {
  const make = (returnSequences: boolean) => new Bidirectional(new GRU(2, { returnSequences }));
  const [input, mask] = [counting([1, 3, 2]), tensor([[true, true, false]])];
  const [sequences, last] = [make(true), make(false)];
  expect(sequences.maskOf(sequences.apply(input, { mask }))).toBe(mask);
  expect(last.maskOf(last.apply(input, { mask }))).toBeUndefined();
});

it('reads padded sequences as it reads them without padding', async () => {
  const make = () => new Sequential([new Masking(), new Bidirectional(new LSTM(3)), new Dense(2)]);
  const model = make();
  const padded = tensor([
    [
      [1, 2],
      [3, 4],
      [0, 0],
      [0, 0],
    ],
  ]);
  const cut = tensor([
    [
      [1, 2],
      [3, 4],
    ],
  ]);
  const [long, short] = [await model.apply(padded).data(), await model.apply(cut).data()];
  long.forEach((value, index) => expect(value).toBeCloseTo(short[index] as number, 12));
});
