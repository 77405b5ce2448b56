// Each row of the op suite, and each gradient of one, on each device, held against the CPU in float64.
import { setDefaultDevice, type Device } from '@tensorloom/tensor-core';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRow } from '../suite/run-row.js';
import { openWebGpu } from '../webgpu.js';
import { gradientRows } from './gradient-row.js';
import { nameOf } from './op-row.js';
import { opRows } from './op-rows.js';

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
    expect((await runRow(row, device, reference)).failure).toBeUndefined();
  });
});
