// The buffer in which variables lie side by side, so that one kernel can update all of them.
import { LimitError } from '@tensorloom/tensor-core';
import { aligned } from './arena-layout.js';
import type { GpuContext } from './gpu-context.js';

const FIRST_SIZE = 1 << 20;

/** A growing buffer with a list of free ranges. */
export class VariableSlab {
  version = 0;
  private current: GPUBuffer | undefined;
  private used = 0;
  private readonly free: { offset: number; bytes: number }[] = [];

  constructor(private readonly context: GpuContext) {}

  get buffer(): GPUBuffer {
    if (!this.current) throw new Error('no variable was allocated');
    return this.current;
  }

  /** Bytes from the first variable to the last. */
  get size(): number {
    return this.used;
  }

  /**
   * Offset of a range of at least `bytes`.
   *
   * @throws LimitError naming what does not fit beside the variables that are there
   */
  allocate(bytes: number, what: string): number {
    const size = aligned(bytes);
    const fit = this.free.findIndex((range) => range.bytes === size);
    if (fit >= 0) return (this.free.splice(fit, 1)[0] as { offset: number }).offset;
    const offset = this.used;
    this.grow(offset + size, what);
    this.used = offset + size;
    return offset;
  }

  release(offset: number, bytes: number): void {
    this.free.push({ offset, bytes: aligned(bytes) });
  }

  private grow(needed: number, what: string): void {
    const old = this.current;
    if (old && old.size >= needed) return;
    const limit = this.context.limits.maxBufferSize;
    if (needed > limit) {
      throw new LimitError(
        `webgpu: ${what} does not fit; expected at most ${limit} bytes for all variables of a device, got ${needed}; ` +
          'dispose() variables that are not needed, store them in float16, or make the model smaller',
      );
    }
    const wish = Math.max(FIRST_SIZE, 2 * (old?.size ?? 0));
    // A budget leaves no room for variables that may never come.
    const size = this.context.makeRoom ? needed : Math.min(limit, Math.max(needed, wish));
    this.context.makeRoom?.(size - (old?.size ?? 0), what);
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const next = this.context.createBuffer(size, usage, 'variables', old?.size);
    if (old) {
      const encoder = this.context.gpu.createCommandEncoder();
      encoder.copyBufferToBuffer(old, 0, next, 0, old.size);
      this.context.gpu.queue.submit([encoder.finish()]);
      this.context.destroyBuffer(old);
    }
    this.current = next;
    this.version++;
  }
}
