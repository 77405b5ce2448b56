// Runs a cut of the suite in an installed Chromium, without a window, on the software adapter that it brings.
import { NoDeviceError } from '@tensorloom/tensor-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { reportOf, type DeviceReport } from '../suite/device-report.js';
import { rowsOfCut, type Cut } from '../suite/rows-of-cut.js';
import type { RowOutcome } from '../suite/run-suite.js';
import { bundlePage } from './bundle-page.js';
import type { PagePart, PageResult, runInPage } from './page.js';

// WebGPU wants a secure origin; nothing is asked of the network, the page is given below.
const origin = 'https://conformance.test/';
/** What Chromium is started with. */
export const flags: string[] = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** Rows after which a new browser is started: what its GPU process has compiled for thousands of rows would fill the memory. */
const ROWS_OF_A_BROWSER = 500;

/** A page that runs a script, once `runInPage` is there. */
export async function openPage(browser: Browser, script: string): Promise<Page> {
  const page = await browser.newPage();
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

/** Runs rows in a browser of their own. @throws NoDeviceError where it has no WebGPU adapter */
async function runPart(executablePath: string, script: string, part: PagePart): Promise<PageResult> {
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const page = await openPage(browser, script);
    const run = (asked: PagePart) => (globalThis as unknown as { runInPage: typeof runInPage }).runInPage(asked);
    const result = await page.evaluate(run, part);
    if (typeof result === 'string') throw new NoDeviceError(`chromium: no device; ${result}`);
    return { ...result, adapter: `Chromium ${browser.version()}, ${result.adapter}` };
  } finally {
    await browser.close();
  }
}

/**
 * Runs the rows in the browser that `CHROMIUM_BIN` names; the launcher sets it to the first Chromium or Chrome on the PATH.
 *
 * @throws NoDeviceError where there is no Chromium, or it has no WebGPU adapter
 */
export async function runInChromium(
  cut: Cut,
  each: (outcome: RowOutcome) => void = () => undefined,
): Promise<DeviceReport> {
  const { CHROMIUM_BIN: executablePath } = process.env;
  if (!executablePath) throw new NoDeviceError('chromium: none found; expected one on the PATH or in CHROMIUM_BIN');
  const script = await bundlePage('./page.ts');
  const rows = Object.values(rowsOfCut(cut)).reduce((sum, { length }) => sum + length, 0);
  const outcomes: RowOutcome[] = [];
  let description = { device: 'chromium', adapter: '', subgroupSize: undefined as number | undefined };
  for (let first = 0; first < rows; first += ROWS_OF_A_BROWSER) {
    const result = await runPart(executablePath, script, { ...cut, first, count: ROWS_OF_A_BROWSER });
    description = { ...description, adapter: result.adapter, subgroupSize: result.subgroupSize };
    outcomes.push(...result.outcomes);
    result.outcomes.forEach(each);
  }
  return reportOf(description, cut.cut, outcomes);
}
