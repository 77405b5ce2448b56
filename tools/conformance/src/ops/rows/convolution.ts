// Rows of the convolutions.
import * as tl from '@tensorloom/tensor-core';
import { f, row, type OpRow } from '../op-row.js';

const conv2d = (about: string, input: number[], kernel: number[], options: tl.Conv2dOptions): OpRow =>
  row('conv2d', about, [f(...input), f(...kernel)], (x, k) => tl.conv2d(x, k, options), { gradient: 2 });

/** All of them. */
export const convolutionRows: readonly OpRow[] = [
  conv2d('valid', [2, 9, 8, 3], [3, 3, 3, 5], {}),
  conv2d('same, stride 2', [2, 9, 8, 3], [3, 2, 3, 5], { padding: 'same', strides: 2 }),
  // prettier-ignore
  conv2d('dilated', [1, 11, 10, 2], [3, 3, 2, 4], { dilation: [2, 3], padding: [[1, 2], [0, 3]] }),
  conv2d('in groups', [2, 7, 7, 6], [3, 3, 2, 9], { groups: 3 }),
  conv2d('of one pixel', [3, 1, 1, 4], [1, 1, 4, 2], {}),
  conv2d('5x5, stride 3', [2, 14, 14, 1], [5, 5, 1, 8], { strides: 3 }),
  row('conv2d', 'with bias and relu', [f(2, 9, 9, 3), f(3, 3, 3, 4), f(4)], (x, k, c) => tl.conv2d(x, k).add(c).relu()),
];
