// From a program to kernels in order: groups are formed, written, put in place where that is safe, merged, and sorted.
import type { Program } from '@tensorloom/tensor-core';
import { chooseAttention } from './form/choose-attention.js';
import type { DeviceProgram } from './steps/device-program.js';
import { expandAttention } from './steps/expand-attention.js';
import { expandScatters } from './steps/expand-scatters.js';
import { expandSorts } from './steps/expand-sorts.js';
import { joinProducts } from './steps/join-products.js';
import { sliceProducts } from './steps/slice-products.js';
import { splitConcats } from './steps/split-concats.js';
import { splitReductions } from './steps/split-reductions.js';
import { formGroups, type Formation, type TooManyBindings } from './form/form-groups.js';
import { Graph } from './form/graph.js';
import type { ScheduleOptions } from './schedule-options.js';
import { placeAssignments } from './settle/in-place.js';
import type { WriteOptions, WrittenKernel } from './write/kernel-draft.js';
import { memoryNeeds, type MemoryNeeds } from './form/memory-needs.js';
import { mergeSegments, single, type ScheduledKernel } from './settle/merge-segments.js';
import type { Group } from './form/group.js';
import { inOrder, type OrderedKernel } from './settle/order.js';
import { fitsRoom, partToStore } from './form/part-to-store.js';
import { reuseMemory } from './settle/reuse.js';
import { chainRows } from './settle/row-chain.js';
import { writeAll, writeOptions, type WriteAllOptions } from './write/write-all.js';

/** Kernels in order, and where their results lie. */
export interface Schedule {
  readonly graph: Graph;
  readonly kernels: readonly ScheduledKernel[];
  /** Memory of each output, in the order of the program's outputs. */
  readonly outputs: readonly number[];
  /** Values that lie in the memory of a variable, by value: the variable's input. */
  readonly inPlace: ReadonlyMap<number, number>;
  /** Values that lie where another one was read for the last time, by value: the one that the place was first made for. */
  readonly reuses: ReadonlyMap<number, number>;
  /** What is copied into variables after the kernels have run. */
  readonly copies: readonly { readonly from: number; readonly to: number }[];
}

/** Memory of an output: a copy where the value is an input, because the caller owns what he gets. */
function outputMemory(graph: Graph, value: number): number {
  const memory = graph.memoryOf(value);
  return graph.classAt(memory) === 'input' ? graph.addCopy(memory) : memory;
}

/** For each assignment the value that is stored for it: its own, where another one or an input would be shared. */
function assignmentMemory(graph: Graph): readonly { readonly from: number; readonly to: number }[] {
  const taken = new Set<number>();
  return graph.program.assignments.map(({ state, value }) => {
    const to = graph.values.findIndex((node) => node.op === 'input' && node.kind === 'state' && node.ordinal === state);
    const memory = graph.memoryOf(value);
    const from = graph.classAt(memory) === 'input' || taken.has(memory) ? graph.addCopy(memory) : memory;
    taken.add(from);
    return { from, to };
  });
}

/** The program in steps that kernels compute. */
function stepsOf(program: Program, options: ScheduleOptions): DeviceProgram {
  const { bindingLimit, fuse = true } = options;
  const named = expandAttention(program, (shapes) => chooseAttention(shapes, options));
  const joined = sliceProducts(fuse ? joinProducts(named) : named, options);
  const narrow = splitConcats(joined, bindingLimit - OWN_BINDINGS - 1);
  return splitReductions(expandScatters(expandSorts(narrow), options), options);
}

/** Bindings of a kernel beside what it reads: its parameters and one result. */
const OWN_BINDINGS = 2;

/** Every value that can be stored by itself. */
function storable(graph: Graph): readonly number[] {
  return [...graph.values.keys()].filter(
    (value) => graph.classAt(value) !== 'input' && graph.memoryOf(value) === value,
  );
}

function form(
  graph: Graph,
  outputs: readonly number[],
  assigned: readonly number[],
  { bindingLimit: limit, fuse = true }: ScheduleOptions,
): { needs: MemoryNeeds; formation: Formation } {
  const forced = new Set<number>(fuse ? [] : storable(graph));
  for (;;) {
    const some = memoryNeeds(graph, { outputs, assigned, forced });
    const needs = fuse ? some : { ...some, ends: some.must };
    const parts = new Set<number>();
    const tooMany: TooManyBindings = (value, homes) => {
      const inMemory = (at: number): boolean => homes.has(at) || parts.has(at);
      // What is stored for another value may be enough for this one.
      if (parts.size > 0 && fitsRoom(graph, value, inMemory, limit - OWN_BINDINGS)) return;
      parts.add(partToStore(graph, value, inMemory, limit - OWN_BINDINGS));
    };
    const formation = formGroups(graph, needs, limit, tooMany);
    if (parts.size === 0) return { needs, formation };
    for (const part of parts) forced.add(part);
  }
}

function chained(
  kernels: readonly OrderedKernel[],
  source: WriteAllOptions,
  { bindingLimit, fuse = true }: ScheduleOptions,
): readonly OrderedKernel[] {
  if (!fuse) return kernels;
  const optionsOf = (group: Group, { stores }: WrittenKernel): WriteOptions =>
    writeOptions(
      source,
      group,
      stores.map(({ value }) => value),
    );
  return chainRows(kernels, { bindingLimit, optionsOf });
}

/** The kernels in order, where results lie in the place of what is read for the last time. */
function reusing(
  kernels: readonly OrderedKernel[],
  source: WriteAllOptions,
  reuses: ReadonlyMap<number, number>,
): readonly OrderedKernel[] {
  if (reuses.size === 0) return kernels;
  const { kernels: written } = writeAll(source);
  return kernels.map(({ groups }) => ({ groups, written: written.get(groups[0] as Group) as WrittenKernel }));
}

/** Schedules a program for a device. */
export function schedule(program: Program, options: ScheduleOptions): Schedule {
  const graph = new Graph(stepsOf(program, options));
  const assignments = assignmentMemory(graph);
  const outputs = graph.program.outputs.map((output) => outputMemory(graph, output));
  const assigned = assignments.map(({ from }) => from);
  const kept = new Set([...outputs, ...assigned]);
  const { needs, formation } = form(graph, outputs, assigned, options);
  const source = { graph, formation, needs, device: options };
  const inPlace = placeAssignments(writeAll({ ...source, locate: (value) => value }), assignments);
  const placed = writeAll({ ...source, locate: (value) => inPlace.get(value) ?? value });
  const ordered = inOrder(graph, placed, kept);
  const isFused = options.fuse !== false;
  const reuses: Schedule['reuses'] = isFused
    ? reuseMemory(graph, ordered, { kept, inPlace, least: options.reuseFrom })
    : new Map();
  const settled = { ...source, locate: (value: number) => inPlace.get(value) ?? reuses.get(value) ?? value };
  const final = chained(reusing(ordered, settled, reuses), settled, options);
  const kernels = options.mergeUpdates && isFused ? mergeSegments(graph, final, inPlace) : final.map(single);
  const copies = assignments.filter(({ from }) => !inPlace.has(from) && graph.size(from) > 0);
  return { graph, kernels, outputs, inPlace, reuses, copies };
}
