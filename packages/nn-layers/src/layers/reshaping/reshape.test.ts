// Reshape: the generic test, the examples of Keras's documentation, extents that are not known.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, setDefaultDevice, tensor, zeros } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { Reshape } from './reshape.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('Reshape', {
  make: () => new Reshape([2, -1, 3]),
  inputShape: [2, 3, 4],
  outputShape: [2, 2, 2, 3],
  badInputs: [[], [2], [2, 3, 3]],
  badArguments: [
    [() => new Reshape([-1, -1]), /bad targetShape; expected .* at most one -1, .* got \[-1,-1\]/],
    [() => new Reshape([1.5]), /bad targetShape/],
    [() => new Reshape(6 as never), /bad targetShape; .* got 6/],
  ],
  valueAndGradients,
});

it("has the shapes of Keras's documentation", () => {
  expect(new Reshape([3, 4]).computeOutputShape([null, 12])).toEqual([null, 3, 4]);
  expect(new Reshape([-1, 2, 2]).computeOutputShape([null, 12])).toEqual([null, 3, 2, 2]);
});

it('keeps the order and the dtype, and gives an empty batch its shape', async () => {
  const output = new Reshape([3, 2]).apply(tensor([[1, 2, 3, 4, 5, 6]], { dtype: 'int32' }));
  expect(output.dtype).toBe('int32');
  expect(await output.array()).toEqual([
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
  ]);
  expect(new Reshape([-1, 2]).apply(zeros([0, 6])).shape).toEqual([0, 3, 2]);
  expect(new Reshape([]).apply(arange(3).reshape([3, 1])).shape).toEqual([3]);
});

it('leaves open what depends on an open extent', () => {
  expect(new Reshape([-1, 2]).computeOutputShape([null, null, 6])).toEqual([null, null, 2]);
  expect(new Reshape([4, 2]).computeOutputShape([null, null, 4])).toEqual([null, 4, 2]);
});

it('says what would fit', () => {
  expect(() => new Reshape([4, 2], { name: 'fold' }).apply(zeros([5, 9]))).toThrow(
    /^fold: input does not fit; expected 8 elements for each example, to make \[4, 2\] of them, got \[5, 9\]/,
  );
});
