// The suite cold from options to a report.
import { stepCases, trainingCases, type StepCase } from '../cases/step-case.js';
import { runChild } from '../child/run-child.js';
import { casesOf, type BenchOptions } from '../command-line.js';
import { gpuPeerNames, type GpuLibraryName } from '../contestants/peer-names.js';
import type { Report } from '../report/report.js';
import { median, rounded } from '../report/statistics.js';
import { coldColumns, type ColdRow } from '../suites/cold.js';
import { noShaderCache } from './environments.js';
import { librariesOf } from './libraries.js';

/** First steps in fresh processes: the medians. */
export async function coldStep({ name }: StepCase, library: GpuLibraryName, processes: number): Promise<ColdRow> {
  const runs: ColdRow[] = [];
  for (let at = 0; at < processes; at++) {
    runs.push(await runChild({ kind: 'cold', case: name, library }, noShaderCache));
  }
  const middle = (of: (row: ColdRow) => number): number => rounded(median(runs.map(of)));
  const [first] = runs as [ColdRow];
  const times = { openMs: middle((row) => row.openMs), firstStepMs: middle((row) => row.firstStepMs) };
  return { ...first, ...times, cpuMs: middle((row) => row.cpuMs) };
}

/** Runs the suite. */
export async function runCold(options: BenchOptions): Promise<Report> {
  const rows: ColdRow[] = [];
  for (const spec of casesOf(trainingCases, options, stepCases)) {
    for (const library of librariesOf(options, gpuPeerNames)) {
      rows.push(await coldStep(spec, library, options.rounds ?? 3));
    }
  }
  return { rows, columns: coldColumns, complaints: [] };
}
