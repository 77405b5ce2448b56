// Masking: the generic test, and the mask by hand.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { Masking } from './masking.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('Masking', {
  make: () => new Masking({ maskValue: 0.5 }),
  inputShape: [2, 3, 4],
  outputShape: [2, 3, 4],
  badInputs: [[2, 3]],
  badArguments: [[() => new Masking({ maskValue: NaN }), /bad maskValue; expected a finite number, got NaN/]],
  valueAndGradients,
});

it('masks the steps in which all features have the value, and makes them 0', async () => {
  const layer = new Masking({ maskValue: -1 });
  const output = layer.apply(
    tensor([
      [
        [1, -1],
        [-1, -1],
        [0, 0],
      ],
    ]),
  );
  expect(await layer.maskOf(output)?.array()).toEqual([[true, false, true]]);
  expect(await output.array()).toEqual([
    [
      [1, -1],
      [0, 0],
      [0, 0],
    ],
  ]);
});

it('takes 0 for padding unless told otherwise', async () => {
  const layer = new Masking();
  expect(
    await layer
      .maskOf(
        layer.apply(
          tensor([
            [
              [0, 0],
              [0, 1],
            ],
          ]),
        ),
      )
      ?.array(),
  ).toEqual([[false, true]]);
});
