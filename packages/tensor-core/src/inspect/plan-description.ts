// What a plan will run, as data and as a table. Filled in by devices.
import { countNames, formatBytes, formatTable, type Column } from './format-table.js';

/** One dispatch of a plan (on the CPU, one step). */
export interface KernelDescription {
  readonly name: string;
  /** Primitive ops that it computes, in program order; views cost nothing and are left out. */
  readonly ops: readonly string[];
  /** Tensors that it stores, as people read them. */
  readonly makes: readonly string[];
  /** Workgroups that it is dispatched over; 0 where there are none. */
  readonly workgroups: number;
  /** Bytes of the tensors that it reads, each counted once and whole. */
  readonly bytesRead: number;
  readonly bytesWritten: number;
  /** Variables that it overwrites in place. */
  readonly inPlace: readonly string[];
  /** Its text (WGSL), where it has one. */
  readonly source?: string;
}

/** All that one run of a plan does. */
export interface PlanParts {
  /** In the order in which they run. */
  readonly kernels: readonly KernelDescription[];
  /** Bytes in which all intermediates lie, those that are never alive together in the same ones. */
  readonly intermediateBytes: number;
  /** Values copied after the kernels: into variables that could not be overwritten in place, and results into storages of their own. */
  readonly copies: readonly string[];
}

interface Numbered extends KernelDescription {
  readonly at: number;
}

const columns: readonly Column<Numbered>[] = [
  { title: '#', text: ({ at }) => String(at), align: 'right' },
  { title: 'kernel', text: ({ name }) => name, yields: true },
  { title: 'ops', text: ({ ops }) => countNames(ops), yields: true },
  {
    title: 'makes',
    text: ({ makes, inPlace }) => [...inPlace.map((name) => `${name} in place`), ...makes].join(', '),
    yields: true,
  },
  { title: 'groups', text: ({ workgroups }) => (workgroups === 0 ? '' : String(workgroups)), align: 'right' },
  { title: 'reads', text: ({ bytesRead }) => formatBytes(bytesRead), align: 'right' },
  { title: 'writes', text: ({ bytesWritten }) => formatBytes(bytesWritten), align: 'right' },
];

/** What a plan will run. `String(description)` is a table; `description.kernels[3].source` the text of a kernel. */
export class PlanDescription implements PlanParts {
  readonly kernels: readonly KernelDescription[];
  readonly intermediateBytes: number;
  readonly copies: readonly string[];

  constructor({ kernels, intermediateBytes, copies }: PlanParts) {
    this.kernels = kernels;
    this.intermediateBytes = intermediateBytes;
    this.copies = copies;
  }

  toString(): string {
    const { kernels, copies } = this;
    const head = `${kernels.length} ${kernels.length === 1 ? 'kernel' : 'kernels'}, ${formatBytes(this.intermediateBytes)} of intermediates`;
    const table = formatTable(
      columns,
      kernels.map((kernel, at) => ({ ...kernel, at })),
    );
    return [head, table, ...copies.map((copy) => `copy ${copy}`)].join('\n');
  }
}
