// Transposed convolutions: the generic test, figures of Dive into Deep Learning, extents of Keras and PyTorch.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, ones, setDefaultDevice, tensor, zeros } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { Conv1DTranspose } from './conv-1d-transpose.js';
import { Conv2D } from './conv-2d.js';
import { Conv2DTranspose, type Conv2DTransposeOptions } from './conv-2d-transpose.js';
import { Conv3DTranspose } from './conv-3d-transpose.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('Conv1DTranspose', {
  make: () => new Conv1DTranspose(2, 3, { strides: 2, padding: 'same', activation: 'relu' }),
  inputShape: [2, 4, 3],
  outputShape: [2, 8, 2],
  weights: { kernel: [3, 2, 3], bias: [2] },
  badInputs: [
    [2, 4],
    [2, 0, 3],
    [2, 4, 2],
  ],
  badArguments: [
    [
      () => new Conv1DTranspose(2, 3, { outputPadding: 1 }),
      /bad outputPadding; expected less than strides \[1\], got \[1\]/,
    ],
    [() => new Conv1DTranspose(2, 3, { outputPadding: -1 }), /bad outputPadding; expected a whole number >= 0/],
    [() => new Conv1DTranspose(2, 3, { groups: 2 } as never), /unknown option/],
    [() => new Conv1DTranspose(2, 3, { padding: 'causal' as never }), /one of valid, same, got causal/],
  ],
  valueAndGradients,
});

checkLayer('Conv2DTranspose with holes and channels first', {
  make: () => new Conv2DTranspose(2, [2, 3], { strides: [2, 1], dilationRate: [1, 2], dataFormat: 'channelsFirst' }),
  inputShape: [1, 3, 2, 3],
  outputShape: [1, 2, 4, 7],
  weights: { kernel: [2, 3, 2, 3], bias: [2] },
  valueAndGradients,
});

checkLayer('Conv3DTranspose', {
  make: () => new Conv3DTranspose(2, 2, { strides: [1, 2, 1], outputPadding: [0, 1, 0], useBias: false }),
  inputShape: [1, 2, 2, 2, 1],
  outputShape: [1, 3, 5, 3, 2],
  weights: { kernel: [2, 2, 2, 2, 1] },
  valueAndGradients,
});

describe('published figures: Zhang et al., Dive into Deep Learning, section 14.10', () => {
  const image = arange(4).reshape([1, 2, 2, 1]);
  const made = (options: Conv2DTransposeOptions): Conv2DTranspose => {
    const layer = new Conv2DTranspose(1, 2, options);
    layer.build([null, 2, 2, 1]);
    layer.kernel.assign(arange(4).reshape([2, 2, 1, 1]));
    return layer;
  };

  it('a step of 1', async () => {
    expect(await made({}).apply(image).squeeze().array()).toEqual([
      [0, 0, 1],
      [0, 4, 6],
      [4, 12, 9],
    ]);
  });

  it('a step of 2', async () => {
    expect(await made({ strides: 2 }).apply(image).squeeze().array()).toEqual([
      [0, 0, 0, 1],
      [0, 0, 2, 3],
      [0, 2, 0, 3],
      [4, 6, 6, 9],
    ]);
  });

  it('gives a convolution with the same settings its shape back', () => {
    const x = zeros([1, 16, 16, 10]);
    const down = new Conv2D(20, 5, { padding: 'same', strides: 3 });
    const up = new Conv2DTranspose(10, 5, { padding: 'same', strides: 3, outputPadding: 0 });
    expect(down.apply(x).shape).toEqual([1, 6, 6, 20]);
    expect(up.apply(down.apply(x)).shape).toEqual([1, 16, 16, 10]);
  });
});

it('same cuts rows from both ends, the odd one from the last', async () => {
  const layer = new Conv1DTranspose(1, 3, { padding: 'same' });
  layer.build([null, 3, 1]);
  layer.kernel.assign([[[1]], [[10]], [[100]]]);
  // All that the steps spread: 1, 12, 123, 230, 300.
  expect(
    await layer
      .apply(tensor([[[1], [2], [3]]]))
      .squeeze()
      .array(),
  ).toEqual([12, 123, 230]);
  const even = new Conv1DTranspose(1, 2, { padding: 'same' });
  even.build([null, 2, 1]);
  even.kernel.assign([[[1]], [[10]]]);
  expect(
    await even
      .apply(tensor([[[1], [2]]]))
      .squeeze()
      .array(),
  ).toEqual([1, 12]);
});

it('Conv3DTranspose spreads an element over its box', async () => {
  const layer = new Conv3DTranspose(1, 2, { strides: 2, kernelInitializer: 'ones', biasInitializer: 'ones' });
  const output = layer.apply(tensor([[[[[3]]]]]));
  expect(await output.data()).toEqual(await ones([1, 2, 2, 2, 1]).mul(4).data());
});

it('foretells the extents of every padding, stride and outputPadding', () => {
  for (const padding of ['valid', 'same'] as const) {
    for (const kernelSize of [1, 2, 3, 4, 5]) {
      for (const strides of [1, 2, 3]) {
        for (const outputPadding of [undefined, 0, strides - 1]) {
          const more = outputPadding === undefined ? {} : { outputPadding };
          const layer = new Conv1DTranspose(1, kernelSize, { padding, strides, dilationRate: 2, ...more });
          const { shape } = layer.apply(zeros([1, 4, 1]));
          expect(layer.computeOutputShape([null, 4, null])).toEqual([null, shape[1], 1]);
        }
      }
    }
  }
});

it('has no result where padding leaves none', () => {
  const layer = new Conv1DTranspose(1, 2, { padding: 'same', outputPadding: 0 });
  expect(() => layer.apply(zeros([1, 1, 1]))).toThrow(/nothing is left; expected .* got \[1, 1, 1\] and \[0\]/);
});

it('counts the taps of each place of the input and the bias of each of the output', () => {
  const layer = new Conv2DTranspose(3, 2, { strides: 2 });
  layer.build([null, 4, 5, 7]);
  expect(layer.countConnections(layer.computeOutputShape([null, 4, 5, 7]))).toBe(20 * 2 * 2 * 3 * 7 + 80 * 3);
  expect(layer.countConnections([null, null, 10, 3])).toBeUndefined();
});
