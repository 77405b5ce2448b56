// Rows of the convolutions.
import * as tl from '@tensorloom/tensor-core';
import { f, row, special, type OpRow } from '../op-row.js';

const conv1d = (about: string, input: number[], kernel: number[], options: tl.Conv1dOptions): OpRow =>
  row('conv1d', about, [f(...input), f(...kernel)], (x, k) => tl.conv1d(x, k, options), { gradient: 2 });

const conv2d = (about: string, input: number[], kernel: number[], options: tl.Conv2dOptions): OpRow =>
  row('conv2d', about, [f(...input), f(...kernel)], (x, k) => tl.conv2d(x, k, options), { gradient: 2 });

const conv3d = (about: string, input: number[], kernel: number[], options: tl.Conv3dOptions): OpRow =>
  row('conv3d', about, [f(...input), f(...kernel)], (x, k) => tl.conv3d(x, k, options), { gradient: 2 });

const depthwise = (about: string, input: number[], kernel: number[], options: tl.DepthwiseConv2dOptions): OpRow =>
  row('depthwiseConv2d', about, [f(...input), f(...kernel)], (x, k) => tl.depthwiseConv2d(x, k, options), {
    gradient: 2,
  });

/** All of them. */
export const convolutionRows: readonly OpRow[] = [
  conv1d('', [2, 9, 3], [3, 3, 4], {}),
  conv1d('causal, dilated', [2, 9, 3], [3, 3, 4], { padding: 'causal', dilation: 2 }),
  conv1d('same, stride 2, in groups', [2, 8, 4], [4, 2, 6], { padding: 'same', strides: 2, groups: 2 }),
  conv1d('channels first', [2, 3, 9], [3, 3, 4], { padding: [[2, 1]], dataFormat: 'channelsFirst' }),

  row('conv1d', 'of special values', [special, f(2, 1, 1)], (x, k) => tl.conv1d(x.reshape([1, 17, 1]), k)),

  conv2d('valid', [2, 9, 8, 3], [3, 3, 3, 5], {}),
  conv2d('same, stride 2', [2, 9, 8, 3], [3, 2, 3, 5], { padding: 'same', strides: 2 }),
  // prettier-ignore
  conv2d('dilated', [1, 11, 10, 2], [3, 3, 2, 4], { dilation: [2, 3], padding: [[1, 2], [0, 3]] }),
  conv2d('in groups', [2, 7, 7, 6], [3, 3, 2, 9], { groups: 3 }),
  conv2d('channels first', [2, 3, 7, 6], [3, 2, 3, 4], { dataFormat: 'channelsFirst' }),
  conv2d('of one pixel', [3, 1, 1, 4], [1, 1, 4, 2], {}),
  conv2d('5x5, stride 3', [2, 14, 14, 1], [5, 5, 1, 8], { strides: 3 }),
  row('conv2d', 'of no images', [f(0, 5, 5, 2), f(3, 3, 2, 4)], (x, k) => tl.conv2d(x, k)),
  row('conv2d', 'with bias and relu', [f(2, 9, 9, 3), f(3, 3, 3, 4), f(4)], (x, k, c) => tl.conv2d(x, k).add(c).relu()),

  conv3d('', [2, 4, 5, 4, 2], [2, 3, 2, 2, 3], {}),
  conv3d('same, strides of their own', [1, 5, 4, 6, 2], [3, 2, 3, 2, 3], { padding: 'same', strides: [2, 1, 3] }),
  // prettier-ignore
  conv3d('dilated, in groups', [2, 5, 4, 3, 4], [2, 2, 2, 2, 4], { dilation: [2, 1, 2], groups: 2, padding: [[0, 1], [1, 0], [0, 0]] }),
  conv3d('channels first', [1, 2, 3, 4, 3], [2, 2, 2, 2, 3], { dataFormat: 'channelsFirst' }),

  depthwise('', [2, 6, 5, 3], [3, 2, 3, 2], {}),
  depthwise('same, stride 2', [1, 7, 6, 4], [3, 3, 4, 1], { padding: 'same', strides: 2 }),
  depthwise('channels first, dilated', [2, 3, 6, 7], [2, 3, 3, 2], { dilation: 2, dataFormat: 'channelsFirst' }),
  row(
    'depthwiseConv1d',
    'causal',
    [f(2, 7, 3), f(3, 3, 2)],
    (x, k) => tl.depthwiseConv1d(x, k, { padding: 'causal' }),
    {
      gradient: 2,
    },
  ),
  row('separableConv1d', '', [f(2, 7, 3), f(3, 3, 2), f(1, 6, 4)], (x, d, p) => tl.separableConv1d(x, d, p), {
    gradient: 2,
  }),
  row(
    'separableConv2d',
    'same',
    [f(2, 5, 4, 3), f(3, 3, 3, 2), f(1, 1, 6, 4)],
    (x, d, p) => tl.separableConv2d(x, d, p, { padding: 'same' }),
    { gradient: 2 },
  ),
];
