// ZeroPadding1D, ZeroPadding2D, ZeroPadding3D: the generic test, the examples of Keras's documentation.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, setDefaultDevice, zeros } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { ZeroPadding1D } from './zero-padding-1d.js';
import { ZeroPadding2D } from './zero-padding-2d.js';
import { ZeroPadding3D } from './zero-padding-3d.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('ZeroPadding1D', {
  make: () => new ZeroPadding1D([1, 2]),
  inputShape: [2, 3, 2],
  outputShape: [2, 6, 2],
  badInputs: [[2, 3]],
  badArguments: [
    [() => new ZeroPadding1D('same' as never), /bad padding; expected a whole number >= 0, .* got "same"/],
  ],
  valueAndGradients,
});

checkLayer('ZeroPadding2D, channels first', {
  make: () =>
    new ZeroPadding2D(
      [
        [1, 0],
        [0, 2],
      ],
      { dataFormat: 'channelsFirst' },
    ),
  inputShape: [2, 3, 2, 2],
  outputShape: [2, 3, 3, 4],
  badInputs: [[2, 3, 2]],
  valueAndGradients,
});

checkLayer('ZeroPadding3D', {
  make: () => new ZeroPadding3D([0, 1, 2]),
  inputShape: [1, 2, 2, 1, 2],
  outputShape: [1, 2, 4, 5, 2],
  badInputs: [[1, 2, 2, 2]],
  valueAndGradients,
});

it("has the values and shapes of Keras's documentation", async () => {
  const nothing = [0, 0, 0];
  expect(await new ZeroPadding1D(2).apply(arange(12).reshape([2, 2, 3])).array()).toEqual([
    [nothing, nothing, [0, 1, 2], [3, 4, 5], nothing, nothing],
    [nothing, nothing, [6, 7, 8], [9, 10, 11], nothing, nothing],
  ]);
  expect(await new ZeroPadding2D(1).apply(arange(4).reshape([1, 1, 2, 2])).array()).toEqual([
    [
      [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      [
        [0, 0],
        [0, 1],
        [2, 3],
        [0, 0],
      ],
      [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ],
  ]);
  expect(new ZeroPadding3D(2).apply(zeros([1, 10, 10, 10, 3])).shape).toEqual([1, 14, 14, 14, 3]);
});

it('keeps the dtype', () => {
  expect(new ZeroPadding2D().apply(zeros([1, 2, 2, 1], { dtype: 'int32' })).dtype).toBe('int32');
});
