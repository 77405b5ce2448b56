// The first step of a fresh process. Knows no cache: who runs it decides what is empty.
import { hostValues } from '../cases/host-values.js';
import type { StepCase } from '../cases/step-case.js';
import { openContestant } from '../contestants/open-contestant.js';
import type { GpuLibraryName } from '../contestants/peer-names.js';
import { openTensorloom } from '../contestants/tensorloom.js';
import { Stopwatch } from '../counting/stopwatch.js';
import { rounded } from '../report/statistics.js';

/** A first step. */
export interface ColdRow {
  readonly case: string;
  readonly library: string;
  readonly adapter: string;
  /** Adapter, device and model. */
  readonly openMs: number;
  /** From the first call until its loss was read. Tensorloom draws its first weights on the device in this time too. */
  readonly firstStepMs: number;
  /** Processor time of the process in it: on a quiet machine with a software adapter it takes about as long, on a busy one longer. */
  readonly cpuMs: number;
  readonly firstLoss: number;
}

/** The columns of the table, in order. */
export const coldColumns: readonly (keyof ColdRow)[] = [
  'case',
  'library',
  'openMs',
  'firstStepMs',
  'cpuMs',
  'firstLoss',
];

/** Runs one step. */
export async function firstStep(gpu: GPU, spec: StepCase, library: GpuLibraryName): Promise<ColdRow> {
  const began = performance.now();
  const contestant =
    library === 'tensorloom'
      ? await openTensorloom(gpu, spec, hostValues(spec), { weights: 'own' })
      : await openContestant(library, gpu, spec);
  const openMs = rounded(performance.now() - began);
  const watch = new Stopwatch();
  await contestant.step();
  const firstLoss = await contestant.loss();
  const { wallMs, cpuMs } = watch.perStep(1);
  contestant.dispose();
  const times = { openMs, firstStepMs: rounded(wallMs), cpuMs: rounded(cpuMs) };
  return { case: spec.name, library, adapter: contestant.adapter, ...times, firstLoss };
}
