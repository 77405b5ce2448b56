// The suite training from options to a report.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { judgeBars, type BarResult } from '../bars/bar.js';
import { trainingCases, type StepCase } from '../cases/step-case.js';
import { casesOf, type BenchOptions } from '../command-line.js';
import type { GpuLibraryName } from '../contestants/peer-names.js';
import { GpuCounters } from '../counting/gpu-counters.js';
import type { Report } from '../report/report.js';
import { lossComplaints } from '../suites/step.js';
import { trainingColumns, uncompiledHostTime, type TrainingRow } from '../suites/training.js';
import { coldStep } from './run-cold.js';
import { stepRows } from './run-step.js';

/** Fresh processes of a library; a peer may take a minute for one. */
const processesOf = (library: string, rounds = 3): number => (library === 'tensorloom' ? Math.min(3, rounds) : 1);

async function trainingRows(
  gpu: GPU,
  spec: StepCase,
  counters: GpuCounters,
  options: BenchOptions,
): Promise<readonly TrainingRow[]> {
  const rows: TrainingRow[] = [];
  for (const row of await stepRows(gpu, spec, counters, options)) {
    const processes = processesOf(row.library, options.rounds);
    const { firstStepMs, cpuMs } = await coldStep(spec, row.library as GpuLibraryName, processes);
    const uncompiled = row.library === 'tensorloom' ? { hostUncompiledMs: await uncompiledHostTime(gpu, spec) } : {};
    rows.push({ ...row, ...uncompiled, coldFirstStepMs: firstStepMs, coldCpuMs: cpuMs });
  }
  return rows;
}

/** Runs the suite. */
export async function runTraining(options: BenchOptions): Promise<Report> {
  const gpu = await createNodeGpu();
  const counters = new GpuCounters();
  const [rows, bars, complaints]: [TrainingRow[], BarResult[], string[]] = [[], [], []];
  for (const spec of casesOf(trainingCases, options)) {
    console.error(`bench: ${spec.name}`);
    const made = await trainingRows(gpu, spec, counters, options);
    rows.push(...made);
    bars.push(...judgeBars(spec.bars, made));
    complaints.push(...lossComplaints(made));
  }
  counters.restore();
  return { rows, columns: trainingColumns, bars, complaints };
}
