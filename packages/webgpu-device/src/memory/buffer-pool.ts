// Buffers that come back and are given out again: a new buffer's first use pays for clearing it.
import type { GpuContext } from './gpu-context.js';
import { aligned } from './arena-layout.js';

/** Sizes are rounded so that an eighth is wasted at most, and buffers of near sizes can take each other's place. */
function sizeClass(bytes: number): number {
  const size = aligned(bytes);
  const step = Math.max(256, 2 ** (Math.floor(Math.log2(size)) - 3));
  return Math.ceil(size / step) * step;
}

/** Pool of buffers of one usage. */
export class BufferPool {
  private readonly idle = new Map<number, GPUBuffer[]>();

  constructor(
    private readonly context: GpuContext,
    private readonly usage: GPUBufferUsageFlags,
    private readonly what: string,
  ) {}

  /** A buffer of at least `bytes`. */
  take(bytes: number): GPUBuffer {
    const size = Math.max(aligned(bytes), Math.min(sizeClass(bytes), this.context.limits.maxBufferSize));
    return this.idle.get(size)?.pop() ?? this.context.createBuffer(size, this.usage, this.what);
  }

  /** Takes a buffer back, unless it was destroyed because there was no room for it. */
  give(buffer: GPUBuffer): void {
    if (!this.context.live.has(buffer)) return;
    const list = this.idle.get(buffer.size);
    if (list) list.push(buffer);
    else this.idle.set(buffer.size, [buffer]);
  }

  /** Gives the memory of all that waits back. */
  clear(): void {
    for (const buffer of [...this.idle.values()].flat()) this.context.destroyBuffer(buffer);
    this.idle.clear();
  }
}
