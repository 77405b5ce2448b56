// The one buffer in which all plans place their intermediates: plans run one after another, so they can share it.
import type { GpuContext } from './gpu-context.js';

/** A buffer that grows. Its `version` tells when bind groups over it are out of date. */
export class Arena {
  version = 0;
  private current: GPUBuffer | undefined;

  constructor(private readonly context: GpuContext) {}

  /** The buffer, at least `bytes` long. Its content is not kept when it grows: no run is in the middle of it. */
  ensure(bytes: number): GPUBuffer {
    if (!this.current || this.current.size < bytes) {
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
      const next = this.context.createBuffer(bytes, usage, 'arena of intermediates');
      if (this.current) this.context.destroyBuffer(this.current);
      this.current = next;
      this.version++;
    }
    return this.current;
  }
}
