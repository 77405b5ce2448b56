// Conv1D, Conv3D, and Conv2D in the other layout: the generic test, figures of Dive into Deep Learning, hand-computed values.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  arange,
  concat,
  ones,
  setDefaultDevice,
  tensor,
  transpose,
  zeros,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { Conv1D } from './conv-1d.js';
import { Conv2D } from './conv-2d.js';
import { Conv3D } from './conv-3d.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('Conv1D', {
  make: () => new Conv1D(4, 3, { activation: 'tanh' }),
  inputShape: [2, 7, 3],
  outputShape: [2, 5, 4],
  weights: { kernel: [3, 3, 4], bias: [4] },
  badInputs: [
    [2, 7],
    [2, 7, 2],
    [2, 2, 3],
  ],
  badArguments: [
    [
      () => new Conv1D(4, [3, 3] as never),
      /Conv1D: bad kernelSize; expected a whole number >= 1, or \[steps\], got \[3,3\]/,
    ],
    [() => new Conv1D(4, 3, { padding: 'casual' as never }), /one of valid, same, causal, .*did you mean causal\?/],
    [() => new Conv1D(4, 3, { dataFormat: 'first' as never }), /unknown dataFormat/],
  ],
  valueAndGradients,
});

checkLayer('Conv1D, causal with holes, strides, groups and channels first', {
  make: () =>
    new Conv1D(4, 2, { padding: 'causal', dilationRate: 3, strides: 2, groups: 2, dataFormat: 'channelsFirst' }),
  inputShape: [2, 6, 5],
  outputShape: [2, 4, 3],
  weights: { kernel: [2, 3, 4], bias: [4] },
  badInputs: [[2, 5, 5]],
  valueAndGradients,
});

checkLayer('Conv2D, channels first', {
  make: () => new Conv2D(3, 2, { padding: 'same', activation: 'relu', dataFormat: 'channelsFirst' }),
  inputShape: [2, 4, 5, 3],
  outputShape: [2, 3, 5, 3],
  weights: { kernel: [2, 2, 4, 3], bias: [3] },
  badInputs: [[2, 5, 5, 3]],
  valueAndGradients,
});

checkLayer('Conv3D', {
  make: () => new Conv3D(2, [1, 2, 2], { strides: [2, 1, 1], kernelRegularizer: 'l2', biasConstraint: 'nonNegative' }),
  inputShape: [1, 4, 3, 3, 2],
  outputShape: [1, 2, 2, 2, 2],
  weights: { kernel: [1, 2, 2, 2, 2], bias: [2] },
  badInputs: [
    [1, 4, 3, 2],
    [1, 4, 1, 3, 2],
    [1, 4, 3, 3, 3],
  ],
  badArguments: [[() => new Conv3D(2, [3, 3] as never), /or \[depth, height, width\], got \[3,3\]/]],
  valueAndGradients,
});

checkLayer('Conv3D, padded, with groups and channels first', {
  make: () => new Conv3D(4, 3, { padding: 'same', strides: 2, groups: 2, dataFormat: 'channelsFirst', useBias: false }),
  inputShape: [1, 2, 4, 3, 3],
  outputShape: [1, 4, 2, 2, 2],
  weights: { kernel: [3, 3, 3, 1, 4] },
  valueAndGradients,
});

/** The layer with this kernel. */
function withKernel<Made extends { readonly kernel: Variable; build(shape: readonly number[]): void }>(
  layer: Made,
  inputShape: readonly number[],
  kernel: Tensor,
): Made {
  layer.build(inputShape);
  layer.kernel.assign(kernel);
  return layer;
}

describe('published figures: Zhang et al., Dive into Deep Learning', () => {
  it('section 7.2: one channel', async () => {
    const layer = withKernel(new Conv2D(1, 2), [1, 3, 3, 1], arange(4).reshape([2, 2, 1, 1]));
    expect(
      await layer
        .apply(arange(9).reshape([1, 3, 3, 1]))
        .squeeze()
        .array(),
    ).toEqual([
      [19, 25],
      [37, 43],
    ]);
  });

  it('section 7.4: two channels, three filters, channels first', async () => {
    const image = tensor([
      [
        [0, 1, 2],
        [3, 4, 5],
        [6, 7, 8],
      ],
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
    ]);
    const kernel = tensor([
      [
        [0, 1],
        [2, 3],
      ],
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    const filters = [0, 1, 2].map((more) => kernel.add(more).transpose([1, 2, 0]).reshape([2, 2, 2, 1]));
    const layer = withKernel(new Conv2D(3, 2, { dataFormat: 'channelsFirst' }), [1, 2, 3, 3], concat(filters, -1));
    expect(await layer.apply(image.reshape([1, 2, 3, 3])).array()).toEqual([
      [
        [
          [56, 72],
          [104, 120],
        ],
        [
          [76, 100],
          [148, 172],
        ],
        [
          [96, 128],
          [192, 224],
        ],
      ],
    ]);
  });
});

describe('Conv1D, causal', () => {
  it('gives each step what it and those before it hold', async () => {
    const layer = withKernel(new Conv1D(1, 2, { padding: 'causal' }), [1, 4, 1], tensor([[[10]], [[1]]]));
    expect(
      await layer
        .apply(tensor([[[1], [2], [3], [4]]]))
        .squeeze()
        .array(),
    ).toEqual([1, 12, 23, 34]);
  });

  it('reaches back over holes', async () => {
    const layer = withKernel(
      new Conv1D(1, 2, { padding: 'causal', dilationRate: 2 }),
      [1, 4, 1],
      tensor([[[10]], [[1]]]),
    );
    expect(
      await layer
        .apply(tensor([[[1], [2], [3], [4]]]))
        .squeeze()
        .array(),
    ).toEqual([1, 2, 13, 24]);
  });
});

it('Conv3D adds up boxes: those of ones by their places', async () => {
  const layer = withKernel(new Conv3D(1, 2), [1, 3, 2, 3, 1], ones([2, 2, 2, 1, 1]));
  // Place (z, y, x) of the input holds 6 z + 3 y + x; a box at (z, x) sums to 8 (6 z + x) + 4 · 6 + 4 · 3 + 4.
  expect(
    await layer
      .apply(arange(18).reshape([1, 3, 2, 3, 1]))
      .squeeze()
      .array(),
  ).toEqual([
    [40, 48],
    [88, 96],
  ]);
});

it('both layouts give the same, bias and activation included', async () => {
  const settings = { padding: 'same', activation: 'relu', strides: 2 } as const;
  const last = new Conv2D(3, 3, settings);
  const first = new Conv2D(3, 3, { ...settings, dataFormat: 'channelsFirst' });
  const x = arange(2 * 5 * 4 * 2)
    .sin()
    .reshape([2, 5, 4, 2]);
  last.build([null, 5, 4, 2]);
  first.build([null, 2, 5, 4]);
  first.kernel.assign(last.kernel);
  for (const layer of [last, first]) layer.bias?.assign([0.5, -0.25, 0]);
  const given = await first
    .apply(transpose(x, [0, 3, 1, 2]))
    .transpose([0, 2, 3, 1])
    .data();
  expect(given).toEqual(await last.apply(x).data());
});

it.each(['valid', 'same', 'causal'] as const)('Conv1D foretells the steps of padding %s', (padding) => {
  for (const kernelSize of [1, 2, 3]) {
    for (const strides of [1, 2, 3]) {
      for (const steps of [7, 8, 9]) {
        const layer = new Conv1D(1, kernelSize, { padding, strides, dilationRate: 3 });
        const { shape } = layer.apply(zeros([1, steps, 1]));
        expect(layer.computeOutputShape([null, steps, 1])).toEqual([null, shape[1], 1]);
      }
    }
  }
});

it('counts the connections of the other layout and of groups', () => {
  const layer = new Conv2D(4, 3, { groups: 2, dataFormat: 'channelsFirst' });
  layer.build([null, 2, 5, 6]);
  // 3 x 4 places, 4 filters, each of 9 taps on one channel and a bias.
  expect(layer.countConnections([null, 4, 3, 4])).toBe(3 * 4 * 4 * 10);
  expect(layer.countConnections([null, 4, null, 4])).toBeUndefined();
});

it('refuses channels that its groups do not divide, before it is built', () => {
  expect(() => new Conv2D(4, 3, { groups: 2, name: 'grouped' }).apply(zeros([1, 5, 5, 3]))).toThrow(
    /^grouped: channels do not fit; expected \[batch, height, width, a multiple of 2\], got \[1, 5, 5, 3\]/,
  );
});
