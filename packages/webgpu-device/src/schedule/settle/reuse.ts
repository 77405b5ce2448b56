// Finds results that may lie where their kernel reads something for the last time: one tensor less is alive at once.
import type { Graph } from '../form/graph.js';
import type { OrderedKernel } from './order.js';

/** Smaller tensors stay apart: they save little, and kernels that are alike should have one text. */
const WORTH_ELEMENTS = 16_384;

/** What may not be overwritten, and what lies in variables anyway. */
export interface ReuseOptions {
  /** Values that are wanted after the last kernel: the caller's, or copied from where they lie. */
  readonly kept: ReadonlySet<number>;
  /** Values that are written into variables. */
  readonly inPlace: ReadonlyMap<number, number>;
  /** Elements that a tensor has at least. */
  readonly least: number | undefined;
}

class Reuse {
  readonly roots = new Map<number, number>();
  /** Kernels that read a place, by the value that it was first made for. */
  private readonly readers = new Map<number, OrderedKernel[]>();

  constructor(
    private readonly graph: Graph,
    private readonly options: ReuseOptions,
  ) {}

  private rootOf(value: number): number {
    return this.roots.get(value) ?? value;
  }

  /** True for a value in the arena that nobody wants afterwards. */
  private isFree(value: number): boolean {
    const { kept, inPlace } = this.options;
    return this.graph.classAt(value) !== 'input' && !kept.has(value) && !inPlace.has(value);
  }

  /** Goes through the kernels; `lastOf` tells where each value is read last. */
  run(kernels: readonly OrderedKernel[], lastOf: ReadonlyMap<number, OrderedKernel>): void {
    for (const kernel of kernels) {
      const { written, groups } = kernel;
      const taken = new Set<number>();
      for (const { value, linear, scope } of groups.length === 1 ? written.stores : []) {
        const fits = (from: number): boolean =>
          this.isAlike(value, from) &&
          lastOf.get(from) === kernel &&
          !taken.has(from) &&
          written.loads.every((load) => load.memory !== from || (load.linear === linear && load.scope === scope));
        const from = this.isFree(value) ? written.loads.find(({ memory }) => fits(memory)) : undefined;
        if (!from) continue;
        taken.add(from.memory);
        this.take(kernel, value, this.rootOf(from.memory));
      }
      for (const { memory } of written.loads) {
        const root = this.rootOf(memory);
        this.readers.set(root, [...(this.readers.get(root) ?? []), kernel]);
      }
    }
  }

  private isAlike(value: number, from: number): boolean {
    const { graph } = this;
    const [one, other] = [graph.value(value), graph.value(from)];
    const large = graph.size(value) >= (this.options.least ?? WORTH_ELEMENTS);
    return large && one.dtype === other.dtype && graph.size(value) === graph.size(from) && this.isFree(from);
  }

  /** The kernel overwrites what lies there: it stands behind all that read it. */
  private take(kernel: OrderedKernel, value: number, root: number): void {
    this.roots.set(value, root);
    for (const reader of this.readers.get(root) ?? [])
      for (const group of kernel.groups) for (const other of reader.groups) if (other !== group) group.needs.add(other);
  }
}

/** For each value that takes the place of others, the value that the place was made for. */
export function reuseMemory(
  graph: Graph,
  kernels: readonly OrderedKernel[],
  options: ReuseOptions,
): ReadonlyMap<number, number> {
  const lastOf = new Map<number, OrderedKernel>();
  for (const kernel of kernels) for (const { memory } of kernel.written.loads) lastOf.set(memory, kernel);
  const reuse = new Reuse(graph, options);
  reuse.run(kernels, lastOf);
  return reuse.roots;
}
