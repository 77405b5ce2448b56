// Lesson: one filter over a colour image, with padding and a bias.
import { conv2d, stack, tensor } from 'tensorloom';
import { figure } from '../figure.js';
import type { Lesson } from '../lesson.js';

// prettier-ignore
const pixels = {
  red:   [[156, 155, 156, 158, 158], [153, 154, 157, 159, 159], [149, 151, 155, 158, 159], [146, 146, 149, 153, 158], [145, 143, 143, 148, 158]],
  green: [[167, 166, 167, 169, 169], [164, 165, 168, 170, 170], [160, 162, 166, 169, 170], [156, 156, 159, 163, 168], [155, 153, 153, 158, 168]],
  blue:  [[163, 162, 163, 165, 165], [160, 161, 164, 166, 166], [156, 158, 162, 165, 166], [155, 155, 158, 162, 167], [154, 152, 152, 157, 167]],
};

// prettier-ignore
const kernels = {
  red:   [[-1, -1, 1], [0, 1, -1], [0, 1, 1]],
  green: [[1, 0, 0], [1, -1, -1], [1, 0, -1]],
  blue:  [[0, 1, 1], [0, 1, 0], [1, -1, 1]],
};

export const threeChannels: Lesson = {
  title: 'Convolution over three channels',
  text: `
A filter has one kernel for each channel. It lays all three on their channels at once and adds up everything, and the bias:
one number for each place, however many channels there are.

The image is the upper left corner of a larger one: a row of zeros is put above it and a column of zeros to its left.
At row 2, column 4, the channels give 161 - 9 + 659, and with the bias of 1 that is 812.`,
  run() {
    const image = stack([tensor(pixels.red), tensor(pixels.green), tensor(pixels.blue)], -1).expandDims(0);
    const filter = stack([tensor(kernels.red), tensor(kernels.green), tensor(kernels.blue)], -1);
    const padding = [
      [1, 0],
      [1, 0],
    ] as const;
    const output = conv2d(image, filter.reshape([3, 3, 3, 1]), { padding }).add(1);
    // With a group for each channel, the sums over single channels stay apart.
    const apart = conv2d(image, filter.reshape([3, 3, 1, 3]), { padding, groups: 3 });
    return [
      figure('output', output, '-25 466 466 475 / 295 787 798 812 / 291 776 784 800 / 293 771 773 782'),
      figure('red, green, blue at row 2, column 4', apart.slice(0, 1, 3), '161 -9 659'),
    ];
  },
};
