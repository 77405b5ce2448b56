// Each row of the op suite, and each gradient of one, on each device, held against the CPU in float64.
import { setDefaultDevice, tensor, type Device, type DType, type TypedArray } from '@tensorloom/tensor-core';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWebGpu } from '../webgpu.js';
import { firstDifference } from './compare.js';
import { gradientRows } from './gradient-row.js';
import { inputData, nameOf, type OpRow } from './op-row.js';
import { opRows } from './op-rows.js';

async function runRow(
  row: OpRow,
  device: Device,
): Promise<{ values: TypedArray; shape: readonly number[]; dtype: DType }> {
  setDefaultDevice(device);
  const result = row.run(...row.inputs.map((input, index) => tensor(inputData(input, index + 1))));
  return { values: await result.data(), shape: result.shape, dtype: result.dtype };
}

const reference = createCpuDevice({ precision: 'float64' });
const devices: Readonly<Record<string, () => Promise<Device>>> = {
  'cpu float32': async () => createCpuDevice(),
  webgpu: openWebGpu,
};
const rows = opRows.flatMap((row) => [row, ...gradientRows(row)]);

describe.each(Object.entries(devices))('%s', (_name, open) => {
  let device: Device;
  beforeAll(async () => {
    device = await open();
  });
  afterAll(() => setDefaultDevice(undefined));

  it.each(rows.map((row) => ({ name: nameOf(row), row })))('$name', async ({ row }) => {
    const expected = await runRow(row, reference);
    const got = await runRow(row, device);
    expect(got.shape).toEqual(expected.shape);
    expect(firstDifference(got.values, expected.values, got.dtype, row.tolerance ?? 1e-5)).toBeUndefined();
  });
});
