// RepeatVector: the generic test, values.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { RepeatVector } from './repeat-vector.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('RepeatVector', {
  make: () => new RepeatVector(3),
  inputShape: [2, 4],
  outputShape: [2, 3, 4],
  badInputs: [[2], [2, 3, 4]],
  badArguments: [[() => new RepeatVector(0), /bad n; expected a whole number >= 1, got 0/]],
  valueAndGradients,
});

it('says each example again and again', async () => {
  const output = new RepeatVector(2).apply(
    tensor([
      [1, 2],
      [3, 4],
    ]),
  );
  expect(await output.array()).toEqual([
    [
      [1, 2],
      [1, 2],
    ],
    [
      [3, 4],
      [3, 4],
    ],
  ]);
});
