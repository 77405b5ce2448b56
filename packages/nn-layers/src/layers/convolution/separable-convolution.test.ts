// SeparableConv1D and SeparableConv2D: the generic test, equality with the two convolutions that they stand for.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { Conv2D } from './conv-2d.js';
import { SeparableConv1D } from './separable-conv-1d.js';
import { SeparableConv2D } from './separable-conv-2d.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('SeparableConv1D', {
  make: () => new SeparableConv1D(4, 2, { depthMultiplier: 2, strides: 2, pointwiseInitializer: 'heUniform' }),
  inputShape: [2, 5, 3],
  outputShape: [2, 2, 4],
  weights: { depthwiseKernel: [2, 3, 2], pointwiseKernel: [1, 6, 4], bias: [4] },
  badInputs: [
    [2, 5],
    [2, 1, 3],
    [2, 5, 2],
  ],
  badArguments: [
    [() => new SeparableConv1D(0, 2), /bad filters/],
    [() => new SeparableConv1D(2, 2, { pointwiseInitializer: 'one' as never }), /did you mean ones\?/],
    [() => new SeparableConv1D(2, 2, { kernelConstraint: 'nonNegative' } as never), /got 'kernelConstraint'/],
  ],
  valueAndGradients,
});

checkLayer('SeparableConv2D, padded, channels first', {
  make: () =>
    new SeparableConv2D(2, 3, {
      padding: 'same',
      dilationRate: 2,
      activation: 'tanh',
      dataFormat: 'channelsFirst',
      pointwiseRegularizer: 'l2',
      pointwiseConstraint: 'nonNegative',
      useBias: false,
    }),
  inputShape: [1, 3, 4, 4],
  outputShape: [1, 2, 4, 4],
  weights: { depthwiseKernel: [3, 3, 3, 1], pointwiseKernel: [1, 1, 3, 2] },
  badInputs: [[1, 2, 4, 4]],
  valueAndGradients,
});

it('mixes what the kernels of the channels give', async () => {
  const layer = new SeparableConv1D(1, 2);
  layer.build([null, 3, 2]);
  layer.depthwiseKernel.assign([
    [[1], [2]],
    [[10], [20]],
  ]);
  layer.pointwiseKernel.assign([[[1], [100]]]);
  layer.bias?.assign([0.5]);
  // Channel 0 is 1, 2, 3: 21, 32. Channel 1 is 0, 1, 0: 20, 2.
  expect(
    await layer
      .apply(
        tensor([
          [
            [1, 0],
            [2, 1],
            [3, 0],
          ],
        ]),
      )
      .squeeze()
      .array(),
  ).toEqual([2021.5, 232.5]);
});

it('is a convolution whose kernel is the product of its two', async () => {
  const layer = new SeparableConv2D(3, 2, { depthMultiplier: 2 });
  const x = arange(2 * 4 * 4 * 2)
    .cos()
    .reshape([2, 4, 4, 2]);
  const output = layer.apply(x);
  const whole = new Conv2D(3, 2);
  whole.build([null, 4, 4, 2]);
  const mix = layer.pointwiseKernel.reshape([1, 1, 2, 2, 3]);
  whole.kernel.assign(layer.depthwiseKernel.expandDims(-1).mul(mix).sum(3));
  expect(await whole.apply(x).sub(output).abs().max().item()).toBeLessThan(1e-12);
});

it('counts connections: taps, mix and bias', () => {
  const layer = new SeparableConv2D(7, 3, { depthMultiplier: 2 });
  layer.build([null, 6, 6, 5]);
  expect(layer.countConnections([null, 4, 4, 7])).toBe(4 * 4 * (10 * 9 + 10 * 7 + 7));
});
