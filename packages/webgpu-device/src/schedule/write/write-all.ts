// Writes the kernels of all groups, and finds out on the way what has to be stored.
import type { Formation } from '../form/form-groups.js';
import type { Graph } from '../form/graph.js';
import type { Group } from '../form/group.js';
import type { DeviceClass, WriteOptions, WrittenKernel } from './kernel-draft.js';
import { writeKernel } from './kernel-writer.js';
import type { MemoryNeeds } from '../form/memory-needs.js';

/** A formation with what is stored and how its kernels read. */
export interface Written {
  readonly formation: Formation;
  readonly kernels: ReadonlyMap<Group, WrittenKernel>;
}

/** What kernels are written from. */
export interface WriteAllOptions {
  readonly graph: Graph;
  readonly formation: Formation;
  readonly needs: MemoryNeeds;
  readonly device: DeviceClass;
  /** Where a value lies: another value's memory if it is written in place. */
  readonly locate: (value: number) => number;
}

/** What one group is written from. */
export function writeOptions(
  { graph, formation, needs, device, locate }: WriteAllOptions,
  group: Group,
  stored: readonly number[],
): WriteOptions {
  const ownerOf = (value: number): Group | undefined => formation.ownerOf.get(value);
  const inMemory = (value: number): boolean => needs.must.has(value);
  return { graph, group, ownerOf, stored, locate, inMemory, device };
}

/** Stores as little as possible: what must be, and what another kernel reads of the rest. */
export function writeAll(options: WriteAllOptions): Written {
  const { formation, needs } = options;
  const stored = new Set(needs.must);
  for (;;) {
    const kernels = new Map<Group, WrittenKernel>();
    const before = stored.size;
    for (const group of formation.groups) {
      const own = [...group.anchors, ...group.roots].sort((a, b) => a - b).filter((value) => stored.has(value));
      if (own.length === 0) continue;
      const written = writeKernel(writeOptions(options, group, own));
      kernels.set(group, written);
      for (const { memory } of written.loads) if (formation.ownerOf.has(memory)) stored.add(memory);
    }
    if (stored.size === before) return { formation, kernels };
  }
}
