// Rescaling: the generic test and its formula on bytes.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { Rescaling } from './rescaling.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('Rescaling', {
  make: () => new Rescaling(0.5, { offset: -1 }),
  inputShape: [2, 3, 3, 1],
  outputShape: [2, 3, 3, 1],
  badArguments: [
    [() => new Rescaling(NaN), /bad scale; expected a finite number, got NaN/],
    [() => new Rescaling(1, { offset: '0' as never }), /bad offset/],
    [() => new Rescaling(1, { ofset: 0 } as never), /did you mean offset\?/],
  ],
  valueAndGradients,
});

it('brings bytes to [0, 1] and [-1, 1]', async () => {
  const bytes = tensor(new Uint8Array([0, 51, 255]), { shape: [3] });
  expect(await new Rescaling(1 / 255).apply(bytes).array()).toEqual([0, 51 / 255, 255 / 255]);
  expect(await new Rescaling(1 / 127.5, { offset: -1 }).apply(bytes).array()).toEqual([-1, 51 / 127.5 - 1, 1]);
});
