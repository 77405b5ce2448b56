// Ops against numbers that none of our code made: worked out by hand, or printed in another library's documentation.
import { setDefaultDevice, type Device } from '@tensorloom/tensor-core';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWebGpu } from '../webgpu.js';
import { indexingValues } from './known-values/indexing.js';
import { layerValues } from './known-values/layers.js';
import { movementValues } from './known-values/movement.js';
import { productValues } from './known-values/products.js';
import { randomValues } from './known-values/random.js';
import { reductionValues } from './known-values/reductions.js';
import { windowValues } from './known-values/windows.js';

const values = {
  reductions: reductionValues,
  movement: movementValues,
  indexing: indexingValues,
  products: productValues,
  windows: windowValues,
  layers: layerValues,
  random: randomValues,
};
const devices: Readonly<Record<string, () => Promise<Device>>> = {
  'cpu float64': async () => createCpuDevice({ precision: 'float64' }),
  'cpu float32': async () => createCpuDevice(),
  webgpu: openWebGpu,
};

/** Numbers within a few roundings of float32, booleans and shapes exactly. */
function rounded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rounded);
  return typeof value === 'number' && Number.isFinite(value) ? Number(value.toPrecision(5)) + 0 : value;
}

describe.each(Object.entries(devices))('%s', (_device, open) => {
  beforeAll(async () => setDefaultDevice(await open()));
  afterAll(() => setDefaultDevice(undefined));

  describe.each(Object.entries(values))('%s', (_family, rows) => {
    it.each(rows)('%s', async (_what, run, expected) => {
      expect(rounded(await (await run()).array())).toEqual(rounded(expected));
    });
  });
});
