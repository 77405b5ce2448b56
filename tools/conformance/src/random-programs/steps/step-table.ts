// All steps by name, and how often each kind comes up.
import { assignmentSteps } from './assignment.js';
import { binarySteps } from './binary.js';
import { composedSteps } from './composed.js';
import { contractionSteps } from './contraction.js';
import { gradientSteps, trainingSteps } from './gradient.js';
import { indexingSteps } from './indexing.js';
import { movementSteps } from './movement.js';
import { reductionSteps } from './reduction.js';
import type { StepFunction } from './step.js';
import { unarySteps } from './unary.js';

const all = {
  ...unarySteps,
  ...binarySteps,
  ...reductionSteps,
  ...movementSteps,
  ...contractionSteps,
  ...composedSteps,
  ...indexingSteps,
  ...gradientSteps,
  ...trainingSteps,
  ...assignmentSteps,
} as const satisfies Record<string, StepFunction>;

export type StepName = keyof typeof all;

/** Every step. */
export const steps: Readonly<Record<StepName, StepFunction>> = all;

function group(weight: number, rows: Partial<Record<StepName, StepFunction>>) {
  return { weight, names: Object.keys(rows) as StepName[] };
}

/** Names by kind, with the weight of the kind. */
export const stepGroups: readonly { readonly weight: number; readonly names: readonly StepName[] }[] = [
  group(5, unarySteps),
  group(6, binarySteps),
  group(5, reductionSteps),
  group(6, movementSteps),
  group(5, contractionSteps),
  group(2, composedSteps),
  group(4, indexingSteps),
  group(4, gradientSteps),
  group(1, trainingSteps),
  group(10, assignmentSteps),
];
