// What a plan will run, kernel by kernel: read off the schedule, only when somebody asks.
import { formatSpec, PlanDescription, type KernelDescription, type Program } from '@tensorloom/tensor-core';
import { deviceBytes } from '../memory/host-bytes.js';
import type { Graph } from '../schedule/form/graph.js';
import type { ScheduledKernel } from '../schedule/settle/merge-segments.js';
import type { Schedule } from '../schedule/schedule.js';
import type { MemoryLayout } from './layout.js';

/**
 * Values that a kernel computes: all that its results are made of, up to what it reads from memory. Of a merged kernel those
 * of its first tensor: the others are made alike.
 */
function computedIn(graph: Graph, { stores, loads, segments }: ScheduledKernel): readonly number[] {
  const found = new Set<number>();
  const read = new Set(loads.filter((memory) => !stores.includes(memory)));
  const stack = segments ? stores.slice(0, stores.length / segments.list.length) : [...stores];
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (found.has(value) || read.has(value) || graph.classAt(value) === 'input') continue;
    found.add(value);
    stack.push(...graph.node(value).inputs);
  }
  return [...found].sort((a, b) => a - b);
}

function opsOf(graph: Graph, kernel: ScheduledKernel): readonly string[] {
  return computedIn(graph, kernel)
    .filter((value) => graph.classAt(value) !== 'view' && graph.node(value).op !== 'constant')
    .map((value) => graph.node(value).op);
}

function describeKernel(
  { graph, inPlace }: Schedule,
  kernel: ScheduledKernel,
  bytesOf: (value: number) => number,
): KernelDescription {
  const { stores, loads, workgroups } = kernel;
  const total = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + bytesOf(value), 0);
  const elsewhere = stores.filter((value) => !inPlace.has(value));
  return {
    name: kernel.segments ? `${kernel.kernel.name} x${kernel.segments.list.length}` : kernel.kernel.name,
    ops: opsOf(graph, kernel),
    makes: elsewhere.map((value) => formatSpec(graph.value(value))),
    workgroups,
    bytesRead: total(new Set(loads)),
    bytesWritten: total(stores),
    inPlace: stores.flatMap((value) => {
      const state = inPlace.get(value);
      return state === undefined ? [] : [nameOf(graph, state)];
    }),
    source: kernel.kernel.wgsl,
  };
}

function nameOf(graph: Graph, input: number): string {
  const value = graph.value(input);
  return value.op === 'input' ? (value.name ?? `variable ${value.ordinal}`) : graph.describe(input);
}

/** Describes a plan. */
export function describePlan(
  { outputs }: Program,
  schedule: Schedule,
  { size, direct }: MemoryLayout,
  halves: boolean,
): PlanDescription {
  const { graph, kernels, copies } = schedule;
  const bytesOf = (value: number): number => deviceBytes(graph.value(value), halves);
  const copied = outputs.filter((_, index) => ![...direct.values()].includes(index));
  return new PlanDescription({
    kernels: kernels.map((kernel) => describeKernel(schedule, kernel, bytesOf)),
    intermediateBytes: size,
    copies: [
      ...copies.map(({ to }) => `into variable ${nameOf(graph, to)}`),
      ...copied.map((value) => `result ${formatSpec(graph.value(value))}`),
    ],
  });
}
