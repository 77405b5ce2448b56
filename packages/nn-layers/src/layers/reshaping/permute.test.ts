// Permute: the generic test, values, the shape of Keras's documentation.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { Permute } from './permute.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('Permute', {
  make: () => new Permute([3, 1, 2]),
  inputShape: [2, 3, 4, 5],
  outputShape: [2, 5, 3, 4],
  badInputs: [
    [2, 3, 4],
    [2, 3, 4, 5, 6],
  ],
  badArguments: [
    [() => new Permute([0, 1]), /bad dims; expected each of 1 to the number of axes .* got \[0,1\]/],
    [() => new Permute([1, 1]), /bad dims/],
    [() => new Permute(2 as never), /bad dims/],
  ],
  valueAndGradients,
});

it('counts axes from 1', async () => {
  expect(new Permute([2, 1]).computeOutputShape([null, 10, 64])).toEqual([null, 64, 10]);
  expect(
    await new Permute([2, 1])
      .apply(
        tensor([
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
        ]),
      )
      .array(),
  ).toEqual([
    [
      [1, 4],
      [2, 5],
      [3, 6],
    ],
  ]);
});
