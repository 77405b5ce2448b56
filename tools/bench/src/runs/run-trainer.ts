// The suite trainer from options to a report.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { stepCases } from '../cases/step-case.js';
import { casesOf, type BenchOptions } from '../command-line.js';
import { GpuCounters } from '../counting/gpu-counters.js';
import type { Report } from '../report/report.js';
import { runTrainerCase, trainerColumns, trainerComplaints, type TrainerRow } from '../suites/trainer.js';

/** Runs the suite. */
export async function runTrainer(options: BenchOptions): Promise<Report> {
  const gpu = await createNodeGpu();
  const counters = new GpuCounters();
  const rows: TrainerRow[] = [];
  const complaints: string[] = [];
  for (const spec of casesOf(stepCases, options)) {
    const made = await runTrainerCase(gpu, spec, counters, options.rounds ?? 7);
    rows.push(...made);
    complaints.push(...trainerComplaints(made));
  }
  counters.restore();
  return { rows, columns: trainerColumns, complaints };
}
