// Autotuning in a browser, where one is found: right numbers, and results that a second device finds in IndexedDB.
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import type { runInPage } from './autotune-page.js';
import { bundlePage } from './bundle-page.js';
import { flags, openPage } from './run-in-chromium.js';

it('keeps what it measured in IndexedDB', { timeout: 300_000 }, async (context) => {
  const { CHROMIUM_BIN: executablePath } = process.env;
  if (!executablePath) return context.skip('no Chromium on the PATH or in CHROMIUM_BIN');
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const page = await openPage(browser, await bundlePage('./autotune-page.ts'));
    const run = () => (globalThis as unknown as { runInPage: typeof runInPage }).runInPage();
    const tuned = await page.evaluate(run);
    if (typeof tuned === 'string') return context.skip(tuned);
    expect(tuned.largestError).toBeLessThan(1e-5);
    expect(tuned.keys).toEqual([expect.stringContaining('1x33x31x65/1')]);
    // The times are in there too: measured again, they would differ.
    expect(tuned.entries[1]).toBe(tuned.entries[0]);
  } finally {
    await browser.close();
  }
});
