// UpSampling1D, UpSampling2D, UpSampling3D: the generic test, the examples of Keras's documentation, bilinear by hand.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, setDefaultDevice, tensor, zeros } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { UpSampling1D } from './up-sampling-1d.js';
import { UpSampling2D } from './up-sampling-2d.js';
import { UpSampling3D } from './up-sampling-3d.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('UpSampling1D', {
  make: () => new UpSampling1D(3),
  inputShape: [2, 2, 3],
  outputShape: [2, 6, 3],
  badInputs: [[2, 2]],
  badArguments: [[() => new UpSampling1D(0), /bad size; expected a whole number >= 1/]],
  valueAndGradients,
});

checkLayer('UpSampling2D', {
  make: () => new UpSampling2D([1, 2]),
  inputShape: [2, 2, 3, 2],
  outputShape: [2, 2, 6, 2],
  badInputs: [[2, 2, 3]],
  badArguments: [
    [
      () => new UpSampling2D(2, { interpolation: 'linear' as never }),
      /unknown interpolation; expected one of nearest, bilinear, got linear; did you mean bilinear\?/,
    ],
  ],
  valueAndGradients,
});

checkLayer('UpSampling2D, bilinear, channels first', {
  make: () => new UpSampling2D(2, { interpolation: 'bilinear', dataFormat: 'channelsFirst' }),
  inputShape: [1, 2, 2, 3],
  outputShape: [1, 2, 4, 6],
  valueAndGradients,
});

checkLayer('UpSampling3D, channels first', {
  make: () => new UpSampling3D([2, 1, 2], { dataFormat: 'channelsFirst' }),
  inputShape: [1, 2, 2, 2, 1],
  outputShape: [1, 2, 4, 2, 2],
  badInputs: [[1, 2, 2, 2]],
  valueAndGradients,
});

it("has the values and shapes of Keras's documentation", async () => {
  expect(await new UpSampling1D(2).apply(arange(12).reshape([2, 2, 3])).array()).toEqual([
    [
      [0, 1, 2],
      [0, 1, 2],
      [3, 4, 5],
      [3, 4, 5],
    ],
    [
      [6, 7, 8],
      [6, 7, 8],
      [9, 10, 11],
      [9, 10, 11],
    ],
  ]);
  expect(await new UpSampling2D([1, 2]).apply(arange(12).reshape([2, 2, 1, 3])).array()).toEqual([
    [
      [
        [0, 1, 2],
        [0, 1, 2],
      ],
      [
        [3, 4, 5],
        [3, 4, 5],
      ],
    ],
    [
      [
        [6, 7, 8],
        [6, 7, 8],
      ],
      [
        [9, 10, 11],
        [9, 10, 11],
      ],
    ],
  ]);
  expect(new UpSampling3D(2).apply(zeros([2, 10, 4, 10, 3])).shape).toEqual([2, 20, 8, 20, 3]);
});

it('bilinear: quarters between two centres, the ends beyond them', async () => {
  const layer = new UpSampling2D([1, 2], { interpolation: 'bilinear' });
  expect(
    await layer
      .apply(tensor([[[[0], [4], [12]]]]))
      .squeeze()
      .array(),
  ).toEqual([0, 1, 3, 6, 10, 12]);
});

it('keeps the dtype where it only repeats', () => {
  expect(new UpSampling2D().apply(zeros([1, 2, 2, 1], { dtype: 'int32' })).dtype).toBe('int32');
});
