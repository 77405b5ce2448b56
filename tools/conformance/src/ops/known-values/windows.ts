// Known values of convolutions, poolings and resize: Keras's and PyTorch's documented examples, sums by hand, and the definition
// written out as loops in NumPy.
import * as tl from '@tensorloom/tensor-core';
import type { KnownValue } from './known-value.js';

/** 1, 2, 3 ... in a shape. */
const counted = (...shape: number[]): tl.Tensor => tl.arange(1, 1 + shape.reduce((a, b) => a * b)).reshape(shape);

/** (3 i mod `period`) + `low` for the i-th element. */
const waves = (shape: number[], period = 7, low = -3): tl.Tensor =>
  tl
    .arange(shape.reduce((a, b) => a * b))
    .mul(3)
    .remainder(period)
    .add(low)
    .reshape(shape);

const kernel = (...shape: number[]): tl.Tensor => waves(shape, 5, -2);
const square = (): tl.Tensor => counted(1, 3, 3, 1);
const pair = (): tl.Tensor => counted(1, 2, 2, 1);

/** The only image's only channel, or a run of numbers. */
const plane = (image: tl.Tensor): tl.Tensor => image.slice(0).squeeze(-1);
const flat = (value: tl.Tensor): tl.Tensor => value.flatten();

/** All of them. */
export const windowValues: readonly KnownValue[] = [
  ['conv1d, by hand', () => flat(tl.conv1d(counted(1, 4, 1), counted(2, 1, 1))), [5, 8, 11]],
  [
    'conv1d, causal and dilated, by hand',
    () => flat(tl.conv1d(counted(1, 4, 1), counted(2, 1, 1), { padding: 'causal', dilation: 2 })),
    [2, 4, 7, 10],
  ],
  [
    'conv1d in groups, by loops',
    () => flat(tl.conv1d(waves([1, 6, 4]), kernel(3, 2, 4), { strides: 2, padding: [[1, 1]], groups: 2 })),
    [0, -4, -1, -1, -11, 15, -8, 0, 18, -10, -4, 6],
  ],
  [
    'conv3d in groups, by loops',
    () => {
      const options = { strides: [1, 2, 1], dilation: [2, 1, 1], groups: 2 } as const;
      // prettier-ignore
      return flat(tl.conv3d(waves([1, 3, 3, 2, 4]), kernel(2, 2, 1, 2, 2), { ...options, padding: [[1, 0], [0, 1], [0, 0]] }));
    },
    [-8, 9, -6, -7, -6, 0, 8, -2, 20, 12, -9, 10, -11, 0, -5, 6],
  ],
  [
    'depthwiseConv1d, by hand',
    () => flat(tl.depthwiseConv1d(counted(1, 2, 2), counted(1, 2, 2))),
    [1, 2, 6, 8, 3, 6, 12, 16],
  ],
  [
    'convTranspose1d, by hand',
    () => flat(tl.convTranspose1d(counted(1, 3, 1), counted(3, 1, 1), { strides: 2 })),
    [1, 2, 5, 4, 9, 6, 9],
  ],
  [
    'convTranspose1d, same, by hand',
    () => flat(tl.convTranspose1d(counted(1, 3, 1), counted(3, 1, 1), { strides: 2, padding: 'same' })),
    [1, 2, 5, 4, 9, 6],
  ],
  [
    'convTranspose2d in groups, by loops',
    () => {
      // prettier-ignore
      const padding = [[0, 0], [1, 1]] as const;
      return flat(tl.convTranspose2d(waves([1, 2, 2, 4]), kernel(2, 3, 1, 4), { strides: [2, 1], padding, groups: 2 }));
    },
    [-6, -3, -2, -3, -9, 12, 10, -3, -1, 0, -2, 1, 1, -2, 0, -1],
  ],
  [
    'convTranspose3d, by loops',
    () => {
      // prettier-ignore
      const padding = [[1, 0], [0, 0], [0, 0]] as const;
      return flat(tl.convTranspose3d(waves([1, 2, 2, 1, 2]), kernel(2, 2, 2, 2, 2), { strides: [2, 1, 1], padding }));
    },
    // prettier-ignore
    [
      -3, -6, 6, 3, 4, 3, -13, 1, 2, 4, 6, -7, -6, -6, 4, 4, -1, -13, 0, 8, 2, -5, -7, 6, 4, 4, -6, -6, 8, 6, -1, -13, 6, 4, 2, -5,
    ],
  ],

  // prettier-ignore
  ['maxPool2d, Keras', () => plane(tl.maxPool2d(square(), 2, { strides: 1 })), [[5, 6], [8, 9]]],
  // prettier-ignore
  ['maxPool2d, same, Keras', () => plane(tl.maxPool2d(square(), 2, { strides: 1, padding: 'same' })), [[5, 6, 6], [8, 9, 9], [8, 9, 9]]],
  // prettier-ignore
  ['averagePool2d, same, Keras', () => plane(tl.averagePool2d(square(), 2, { strides: 1, padding: 'same' })), [[3, 4, 4.5], [6, 7, 7.5], [7.5, 8.5, 9]]],
  // prettier-ignore
  ['averagePool2d, counting padding, by hand', () => plane(tl.averagePool2d(square(), 2, { strides: 1, padding: 'same', countPadding: true })), [[3, 4, 2.25], [6, 7, 3.75], [3.75, 4.25, 2.25]]],
  ['averagePool1d, Keras', () => flat(tl.averagePool1d(counted(1, 5, 1), 2, { strides: 1 })), [1.5, 2.5, 3.5, 4.5]],
  ['averagePool3d, by hand', () => flat(tl.averagePool3d(counted(1, 2, 2, 2, 1), 2)), [4.5]],
  ['maxPool3d, by hand', () => flat(tl.maxPool3d(counted(1, 3, 2, 2, 1), 2, { strides: 1 })), [8, 12]],
  ['globalAveragePool, by hand', () => flat(tl.globalAveragePool(square())), [5]],
  ['adaptiveAveragePool1d, by hand', () => flat(tl.adaptiveAveragePool1d(counted(1, 7, 1), 3)), [2, 4, 6]],
  ['adaptiveAveragePool1d to more, by hand', () => flat(tl.adaptiveAveragePool1d(counted(1, 2, 1), 3)), [1, 1.5, 2]],
  // prettier-ignore
  ['adaptiveMaxPool2d, by hand', () => plane(tl.adaptiveMaxPool2d(counted(1, 5, 7, 1), [2, 3])), [[17, 19, 21], [31, 33, 35]]],

  // prettier-ignore
  ['resize, nearest, PyTorch', () => plane(tl.resize(pair(), 4, { method: 'nearest' })), [[1, 1, 2, 2], [1, 1, 2, 2], [3, 3, 4, 4], [3, 3, 4, 4]]],
  // prettier-ignore
  ['resize, bilinear, PyTorch', () => plane(tl.resize(pair(), 4)), [[1, 1.25, 1.75, 2], [1.5, 1.75, 2.25, 2.5], [2.5, 2.75, 3.25, 3.5], [3, 3.25, 3.75, 4]]],
  // prettier-ignore
  ['resize, corners aligned, PyTorch', () => plane(tl.resize(pair(), 4, { alignCorners: true })), [[1, 4 / 3, 5 / 3, 2], [5 / 3, 2, 7 / 3, 8 / 3], [7 / 3, 8 / 3, 3, 10 / 3], [3, 10 / 3, 11 / 3, 4]]],
  [
    'resize, places at multiples, by hand',
    () => flat(tl.resize(counted(1, 1, 4, 1), [1, 3], { halfPixelCenters: false })),
    [1, 7 / 3, 11 / 3],
  ],
  [
    'resize, nearest of fewer, by hand',
    () => flat(tl.resize(counted(1, 1, 5, 1), [1, 3], { method: 'nearest' })),
    [1, 3, 5],
  ],
];
