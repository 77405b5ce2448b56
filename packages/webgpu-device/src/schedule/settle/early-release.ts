// Moves kernels forward that are the last to read large values: what they read need not be kept any longer.
// Elementwise kernels stay, so that the updates of an optimizer meet and become one.
import type { Graph } from '../form/graph.js';
import type { Group } from '../form/group.js';
import type { Written } from '../write/write-all.js';

/** What moves: groups in an order that respects `needs`, and values that are kept to the end whoever reads them. */
export interface ReleaseOptions {
  readonly graph: Graph;
  readonly written: Written;
  readonly order: readonly Group[];
  readonly kept: ReadonlySet<number>;
}

class Release {
  readonly done = new Set<Group>();
  /** Computed values that a group reads. */
  private readonly loads = new Map<Group, readonly number[]>();
  /** Groups that still have to read a value. */
  private readonly readers = new Map<number, Set<Group>>();
  private readonly users = new Map<Group, Group[]>();
  /** How many of its needs a group waits for. */
  private readonly missing = new Map<Group, number>();

  constructor(private readonly options: ReleaseOptions) {
    const { graph, written, order } = options;
    for (const group of order) {
      this.users.set(group, []);
      this.missing.set(group, group.needs.size);
      for (const need of group.needs) this.users.get(need)?.push(group);
      const memory = new Set(written.kernels.get(group)?.loads.map((load) => load.memory));
      const computed = [...memory].filter((value) => graph.classAt(value) !== 'input');
      this.loads.set(group, computed);
      for (const value of computed) this.readers.set(value, (this.readers.get(value) ?? new Set()).add(group));
    }
  }

  /** Runs a group and all that should follow it at once. */
  run(first: Group): void {
    const queue = [first];
    for (const group of queue) {
      if (this.done.has(group) || (group !== first && !this.isDue(group))) continue;
      this.done.add(group);
      for (const user of this.users.get(group) ?? []) {
        this.missing.set(user, (this.missing.get(user) ?? 0) - 1);
        queue.push(user);
      }
      for (const value of this.loads.get(group) ?? []) {
        const left = this.readers.get(value) as Set<Group>;
        left.delete(group);
        if (left.size === 1) queue.push(...left);
      }
    }
  }

  /** True if all that it needs is there and it gives back at least what it takes. */
  private isDue(group: Group): boolean {
    const { graph, written, kept } = this.options;
    if (group.form.kind === 'element' || this.missing.get(group) !== 0) return false;
    const size = (values: readonly number[]): number => values.reduce((sum, value) => sum + graph.size(value), 0);
    const loads = this.loads.get(group) ?? [];
    const released = loads.filter((value) => !kept.has(value) && this.readers.get(value)?.size === 1);
    const stored = (written.kernels.get(group)?.stores ?? []).map(({ value }) => value);
    return released.length > 0 && size(released) >= size(stored);
  }
}

/** The order with kernels that release memory moved forward, each behind all that it needs. */
export function releaseEarly(options: ReleaseOptions): readonly Group[] {
  const release = new Release(options);
  for (const group of options.order) if (!release.done.has(group)) release.run(group);
  return [...release.done];
}
