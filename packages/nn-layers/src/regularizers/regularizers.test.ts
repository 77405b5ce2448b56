// Regularizers: sums by hand, angles by hand, gradients by differences, names and refusals.
import { checkGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import * as regularizers from './index.js';
import { regularizerKind, type RegularizerOption } from './regularizer.js';

const device = createCpuDevice({ precision: 'float64' });
beforeAll(() => setDefaultDevice(device));

// Rows of length 5, 13 and 2; the cosines between them are 33/65, 4/5 and 12/13. The cosine between the columns is -48/√(34 · 164).
const w = [
  [3, 4],
  [-5, 12],
  [0, 2],
];

it.each<[RegularizerOption, number]>([
  ['l1', 0.01 * 26],
  ['l2', 0.01 * 198],
  ['l1l2', 0.01 * 26 + 0.01 * 198],
  [regularizers.l1l2({ l1: 0, l2: 0.5 }), 99],
  ['orthogonal', (0.01 * (33 / 65 + 4 / 5 + 12 / 13)) / 3],
  [{ name: 'orthogonal', factor: 1, mode: 'columns' }, 48 / Math.sqrt(34 * 164)],
])('%o', async (option, expected) => {
  expect(await regularizerKind.resolve('test', option)(tensor(w)).item()).toBeCloseTo(expected, 12);
});

it('orthogonal is 0 of one row, of rows at right angles, and beside rows of zeros', async () => {
  const penalty = regularizers.orthogonal({ factor: 1 });
  expect(await penalty(tensor([[1, 2, 3]])).item()).toBe(0);
  expect(
    await penalty(
      tensor([
        [1, 2],
        [-4, 2],
      ]),
    ).item(),
  ).toBe(0);
  expect(
    await penalty(
      tensor([
        [1, 2],
        [0, 0],
      ]),
    ).item(),
  ).toBe(0);
});

it.each(['l1', 'l2', 'l1l2', 'orthogonal'] as const)('%s has the gradient of its formula', async (name) => {
  const penalty = regularizerKind.resolve('test', name);
  await checkGradients((x: Tensor) => penalty(x).mul(100), [w], { device });
});

it.each([
  [() => regularizers.l1({ l1: -1 }), /regularizers\.l1: bad l1; expected a finite number >= 0, got -1/],
  [() => regularizers.orthogonal({ mode: 'row' as never }), /unknown mode; .*did you mean rows/],
  [() => regularizers.orthogonal()(tensor([1, 2])), /no matrix; expected a weight \[rows, columns\], got \[2\]/],
  [() => regularizerKind.resolve('d', 'L2' as never), /unknown regularizer; .*did you mean l2/],
])('refuses: %#', (make, message) => {
  expect(make).toThrow(message);
});
