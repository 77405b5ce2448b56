// Each op once in a browser, where one is found: the same code that Node runs, on the browser's own WebGPU.
import { NoDeviceError } from '@tensorloom/tensor-core';
import { expect, it } from 'vitest';
import { runInChromium } from './run-in-chromium.js';

it('runs every op in Chromium', { timeout: 300_000 }, async (context) => {
  const report = await runInChromium({ cut: 'ops' }).catch((error: unknown) => {
    if (error instanceof NoDeviceError) return context.skip(error.message);
    throw error;
  });
  expect(report.failures).toEqual([]);
  expect(report.families.length).toBeGreaterThan(5);
});
