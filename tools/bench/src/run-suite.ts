// Suites by name.
import type { BenchOptions, SuiteName } from './command-line.js';
import type { Report } from './report/report.js';
import { runBuffers } from './runs/run-buffers.js';
import { runCold } from './runs/run-cold.js';
import { runJavaScript } from './runs/run-javascript.js';
import { runKernels } from './runs/run-kernels.js';
import { runMemory } from './runs/run-memory.js';
import { runProfile } from './runs/run-profile.js';
import { runStep } from './runs/run-step.js';
import { runTraining } from './runs/run-training.js';
import { runTrainer } from './runs/run-trainer.js';

const suites: Readonly<Record<SuiteName, (options: BenchOptions) => Promise<Report>>> = {
  step: runStep,
  kernels: runKernels,
  training: runTraining,
  memory: runMemory,
  cold: runCold,
  trainer: runTrainer,
  buffers: runBuffers,
  profile: runProfile,
  javascript: runJavaScript,
};

/** Runs a suite on what the options ask for. */
export function runSuite(suite: SuiteName, options: BenchOptions): Promise<Report> {
  return suites[suite](options);
}
