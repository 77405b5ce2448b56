// MaxPooling2D and AveragePooling2D: the generic test and the worked examples of section 5.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { AveragePooling2D } from './average-pooling-2d.js';
import { MaxPooling2D } from './max-pooling-2d.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

describe.each([{ Pooling: MaxPooling2D }, { Pooling: AveragePooling2D }])('$Pooling.className', ({ Pooling }) => {
  checkLayer('of 2', {
    make: () => new Pooling(),
    inputShape: [2, 6, 5, 3],
    outputShape: [2, 3, 2, 3],
    badInputs: [
      [2, 6, 5],
      [2, 1, 5, 3],
    ],
    badArguments: [
      [() => new Pooling(0), /bad poolSize; expected a whole number >= 1/],
      [() => new Pooling({ poolSize: 2 } as never), /bad poolSize; .*got \{"poolSize":2\}/],
      [() => new Pooling(2, { padding: 'full' as never }), /unknown padding/],
      [() => new Pooling(2, { stride: 2 } as never), /did you mean strides\?/],
    ],
    valueAndGradients,
  });

  checkLayer('of [3, 2], overlapping, padded', {
    make: () => new Pooling([3, 2], { strides: [1, 2], padding: 'same' }),
    inputShape: [1, 4, 5, 2],
    outputShape: [1, 4, 3, 2],
    valueAndGradients,
  });
});

/** One image of one channel. */
function image(text: string): Tensor {
  return tensor([text.split(' / ').map((row) => row.split(' ').map((value) => [Number(value)]))]);
}

const square = image('12 20 30 0 / 8 12 2 0 / 34 70 37 4 / 112 100 25 12');

it('worked example: largest of 2x2', async () => {
  expect(await new MaxPooling2D(2).apply(square).squeeze().array()).toEqual([
    [20, 30],
    [112, 37],
  ]);
});

it('worked example: mean of 2x2', async () => {
  expect(await new AveragePooling2D(2).apply(square).squeeze().array()).toEqual([
    [13, 8],
    [79, 19.5],
  ]);
});

it('worked example: largest of 3x3, stride 1', async () => {
  const input = image('3 3 2 1 0 / 0 0 1 3 1 / 3 1 2 2 3 / 2 0 0 2 2 / 2 0 0 0 1');
  const output = new MaxPooling2D(3, { strides: 1 }).apply(input);
  expect(await output.squeeze().array()).toEqual([
    [3, 3, 3],
    [3, 3, 3],
    [3, 2, 3],
  ]);
});
