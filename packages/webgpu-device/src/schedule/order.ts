// Sorts kernels: each after those whose results it reads and those that read what it overwrites, else in program order.
import type { Group } from './group.js';
import type { WrittenKernel } from './kernel-draft.js';
import type { Written } from './write-all.js';

/** A kernel with the group it was written for. */
export interface OrderedKernel {
  readonly group: Group;
  readonly written: WrittenKernel;
}

/** The kernels in an order that respects `needs` (without recursion: chains of kernels are long). */
export function inOrder({ formation, kernels }: Written): readonly OrderedKernel[] {
  const entered = new Set<Group>();
  const done = new Set<Group>();
  const ordered: OrderedKernel[] = [];
  const stack = [...formation.groups].reverse();
  for (let group = stack.at(-1); group; group = stack.at(-1)) {
    if (!entered.has(group)) {
      entered.add(group);
      const missing = [...group.needs].filter((need) => !done.has(need)).reverse();
      if (missing.some((need) => entered.has(need))) throw new Error('kernels need one another in a circle');
      stack.push(...missing);
      continue;
    }
    stack.pop();
    if (done.has(group)) continue;
    done.add(group);
    const written = kernels.get(group);
    if (written) ordered.push({ group, written });
  }
  return ordered;
}
