// What a plan needs of the arena, and which values make it so large: computed anew when somebody asks.
import { formatSpec, type PlanMemory, type Program } from '@tensorloom/tensor-core';
import { aligned } from '../memory/arena-layout.js';
import type { Schedule } from '../schedule/schedule.js';
import { lifetimesOf, type MemoryLayout } from './layout.js';

/** What a run is for, in a few words. */
function purposeOf({ outputs, assignments }: Program, { graph, kernels }: Schedule): string {
  const names = graph.values.flatMap((value) =>
    value.op === 'input' && value.kind === 'state' && assignments.some(({ state }) => state === value.ordinal)
      ? [value.name ?? 'a variable']
      : [],
  );
  const updates = names.length === 0 ? [] : [`updates ${names[0]}${names.length > 1 ? ` + ${names.length - 1}` : ''}`];
  const results = outputs.map((output) => formatSpec(graph.value(output)));
  const gives =
    results.length === 0 ? [] : [`gives ${results[0]}${results.length > 1 ? ` + ${results.length - 1}` : ''}`];
  return [`${kernels.length} kernels`, ...gives, ...updates].join(', ');
}

/** Describes a plan's need. */
export function planMemory(program: Program, schedule: Schedule, layout: MemoryLayout, halves: boolean): PlanMemory {
  const { graph, kernels } = schedule;
  const lifetimes = lifetimesOf(schedule, layout.direct, halves);
  const aliveAt = (step: number) => lifetimes.filter(({ first, last }) => first <= step && last >= step);
  const bytesAt = (step: number): number => aliveAt(step).reduce((sum, { bytes }) => sum + aligned(bytes), 0);
  let peak = 0;
  kernels.forEach((_, step) => {
    if (bytesAt(step) > bytesAt(peak)) peak = step;
  });
  return {
    name: purposeOf(program, schedule),
    kernels: kernels.length,
    intermediateBytes: layout.size,
    peakKernel: kernels.length === 0 ? '' : `#${peak} ${kernels[peak]?.kernel.name}`,
    alive: aliveAt(peak)
      .sort((a, b) => b.bytes - a.bytes)
      .map(({ key, bytes }) => ({ name: `${graph.value(key).op} ${formatSpec(graph.value(key))}`, bytes })),
  };
}
