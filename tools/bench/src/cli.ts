// The bench's command: `npm run bench -- --suite step`. Exit code 1 where something must not be as it was measured, 2 for
// words that it does not understand and files that it cannot write.
import { loadavg } from 'node:os';
import { NoDeviceError } from '@tensorloom/tensor-core';
import { readCommandLine, UsageError, usage, type BenchOptions } from './command-line.js';
import { checkPlaces, putIntoPlaces } from './report/markdown.js';
import { formatReport, jsonRows, type Report } from './report/report.js';
import { whyNotWritable, writeWhole } from './report/write-whole.js';
import { runSuite } from './run-suite.js';

/** @throws UsageError before any work, where its result could not be kept */
async function checkFiles({ json, markdown, suites }: BenchOptions): Promise<void> {
  for (const [option, file] of Object.entries({ json, markdown })) {
    const reason = file === undefined ? undefined : await whyNotWritable(file);
    if (reason === undefined) continue;
    throw new UsageError(
      `bench: cannot write --${option}; expected a file in a folder that is there and writable, got '${file}' (${reason})\n${usage}`,
    );
  }
  if (markdown !== undefined) await checkPlaces(markdown, suites);
}

async function measure(options: BenchOptions): Promise<number> {
  await checkFiles(options);
  const reports: Report[] = [];
  for (const suite of options.suites) {
    const report = await runSuite(suite, options);
    reports.push(report);
    console.log(`${options.suites.length > 1 ? `\nsuite: ${suite}\n` : ''}${formatReport(report)}`);
    for (const complaint of report.complaints) console.error(`bench: ${complaint}`);
    console.log(
      `load average: ${loadavg()
        .map((load) => load.toFixed(2))
        .join(', ')}`,
    );
    if (options.markdown !== undefined) await putIntoPlaces(options.markdown, suite, report);
    if (options.json === undefined) continue;
    const rows = reports.flatMap(jsonRows);
    await writeWhole(options.json, `${JSON.stringify(rows, undefined, 2)}\n`);
  }
  return reports.some(({ complaints }) => complaints.length > 0) ? 1 : 0;
}

async function main(words: readonly string[]): Promise<number> {
  try {
    return await measure(readCommandLine(words));
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof NoDeviceError)) throw error;
    console.error(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
