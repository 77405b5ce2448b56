// Rows of the transposed convolutions.
import * as tl from '@tensorloom/tensor-core';
import { f, row, type OpRow } from '../op-row.js';

const back1d = (about: string, input: number[], kernel: number[], options: tl.ConvTranspose1dOptions): OpRow =>
  row('convTranspose1d', about, [f(...input), f(...kernel)], (x, k) => tl.convTranspose1d(x, k, options), {
    gradient: 2,
  });

const back2d = (about: string, input: number[], kernel: number[], options: tl.ConvTranspose2dOptions): OpRow =>
  row('convTranspose2d', about, [f(...input), f(...kernel)], (x, k) => tl.convTranspose2d(x, k, options), {
    gradient: 2,
  });

const back3d = (about: string, input: number[], kernel: number[], options: tl.ConvTranspose3dOptions): OpRow =>
  row('convTranspose3d', about, [f(...input), f(...kernel)], (x, k) => tl.convTranspose3d(x, k, options), {
    gradient: 2,
  });

/** All of them. */
export const convTransposeRows: readonly OpRow[] = [
  back1d('', [2, 5, 3], [3, 4, 3], {}),
  back1d('same, stride 2', [2, 5, 3], [4, 2, 3], { strides: 2, padding: 'same' }),
  back1d('channels first', [2, 3, 5], [3, 4, 3], { strides: 3, outputPadding: 1, dataFormat: 'channelsFirst' }),

  back2d('', [2, 4, 3, 3], [3, 2, 4, 3], {}),
  back2d('stride above the kernel', [1, 3, 3, 2], [2, 1, 3, 2], { strides: 3 }),
  back2d('same, stride 2', [2, 4, 3, 3], [3, 3, 4, 3], { strides: 2, padding: 'same' }),
  back2d('same, with outputPadding', [1, 4, 3, 2], [3, 3, 2, 2], {
    strides: 2,
    padding: 'same',
    outputPadding: [1, 0],
  }),
  // prettier-ignore
  back2d('cut, dilated, in groups', [1, 4, 4, 4], [2, 3, 3, 4], { groups: 2, dilation: 2, padding: [[1, 0], [1, 2]] }),

  back3d('', [1, 3, 3, 2, 2], [2, 2, 2, 3, 2], {}),
  back3d('same, stride 2', [1, 2, 3, 2, 2], [3, 2, 3, 2, 2], { strides: 2, padding: 'same' }),
  // prettier-ignore
  back3d('cut, dilated, in groups', [2, 3, 2, 2, 4], [2, 2, 1, 1, 4], { groups: 2, dilation: [2, 1, 1], padding: [[1, 1], [0, 1], [0, 0]] }),
];
