// What lives on a device, by name, as data and as tables. Filled in by devices.
import type { DType } from '../dtype.js';
import type { Shape } from '../shape.js';
import { formatBytes, formatSpec, formatTable, type Column } from './format-table.js';

/** Bytes that something takes. The items of a report share nothing, and together are all that lives. */
export interface MemoryItem {
  /** `variable`, `result` (a value that somebody holds), or the device's word for what it keeps for itself. */
  readonly kind: string;
  /** Of a variable its name. */
  readonly name: string;
  readonly shape?: Shape;
  readonly dtype?: DType;
  readonly bytes: number;
}

/** What a plan needs of the memory that all plans share for intermediates. */
export interface PlanMemory {
  /** What it does, in a few words. */
  readonly name: string;
  readonly kernels: number;
  readonly intermediateBytes: number;
  /** The kernel during which most is alive. */
  readonly peakKernel: string;
  /** What is alive then, the largest first. */
  readonly alive: readonly { readonly name: string; readonly bytes: number }[];
}

/** What a device tells. */
export interface MemoryParts {
  readonly device: string;
  readonly items: readonly MemoryItem[];
  readonly plans: readonly PlanMemory[];
  /** Buffers (on the CPU, arrays) that were made and not given back. */
  readonly buffers: number;
}

/** Items that a table shows; the rest is one line. */
const SHOWN = 40;
const ALIVE_SHOWN = 2;

const itemColumns: readonly Column<MemoryItem>[] = [
  { title: 'kind', text: ({ kind }) => kind },
  { title: 'name', text: ({ name }) => name, yields: true },
  { title: 'tensor', text: ({ shape, dtype }) => (shape && dtype ? formatSpec({ shape, dtype }) : ''), yields: true },
  { title: 'bytes', text: ({ bytes }) => formatBytes(bytes), align: 'right' },
];

const planColumns: readonly Column<PlanMemory>[] = [
  { title: 'plan', text: ({ name }) => name, yields: true },
  { title: 'needs', text: ({ intermediateBytes }) => formatBytes(intermediateBytes), align: 'right' },
  { title: 'most during', text: ({ peakKernel }) => peakKernel, yields: true },
  {
    title: 'alive then',
    text: ({ alive }) => {
      const shown = alive.slice(0, ALIVE_SHOWN).map(({ name, bytes }) => `${name} ${formatBytes(bytes)}`);
      return [...shown, ...(alive.length > ALIVE_SHOWN ? [`${alive.length - ALIVE_SHOWN} more`] : [])].join(', ');
    },
    yields: true,
  },
];

/** All that lives on a device. `String(report)` is a table. */
export class MemoryReport implements MemoryParts {
  readonly device: string;
  /** The largest first. */
  readonly items: readonly MemoryItem[];
  /** Those that need most first. */
  readonly plans: readonly PlanMemory[];
  readonly buffers: number;
  /** Bytes of all items. */
  readonly bytes: number;

  constructor({ device, items, plans, buffers }: MemoryParts) {
    this.device = device;
    this.items = [...items].sort((a, b) => b.bytes - a.bytes);
    this.plans = [...plans].sort((a, b) => b.intermediateBytes - a.intermediateBytes);
    this.buffers = buffers;
    this.bytes = items.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  toString(): string {
    const { items, plans } = this;
    const lines = [`${this.device}: ${formatBytes(this.bytes)} in ${this.buffers} buffers`];
    if (items.length > 0) lines.push(formatTable(itemColumns, items.slice(0, SHOWN)));
    const rest = items.slice(SHOWN);
    if (rest.length > 0) {
      lines.push(`and ${rest.length} more, ${formatBytes(rest.reduce((sum, { bytes }) => sum + bytes, 0))} together`);
    }
    if (plans.length > 0) lines.push('', formatTable(planColumns, plans.slice(0, SHOWN)));
    return lines.join('\n');
  }
}
