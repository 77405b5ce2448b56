// What the suite training adds to the steady state: the host's part of a step that is recorded anew each time, and first steps.
import { hostValues } from '../cases/host-values.js';
import type { StepCase } from '../cases/step-case.js';
import { openTensorloom } from '../contestants/tensorloom.js';
import { stepColumns, type StepRow } from '../report/step-row.js';
import { hostTime } from './step.js';

/** A row of the suite. */
export interface TrainingRow extends StepRow {
  /** As `hostMs`, without `compile`: recording, gradients, lowering and finding the plan are in it. Tensorloom alone. */
  readonly hostUncompiledMs?: number;
  /** The first step of a fresh process without a shader cache. */
  readonly coldFirstStepMs: number;
  /** Its processor time: on a busy machine with a software adapter, the one to read. */
  readonly coldCpuMs: number;
}

/** The columns of the table, in order. */
export const trainingColumns: readonly (keyof TrainingRow)[] = stepColumns.flatMap((name) =>
  name === 'hostMs' ? [name, 'hostUncompiledMs', 'coldFirstStepMs', 'coldCpuMs'] : [name],
);

/** Milliseconds of the host for a step of Tensorloom that nobody compiled. */
export async function uncompiledHostTime(gpu: GPU, spec: StepCase): Promise<number> {
  const contestant = await openTensorloom(gpu, spec, hostValues(spec), { compiled: false });
  const ms = await hostTime(contestant);
  contestant.dispose();
  return ms;
}
