// The suite buffers from options to a report.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { stepCases, trainingCases } from '../cases/step-case.js';
import { casesOf, type BenchOptions } from '../command-line.js';
import { GpuCounters } from '../counting/gpu-counters.js';
import type { Report } from '../report/report.js';
import { bufferColumns, nameBuffers, type BufferRow } from '../suites/buffers.js';

/** Runs the suite. */
export async function runBuffers(options: BenchOptions): Promise<Report> {
  const gpu = await createNodeGpu();
  const counters = new GpuCounters();
  const rows: BufferRow[] = [];
  for (const spec of casesOf(trainingCases, options, stepCases)) {
    rows.push(...(await nameBuffers(gpu, spec, counters, options.steps ?? 20)));
  }
  counters.restore();
  return { rows, columns: bufferColumns, complaints: [] };
}
