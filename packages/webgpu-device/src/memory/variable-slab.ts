// The buffer in which variables lie side by side, so that one kernel can update all of them.
import { LimitError } from '@tensorloom/tensor-core';
import { aligned } from './arena-layout.js';
import type { GpuContext } from './gpu-context.js';

/** A buffer that must grow grows by this at least: variables that come one by one are not copied each time. */
const GROWTH = 1.25;

/** A growing buffer with a list of free ranges. It grows when it is used, to what was allocated until then. */
export class VariableSlab {
  version = 0;
  private current: GPUBuffer | undefined;
  /** Bytes of the buffer: asking WebGPU for it takes a microsecond. */
  private capacity = 0;
  private used = 0;
  private readonly free: { offset: number; bytes: number }[] = [];

  constructor(private readonly context: GpuContext) {}

  get buffer(): GPUBuffer {
    this.settle();
    if (!this.current) throw new Error('no variable was allocated');
    return this.current;
  }

  /** Makes room for all variables allocated so far: before a run, which must not see the buffer change. */
  settle(): void {
    if (this.isShort) this.moveTo(this.makeLarger());
  }

  /** True if variables were allocated for which the buffer has no room yet. */
  get isShort(): boolean {
    return this.used > this.capacity;
  }

  /** True if one binding reaches from the first variable to the last. */
  get fitBinding(): boolean {
    return this.used <= this.context.limits.maxStorageBufferBindingSize;
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
    const needed = offset + size;
    this.checkLimit(needed, what);
    // Under a budget it is this variable that does not fit, if one does not.
    if (this.context.makeRoom && needed > this.capacity) this.moveTo(this.makeFor(needed, what, true));
    this.used = needed;
    return offset;
  }

  release(offset: number, bytes: number): void {
    this.free.push({ offset, bytes: aligned(bytes) });
    for (let last = this.freeAtEnd(); last >= 0; last = this.freeAtEnd()) {
      this.used = (this.free.splice(last, 1)[0] as { offset: number }).offset;
    }
  }

  /** Index of the free range behind which there is no variable, or -1. */
  private freeAtEnd(): number {
    return this.free.findIndex((range) => range.offset + range.bytes === this.used);
  }

  private checkLimit(needed: number, what: string): void {
    const limit = this.context.limits.maxBufferSize;
    if (needed <= limit) return;
    throw new LimitError(
      `webgpu: ${what} does not fit; expected at most ${limit} bytes for all variables of a device, got ${needed}; ` +
        'dispose() variables that are not needed, store them in float16, or make the model smaller',
    );
  }

  /**
   * A buffer with room for all variables allocated so far.
   *
   * @param exactly with none for variables that may never come
   */
  makeLarger(exactly = false): GPUBuffer {
    return this.makeFor(this.used, 'variables', exactly);
  }

  private makeFor(needed: number, what: string, exactly: boolean): GPUBuffer {
    const wish = exactly || this.context.makeRoom ? needed : Math.max(needed, aligned(this.capacity * GROWTH));
    const size = Math.min(this.context.limits.maxBufferSize, wish);
    this.context.makeRoom?.(size - this.capacity, what);
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    return this.context.createBuffer(size, usage, 'variables', this.capacity);
  }

  /** Brings the variables into another buffer. */
  moveTo(next: GPUBuffer): void {
    const old = this.current;
    if (old) {
      const encoder = this.context.gpu.createCommandEncoder();
      encoder.copyBufferToBuffer(old, 0, next, 0, this.capacity);
      this.context.gpu.queue.submit([encoder.finish()]);
      this.context.destroyBuffer(old);
    }
    this.current = next;
    this.capacity = next.size;
    this.version++;
  }
}
