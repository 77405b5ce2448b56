// The one buffer in which all plans place their intermediates: plans run one after another, so they can share it.
import type { GpuContext } from './gpu-context.js';

/** A buffer that grows. */
export class Arena {
  /** A run under way works in it. */
  private inUse = false;
  private current: GPUBuffer | undefined;
  /** Of the buffer: asking WebGPU for it takes a microsecond. */
  private size = 0;

  constructor(private readonly context: GpuContext) {}

  /** The buffer for a run, at least `bytes` long. Its content is not kept when it grows: no run is in the middle of it. */
  ensure(bytes: number): GPUBuffer {
    if (!this.current || this.size < bytes) {
      this.evict();
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
      this.current = this.context.createBuffer(bytes, usage, 'arena of intermediates');
      this.size = bytes;
    }
    this.inUse = true;
    return this.current;
  }

  /** The run is over. */
  release(): void {
    this.inUse = false;
  }

  /** Gives the memory back, unless a run under way works in it: what is submitted already still has it. */
  evict(): void {
    if (!this.current || this.inUse) return;
    this.context.destroyBuffer(this.current);
    this.current = undefined;
  }
}
