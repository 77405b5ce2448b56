// DepthwiseConv1D and DepthwiseConv2D: the generic test, hand-computed values.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { DepthwiseConv1D } from './depthwise-conv-1d.js';
import { DepthwiseConv2D } from './depthwise-conv-2d.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('DepthwiseConv1D', {
  make: () => new DepthwiseConv1D(2, { depthMultiplier: 2, dilationRate: 2, depthwiseInitializer: 'heNormal' }),
  inputShape: [2, 5, 3],
  outputShape: [2, 3, 6],
  weights: { kernel: [2, 3, 2], bias: [6] },
  badInputs: [
    [2, 5],
    [2, 2, 3],
    [2, 5, 2],
  ],
  badArguments: [
    [() => new DepthwiseConv1D(2, { depthMultiplier: 0 }), /bad depthMultiplier/],
    [() => new DepthwiseConv1D(2, { kernelInitializer: 'ones' } as never), /got 'kernelInitializer'/],
  ],
  valueAndGradients,
});

checkLayer('DepthwiseConv2D, padded, channels first', {
  make: () =>
    new DepthwiseConv2D([3, 2], {
      strides: 2,
      padding: 'same',
      activation: 'relu',
      dataFormat: 'channelsFirst',
      depthwiseRegularizer: 'l1',
      depthwiseConstraint: 'nonNegative',
    }),
  inputShape: [1, 3, 5, 4],
  outputShape: [1, 3, 3, 2],
  weights: { kernel: [3, 2, 3, 1], bias: [3] },
  badInputs: [[1, 2, 5, 4]],
  valueAndGradients,
});

it('sees one channel with each kernel: filter c · depthMultiplier + m', async () => {
  const layer = new DepthwiseConv1D(2, { depthMultiplier: 2 });
  layer.build([null, 2, 2]);
  layer.kernel.assign([
    [
      [1, 2],
      [3, 4],
    ],
    [
      [10, 20],
      [30, 40],
    ],
  ]);
  layer.bias?.assign([0, 0, 0, 0.5]);
  // Channel 0 is 1, 2; channel 1 is 5, 6.
  const output = layer.apply(
    tensor([
      [
        [1, 5],
        [2, 6],
      ],
    ]),
  );
  expect(await output.array()).toEqual([[[1 + 20, 2 + 40, 15 + 180, 20 + 240 + 0.5]]]);
});

it('keeps the penalty of its kernel', async () => {
  const layer = new DepthwiseConv2D(2, { depthwiseRegularizer: 'l2', depthwiseInitializer: 'ones' });
  layer.build([null, 4, 4, 3]);
  expect(layer.losses).toHaveLength(1);
  // l2 is 0.01 times the sum of squares: 12 ones.
  expect(await layer.losses[0]?.item()).toBeCloseTo(0.12, 12);
});

it('counts connections: taps and bias of each element', () => {
  const layer = new DepthwiseConv2D(3, { depthMultiplier: 2 });
  layer.build([null, 6, 6, 5]);
  expect(layer.countConnections([null, 4, 4, 10])).toBe(4 * 4 * 10 * (9 + 1));
});
