// The suite memory from options to a report.
import { judgeBars, type BarResult } from '../bars/bar.js';
import { caseNamed, stepCases, trainingCases } from '../cases/step-case.js';
import { runChild } from '../child/run-child.js';
import { casesOf, type BenchOptions } from '../command-line.js';
import { gpuPeerNames } from '../contestants/peer-names.js';
import type { Report } from '../report/report.js';
import { rounded } from '../report/statistics.js';
import { memoryBars, memoryColumns, memoryComplaints, type MemoryRow } from '../suites/memory.js';
import { librariesOf } from './libraries.js';

const smallStep = caseNamed(stepCases, 'mlp-784-32-10-b32');

/** Runs the suite. */
export async function runMemory(options: BenchOptions): Promise<Report> {
  const { steps = 10_000 } = options;
  const [rows, bars, complaints]: [MemoryRow[], BarResult[], string[]] = [[], [], []];
  for (const { name } of casesOf(trainingCases, options, [smallStep])) {
    const made: MemoryRow[] = [];
    for (const library of librariesOf(options, gpuPeerNames)) {
      const row = await runChild({ kind: 'memory', case: name, library, steps });
      made.push({ ...row, ratio: rounded(row.peakBytes / (made[0] ?? row).peakBytes, 3) });
    }
    rows.push(...made);
    bars.push(...judgeBars(memoryBars, made));
    complaints.push(...memoryComplaints(made[0] as MemoryRow));
  }
  return { rows, columns: memoryColumns, bars, complaints };
}
