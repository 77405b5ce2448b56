// Max and average pooling with windows: the generic test, the worked examples of section 5, figures of Keras's documentation.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { AveragePooling1D } from './average-pooling-1d.js';
import { AveragePooling2D } from './average-pooling-2d.js';
import { AveragePooling3D } from './average-pooling-3d.js';
import { MaxPooling1D } from './max-pooling-1d.js';
import { MaxPooling2D } from './max-pooling-2d.js';
import { MaxPooling3D } from './max-pooling-3d.js';

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

describe.each([{ Pooling: MaxPooling1D }, { Pooling: AveragePooling1D }])('$Pooling.className', ({ Pooling }) => {
  checkLayer('of 2', {
    make: () => new Pooling(),
    inputShape: [2, 5, 3],
    outputShape: [2, 2, 3],
    badInputs: [
      [2, 5],
      [2, 1, 3],
    ],
    badArguments: [[() => new Pooling([2, 2] as never), /bad poolSize; expected .* \[steps\], got \[2,2\]/]],
    valueAndGradients,
  });

  checkLayer('of 3, overlapping, padded, channels first', {
    make: () => new Pooling(3, { strides: 2, padding: 'same', dataFormat: 'channelsFirst' }),
    inputShape: [1, 2, 6],
    outputShape: [1, 2, 3],
    valueAndGradients,
  });
});

describe.each([{ Pooling: MaxPooling3D }, { Pooling: AveragePooling3D }])('$Pooling.className', ({ Pooling }) => {
  checkLayer('of 2', {
    make: () => new Pooling(),
    inputShape: [1, 4, 3, 5, 2],
    outputShape: [1, 2, 1, 2, 2],
    badInputs: [
      [1, 4, 3, 5],
      [1, 4, 1, 5, 2],
    ],
    valueAndGradients,
  });

  checkLayer('of [1, 2, 3], overlapping, padded, channels first', {
    make: () => new Pooling([1, 2, 3], { strides: [2, 1, 1], padding: 'same', dataFormat: 'channelsFirst' }),
    inputShape: [1, 2, 3, 3, 4],
    outputShape: [1, 2, 2, 3, 4],
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

describe("published figures: the examples of Keras's documentation", () => {
  const sequence = tensor([[[1], [2], [3], [4], [5]]]);
  const nine = image('1 2 3 / 4 5 6 / 7 8 9');

  it.each([
    [{ strides: 1 }, [2, 3, 4, 5], [1.5, 2.5, 3.5, 4.5]],
    [{ strides: 2 }, [2, 4], [1.5, 3.5]],
    [{ strides: 1, padding: 'same' }, [2, 3, 4, 5, 5], [1.5, 2.5, 3.5, 4.5, 5]],
  ] as const)('1-D with %o', async (options, largest, mean) => {
    expect(await new MaxPooling1D(2, options).apply(sequence).squeeze().array()).toEqual(largest);
    expect(await new AveragePooling1D(2, options).apply(sequence).squeeze().array()).toEqual(mean);
  });

  it('2-D', async () => {
    const valid = { strides: 1 };
    const same = { strides: 1, padding: 'same' } as const;
    const [largest, mean] = [new MaxPooling2D(2, valid), new AveragePooling2D(2, valid)];
    expect(await largest.apply(nine).squeeze().array()).toEqual([
      [5, 6],
      [8, 9],
    ]);
    expect(await mean.apply(nine).squeeze().array()).toEqual([
      [3, 4],
      [6, 7],
    ]);
    expect(await new MaxPooling2D(2, same).apply(nine).squeeze().array()).toEqual([
      [5, 6, 6],
      [8, 9, 9],
      [8, 9, 9],
    ]);
    expect(await new AveragePooling2D(2, same).apply(nine).squeeze().array()).toEqual([
      [3, 4, 4.5],
      [6, 7, 7.5],
      [7.5, 8.5, 9],
    ]);
  });
});

it('3-D: the largest and the mean of boxes', async () => {
  // Place (z, y, x) holds 4 z + 2 y + x.
  const boxes = tensor(Float32Array.from({ length: 12 }, (_, index) => index)).reshape([1, 3, 2, 2, 1]);
  const options = { strides: 1 };
  expect(await new MaxPooling3D(2, options).apply(boxes).squeeze().array()).toEqual([7, 11]);
  expect(await new AveragePooling3D(2, options).apply(boxes).squeeze().array()).toEqual([3.5, 7.5]);
});
