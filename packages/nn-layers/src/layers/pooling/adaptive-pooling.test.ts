// Adaptive pooling: the generic test, hand-computed windows, shapes of PyTorch's documentation.
import { checkGradients, valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, setDefaultDevice, tensor, zeros } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { AdaptiveAveragePooling1D } from './adaptive-average-pooling-1d.js';
import { AdaptiveAveragePooling2D } from './adaptive-average-pooling-2d.js';
import { AdaptiveAveragePooling3D } from './adaptive-average-pooling-3d.js';
import { AdaptiveMaxPooling1D } from './adaptive-max-pooling-1d.js';
import { AdaptiveMaxPooling2D } from './adaptive-max-pooling-2d.js';
import { AdaptiveMaxPooling3D } from './adaptive-max-pooling-3d.js';

const device = createCpuDevice({ precision: 'float64' });
beforeAll(() => setDefaultDevice(device));

const families = [
  { kind: 'average', One: AdaptiveAveragePooling1D, Two: AdaptiveAveragePooling2D, Three: AdaptiveAveragePooling3D },
  { kind: 'max', One: AdaptiveMaxPooling1D, Two: AdaptiveMaxPooling2D, Three: AdaptiveMaxPooling3D },
];

describe.each(families)('adaptive $kind', ({ One, Two, Three }) => {
  checkLayer('1-D', {
    make: () => new One(3),
    inputShape: [2, 5, 2],
    outputShape: [2, 3, 2],
    badInputs: [
      [2, 5],
      [2, 0, 2],
    ],
    badArguments: [[() => new One(undefined as never), /bad outputSize; expected a whole number >= 1, or \[steps\]/]],
    valueAndGradients,
  });
  checkLayer('2-D, channels first', {
    make: () => new Two([3, 2], { dataFormat: 'channelsFirst' }),
    inputShape: [1, 2, 7, 4],
    outputShape: [1, 2, 3, 2],
    badInputs: [[1, 7, 4]],
    valueAndGradients,
  });
  checkLayer('3-D', {
    make: () => new Three([2, 1, 3]),
    inputShape: [1, 3, 2, 4, 2],
    outputShape: [1, 2, 1, 3, 2],
    badInputs: [[1, 2, 4, 2]],
    valueAndGradients,
  });
  checkLayer('3-D, channels first', {
    make: () => new Three(2, { dataFormat: 'channelsFirst' }),
    inputShape: [1, 2, 3, 4, 5],
    outputShape: [1, 2, 2, 2, 2],
    valueAndGradients,
  });

  it("has the shapes of PyTorch's documentation", () => {
    const first = { dataFormat: 'channelsFirst' } as const;
    expect(new One(5, first).apply(zeros([1, 64, 8])).shape).toEqual([1, 64, 5]);
    expect(new Two([5, 7], first).apply(zeros([1, 64, 8, 9])).shape).toEqual([1, 64, 5, 7]);
    expect(new Two(7, first).apply(zeros([1, 64, 10, 9])).shape).toEqual([1, 64, 7, 7]);
    expect(new Three([5, 7, 9], first).apply(zeros([1, 64, 8, 9, 10])).shape).toEqual([1, 64, 5, 7, 9]);
  });
});

it('covers 5 steps by 3 windows: [0, 2), [1, 4), [3, 5)', async () => {
  const steps = tensor([[[1], [2], [4], [8], [16]]]);
  expect(await new AdaptiveAveragePooling1D(3).apply(steps).squeeze().array()).toEqual([1.5, 14 / 3, 12]);
  expect(await new AdaptiveMaxPooling1D(3).apply(steps).squeeze().array()).toEqual([2, 8, 16]);
});

it('3-D: windows of nearly equal boxes', async () => {
  // Place (z, y, x) of 3 x 2 x 3 holds 6 z + 3 y + x; windows of two depths and of two columns overlap in the middle.
  const volume = arange(18).reshape([1, 3, 2, 3, 1]);
  expect(await new AdaptiveAveragePooling3D([2, 1, 2]).apply(volume).squeeze().array()).toEqual([
    [5, 6],
    [11, 12],
  ]);
  expect(await new AdaptiveMaxPooling3D([2, 1, 2]).apply(volume).squeeze().array()).toEqual([
    [10, 11],
    [16, 17],
  ]);
});

it.each([
  { layer: new AdaptiveAveragePooling3D([2, 1, 3]) },
  { layer: new AdaptiveMaxPooling3D([2, 1, 3]) },
  { layer: new AdaptiveMaxPooling3D(2, { dataFormat: 'channelsFirst' }) },
])('$layer.className has the gradients of finite differences', async ({ layer }) => {
  await checkGradients((x) => layer.apply(x).sin(), [{ shape: [1, 3, 2, 4, 2] }], { device });
});
