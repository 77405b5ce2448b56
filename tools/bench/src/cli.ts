// The bench's command: `npm run bench -- --suite step`. Prints a table; writes rows as JSON where that is asked for.
import { writeFile } from 'node:fs/promises';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { hostValues } from './cases/host-values.js';
import { readCommandLine, UsageError, type BenchOptions } from './command-line.js';
import { openTensorloom } from './contestants/tensorloom.js';
import { GpuCounters } from './counting/gpu-counters.js';
import { stepColumns, type StepRow } from './report/step-row.js';
import { table } from './report/table.js';
import { lossComplaints, runStepCase } from './suites/step.js';

async function runStepSuite({ cases, rounds, json }: BenchOptions): Promise<number> {
  const gpu = await createNodeGpu();
  const counters = new GpuCounters();
  const rows: StepRow[] = [];
  const complaints: string[] = [];
  for (const spec of cases) {
    const contestants = [await openTensorloom(gpu, spec, hostValues(spec))];
    const made = await runStepCase(spec, contestants, counters, { rounds, countedSteps: 25 });
    rows.push(...made);
    complaints.push(...lossComplaints(made));
    for (const contestant of contestants) contestant.dispose();
  }
  counters.restore();
  console.log(`adapter: ${rows[0]?.adapter}\n`);
  console.log(
    table(
      rows.map((row) => ({ ...row })),
      stepColumns,
    ),
  );
  for (const complaint of complaints) console.error(complaint);
  if (json !== undefined) await writeFile(json, `${JSON.stringify(rows, undefined, 2)}\n`);
  return complaints.length > 0 ? 1 : 0;
}

async function main(words: readonly string[]): Promise<number> {
  try {
    return await runStepSuite(readCommandLine(words));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
