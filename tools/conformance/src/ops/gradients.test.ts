// The gradients of each row against central differences on the CPU in float64; of smooth rows, their gradients too.
import { tensor, type Tensor } from '@tensorloom/tensor-core';
import { checkGradients, type CheckedInput } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { describe, it } from 'vitest';
import { floatInputs, gradientOf } from './gradient-row.js';
import { inputData, nameOf, type OpRow } from './op-row.js';
import { opRows } from './op-rows.js';

const device = createCpuDevice({ precision: 'float64' });

/** The row as a function of its float inputs alone, with their data. */
function ofFloats(row: OpRow): {
  readonly all: (floats: readonly Tensor[]) => Tensor[];
  readonly data: CheckedInput[];
} {
  const hosts = row.inputs.map((input, index) => inputData(input, index + 1));
  const floats = floatInputs(row);
  return {
    all: (given) => hosts.map((host, index) => given[floats.indexOf(index)] ?? tensor(host)),
    data: floats.map((index) => {
      const { data, shape } = hosts[index] as (typeof hosts)[number];
      return { data: Float64Array.from(data), shape, dtype: 'float32' };
    }),
  };
}

const checked = opRows.filter(({ gradient = 0 }) => gradient > 0).map((row) => ({ name: nameOf(row), row }));

describe('first gradients', () => {
  it.each(checked)('$name', async ({ row }) => {
    const { all, data } = ofFloats(row);
    await checkGradients((...floats) => row.run(...all(floats)), data, { device, tolerance: 1e-5 });
  });
});

describe('second gradients', () => {
  const twice = checked.filter(({ row }) => row.gradient === 2);
  it.each(twice.flatMap((one) => floatInputs(one.row).map((input) => ({ ...one, input }))))(
    '$name, of input $input',
    async ({ row, input }) => {
      const { all, data } = ofFloats(row);
      const gradient = (...floats: Tensor[]): Tensor => gradientOf(row, all(floats), input);
      await checkGradients(gradient, data, { device, tolerance: 1e-4 });
    },
  );
});
