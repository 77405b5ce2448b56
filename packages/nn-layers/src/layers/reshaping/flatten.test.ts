// Flatten: the generic test, odd ranks, dtypes.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, setDefaultDevice, tensor, zeros } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { Flatten } from './flatten.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('Flatten', {
  make: () => new Flatten(),
  inputShape: [2, 3, 4, 5],
  outputShape: [2, 60],
  badInputs: [[]],
  valueAndGradients,
});

checkLayer('Flatten, channels first', {
  make: () => new Flatten({ dataFormat: 'channelsFirst' }),
  inputShape: [2, 3, 4, 5],
  outputShape: [2, 60],
  badArguments: [[() => new Flatten({ dataFormat: 'last' as never }), /unknown dataFormat/]],
  valueAndGradients,
});

it('gives both layouts the same row', async () => {
  const last = arange(24).reshape([2, 2, 3, 2]);
  const first = new Flatten({ dataFormat: 'channelsFirst' });
  expect(await first.apply(last.transpose([0, 3, 1, 2])).data()).toEqual(await last.data());
  expect(first.apply(zeros([3])).shape).toEqual([3, 1]);
});

it('keeps the order and the dtype', async () => {
  const output = new Flatten().apply(
    tensor(
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      { dtype: 'int32' },
    ),
  );
  expect(output.dtype).toBe('int32');
  expect(await output.array()).toEqual([[1, 2, 3, 4]]);
});

it('gives [batch] one column, an empty batch no rows, and an unknown extent an unknown row', () => {
  expect(new Flatten().apply(zeros([3])).shape).toEqual([3, 1]);
  expect(new Flatten().apply(zeros([0, 2, 3])).shape).toEqual([0, 6]);
  expect(new Flatten().computeOutputShape([null, 2, null])).toEqual([null, null]);
});
