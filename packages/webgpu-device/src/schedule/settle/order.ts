// Sorts kernels: each after those whose results it reads and those that read what it overwrites, else in program order,
// but for those that release memory.
import { releaseEarly } from './early-release.js';
import type { Graph } from '../form/graph.js';
import type { Group } from '../form/group.js';
import type { WrittenKernel } from '../write/kernel-draft.js';
import type { Written } from '../write/write-all.js';

/** A kernel with the groups it was written for: one, until small ones are chained. */
export interface OrderedKernel {
  readonly groups: readonly Group[];
  readonly written: WrittenKernel;
}

/** The groups in an order that respects `needs` (without recursion: chains of kernels are long). */
function byNeeds(groups: readonly Group[]): readonly Group[] {
  const entered = new Set<Group>();
  const done = new Set<Group>();
  const stack = [...groups].reverse();
  for (let group = stack.at(-1); group; group = stack.at(-1)) {
    if (!entered.has(group)) {
      entered.add(group);
      const missing = [...group.needs].filter((need) => !done.has(need)).reverse();
      if (missing.some((need) => entered.has(need))) throw new Error('kernels need one another in a circle');
      stack.push(...missing);
      continue;
    }
    stack.pop();
    done.add(group);
  }
  return [...done];
}

/** The kernels in order. @param kept values that are wanted after the last kernel */
export function inOrder(graph: Graph, written: Written, kept: ReadonlySet<number>): readonly OrderedKernel[] {
  const order = releaseEarly({ graph, written, order: byNeeds(written.formation.groups), kept });
  return order.flatMap((group) => {
    const kernel = written.kernels.get(group);
    return kernel ? [{ groups: [group], written: kernel }] : [];
  });
}
