// Global pooling: the generic test, hand-computed values, masks.
import { checkGradients, valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { maskOf } from '../../masks.js';
import { Sequential } from '../../models/sequential.js';
import { checkLayer } from '../../testing/check-layer.js';
import { Masking } from '../core/masking.js';
import { GlobalAveragePooling1D } from './global-average-pooling-1d.js';
import { GlobalAveragePooling2D } from './global-average-pooling-2d.js';
import { GlobalAveragePooling3D } from './global-average-pooling-3d.js';
import { GlobalMaxPooling1D } from './global-max-pooling-1d.js';
import { GlobalMaxPooling2D } from './global-max-pooling-2d.js';
import { GlobalMaxPooling3D } from './global-max-pooling-3d.js';

const device = createCpuDevice({ precision: 'float64' });
beforeAll(() => setDefaultDevice(device));

describe.each([
  { Pooling: GlobalAveragePooling1D, spatial: [5] },
  { Pooling: GlobalAveragePooling2D, spatial: [4, 5] },
  { Pooling: GlobalAveragePooling3D, spatial: [3, 4, 2] },
  { Pooling: GlobalMaxPooling1D, spatial: [5] },
  { Pooling: GlobalMaxPooling2D, spatial: [4, 5] },
  { Pooling: GlobalMaxPooling3D, spatial: [3, 4, 2] },
])('$Pooling.className', ({ Pooling, spatial }) => {
  checkLayer('plain', {
    make: () => new Pooling(),
    inputShape: [2, ...spatial, 3],
    outputShape: [2, 3],
    badInputs: [
      [2, ...spatial],
      [2, ...spatial.map(() => 0), 3],
    ],
    badArguments: [[() => new Pooling({ keepdims: true } as never), /did you mean keepDims\?/]],
    valueAndGradients,
  });
  checkLayer('with keepDims, channels first', {
    make: () => new Pooling({ keepDims: true, dataFormat: 'channelsFirst' }),
    inputShape: [2, 3, ...spatial],
    outputShape: [2, 3, ...spatial.map(() => 1)],
    valueAndGradients,
  });
});

it('takes each channel for itself', async () => {
  const images = arange(8).reshape([1, 2, 2, 2]);
  expect(await new GlobalAveragePooling2D().apply(images).array()).toEqual([[3, 4]]);
  expect(await new GlobalMaxPooling2D().apply(images).array()).toEqual([[6, 7]]);
});

describe('GlobalAveragePooling1D with a mask', () => {
  const steps = tensor([
    [
      [1, 10],
      [3, 30],
      [NaN, Infinity],
    ],
    [
      [2, 4],
      [5, 6],
      [7, 8],
    ],
    [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
  ]);
  const mask = tensor([
    [true, true, false],
    [false, false, true],
    [false, false, false],
  ]);

  it('is the mean of the steps that count, and 0 of none', async () => {
    const expected = [
      [2, 20],
      [7, 8],
      [0, 0],
    ];
    const layer = new GlobalAveragePooling1D();
    const output = layer.apply(steps, { mask });
    expect(await output.array()).toEqual(expected);
    expect(maskOf(output)).toBeUndefined();
    const kept = new GlobalAveragePooling1D({ keepDims: true }).apply(steps, { mask });
    expect(kept.shape).toEqual([3, 1, 2]);
    expect(await kept.squeeze(1).array()).toEqual(expected);
    const first = new GlobalAveragePooling1D({ dataFormat: 'channelsFirst' });
    expect(await first.apply(steps.transpose([0, 2, 1]), { mask }).array()).toEqual(expected);
  });

  it('gets it from the layer before', async () => {
    const model = new Sequential([new Masking(), new GlobalAveragePooling1D()]);
    expect(await model.apply(tensor([[[2], [4], [0]]])).array()).toEqual([[3]]);
  });

  it('has the gradients of finite differences', async () => {
    const layer = new GlobalAveragePooling1D();
    await checkGradients((x) => layer.apply(x, { mask }).sin(), [{ shape: [3, 3, 2] }], { device });
  });
});
