// Cropping1D, Cropping2D, Cropping3D: the generic test, the examples of Keras's documentation.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, setDefaultDevice, zeros } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { Cropping1D } from './cropping-1d.js';
import { Cropping2D } from './cropping-2d.js';
import { Cropping3D } from './cropping-3d.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('Cropping1D', {
  make: () => new Cropping1D([1, 2]),
  inputShape: [2, 5, 3],
  outputShape: [2, 2, 3],
  badInputs: [
    [2, 5],
    [2, 3, 3],
  ],
  badArguments: [
    [() => new Cropping1D(-1), /bad cropping; expected a whole number >= 0, \[before, after\], got -1/],
    [() => new Cropping1D([1, 2, 3] as never), /bad cropping/],
  ],
  valueAndGradients,
});

checkLayer('Cropping2D, channels first', {
  make: () =>
    new Cropping2D(
      [
        [1, 0],
        [0, 2],
      ],
      { dataFormat: 'channelsFirst' },
    ),
  inputShape: [2, 3, 4, 5],
  outputShape: [2, 3, 3, 3],
  badInputs: [
    [2, 3, 1, 5],
    [2, 3, 4],
  ],
  badArguments: [
    [
      () => new Cropping2D([[1, 0], [0]] as never),
      /bad cropping; .* \[height, width\] or \[\[top, bottom\], \[left, right\]\]/,
    ],
  ],
  valueAndGradients,
});

checkLayer('Cropping3D', {
  make: () => new Cropping3D([0, 1, 1]),
  inputShape: [1, 2, 3, 4, 2],
  outputShape: [1, 2, 1, 2, 2],
  badInputs: [[1, 2, 2, 4, 2]],
  valueAndGradients,
});

it("has the values and shapes of Keras's documentation", async () => {
  expect(await new Cropping1D(1).apply(arange(12).reshape([2, 3, 2])).array()).toEqual([[[2, 3]], [[8, 9]]]);
  expect(
    new Cropping2D([
      [2, 2],
      [4, 4],
    ]).apply(zeros([2, 28, 28, 3])).shape,
  ).toEqual([2, 24, 20, 3]);
  expect(new Cropping3D([2, 4, 2]).apply(zeros([2, 28, 28, 10, 3])).shape).toEqual([2, 24, 20, 6, 3]);
});

it('takes by default one element from each end of 1-D and 3-D inputs, none of images', () => {
  expect(new Cropping1D().computeOutputShape([null, null, 2])).toEqual([null, null, 2]);
  expect(new Cropping1D().cropping).toEqual([[1, 1]]);
  expect(new Cropping2D().cropping).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(new Cropping3D().computeOutputShape([null, 4, 5, 6, 1])).toEqual([null, 2, 3, 4, 1]);
});
