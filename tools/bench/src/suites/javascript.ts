// Where the host's part of Tensorloom's step goes, stage by stage, compiled and not.
import { profile } from '@tensorloom/tensor-core';
import { hostValues } from '../cases/host-values.js';
import type { StepCase } from '../cases/step-case.js';
import { openTensorloom } from '../contestants/tensorloom.js';
import { rounded } from '../report/statistics.js';

/** Microseconds of one step by stage; the device is idle when it begins. */
export interface JavaScriptRow {
  readonly case: string;
  readonly adapter: string;
  readonly mode: 'compiled' | 'uncompiled';
  /** The step's own code until it first waits: recording ops and gradients, or finding the trace. */
  readonly record: number;
  /** From recorded tensors to a program. */
  readonly lower: number;
  /** From a program to its plan. */
  readonly lookUp: number;
  /** Inputs gathered, buffers written, commands encoded. */
  readonly encode: number;
  /** Handed to the driver. */
  readonly submit: number;
  /** Between the stages: promises. */
  readonly other: number;
  /** All of these. */
  readonly all: number;
}

/** The columns of the table, in order. */
export const javaScriptColumns: readonly (keyof JavaScriptRow)[] = [
  'case',
  'mode',
  'record',
  'lower',
  'lookUp',
  'encode',
  'submit',
  'other',
  'all',
];

const microseconds = (ms: number): number => rounded(1000 * ms, 3);

/** Steps before those that are timed. */
const WARM_UP = 200;

async function profileMode(gpu: GPU, spec: StepCase, compiled: boolean, steps: number): Promise<JavaScriptRow> {
  const contestant = await openTensorloom(gpu, spec, hostValues(spec), { compiled });
  const { host } = await profile(() => contestant.step(), { warmUp: WARM_UP, runs: steps });
  contestant.dispose();
  const { record, lower, encode, submit, other, 'look-up': lookUp } = host;
  const stages = { record, lower, lookUp, encode, submit, other };
  const parts = Object.fromEntries(Object.entries(stages).map(([stage, ms]) => [stage, microseconds(ms)]));
  const all = microseconds(Object.values(stages).reduce((sum, ms) => sum + ms, 0));
  const mode = compiled ? 'compiled' : 'uncompiled';
  return { case: spec.name, adapter: contestant.adapter, mode, ...(parts as typeof stages), all };
}

/** The mean step of both modes. */
export async function profileJavaScript(gpu: GPU, spec: StepCase, steps: number): Promise<readonly JavaScriptRow[]> {
  return [await profileMode(gpu, spec, true, steps), await profileMode(gpu, spec, false, steps)];
}
