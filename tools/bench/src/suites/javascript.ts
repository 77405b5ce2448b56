// Where the host's part of Tensorloom's step goes, stage by stage, compiled and not.
import { profile } from '@tensorloom/tensor-core';
import { hostValues } from '../cases/host-values.js';
import type { StepCase } from '../cases/step-case.js';
import { openTensorloom } from '../contestants/tensorloom.js';
import { median, rounded } from '../report/statistics.js';
import { hostTime } from './step.js';

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
  /** All of these in one step: medians do not add up. */
  readonly all: number;
  /** Processor time of the thread for a step: without the time in which the driver's threads have its core. `hostMs` of other suites. */
  readonly thread: number;
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
  'thread',
];

type Stages = Omit<JavaScriptRow, 'case' | 'adapter' | 'mode' | 'thread'>;

/** One step, in milliseconds; what is waited for the device is no part of it. */
async function stagesOf(step: () => Promise<void>): Promise<Stages> {
  const {
    record,
    lower,
    encode,
    submit,
    other,
    'look-up': lookUp,
  } = (await profile(step, { warmUp: 0, runs: 1 })).host;
  const stages = { record, lower, lookUp, encode, submit, other };
  return { ...stages, all: Object.values(stages).reduce((sum, ms) => sum + ms, 0) };
}

/** Microseconds of each stage: the median over steps, since a busy machine takes the processor away in some of them. */
function mediansOf(steps: readonly Stages[]): Stages {
  const names = Object.keys(steps[0] as Stages) as (keyof Stages)[];
  const middle = (name: keyof Stages): number => rounded(1000 * median(steps.map((stages) => stages[name])), 3);
  return Object.fromEntries(names.map((name) => [name, middle(name)])) as unknown as Stages;
}

async function profileMode(gpu: GPU, spec: StepCase, compiled: boolean, steps: number): Promise<JavaScriptRow> {
  const contestant = await openTensorloom(gpu, spec, hostValues(spec), { compiled });
  const thread = rounded(1000 * (await hostTime(contestant)), 3);
  const timed: Stages[] = [];
  for (let at = 0; at < steps; at++) timed.push(await stagesOf(contestant.step));
  contestant.dispose();
  const mode = compiled ? 'compiled' : 'uncompiled';
  return { case: spec.name, adapter: contestant.adapter, mode, ...mediansOf(timed), thread };
}

/** The middle step of both modes. */
export async function profileJavaScript(gpu: GPU, spec: StepCase, steps: number): Promise<readonly JavaScriptRow[]> {
  return [await profileMode(gpu, spec, true, steps), await profileMode(gpu, spec, false, steps)];
}
