// RNN: the generic test, cells of one's own, the numbers of Keras's own tests, parameters, types.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  add,
  arange,
  matmul,
  ones,
  setDefaultDevice,
  tensor,
  zeros,
  type Shape,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LayerOptions } from '../../layer.js';
import { type LayerConfig } from '../../layer-config.js';
import { Sequential } from '../../models/sequential.js';
import { input } from '../../symbolic-tensor.js';
import { checkLayer } from '../../testing/check-layer.js';
import { Dense } from '../core/dense.js';
import { Embedding } from '../embedding/embedding.js';
import { Bidirectional } from './bidirectional.js';
import { GRU } from './gru.js';
import { LSTM } from './lstm.js';
import { LSTMCell } from './lstm-cell.js';
import { RecurrentCell, type ShapesWithStates } from './recurrent-cell.js';
import { RNN } from './rnn.js';
import { SimpleRNN } from './simple-rnn.js';
import { SimpleRNNCell } from './simple-rnn-cell.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

/** output = state' = input · kernel + state · recurrentKernel, all weights 1: the cell of Keras's tests. */
class OneState extends RecurrentCell {
  static override readonly className = 'OneState';
  readonly stateSizes: readonly [number];
  kernel!: Variable;
  recurrentKernel!: Variable;
  constructor(
    readonly units: number,
    options: LayerOptions = {},
  ) {
    super(options);
    this.stateSizes = [units];
  }
  override build([shape]: ShapesWithStates): void {
    this.kernel = this.addWeight('kernel', { shape: [shape[1]!, this.units], initializer: 'ones' });
    this.recurrentKernel = this.addWeight('recurrentKernel', { shape: [this.units, this.units], initializer: 'ones' });
  }
  override call([x, state]: readonly [Tensor, Tensor]): readonly [Tensor, Tensor] {
    const output = add(matmul(x, this.kernel), matmul(state, this.recurrentKernel));
    return [output, output];
  }
  override getConfig(): LayerConfig {
    return { ...super.getConfig(), units: this.units };
  }
  static override fromConfig({ units, ...options }: LayerConfig): OneState {
    return new OneState(units as number, options);
  }
}

checkLayer('RNN over a cell of one’s own', {
  make: () => new RNN(new OneState(1), { returnState: true, returnSequences: true, goBackwards: true }),
  inputShape: [2, 4, 5],
  outputShape: [
    [2, 4, 1],
    [2, 1],
  ],
  weights: { 'one_state/kernel': [5, 1], 'one_state/recurrentKernel': [1, 1] },
  badInputs: [
    [2, 4],
    [2, 4, 6],
  ],
  badArguments: [
    [() => new RNN(new Dense(3) as never), /^RNN: no cell; expected a RecurrentCell, got object/],
    [() => new RNN(new OneState(3), { unroll: true } as never), /unknown option; .*got 'unroll'/],
  ],
  classes: { OneState },
  checksOptions: false,
  valueAndGradients,
});

checkLayer('RNN over stacked cells', {
  make: () => new RNN([new LSTMCell(3), new SimpleRNNCell(2)], { returnSequences: true }),
  inputShape: [2, 4, 5],
  outputShape: [2, 4, 2],
  weights: {
    'stacked_rnn_cells/lstm_cell/kernel': [5, 12],
    'stacked_rnn_cells/lstm_cell/recurrentKernel': [3, 12],
    'stacked_rnn_cells/lstm_cell/bias': [12],
    'stacked_rnn_cells/simple_rnn_cell/kernel': [3, 2],
    'stacked_rnn_cells/simple_rnn_cell/recurrentKernel': [2, 2],
    'stacked_rnn_cells/simple_rnn_cell/bias': [2],
  },
  valueAndGradients,
});

const counting = (shape: Shape): Tensor => arange(shape.reduce((size, extent) => size * extent, 1)).reshape(shape);
// keras-team/keras, keras/src/layers/rnn/rnn_test.py and stacked_rnn_cells_test.py.
describe('numbers of Keras', () => {
  it('of one cell: sequences, states, backwards, carried on', async () => {
    const [outputs, state] = new RNN(new OneState(2), { returnSequences: true, returnState: true }).apply(
      ones([1, 2, 3]),
    );
    expect(await outputs.array()).toEqual([
      [
        [3, 3],
        [9, 9],
      ],
    ]);
    expect(await state?.array()).toEqual([[9, 9]]);
    const started = new RNN(new OneState(2)).apply([ones([2, 3, 2]), ones([2, 2])]);
    expect(await started.array()).toEqual([
      [22, 22],
      [22, 22],
    ]);
    const backwards = new RNN(new OneState(2), { goBackwards: true }).apply(counting([2, 3, 4]));
    expect(await backwards.array()).toEqual([
      [202, 202],
      [538, 538],
    ]);
    const carrying = new RNN(new OneState(2), { stateful: true });
    carrying.apply(counting([2, 3, 4]));
    expect(await carrying.apply(counting([2, 3, 4])).array()).toEqual([
      [954, 954],
      [3978, 3978],
    ]);
  });

  it('of two cells, one on the other', async () => {
    const layer = new RNN([new OneState(3), new OneState(2)], { returnSequences: true, returnState: true });
    const [outputs, first, second] = layer.apply(counting([2, 3, 4]));
    expect(await outputs.slice(null, null, 0).array()).toEqual([
      [18, 156, 786],
      [162, 1020, 4386],
    ]);
    expect(await first?.array()).toEqual([
      [158, 158, 158],
      [782, 782, 782],
    ]);
    expect(await second?.array()).toEqual([
      [786, 786],
      [4386, 4386],
    ]);
    const carrying = new RNN([new OneState(3), new OneState(2)], { stateful: true });
    carrying.apply(counting([2, 3, 4]));
    expect(await carrying.apply(counting([2, 3, 4])).array()).toEqual([
      [34092, 34092],
      [173196, 173196],
    ]);
  });
});

/**
 * The roommate of the worked examples, section 6, by hand: on a sunny day yesterday's dish again, on a rainy one the next of
 * pie, burger, chicken. Sums of 2 are what dish and weather agree on.
 */
class Roommate extends RecurrentCell {
  readonly stateSizes = [3];
  readonly food = tensor([
    [1, 0, 0, 0, 1, 0],
    [0, 1, 0, 0, 0, 1],
    [0, 0, 1, 1, 0, 0],
  ]);
  readonly weather = tensor([
    [1, 1, 1, 0, 0, 0],
    [0, 0, 0, 1, 1, 1],
  ]);
  override call([today, yesterday]: readonly [Tensor, Tensor]): readonly [Tensor, Tensor] {
    const agreed = add(matmul(yesterday, this.food), matmul(today, this.weather)).equal(2).cast('float32');
    const dish = add(agreed.slice(null, [0, 3]), agreed.slice(null, [3, 6]));
    return [dish, dish];
  }
}

it('runs a cell without weights: the roommate cooks by yesterday’s dish and the weather', async () => {
  const [sunny, rainy] = [
    [1, 0],
    [0, 1],
  ];
  const week = tensor([[sunny, rainy, rainy, sunny, rainy]] as number[][][]);
  const dishes = new RNN(new Roommate(), { returnSequences: true }).apply([week, tensor([[1, 0, 0]])]);
  const [pie, burger, chicken] = [0, 1, 2];
  expect(await dishes.argmax(-1).array()).toEqual([[pie, burger, chicken, chicken, pie]]);
});

it('gives the outputs of a sequence read backwards in the order in which it reads', async () => {
  const layer = new RNN(new OneState(1), { goBackwards: true, returnSequences: true });
  expect(await layer.apply(tensor([[[1], [10], [100]]])).array()).toEqual([[[100], [110], [111]]]);
});

it('gives the parameters that Keras’s guide "Working with RNNs" prints, and 230,400 for two LSTM of 128', () => {
  const guide = new Sequential([
    new Embedding(1000, 64),
    new GRU(256, { returnSequences: true }),
    new SimpleRNN(128),
    new Dense(10),
  ]);
  guide.build([null, null]);
  expect(guide.layers.map((layer) => layer.countParameters())).toEqual([64_000, 247_296, 49_280, 1_290]);
  const two = new Sequential([input([null, 64]), new LSTM(128, { returnSequences: true }), new LSTM(128)]);
  expect(two.countParameters()).toBe(230_400);
  expect(two.summary()).toMatch(/lstm \(LSTM\) +\[\?, \?, 128\] +\? +98,816/);
});

it('has types that follow the options', () => {
  const sequence = zeros([1, 2, 3]);
  const output: Tensor = new LSTM(2).apply(sequence);
  const [outputs, hidden, cell]: readonly [Tensor, Tensor, Tensor] = new LSTM(2, { returnState: true }).apply(sequence);
  const [last, state]: readonly [Tensor, Tensor] = new GRU(2, { returnState: true, stateful: false }).apply(sequence);
  const merged: Tensor = new Bidirectional(new LSTM(2)).apply(sequence);
  const [left, right] = new Bidirectional(new LSTM(2), { mergeMode: null }).apply(sequence);
  const all = [output, outputs, hidden, cell, last, state, merged, left, right];
  expect(all.map(({ shape }) => shape[1])).toEqual([2, 2, 2, 2, 2, 2, 4, 2, 2]);
  // @ts-expect-error a list is no input of a Dense layer
  expect(() => new Sequential([new GRU(2, { returnState: true })]).apply(sequence)).not.toThrow();
});
