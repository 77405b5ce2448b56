// The suite step from options to a report.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { stepCases, trainingCases, type StepCase } from '../cases/step-case.js';
import { casesOf, type BenchOptions } from '../command-line.js';
import type { Contestant } from '../contestants/contestant.js';
import { openContestant } from '../contestants/open-contestant.js';
import { gpuPeerNames } from '../contestants/peer-names.js';
import { GpuCounters } from '../counting/gpu-counters.js';
import type { Report } from '../report/report.js';
import { stepColumns, type StepRow } from '../report/step-row.js';
import { lossComplaints, runStepCase } from '../suites/step.js';
import { librariesOf } from './libraries.js';

/** Steps that are counted. */
const COUNTED = 25;

/** One case with all libraries in this process. */
export async function stepRows(
  gpu: GPU,
  spec: StepCase,
  counters: GpuCounters,
  options: BenchOptions,
): Promise<readonly StepRow[]> {
  const contestants: Contestant[] = [];
  for (const library of librariesOf(options, gpuPeerNames)) contestants.push(await openContestant(library, gpu, spec));
  const rows = await runStepCase(spec, contestants, counters, { rounds: options.rounds ?? 15, countedSteps: COUNTED });
  for (const contestant of contestants) contestant.dispose();
  return rows;
}

/** Runs the suite. */
export async function runStep(options: BenchOptions): Promise<Report> {
  const gpu = await createNodeGpu();
  const counters = new GpuCounters();
  const rows: StepRow[] = [];
  const complaints: string[] = [];
  for (const spec of casesOf(trainingCases, options, stepCases)) {
    const made = await stepRows(gpu, spec, counters, options);
    rows.push(...made);
    complaints.push(...lossComplaints(made));
  }
  counters.restore();
  return { rows, columns: stepColumns, complaints };
}
