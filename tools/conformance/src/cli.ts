// The command of the conformance suite: `npm run conformance -- --device lavapipe`. Exit code 1 where a row fails, 2 for words
// that it does not understand. A device that cannot be had is a skip with its reason.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { NoDeviceError } from '@tensorloom/tensor-core';
import { runInChromium } from './browser/run-in-chromium.js';
import { titleOf, type CatalogueRow } from './catalogue/catalogue-row.js';
import { catalogueFamilies } from './catalogue/catalogue.js';
import { runCatalogueRow } from './catalogue/run-catalogue-row.js';
import { readCommandLine, UsageError, usage, type ConformanceOptions } from './command-line.js';
import { checkFaults } from './faults/check-faults.js';
import { openDevice } from './devices/open-device.js';
import { runProgramsOnAll, type ProgramsReport } from './random-programs/run-programs.js';
import { formatReport, reportOf, type DeviceReport } from './suite/device-report.js';
import { rowsOfCut, type Cut } from './suite/rows-of-cut.js';
import { writeTable } from './table/write-table.js';
import { runFamilies, runSuite, type RowKind, type RowOutcome } from './suite/run-suite.js';

/** What is written as JSON, and whether something is wrong. */
interface Ending {
  readonly report: object;
  readonly failed: boolean;
}

async function reportOn(options: ConformanceOptions): Promise<DeviceReport> {
  const cut: Cut = { cut: options.full ? 'full' : 'rows', op: options.op };
  const rows = rowsOfCut(cut);
  const parts = catalogueFamilies(options.op);
  if (Object.keys(rows).length + Object.keys(parts).length === 0) {
    throw new UsageError(
      `conformance: unknown op; expected an op, layer, loss ... that has rows, got '${options.op}'\n${usage}`,
    );
  }
  if (options.device === 'chromium') return runInChromium(cut, progressOf(rows));
  const { description, open } = await openDevice(options.device);
  const outcomes = [
    ...(await runSuite(rows, open, progressOf(rows))),
    ...(await runFamilies(parts, catalogueKind, open, progressOf(parts))),
  ];
  return reportOf(description, cut.cut, outcomes);
}

const catalogueKind: RowKind<CatalogueRow> = { opOf: ({ of }) => of, nameOf: titleOf, run: runCatalogueRow };

/** Says what each family gave when it is through: a full run takes minutes. */
function progressOf(families: Readonly<Record<string, readonly unknown[]>>): (outcome: RowOutcome) => void {
  let [done, failed, milliseconds] = [0, 0, 0];
  return (outcome) => {
    done++;
    failed += Number(outcome.failure !== undefined);
    milliseconds += outcome.milliseconds;
    if (done < (families[outcome.family]?.length ?? 0)) return;
    console.error(`${outcome.family}: ${done} rows, ${failed} failed, ${(milliseconds / 1000).toFixed(1)} s`);
    [done, failed, milliseconds] = [0, 0, 0];
  };
}

/** Random programs, where the device is one that Node drives. */
async function programsOn({ device, programs, seed }: ConformanceOptions): Promise<readonly ProgramsReport[]> {
  const onWebGpu = device !== 'cpu' && device !== 'chromium' && process.env['TENSORLOOM_DEVICE'] === 'webgpu';
  if (programs === 0) return [];
  if (onWebGpu) return runProgramsOnAll(programs, seed, console.log);
  console.log('random programs: skipped; they compare WebGPU, as Node drives it, with the CPU');
  return [];
}

async function runRows(options: ConformanceOptions): Promise<Ending> {
  const report = await reportOn(options);
  console.log(formatReport(report));
  const programs = await programsOn(options);
  const failed = report.failures.length > 0 || programs.some(({ failure }) => failure !== undefined);
  return { report: { ...report, programs }, failed };
}

async function runFaults(): Promise<Ending> {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const report = await checkFaults(root, console.log);
  const survivors = report.filter(({ caughtBy }) => caughtBy === undefined).length;
  console.log(`${report.length} faults planted, ${report.length - survivors} caught`);
  return { report, failed: survivors > 0 };
}

async function main(words: readonly string[]): Promise<number> {
  try {
    const options = readCommandLine(words);
    if (options.table) return await writeTable().then(() => 0);
    const { report, failed } = await (options.faults ? runFaults() : runRows(options));
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
    return failed ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof NoDeviceError)) throw error;
    console.error(error instanceof UsageError ? error.message : `skipped: ${error.message}`);
    return error instanceof UsageError ? 2 : 0;
  }
}

process.exitCode = await main(process.argv.slice(2));
