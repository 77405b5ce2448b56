// Adafactor against algorithm 4 of its paper, worked out here in doubles, and what its factors are for.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, variable, zeros } from '@tensorloom/tensor-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectClose } from '../testing/steps.js';
import { Adafactor, type AdafactorOptions } from './adafactor.js';

beforeEach(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const mean = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0) / values.length;
const rms = (values: readonly number[]): number => Math.sqrt(mean(values.map((each) => each ** 2)));

/** Shazeer and Stern 2018, algorithm 4, for a matrix in rows. */
function byHand(start: number[][], gradients: number[][][], options: AdafactorOptions): number[] {
  const { learningRate = 0.001, beta2Decay = -0.8, epsilon1 = 1e-30, epsilon2 = 1e-3, clipThreshold = 1 } = options;
  let w = start.flat();
  const width = start[0]!.length;
  let [rows, columns] = [start.map(() => 0), start[0]!.map(() => 0)];
  gradients.forEach((gradient, index) => {
    const t = index + 1;
    const beta2 = 1 - t ** beta2Decay;
    const squares = gradient.map((row) => row.map((g) => g ** 2 + epsilon1));
    rows = rows.map((r, i) => beta2 * r + (1 - beta2) * mean(squares[i]!));
    columns = columns.map((c, j) => beta2 * c + (1 - beta2) * mean(squares.map((row) => row[j]!)));
    const update = gradient.flatMap((row, i) =>
      row.map((g, j) => g / Math.sqrt((rows[i]! * columns[j]!) / mean(rows))),
    );
    const rho =
      options.relativeStep === false ? (learningRate as number) : Math.min(learningRate as number, 1 / Math.sqrt(t));
    const alpha = Math.max(epsilon2, rms(w)) * rho;
    const shrink = Math.max(1, rms(update) / clipThreshold);
    w = w.map((value, place) => value - (alpha * update[place]!) / shrink);
  });
  expect(w).toHaveLength(width * start.length);
  return w;
}

const start = [
  [1, -2, 0.5],
  [0.25, 3, -1],
];
const gradients = [
  [
    [0.1, -2, 3e-4],
    [0.3, 1.5, 0],
  ],
  [
    [-0.2, 0.75, -40],
    [1, 2, 3],
  ],
  [
    [0.5, 0.5, 0.5],
    [-1e-3, 4, -2],
  ],
];

describe.each([
  {},
  { learningRate: 0.9 },
  { learningRate: 0.9, relativeStep: false },
  { learningRate: 0.1, beta2Decay: -0.5, epsilon1: 1e-3, epsilon2: 10, clipThreshold: 0.5 },
] satisfies AdafactorOptions[])('%o', (options) => {
  it('follows its algorithm for three steps', async () => {
    const w = variable(start, { name: 'w' });
    const optimizer = new Adafactor(options);
    for (const gradient of gradients) optimizer.update([w], [tensor(gradient)]);
    expectClose(await w.data(), byHand(start, gradients, options));
  });
});

it('keeps rows and columns of matrices, and all of vectors', () => {
  const shapes = { kernel: [2, 3, 4, 5], matrix: [4, 5], bias: [5], scalar: [] };
  const variables = Object.entries(shapes).map(([name, shape]) => variable(zeros(shape), { name }));
  const optimizer = new Adafactor();
  optimizer.update(
    variables,
    variables.map(({ shape }) => zeros(shape)),
  );
  const kept = Object.entries(optimizer.state().slots).map(([name, { shape }]) => [name, shape]);
  expect(Object.fromEntries(kept)).toEqual({
    'kernel/row': [2, 3, 4],
    'kernel/column': [2, 3, 5],
    'kernel/velocity': [],
    'matrix/row': [4],
    'matrix/column': [5],
    'matrix/velocity': [],
    'bias/row': [],
    'bias/column': [],
    'bias/velocity': [5],
    'scalar/row': [],
    'scalar/column': [],
    'scalar/velocity': [],
  });
});

it('treats the matrices of a stack one by one', async () => {
  const [one, other] = [gradients[0]!, gradients[1]!];
  const stack = variable([start, start], { name: 'stack' });
  const single = [variable(start, { name: 'one' }), variable(start, { name: 'other' })];
  // Without a limit on updates the matrices of a stack meet in nothing but the size of their weights, which is the same.
  const options = { clipThreshold: 1e9, learningRate: 0.1 };
  new Adafactor(options).update([stack], [tensor([one, other])]);
  new Adafactor(options).update(single, [tensor(one), tensor(other)]);
  const expected = await Promise.all(single.map((each) => each.data()));
  expectClose(
    await stack.data(),
    expected.flatMap((each) => [...each]),
  );
});

it('has no NaN where a row and a column without gradients meet, in float32', async () => {
  setDefaultDevice(createCpuDevice({ precision: 'float32' }));
  const w = variable(start, { name: 'w' });
  const optimizer = new Adafactor();
  optimizer.update(
    [w],
    [
      tensor([
        [1, 0, 2],
        [0, 0, 0],
      ]),
    ],
  );
  const moved = Array.from(await w.data());
  expect(moved.slice(3)).toEqual([0.25, 3, -1]);
  expect(moved.every(Number.isFinite)).toBe(true);
});

it.each([
  [/^Adafactor: bad beta2Decay; .*got 0.8/, () => new Adafactor({ beta2Decay: 0.8 })],
  [/^Adafactor: bad clipThreshold; .*got 0;/, () => new Adafactor({ clipThreshold: 0 })],
  [/^Adafactor: unknown option; .*got 'beta2'/, () => new Adafactor({ beta2: 0.9 } as never)],
] as const)('refuses: %s', (message, make) => {
  expect(make).toThrow(message);
});
