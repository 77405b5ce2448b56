// Schedules of small programs for tests: from recorded tensors, without a GPU.
import { lower, type Tensor, type Variable } from '@tensorloom/tensor-core';
import type { ScheduleOptions } from '../schedule-options.js';
import { schedule, type Schedule } from '../schedule.js';

/** A software adapter with the usual number of bindings. */
const software: ScheduleOptions = {
  bindingLimit: 10,
  subgroupSize: 8,
  software: true,
  halves: true,
  mergeUpdates: true,
};

export interface Recorded {
  readonly outputs?: readonly Tensor[];
  readonly assignments?: readonly (readonly [Variable, Tensor])[];
  readonly options?: Partial<ScheduleOptions>;
}

/** The schedule of a run that computes outputs and assigns. */
export function scheduled({ outputs = [], assignments = [], options = {} }: Recorded): Schedule {
  const changes = new Map(assignments.map(([variable, value]) => [variable.cell, value] as const));
  return schedule(lower(outputs, changes).program, { ...software, ...options });
}
