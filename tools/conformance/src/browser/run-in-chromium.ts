// Runs a cut of the suite in an installed Chromium, without a window, on the software adapter that it brings.
import { NoDeviceError } from '@tensorloom/tensor-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { reportOf, type DeviceReport } from '../suite/device-report.js';
import type { Cut } from '../suite/rows-of-cut.js';
import { bundlePage } from './bundle-page.js';
import type { runInPage } from './page.js';

// WebGPU wants a secure origin; nothing is asked of the network, the page is given below.
const origin = 'https://conformance.test/';
const flags = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  const script = await bundlePage();
  await page.route(`${origin}**`, (route) =>
    route.request().url() === `${origin}page.js`
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({ contentType: 'text/html', body: '<script type="module" src="/page.js"></script>' }),
  );
  page.on('pageerror', (error) => console.error(`chromium: ${error.message}`));
  await page.goto(origin);
  await page.waitForFunction('"runInPage" in globalThis');
  return page;
}

/**
 * Runs the rows in the browser that `CHROMIUM_BIN` names; the launcher sets it to the first Chromium or Chrome on the PATH.
 *
 * @throws NoDeviceError where there is no Chromium, or it has no WebGPU adapter
 */
export async function runInChromium(cut: Cut): Promise<DeviceReport> {
  const { CHROMIUM_BIN: executablePath } = process.env;
  if (!executablePath) throw new NoDeviceError('chromium: none found; expected one on the PATH or in CHROMIUM_BIN');
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const page = await openPage(browser);
    const run = (asked: Cut) => (globalThis as unknown as { runInPage: typeof runInPage }).runInPage(asked);
    const result = await page.evaluate(run, cut);
    if (typeof result === 'string') throw new NoDeviceError(`chromium: no device; ${result}`);
    const { adapter, subgroupSize, outcomes } = result;
    const description = { device: 'chromium', adapter: `Chromium ${browser.version()}, ${adapter}`, subgroupSize };
    return reportOf(description, cut.cut, outcomes);
  } finally {
    await browser.close();
  }
}
