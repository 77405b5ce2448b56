// Merges elementwise kernels of one text over different tensors into one dispatch: an optimizer's update of all parameters.
import {
  elementwiseWorkgroups,
  segmentedKernel,
  segmentTableHeader,
  type Binding,
  type Kernel,
} from '@tensorloom/wgsl-kernels';
import type { Graph } from '../form/graph.js';
import type { BoundMemory } from '../write/kernel-draft.js';
import type { Group } from '../form/group.js';
import type { OrderedKernel } from './order.js';

/** One tensor set of a merged kernel. */
export interface Segment {
  readonly elements: number;
  /** Memory of each slot. */
  readonly memory: readonly number[];
}

/** Buffers that values share: variables in one, what plans compute in another. */
export type SharedBuffer = 'variables' | 'arena';

/** A kernel with all that a plan needs to dispatch it. */
export interface ScheduledKernel {
  readonly kernel: Kernel;
  readonly memory: readonly (BoundMemory | SharedBuffer)[];
  readonly words: readonly number[];
  readonly workgroups: number;
  /** Values that it stores. */
  readonly stores: readonly number[];
  /** Memory that it reads. */
  readonly loads: readonly number[];
  /** Where the segment table goes, and its segments, if the kernel is a merged one. */
  readonly segments?: { readonly tableAt: number; readonly list: readonly Segment[] };
}

/** A kernel on its own. */
export function single({ written }: OrderedKernel): ScheduledKernel {
  const { kernel, memory, words, workgroups, stores, loads } = written;
  return {
    kernel,
    memory,
    words,
    workgroups,
    stores: stores.map(({ value }) => value),
    loads: loads.map((load) => load.memory),
  };
}

/** Which shared buffer a value's memory lies in, or undefined for what comes from outside. */
function sharedBuffer(
  graph: Graph,
  memory: BoundMemory,
  inPlace: ReadonlyMap<number, number>,
): SharedBuffer | 'host' | 'parameters' | undefined {
  if (typeof memory !== 'number') return memory;
  const value = graph.value(memory);
  if (value.op !== 'input') return inPlace.has(memory) ? 'variables' : 'arena';
  return value.kind === 'state' ? 'variables' : undefined;
}

/** Text that two kernels must share to be merged, or undefined for kernels that cannot be. */
function mergeKey(
  graph: Graph,
  { groups: [group], written }: OrderedKernel,
  inPlace: ReadonlyMap<number, number>,
): string | undefined {
  if (group?.form.kind !== 'element') return undefined;
  const { kernel, memory, loads, stores, words, hasFunctions, body = [] } = written;
  const homes = memory.map((one) => sharedBuffer(graph, one, inPlace));
  const linear = [...loads, ...stores].every((access) => access.linear === 'i');
  const floats = kernel.bindings.every(
    ({ name, type }) => type === 'f32' || type === 'vec4<f32>' || name === 'P' || name === 'H',
  );
  if (!linear || !floats || homes.includes(undefined) || hasFunctions) return undefined;
  return [...body, kernel.bindings.map(({ name }) => name).join(), homes.join(), words.slice(2).join()].join('\n');
}

function merge(graph: Graph, kernels: readonly OrderedKernel[], inPlace: ReadonlyMap<number, number>): ScheduledKernel {
  const { written } = kernels[0] as OrderedKernel;
  const slots = written.memory.flatMap((memory, binding) => (typeof memory === 'number' ? [binding] : []));
  const homeOf = (binding: number): SharedBuffer =>
    sharedBuffer(graph, written.memory[binding] as number, inPlace) as SharedBuffer;
  const homes = [...new Set(slots.map(homeOf))];
  const hosts = written.words.slice(2);
  const names = { variables: 'V', arena: 'A' } as const;
  const buffers = slots.map((binding) => names[homeOf(binding)]);
  const body = (written.body ?? []).map((line) =>
    line
      .replace(/\bb(\d+)\[i\]/g, (_, slot: string) => `${buffers[Number(slot)]}[o${slot} + i]`)
      .replace(/\bP\[(\d+)\]/g, (_, word: string) => `P[${Number(word) - 2 + segmentTableHeader}]`),
  );
  const extra: Binding[] = written.kernel.bindings.filter(({ name }) => name === 'P' || name === 'H');
  const bindings: Binding[] = [
    ...extra,
    ...homes.map((home): Binding => ({ name: names[home], access: 'read_write', type: 'f32' })),
  ];
  const memory: (BoundMemory | SharedBuffer)[] = [
    ...extra.map(({ name }) => (name === 'P' ? 'parameters' : 'host') as BoundMemory),
    ...homes,
  ];
  const list = kernels.map(({ groups: [group], written: one }): Segment => ({
    elements: group?.form.kind === 'element' ? group.form.size : 0,
    memory: slots.map((binding) => one.memory[binding] as number),
  }));
  const workgroups = list.reduce((sum, { elements }) => sum + elementwiseWorkgroups(elements), 0);
  const tableAt = segmentTableHeader + hosts.length;
  return {
    kernel: segmentedKernel({ bindings, helpers: written.helpers, slots: buffers, body }),
    memory,
    words: [workgroups, list.length, tableAt, ...hosts],
    workgroups,
    stores: kernels.flatMap((kernel) => single(kernel).stores),
    loads: kernels.flatMap((kernel) => single(kernel).loads),
    segments: { tableAt, list },
  };
}

/** True if no kernel of the list needs another of it. */
function independent(kernels: readonly OrderedKernel[], group: Group): boolean {
  return kernels.flatMap(({ groups }) => groups).every((other) => !other.reaches(group) && !group.reaches(other));
}

/** The kernels in order, with those of one text merged; a merged kernel stands where its last part stood. */
export function mergeSegments(
  graph: Graph,
  kernels: readonly OrderedKernel[],
  inPlace: ReadonlyMap<number, number>,
): readonly ScheduledKernel[] {
  const classes = new Map<string, OrderedKernel[]>();
  for (const kernel of kernels) {
    const key = mergeKey(graph, kernel, inPlace);
    if (key === undefined) continue;
    const list = classes.get(key);
    if (!list) classes.set(key, [kernel]);
    else if (independent(list, kernel.groups[0] as Group)) list.push(kernel);
  }
  const merged = new Map<OrderedKernel, OrderedKernel[]>();
  for (const list of classes.values())
    if (list.length > 1 && mayMove(kernels, list)) for (const kernel of list) merged.set(kernel, list);
  return kernels.flatMap((kernel) => {
    const list = merged.get(kernel);
    if (!list) return [single(kernel)];
    return kernel === list.at(-1) ? [merge(graph, list, inPlace)] : [];
  });
}

/** True if nothing between the first and the last part needs a part. */
function mayMove(kernels: readonly OrderedKernel[], list: readonly OrderedKernel[]): boolean {
  const between = kernels.slice(
    kernels.indexOf(list[0] as OrderedKernel) + 1,
    kernels.indexOf(list.at(-1) as OrderedKernel),
  );
  const moved = list.flatMap(({ groups }) => groups);
  return between.every(
    (kernel) => list.includes(kernel) || kernel.groups.every(({ needs }) => moved.every((group) => !needs.has(group))),
  );
}
