// Sorts kernels: each after those whose results it reads and those that read what it overwrites, else in program order.
import type { Group } from './group.js';
import type { WrittenKernel } from './kernel-draft.js';
import type { Written } from './write-all.js';

/** A kernel with the group it was written for. */
export interface OrderedKernel {
  readonly group: Group;
  readonly written: WrittenKernel;
}

/** The kernels in an order that respects `needs`. */
export function inOrder({ formation, kernels }: Written): readonly OrderedKernel[] {
  const done = new Set<Group>();
  const ordered: OrderedKernel[] = [];
  const visit = (group: Group): void => {
    if (done.has(group)) return;
    done.add(group);
    group.needs.forEach(visit);
    const written = kernels.get(group);
    if (written) ordered.push({ group, written });
  };
  formation.groups.forEach(visit);
  return ordered;
}
