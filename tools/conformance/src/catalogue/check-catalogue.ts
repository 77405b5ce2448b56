// Registers the tests of one part of the catalogue: nothing is missing, and WebGPU computes what the float64 CPU does.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, type Device } from '@tensorloom/tensor-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWebGpu } from '../webgpu.js';
import { titleOf, withoutRow } from './catalogue-row.js';
import { catalogue } from './catalogue.js';
import { runCatalogueRow } from './run-catalogue-row.js';

/** Registers the tests of one part: every exported name has a row, and every row agrees. */
export function checkCatalogue(part: keyof typeof catalogue): void {
  const { rows, names } = catalogue[part];
  describe(part, { timeout: 60_000 }, () => {
    const reference = createCpuDevice({ precision: 'float64' });
    let device: Device;
    beforeAll(async () => {
      device = await openWebGpu();
    });
    afterAll(() => setDefaultDevice(undefined));

    it('have a row each', () => {
      expect(names.length).toBeGreaterThan(0);
      expect(withoutRow(names, rows), 'exported, and in no row').toEqual([]);
      expect(rows.map(({ of }) => of).filter((name) => !names.includes(name))).toEqual([]);
    });

    it.each(rows.map((row) => ({ title: titleOf(row), row })))('$title', async ({ row }) => {
      expect((await runCatalogueRow(row, device, reference)).failure).toBeUndefined();
    });
  });
}
