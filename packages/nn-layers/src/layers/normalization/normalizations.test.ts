// Group, instance, root mean square and unit normalization: the generic test, and numbers by hand.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { GroupNormalization } from './group-normalization.js';
import { InstanceNormalization } from './instance-normalization.js';
import { RMSNormalization } from './rms-normalization.js';
import { UnitNormalization } from './unit-normalization.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('GroupNormalization', {
  make: () => new GroupNormalization({ groups: 3, gammaInitializer: 'randomNormal' }),
  inputShape: [2, 4, 6],
  outputShape: [2, 4, 6],
  weights: { gamma: [6], beta: [6] },
  badInputs: [[2, 4, 9], [6]],
  badArguments: [
    [() => new GroupNormalization({ groups: 0 }), /bad groups; expected a whole number >= 1, or -1 .*got 0/],
    [() => new GroupNormalization({ groups: 1.5 }), /got 1.5/],
  ],
  valueAndGradients,
});

checkLayer('InstanceNormalization of axis 1', {
  make: () => new InstanceNormalization({ axis: 1, epsilon: 1e-5 }),
  inputShape: [2, 3, 4, 5],
  outputShape: [2, 3, 4, 5],
  weights: { gamma: [3], beta: [3] },
  badInputs: [[2, 4, 4, 5]],
  valueAndGradients,
});

checkLayer('RMSNormalization', {
  make: () => new RMSNormalization({ axis: [1, 2] }),
  inputShape: [2, 3, 4],
  outputShape: [2, 3, 4],
  weights: { scale: [3, 4] },
  badInputs: [[2, 4, 3]],
  badArguments: [[() => new RMSNormalization({ epsilon: NaN }), /bad epsilon/]],
  valueAndGradients,
});

checkLayer('UnitNormalization', {
  make: () => new UnitNormalization({ axis: -2 }),
  inputShape: [2, 3, 4],
  outputShape: [2, 3, 4],
  badInputs: [[3]],
  badArguments: [[() => new UnitNormalization({ order: 2 } as never), /unknown option/]],
  // The sum of squares of unit vectors is flat: no step makes it smaller.
  valueAndGradients: (loss, variables) => valueAndGradients(() => loss().add(variables[0]?.sum() ?? 0), variables),
});

async function expectClose(actual: Tensor, expected: readonly number[]): Promise<void> {
  const values = await actual.data();
  expect(values).toHaveLength(expected.length);
  expected.forEach((each, index) => expect(values[index]).toBeCloseTo(each, 12));
}

it('refuses groups that do not divide the channels', () => {
  expect(() => new GroupNormalization({ name: 'norm' }).build([null, 8, 8, 48])).toThrow(
    /^norm: channels do not fit; expected a multiple of 32 groups along axis -1, got \[.*48\]; change groups/,
  );
});

// Two places of four channels: the first group has mean 4 and variance 9, the second mean 10 and variance 1.
const places = [
  [1, 7, 9, 11],
  [7, 1, 11, 9],
];

it('takes the moments of each group over its channels and places', async () => {
  const layer = new GroupNormalization({ groups: 2, epsilon: 0 });
  await expectClose(layer.apply(tensor([places])), [-1, 1, -1, 1, 1, -1, 1, -1]);
  const first = new GroupNormalization({ groups: 2, epsilon: 0, axis: 1 });
  await expectClose(first.apply(tensor([places]).transpose([0, 2, 1])), [-1, 1, 1, -1, -1, 1, 1, -1]);
});

it('with a group for each channel is instance normalization', async () => {
  const x = tensor([places]).mul(tensor([1, 2, 3, 4]));
  const expected = [-1, 1, -1, 1, 1, -1, 1, -1];
  await expectClose(new InstanceNormalization({ epsilon: 0 }).apply(x), expected);
  await expectClose(new GroupNormalization({ groups: -1, epsilon: 0 }).apply(x), expected);
});

it('divides by the root mean square', async () => {
  // 1, 7, 5, 5: mean square 25.
  const layer = new RMSNormalization({ epsilon: 0 });
  layer.build([null, 4]);
  layer.scale.assign([5, 5, 5, 10]);
  await expectClose(layer.apply(tensor([[1, 7, 5, 5]])), [1, 7, 5, 10]);
});

it('divides by the length, and keeps zeros', async () => {
  const layer = new UnitNormalization();
  await expectClose(
    layer.apply(
      tensor([
        [3, 4],
        [0, 0],
        [1e-9, 0],
      ]),
    ),
    [0.6, 0.8, 0, 0, 1, 0],
  );
  await expectClose(
    new UnitNormalization({ axis: [1, 2] }).apply(
      tensor([
        [
          [1, 1],
          [1, 1],
        ],
      ]),
    ),
    [0.5, 0.5, 0.5, 0.5],
  );
});
