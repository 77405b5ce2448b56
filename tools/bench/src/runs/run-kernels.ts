// The suite kernels from options to a report.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { judgeBars, type BarResult } from '../bars/bar.js';
import { runChild } from '../child/run-child.js';
import { casesOf, type BenchOptions } from '../command-line.js';
import { GpuCounters } from '../counting/gpu-counters.js';
import { kernelCases, type KernelCase } from '../kernels/kernel-case.js';
import type { KernelContestant } from '../kernels/kernel-contestant.js';
import { kernelColumns, type KernelRow } from '../kernels/kernel-row.js';
import { openKernel } from '../kernels/open-kernel.js';
import type { Report } from '../report/report.js';
import { resultComplaints, runKernelCase } from '../suites/kernels.js';
import { noShaderCache } from './environments.js';
import { librariesOf } from './libraries.js';

async function runCase(
  gpu: GPU,
  spec: KernelCase,
  counters: GpuCounters,
  options: BenchOptions,
): Promise<readonly KernelRow[]> {
  const libraries = librariesOf(options, spec.peers);
  const coldMs: number[] = [];
  for (const library of libraries) {
    coldMs.push(await runChild({ kind: 'coldKernel', case: spec.name, library }, noShaderCache));
  }
  const contestants: KernelContestant[] = [];
  for (const library of libraries) contestants.push(await openKernel(library, gpu, spec));
  const rows = await runKernelCase(spec, contestants, coldMs, counters, options.rounds ?? 9);
  for (const contestant of contestants) contestant.dispose();
  return rows;
}

/** Runs the suite. */
export async function runKernels(options: BenchOptions): Promise<Report> {
  const gpu = await createNodeGpu();
  const counters = new GpuCounters();
  const [rows, bars, complaints]: [KernelRow[], BarResult[], string[]] = [[], [], []];
  for (const spec of casesOf(kernelCases, options)) {
    console.error(`bench: ${spec.name}`);
    const made = await runCase(gpu, spec, counters, options);
    rows.push(...made);
    bars.push(...judgeBars(spec.bars, made));
    complaints.push(...resultComplaints(made));
  }
  counters.restore();
  return { rows, columns: kernelColumns, bars, complaints };
}
