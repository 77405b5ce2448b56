// How cells go through a sequence: in one kernel or step by step, with gradients, under masks, with noise.
import { checkGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  ones,
  programOf,
  random,
  setDefaultDevice,
  setRandomSeed,
  tensor,
  zeros,
  type Shape,
  type Tensor,
} from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Layer } from '../../layer.js';
import { Model } from '../../models/model.js';
import { Sequential } from '../../models/sequential.js';
import { input } from '../../symbolic-tensor.js';
import { Dense } from '../core/dense.js';
import { Masking } from '../core/masking.js';
import { Embedding } from '../embedding/embedding.js';
import { Bidirectional } from './bidirectional.js';
import { expectClose } from '../../testing/expect-close.js';
import { GRU } from './gru.js';
import { GRUCell } from './gru-cell.js';
import { LSTM } from './lstm.js';
import { LSTMCell } from './lstm-cell.js';
import { RecurrentCell } from './recurrent-cell.js';
import { RNN } from './rnn.js';
import { UnitsCell } from './units-cell.js';
import { SimpleRNN } from './simple-rnn.js';
import { SimpleRNNCell } from './simple-rnn-cell.js';

const device = createCpuDevice({ precision: 'float64' });
beforeAll(() => setDefaultDevice(device));

const drawn = (shape: Shape, seed: number): Tensor => random.normal(shape, { key: random.key(seed) });

/** Names of the ops in a program. */
const opsOf = (output: Tensor): string => String(programOf(output));

describe('one kernel', () => {
  const sequence = drawn([2, 5, 3], 1);

  it.each([
    ['LSTM', () => new LSTM(4), 'lstmSequence'],
    [
      'LSTM with sequences, states and dropout',
      () => new LSTM(4, { returnSequences: true, dropout: 0.5 }),
      'lstmSequence',
    ],
    ['RNN over LSTMCell', () => new RNN(new LSTMCell(4)), 'lstmSequence'],
    ['GRU backwards', () => new GRU(4, { goBackwards: true }), 'gruSequence'],
    ['stacked cells', () => new RNN([new SimpleRNNCell(4), new GRUCell(2)]), 'gruSequence'],
    ['Bidirectional', () => new Bidirectional(new GRU(4)), 'gruSequence'],
    ['LSTM behind a mask', () => new Sequential([new Masking(), new LSTM(4)]), 'lstmSequence'],
    ['GRU behind a mask', () => new Sequential([new Masking(), new GRU(4)]), 'gruSequence'],
  ])('does all steps of %s', (_name, make, op) => {
    expect(opsOf(make().apply(sequence, { training: true }) as Tensor)).toContain(op);
  });

  it.each([
    ['another activation', () => new LSTM(4, { activation: 'relu' }), {}],
    ['another activation of the gates', () => new GRU(4, { recurrentActivation: 'tanh' }), {}],
    ['recurrent dropout', () => new LSTM(4, { recurrentDropout: 0.5 }), { training: true }],
    ['the reset before the product', () => new GRU(4, { resetAfter: false }), {}],
  ])('is none with %s', (_name, make, options) => {
    expect(opsOf(make().apply(sequence, options))).not.toContain('Sequence');
  });

  const all = { returnSequences: true, returnState: true } as const;
  const masks = {
    'no mask': undefined,
    'a mask': [
      [true, false, false, true, true],
      [false, true, true, false, false],
    ],
    'a mask with a row of nothing': [
      [false, false, false, false, false],
      [true, true, true, true, true],
    ],
  };
  const layers = {
    LSTM: () => new LSTM(4, all),
    'LSTM backwards': () => new LSTM(4, { ...all, goBackwards: true }),
    'LSTM with zeros at masked steps': () => new LSTM(4, { ...all, zeroOutputForMask: true }),
    'LSTM with dropout': () => new LSTM(4, { ...all, dropout: 0.4, seed: 8 }),
    GRU: () => new GRU(4, all),
    'GRU backwards': () => new GRU(4, { ...all, goBackwards: true, zeroOutputForMask: true }),
    'stacked cells': () => new RNN([new LSTMCell(4), new GRUCell(2)], all),
  };
  const cases = Object.entries(layers).flatMap(([name, make]) =>
    Object.entries(masks).map(([kind, rows]) => ({ name, kind, make: make as () => RNN<true>, rows })),
  );

  it.each(cases)('gives what the steps of $name give, with $kind', async ({ make, rows }) => {
    const [whole, steps] = [make(), make()];
    for (const layer of [whole, steps]) layer.build([null, 5, 3]);
    steps.variables.forEach((weight, index) => weight.assign(whole.variables[index] as Tensor));
    const base = steps.cell instanceof UnitsCell ? UnitsCell : RecurrentCell;
    steps.cell.runSequence = base.prototype.runSequence;
    const states = whole.cell.stateSizes.map((size, index) => drawn([2, size], 20 + index));
    const options = { training: true, mask: rows && tensor(rows) };
    const [got, expected] = [whole, steps].map((layer) => layer.apply([sequence, ...states], options));
    for (const [index, output] of (got as readonly Tensor[]).entries())
      await expectClose(output, (expected as readonly Tensor[])[index] as Tensor);
  });
});

it.each([
  ['in one kernel', {}, undefined],
  [
    'under a mask',
    {},
    [
      [true, true, false],
      [false, true, true],
    ],
  ],
  ['backwards', { goBackwards: true }, undefined],
])('LSTM has the gradients of its formula %s', async (_name, options, rows) => {
  setRandomSeed(5);
  const layer = new LSTM(2, { ...options, returnSequences: true });
  layer.build([null, 3, 2]);
  const mask = rows && tensor(rows);
  const run = (sequence: Tensor, hidden: Tensor, cell: Tensor): Tensor =>
    layer.apply([sequence, hidden, cell], { mask });
  const range = { minimum: -1, maximum: 1 };
  const inputs = [
    [2, 3, 2],
    [2, 2],
    [2, 2],
  ].map((shape) => ({ shape, ...range }));
  await checkGradients(run as never, [...inputs, ...layer.trainableVariables], { device });
});

describe('a mask', () => {
  const mask = tensor([[true, true, false, false]]);
  const sequence = drawn([1, 4, 3], 2);

  it('goes on with sequences, turned around where they are, and ends without them', async () => {
    const make = (options: object): GRU => new GRU(2, options);
    const through = make({ returnSequences: true });
    expect(through.maskOf(through.apply(sequence, { mask }))).toBe(mask);
    const turned = make({ returnSequences: true, goBackwards: true });
    expect(await turned.maskOf(turned.apply(sequence, { mask }))?.array()).toEqual([[false, false, true, true]]);
    const last = make({});
    expect(last.maskOf(last.apply(sequence, { mask }))).toBeUndefined();
  });

  it('is not laid on states', () => {
    const [output, state] = new GRU(2, { returnSequences: true, returnState: true }).apply(sequence, { mask });
    const probe = new Dense(1);
    expect([probe.maskOf(output), probe.maskOf(state)]).toEqual([mask, undefined]);
  });

  it('of padding makes a sequence count as if it were cut', async () => {
    const model = new Sequential([
      new Embedding(9, 4, { maskZero: true }),
      new LSTM(3, { returnSequences: true }),
      new LSTM(2),
    ]);
    const words = (row: number[]): Tensor => tensor([row], { dtype: 'int32' });
    await expectClose(model.apply(words([3, 5, 8, 0, 0])), model.apply(words([3, 5, 8])));
  });

  it('that lets nothing through leaves the states, and gives 0', async () => {
    const nothing = tensor([[false, false, false, false]]);
    const state = drawn([1, 2], 3);
    const [output, after] = new GRU(2, { returnState: true }).apply([sequence, state], { mask: nothing });
    expect(await output.array()).toEqual([[0, 0]]);
    await expectClose(after, state);
  });

  it('has one element for each step', () => {
    const short = tensor([[true, true, false]]);
    expect(() => new GRU(2, { name: 'reader' }).apply(sequence, { mask: short })).toThrow(
      /^reader: mask does not fit; expected \[batch, steps\] = \[1, 4\], got \[1, 3\]; give one truth for each step/,
    );
  });

  it('reaches the layer through a graph', async () => {
    const steps = input([4, 3]);
    const model = new Model({ inputs: steps, outputs: new SimpleRNN(2).apply(new Masking().apply(steps)) });
    const padded = tensor([
      [
        [1, 2, 3],
        [4, 5, 6],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ]);
    const other = new Sequential([model.getLayer('simple_rnn') as unknown as Layer]);
    await expectClose(
      model.apply(padded),
      other.apply(
        tensor([
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
        ]),
      ),
    );
  });
});

describe('dropout of a sequence', () => {
  const sums = {
    activation: 'linear',
    kernelInitializer: 'ones',
    recurrentInitializer: 'zeros',
    returnSequences: true,
  } as const;

  it('drops the same features in all steps, and others in the next sequence', async () => {
    const layer = new SimpleRNN(1, { ...sums, dropout: 0.5 });
    const run = async (): Promise<number[][]> => {
      const output = layer.apply(ones([32, 3, 1]), { training: true });
      return (await output.reshape([32, 3]).array()) as number[][];
    };
    const [first, second] = [await run(), await run()];
    for (const [value, ...others] of first) expect(others).toEqual([value, value]);
    expect(new Set(first.map(([value]) => value))).toEqual(new Set([0, 2]));
    expect(first).not.toEqual(second);
  });

  it('is one noise for all steps in one kernel, too', async () => {
    const layer = new LSTM(2, { dropout: 0.5, seed: 3, returnSequences: true, kernelInitializer: 'ones' });
    const other = new LSTM(2, { dropout: 0.5, seed: 3, returnSequences: true, kernelInitializer: 'ones' });
    for (const each of [layer, other]) each.build([null, 4, 3]);
    other.variables.forEach((weight, index) => weight.assign(layer.variables[index] as Tensor));
    const mask = ones([8, 4]).cast('bool');
    const sequence = drawn([8, 4, 3], 6);
    await expectClose(layer.apply(sequence, { training: true }), other.apply(sequence, { training: true, mask }));
  });

  it('of the state is one noise for all steps', async () => {
    const layer = new SimpleRNN(1, { ...sums, recurrentInitializer: 'ones', recurrentDropout: 0.5 });
    const output = layer.apply([zeros([32, 3, 1]), ones([32, 1])], { training: true });
    for (const row of (await output.reshape([32, 3]).array()) as number[][])
      expect([
        [0, 0, 0],
        [2, 4, 8],
      ]).toContainEqual(row);
  });
});
