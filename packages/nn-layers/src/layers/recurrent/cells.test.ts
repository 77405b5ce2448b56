// SimpleRNNCell, LSTMCell, GRUCell, StackedRNNCells: the generic test, one step by hand, gradients, noise, first values.
import { checkGradients, valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { ones, setDefaultDevice, setRandomSeed, tensor, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { GRUCell } from './gru-cell.js';
import { LSTMCell } from './lstm-cell.js';
import type { RecurrentCell, WithStates } from './recurrent-cell.js';
import { SimpleRNNCell } from './simple-rnn-cell.js';
import { StackedRNNCells } from './stacked-rnn-cells.js';
import type { UnitsCell } from './units-cell.js';

const device = createCpuDevice({ precision: 'float64' });
beforeAll(() => setDefaultDevice(device));

/** Rows of [batch, size] for an input of 5 features and the states. */
const shapesOf = (sizes: readonly number[]): Shape[] => [5, ...sizes].map((size) => [2, size]);

checkLayer('SimpleRNNCell', {
  make: () => new SimpleRNNCell(3),
  inputShape: shapesOf([3]),
  outputShape: [
    [2, 3],
    [2, 3],
  ],
  weights: { kernel: [5, 3], recurrentKernel: [3, 3], bias: [3] },
  badInputs: [shapesOf([4]), shapesOf([3, 3]), shapesOf([])],
  badArguments: [
    [() => new SimpleRNNCell(2, { recurrentActivation: 'tanh' } as never), /SimpleRNNCell: unknown option/],
  ],
  valueAndGradients,
});

checkLayer('LSTMCell', {
  make: () => new LSTMCell(3, { dropout: 0.5, seed: 1, recurrentActivation: 'softplus' }),
  inputShape: shapesOf([3, 3]),
  outputShape: [
    [2, 3],
    [2, 3],
    [2, 3],
  ],
  weights: { kernel: [5, 12], recurrentKernel: [3, 12], bias: [12] },
  badInputs: [shapesOf([3])],
  badArguments: [[() => new LSTMCell(2, { unitForgetbias: true } as never), /did you mean unitForgetBias/]],
  valueAndGradients,
});

checkLayer('GRUCell', {
  make: () => new GRUCell(3, { useBias: false }),
  inputShape: shapesOf([3]),
  outputShape: [
    [2, 3],
    [2, 3],
  ],
  weights: { kernel: [5, 9], recurrentKernel: [3, 9] },
  valueAndGradients,
});

checkLayer('StackedRNNCells', {
  make: () => new StackedRNNCells([new LSTMCell(3), new LSTMCell(2), new GRUCell(4, { resetAfter: false })]),
  inputShape: shapesOf([3, 3, 2, 2, 4]),
  outputShape: [4, 3, 3, 2, 2, 4].map((size) => [2, size]),
  weights: {
    'lstm_cell/kernel': [5, 12],
    'lstm_cell/recurrentKernel': [3, 12],
    'lstm_cell/bias': [12],
    'lstm_cell_1/kernel': [3, 8],
    'lstm_cell_1/recurrentKernel': [2, 8],
    'lstm_cell_1/bias': [8],
    'gru_cell/kernel': [2, 12],
    'gru_cell/recurrentKernel': [4, 12],
    'gru_cell/bias': [12],
  },
  badArguments: [
    [() => new StackedRNNCells([]), /bad cells; expected a list of different cells/],
    [() => new StackedRNNCells([3 as never]), /got something else in it/],
  ],
  valueAndGradients,
});

const σ = (x: number): number => 1 / (1 + Math.exp(-x));
const [x, h, c] = [0.7, -0.4, 0.9];

/** A cell of one unit on one feature, with numbers that are all different. */
function small<Cell extends UnitsCell>(cell: Cell, gates: number, biasRows = 0): Cell {
  const row = (first: number): number[] => Array.from({ length: gates }, (_, gate) => first + 0.17 * gate);
  cell.build([[null, 1], ...cell.stateSizes.map((size) => [null, size])]);
  cell.kernel.assign([row(0.3)]);
  cell.recurrentKernel.assign([row(-0.5)]);
  cell.bias?.assign(biasRows === 0 ? row(0.05) : [row(0.05), row(-0.25)]);
  return cell;
}

/** What the weights give for gate number `gate`: from the input, from the state, and the second bias. */
const fromX = (gate: number): number => x * (0.3 + 0.17 * gate) + 0.05 + 0.17 * gate;
const weightOfState = (gate: number): number => -0.5 + 0.17 * gate;
const secondBias = (gate: number): number => -0.25 + 0.17 * gate;

async function step(cell: RecurrentCell, ...states: number[]): Promise<number[]> {
  const tensors = [x, ...states].map((value) => tensor([[value]])) as unknown as WithStates;
  return Promise.all(cell.apply(tensors).map((each) => each.item()));
}

describe('one step by hand', () => {
  it('of SimpleRNNCell: tanh(x w + h u + b)', async () => {
    const expected = Math.tanh(fromX(0) + h * weightOfState(0));
    for (const value of await step(small(new SimpleRNNCell(1), 1), h)) expect(value).toBeCloseTo(expected, 12);
  });

  it('of LSTMCell: gates i, f, c, o', async () => {
    const [i, f, g, o] = [0, 1, 2, 3].map((gate) => fromX(gate) + h * weightOfState(gate)) as [
      number,
      number,
      number,
      number,
    ];
    const memory = σ(f) * c + σ(i) * Math.tanh(g);
    const hidden = σ(o) * Math.tanh(memory);
    const got = await step(small(new LSTMCell(1), 4), h, c);
    [hidden, hidden, memory].forEach((value, index) => expect(got[index]).toBeCloseTo(value, 12));
  });

  it('of GRUCell: gates z, r, h, the reset after the product', async () => {
    const state = (gate: number): number => h * weightOfState(gate) + secondBias(gate);
    const [z, r] = [σ(fromX(0) + state(0)), σ(fromX(1) + state(1))];
    const expected = z * h + (1 - z) * Math.tanh(fromX(2) + r * state(2));
    for (const value of await step(small(new GRUCell(1), 3, 2), h)) expect(value).toBeCloseTo(expected, 12);
  });

  it('of GRUCell with the reset before the product', async () => {
    const [z, r] = [0, 1].map((gate) => σ(fromX(gate) + h * weightOfState(gate))) as [number, number];
    const expected = z * h + (1 - z) * Math.tanh(fromX(2) + r * h * weightOfState(2));
    for (const value of await step(small(new GRUCell(1, { resetAfter: false }), 3), h))
      expect(value).toBeCloseTo(expected, 12);
  });

  it('with activations of one’s own', async () => {
    const gates = [0, 1, 2, 3].map((gate) => fromX(gate) + h * weightOfState(gate)) as [number, number, number, number];
    const [i, f, g, o] = gates;
    const memory = Math.tanh(f) * c + Math.tanh(i) * Math.log1p(Math.exp(g));
    const cell = new LSTMCell(1, { activation: 'softplus', recurrentActivation: 'tanh' });
    const got = await step(small(cell, 4), h, c);
    expect(got[0]).toBeCloseTo(Math.tanh(o) * Math.log1p(Math.exp(memory)), 12);
    expect(got[2]).toBeCloseTo(memory, 12);
  });
});

it.each([
  ['LSTMCell', () => new LSTMCell(2), 2],
  ['GRUCell', () => new GRUCell(2), 1],
  ['GRUCell of the paper', () => new GRUCell(2, { resetAfter: false }), 1],
  ['SimpleRNNCell', () => new SimpleRNNCell(2), 1],
] as const)('%s has the gradients of its formula', async (_name, make, states) => {
  setRandomSeed(3);
  const cell: RecurrentCell = make();
  cell.build([[null, 3], ...cell.stateSizes.map((size) => [null, size])]);
  const range = { minimum: -1, maximum: 1 };
  const inputs = [{ shape: [2, 3], ...range }, ...Array.from({ length: states }, () => ({ shape: [2, 2], ...range }))];
  const run = (...given: Tensor[]): Tensor =>
    cell.apply(given.slice(0, 1 + states) as unknown as WithStates).at(-1) as Tensor;
  await checkGradients(run, [...inputs, ...cell.trainableVariables], { device });
});

it('LSTMCell starts with a forget gate that keeps: i, f, c, o of the bias are 0, 1, 0, 0', async () => {
  const [kept, plain] = [new LSTMCell(2), new LSTMCell(2, { unitForgetBias: false })];
  for (const cell of [kept, plain])
    cell.build([
      [null, 3],
      [null, 2],
      [null, 2],
    ]);
  expect(await kept.bias?.array()).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
  expect(await plain.bias?.array()).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
});

describe('dropout', () => {
  const weights = { kernelInitializer: 'ones', recurrentInitializer: 'ones' } as const;
  const sums = { ...weights, activation: 'linear' } as const;
  const ofInput = new SimpleRNNCell(1, { ...sums, dropout: 0.5 });
  const ofState = new SimpleRNNCell(1, { ...sums, recurrentDropout: 0.5 });

  it.each([
    ['dropout', ofInput, [ones([64, 1]), ones([64, 1]).mul(10)] as const, [10, 12]],
    ['recurrentDropout', ofState, [ones([64, 1]).mul(10), ones([64, 1])] as const, [10, 12]],
  ])(
    '%s drops a share in training and scales the rest, and nothing in inference',
    async (_name, cell, given, expected) => {
      const [trained] = cell.apply(given, { training: true });
      expect(new Set(await trained.data())).toEqual(new Set(expected));
      const [plain] = cell.apply(given);
      expect(new Set(await plain.data())).toEqual(new Set([11]));
    },
  );

  it('draws anew for every step that stands alone', async () => {
    const draw = (): Promise<ArrayLike<number>> =>
      ofInput.apply([ones([64, 1]), ones([64, 1])], { training: true })[0].data();
    expect(await draw()).not.toEqual(await draw());
  });
});
