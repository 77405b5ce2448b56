// From options to a report: which suite runs on which cases with whom.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { runChild } from './child/run-child.js';
import type { BenchOptions, SuiteName } from './command-line.js';
import type { Contestant } from './contestants/contestant.js';
import { openContestant, type LibraryName } from './contestants/open-contestant.js';
import { GpuCounters } from './counting/gpu-counters.js';
import type { Report } from './report/report.js';
import { median, rounded } from './report/statistics.js';
import { stepColumns, type StepRow } from './report/step-row.js';
import { coldColumns, type ColdRow } from './suites/cold.js';
import { memoryColumns, type MemoryRow } from './suites/memory.js';
import { profileColumns, type ProfileRow } from './suites/profile.js';
import { lossComplaints, runStepCase } from './suites/step.js';
import { runTrainerCase, trainerColumns, trainerComplaints, type TrainerRow } from './suites/trainer.js';

/** Mesa's drivers then compile each shader anew; others have no such switch, and keep nothing between processes or all. */
const noShaderCache = { MESA_SHADER_CACHE_DISABLE: 'true' };

/** On one thread lavapipe's times are work done, not luck with the system's scheduler; other drivers do not know the variable. */
const oneThread = { ...noShaderCache, LP_NUM_THREADS: '1' };

const librariesOf = ({ peers }: BenchOptions): readonly LibraryName[] => ['tensorloom', ...peers];

async function step(options: BenchOptions): Promise<Report> {
  const gpu = await createNodeGpu();
  const counters = new GpuCounters();
  const rows: StepRow[] = [];
  const complaints: string[] = [];
  for (const spec of options.cases) {
    const contestants: Contestant[] = [];
    for (const library of librariesOf(options)) contestants.push(await openContestant(library, gpu, spec));
    const made = await runStepCase(spec, contestants, counters, { rounds: options.rounds ?? 15, countedSteps: 25 });
    rows.push(...made);
    complaints.push(...lossComplaints(made));
    for (const contestant of contestants) contestant.dispose();
  }
  counters.restore();
  return { rows, columns: stepColumns, complaints };
}

async function cold(options: BenchOptions): Promise<Report> {
  const rows: ColdRow[] = [];
  for (const spec of options.cases) {
    for (const library of librariesOf(options)) {
      const runs: ColdRow[] = [];
      for (let round = 0; round < (options.rounds ?? 3); round++) {
        runs.push(await runChild({ kind: 'cold', case: spec.name, library }, noShaderCache));
      }
      const middle = (of: (row: ColdRow) => number): number => rounded(median(runs.map(of)));
      const [first] = runs as [ColdRow];
      const times = { openMs: middle((row) => row.openMs), firstStepMs: middle((row) => row.firstStepMs) };
      rows.push({ ...first, ...times, cpuMs: middle((row) => row.cpuMs) });
    }
  }
  return { rows, columns: coldColumns, complaints: [] };
}

async function memory({ cases, steps = 2000 }: BenchOptions): Promise<Report> {
  const rows: MemoryRow[] = [];
  for (const spec of cases) rows.push(await runChild({ kind: 'memory', case: spec.name, steps }));
  const complaints = rows
    .filter(({ flat }) => !flat)
    .map((row) => `${row.case}: device memory is not flat; expected no change after step 3, got ${row.firstChange}`);
  return { rows, columns: memoryColumns, complaints };
}

async function trainer({ cases, rounds = 7 }: BenchOptions): Promise<Report> {
  const gpu = await createNodeGpu();
  const counters = new GpuCounters();
  const rows: TrainerRow[] = [];
  const complaints: string[] = [];
  for (const spec of cases) {
    const made = await runTrainerCase(gpu, spec, counters, rounds);
    rows.push(...made);
    complaints.push(...trainerComplaints(made));
  }
  counters.restore();
  return { rows, columns: trainerColumns, complaints };
}

async function profile({ cases, steps = 30 }: BenchOptions): Promise<Report> {
  const rows: ProfileRow[] = [];
  for (const spec of cases) rows.push(...(await runChild({ kind: 'profile', case: spec.name, steps }, oneThread)));
  return { rows, columns: profileColumns, complaints: [] };
}

const suites = { step, cold, memory, trainer, profile } satisfies Record<
  SuiteName,
  (options: BenchOptions) => Promise<Report>
>;

/** Runs what the options ask for. */
export function runSuite(options: BenchOptions): Promise<Report> {
  return suites[options.suite](options);
}
