// The suite memory from options to a report.
import { stepCases, trainingCases } from '../cases/step-case.js';
import { runChild } from '../child/run-child.js';
import { casesOf, type BenchOptions } from '../command-line.js';
import type { Report } from '../report/report.js';
import { memoryColumns, type MemoryRow } from '../suites/memory.js';

/** Runs the suite. */
export async function runMemory(options: BenchOptions): Promise<Report> {
  const rows: MemoryRow[] = [];
  for (const { name } of casesOf(trainingCases, options, stepCases))
    rows.push(await runChild({ kind: 'memory', case: name, steps: options.steps ?? 2000 }));
  const complaints = rows
    .filter(({ flat }) => !flat)
    .map((row) => `${row.case}: device memory is not flat; expected no change after step 3, got ${row.firstChange}`);
  return { rows, columns: memoryColumns, complaints };
}
