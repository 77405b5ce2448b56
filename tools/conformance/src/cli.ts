// The command of the conformance suite: `npm run conformance -- --device lavapipe`. Exit code 1 where a row fails, 2 for words
// that it does not understand. A device that cannot be had is a skip with its reason.
import { writeFile } from 'node:fs/promises';
import { NoDeviceError } from '@tensorloom/tensor-core';
import { readCommandLine, UsageError, usage, type ConformanceOptions } from './command-line.js';
import { openDevice } from './devices/open-device.js';
import { formatReport, reportOf, type DeviceReport } from './suite/device-report.js';
import { rowsOfCut } from './suite/rows-of-cut.js';
import { runSuite } from './suite/run-suite.js';

async function reportOn(options: ConformanceOptions): Promise<DeviceReport> {
  const rows = rowsOfCut(options);
  if (Object.keys(rows).length === 0) {
    throw new UsageError(`conformance: unknown op; expected one that has rows, got '${options.op}'\n${usage}`);
  }
  const cut = options.full ? 'full' : 'thin';
  if (options.device === 'chromium') throw new NoDeviceError('chromium: not yet');
  const { description, open } = await openDevice(options.device);
  return reportOf(description, cut, await runSuite(rows, open));
}

async function main(words: readonly string[]): Promise<number> {
  try {
    const options = readCommandLine(words);
    const report = await reportOn(options);
    console.log(formatReport(report));
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
    return report.failures.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof NoDeviceError)) throw error;
    console.error(error instanceof UsageError ? error.message : `skipped: ${error.message}`);
    return error instanceof UsageError ? 2 : 0;
  }
}

process.exitCode = await main(process.argv.slice(2));
