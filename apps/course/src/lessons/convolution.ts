// Lesson: a kernel slides over an image of one channel.
import { conv2d, tensor } from 'tensorloom';
import { figure } from '../figure.js';
import type { Lesson } from '../lesson.js';

export const convolution: Lesson = {
  title: 'Convolution: an X-shaped kernel over a 5x5 image',
  text: `
The kernel lies on nine pixels of the image; the pixels under its ones are added up. Then it moves by one pixel (stride 1).
Without padding there are 5 - 3 + 1 = 3 places on each axis:

  out[y, x] = Σ_{i, j} image[y + i, x + j] · kernel[i, j]`,
  run() {
    const image = tensor([
      [1, 1, 1, 0, 0],
      [0, 1, 1, 1, 0],
      [0, 0, 1, 1, 1],
      [0, 0, 1, 1, 0],
      [0, 1, 1, 0, 0],
    ]);
    const kernel = tensor([
      [1, 0, 1],
      [0, 1, 0],
      [1, 0, 1],
    ]);
    // Images are [batch, height, width, channels], kernels [height, width, channels, filters].
    const map = conv2d(image.reshape([1, 5, 5, 1]), kernel.reshape([3, 3, 1, 1]));
    return [figure('feature map', map, '4 3 4 / 2 4 3 / 2 3 4')];
  },
};
