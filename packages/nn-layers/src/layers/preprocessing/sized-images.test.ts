// Resizing, CenterCrop, and RandomCrop in inference: the generic test, and tiny images worked by hand.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, setDefaultDevice, tensor, zeros, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import type { Layer } from '../../layer.js';
import { checkLayer } from '../../testing/check-layer.js';
import { CenterCrop } from './center-crop.js';
import { RandomCrop } from './random-crop.js';
import { Resizing } from './resizing.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('Resizing, padded', {
  make: () => new Resizing(2, 3, { padToAspectRatio: true, fillValue: 0.5 }),
  inputShape: [2, 4, 5, 2],
  outputShape: [2, 2, 3, 2],
  badInputs: [
    [4, 5, 2],
    [2, 0, 5, 2],
  ],
  badArguments: [
    [() => new Resizing(2, 1.5), /bad width; expected a whole number >= 1, got 1.5/],
    [
      () => new Resizing(2, 2, { interpolation: 'bicubic' as never }),
      /unknown interpolation; expected one of nearest, bil/,
    ],
    [() => new Resizing(2, 2, { cropToAspectRatio: true, padToAspectRatio: true }), /got both/],
  ],
  valueAndGradients,
});

checkLayer('CenterCrop, channels first', {
  make: () => new CenterCrop(2, 3, { dataFormat: 'channelsFirst' }),
  inputShape: [2, 2, 4, 5],
  outputShape: [2, 2, 2, 3],
  badInputs: [[4, 5, 2]],
  valueAndGradients,
});

/** What a layer makes of one image of one channel. */
async function rowsOf(layer: Layer, image: Tensor): Promise<unknown> {
  const output = layer.apply(image.reshape([1, ...image.shape, 1]));
  return output.reshape(output.shape.slice(1, 3)).array();
}

const counted = (height: number, width: number): Tensor => arange(height * width).reshape([height, width]);

it('keeps the middle, with the odd element left over at the end', async () => {
  expect(await rowsOf(new CenterCrop(2, 2), counted(4, 4))).toEqual([[5, 6], [9, 10]]); // prettier-ignore
  expect(await rowsOf(new CenterCrop(2, 2), counted(5, 3))).toEqual([[3, 4], [6, 7]]); // prettier-ignore
});

it('resizes what is smaller than the middle that it should keep', async () => {
  for (const layer of [new CenterCrop(4, 2), new RandomCrop(4, 2)]) {
    expect(await rowsOf(layer, counted(2, 5))).toEqual([[2], [3.25], [5.75], [7]].map(([value]) => [value, value]));
  }
});

it('halves and doubles: centres lie at halves', async () => {
  expect(await rowsOf(new Resizing(2, 2), counted(4, 4))).toEqual([[2.5, 4.5], [10.5, 12.5]]); // prettier-ignore
  expect(await rowsOf(new Resizing(1, 4), tensor([[0, 4]]))).toEqual([[0, 1, 3, 4]]);
  expect(await rowsOf(new Resizing(1, 4, { interpolation: 'nearest' }), tensor([[0, 4]]))).toEqual([[0, 0, 4, 4]]);
});

it('keeps proportions by cutting or by filling', async () => {
  const wide = tensor([[1, 2, 3, 4], [5, 6, 7, 8]]); // prettier-ignore
  expect(await rowsOf(new Resizing(2, 2, { cropToAspectRatio: true }), wide)).toEqual([[2, 3], [6, 7]]); // prettier-ignore
  const padded = new Resizing(4, 4, { padToAspectRatio: true, fillValue: -1 });
  expect(await rowsOf(padded, wide)).toEqual([[-1, -1, -1, -1], [1, 2, 3, 4], [5, 6, 7, 8], [-1, -1, -1, -1]]); // prettier-ignore
});

it('fills one place more at the end where what is missing is odd', async () => {
  const padded = new Resizing(3, 3, { padToAspectRatio: true, fillValue: -1 });
  expect(await rowsOf(padded, counted(2, 3))).toEqual([[0, 1, 2], [3, 4, 5], [-1, -1, -1]]); // prettier-ignore
});

it('gives images of any size one shape', () => {
  expect(new Resizing(224, 224).computeOutputShape([null, null, null, 3])).toEqual([null, 224, 224, 3]);
  expect(new RandomCrop(3, 2).apply(zeros([2, 7, 9, 1])).shape).toEqual([2, 3, 2, 1]);
});
