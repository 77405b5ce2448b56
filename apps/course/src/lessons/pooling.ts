// Lesson: windows that keep one number each.
import { averagePool2d, maxPool2d, tensor } from 'tensorloom';
import { figure } from '../figure.js';
import type { Lesson } from '../lesson.js';

export const pooling: Lesson = {
  title: 'Pooling: maximum and average',
  text: `
A window of 2x2 that moves by 2 halves both sides of an image. Of each four pixels, max pooling keeps the largest and average
pooling the mean. With a stride smaller than the window, windows overlap: 3x3 by 1 makes 3x3 of 5x5.`,
  run() {
    const small = tensor([
      [12, 20, 30, 0],
      [8, 12, 2, 0],
      [34, 70, 37, 4],
      [112, 100, 25, 12],
    ]).reshape([1, 4, 4, 1]);
    const large = tensor([
      [3, 3, 2, 1, 0],
      [0, 0, 1, 3, 1],
      [3, 1, 2, 2, 3],
      [2, 0, 0, 2, 2],
      [2, 0, 0, 0, 1],
    ]).reshape([1, 5, 5, 1]);
    return [
      figure('max pooling 2x2, stride 2', maxPool2d(small, 2), '20 30 / 112 37'),
      figure(
        'average pooling 2x2, stride 2',
        averagePool2d(small, 2),
        '13 8 / 79 19.5',
        'the lecture rounds 19.5 to 20',
      ),
      figure('max pooling 3x3, stride 1', maxPool2d(large, 3, { strides: 1 }), '3 3 3 / 3 3 3 / 3 2 3'),
    ];
  },
};
