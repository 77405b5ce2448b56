// Registers the tests of one part of the catalogue: nothing is missing, and WebGPU computes what the float64 CPU does.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, type Device } from '@tensorloom/tensor-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWebGpu } from '../webgpu.js';
import { titleOf, withoutRow, type CatalogueRow } from './catalogue-row.js';
import { catalogue } from './catalogue.js';
import { runCatalogueRow } from './run-catalogue-row.js';

/** Registers a test for each row. */
export function checkRows(title: string, rows: readonly CatalogueRow[]): void {
  describe(title, { timeout: 60_000 }, () => {
    const reference = createCpuDevice({ precision: 'float64' });
    let device: Device;
    beforeAll(async () => {
      device = await openWebGpu();
    });
    afterAll(() => setDefaultDevice(undefined));

    it.each(rows.map((row) => ({ title: titleOf(row), row })))('$title', async ({ row }) => {
      expect((await runCatalogueRow(row, device, reference)).failure).toBeUndefined();
    });
  });
}

/** Registers the test that every exported name of a part has a row. */
export function checkNames(part: keyof typeof catalogue): void {
  const { rows, names } = catalogue[part];
  it(`${part} have a row each`, () => {
    expect(names.length).toBeGreaterThan(0);
    expect(withoutRow(names, rows), 'exported, and in no row').toEqual([]);
    expect(rows.map(({ of }) => of).filter((name) => !names.includes(name))).toEqual([]);
  });
}

/** Both for one part. */
export function checkCatalogue(part: keyof typeof catalogue): void {
  checkNames(part);
  checkRows(part, catalogue[part].rows);
}
