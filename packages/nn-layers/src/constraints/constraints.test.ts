// Constraints: lengths of 3-4-5 triangles, what stays as it is, names and refusals.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, setDefaultDevice, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { Dense } from '../layers/core/dense.js';
import { constraintKind, type ConstraintOption } from './constraint.js';
import * as constraints from './index.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

// Columns of length 5, 0 and 1/2.
const w = [
  [3, 0, 0.3],
  [4, 0, 0.4],
];
const columns = (...lengths: number[]): number[] =>
  [3, 4].flatMap((side) => lengths.map((length) => (side / 5) * length));

it.each<[ConstraintOption, number[]]>([
  ['nonNegative', columns(5, 0, 0.5)],
  ['maxNorm', columns(2, 0, 0.5)],
  [{ name: 'maxNorm', maxValue: 0.25 }, columns(0.25, 0, 0.25)],
  ['unitNorm', columns(1, 0, 1)],
  ['minMaxNorm', columns(1, 0, 0.5)],
  [constraints.minMaxNorm({ minValue: 1, maxValue: 4 }), columns(4, 0, 1)],
  [constraints.minMaxNorm({ minValue: 1, maxValue: 4, rate: 0.5 }), columns(4.5, 0, 0.75)],
])('%o', async (option, expected) => {
  const values = await constraintKind.resolve('test', option)(tensor(w)).data();
  expected.forEach((each, index) => expect(values[index]).toBeCloseTo(each, 12));
});

it('nonNegative takes what is below 0 to 0', async () => {
  expect(
    await constraints
      .nonNegative()(tensor([-1, 0, 2]))
      .array(),
  ).toEqual([0, 0, 2]);
});

it('takes lengths over the axes that it is told', async () => {
  const rows = await constraints
    .unitNorm({ axis: 1 })(
      tensor([
        [3, 4],
        [0, 2],
      ]),
    )
    .data();
  [3 / 5, 4 / 5, 0, 1].forEach((each, index) => expect(rows[index]).toBeCloseTo(each, 12));
  const all = await constraints
    .maxNorm({ maxValue: 1, axis: [0, 1] })(
      tensor([
        [1, 1],
        [1, 1],
      ]),
    )
    .array();
  expect(all).toEqual([
    [0.5, 0.5],
    [0.5, 0.5],
  ]);
});

it('leaves what is allowed as it is, bit for bit', async () => {
  const inside = tensor([0.1, -0.7, 1.3]);
  expect(await constraints.maxNorm()(inside).data()).toEqual(await inside.data());
});

it('stands at the weight for optimizers, and works under compile', async () => {
  const layer = new Dense(2, { kernelConstraint: constraints.maxNorm({ maxValue: 1 }) });
  layer.build([null, 2]);
  const keep = layer.kernel.constraint as (value: Tensor) => Tensor;
  const moved = variable([
    [6, 0.6],
    [8, 0.8],
  ]);
  const step = compile(() => moved.assign(keep(moved.mul(0.5))));
  await step();
  const values = await moved.data();
  [0.6, 0.3, 0.8, 0.4].forEach((each, index) => expect(values[index]).toBeCloseTo(each, 12));
});

it.each([
  [() => constraints.maxNorm({ maxValue: -1 }), /constraints\.maxNorm: bad maxValue/],
  [() => constraints.minMaxNorm({ rate: 2 }), /bad rate; expected a number in \[0, 1\], got 2/],
  [() => constraints.minMaxNorm({ minValue: 2 }), /bad range; expected minValue <= maxValue, got 2 and 1/],
  [() => constraints.unitNorm({ axes: 1 } as never), /did you mean axis/],
  [() => new Dense(1, { kernelConstraint: 'max_norm' as never }), /unknown constraint; .*did you mean maxNorm/],
])('refuses: %#', (make, message) => {
  expect(make).toThrow(message);
});
