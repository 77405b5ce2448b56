// The bench's command: `npm run bench -- --suite step`. Exit code 1 where something must not be as it was measured, 2 for
// words that it does not understand.
import { NoDeviceError } from '@tensorloom/tensor-core';
import { readCommandLine, UsageError } from './command-line.js';
import { publish } from './report/report.js';
import { runSuite } from './run-suite.js';

async function main(words: readonly string[]): Promise<number> {
  try {
    const options = readCommandLine(words);
    const report = await runSuite(options);
    await publish(report, options.json);
    return report.complaints.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof NoDeviceError)) throw error;
    console.error(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
