// How long recorded work takes on the device: between two timestamps where there are such, else from submission to the end.
import type { GpuContext } from '../memory/gpu-context.js';

/** Records some work in a pass. */
export type Work = (pass: GPUComputePassEncoder) => void;

/** Milliseconds of each of several pieces of work, run one after another. */
export interface Stopwatch {
  time(works: readonly Work[]): Promise<readonly number[]>;
  dispose(): void;
}

/** A stopwatch for as many pieces of work at once. */
export function stopwatchOf(context: GpuContext, most: number): Stopwatch {
  return context.gpu.features.has('timestamp-query') ? new DeviceWatch(context, most) : new HostWatch(context);
}

class DeviceWatch implements Stopwatch {
  private readonly queries: GPUQuerySet;
  private readonly resolved: GPUBuffer;
  private readonly staging: GPUBuffer;

  constructor(
    private readonly context: GpuContext,
    most: number,
  ) {
    const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
    this.queries = context.gpu.createQuerySet({ type: 'timestamp', count: 2 * most });
    this.resolved = context.createBuffer(16 * most, QUERY_RESOLVE | COPY_SRC, 'timestamps');
    this.staging = context.createBuffer(16 * most, COPY_DST | MAP_READ, 'timestamps');
  }

  async time(works: readonly Work[]): Promise<readonly number[]> {
    const { gpu } = this.context;
    const encoder = gpu.createCommandEncoder();
    works.forEach((work, index) => {
      const at = 2 * index;
      const pass = encoder.beginComputePass({
        timestampWrites: { querySet: this.queries, beginningOfPassWriteIndex: at, endOfPassWriteIndex: at + 1 },
      });
      work(pass);
      pass.end();
    });
    const bytes = 16 * works.length;
    encoder.resolveQuerySet(this.queries, 0, 2 * works.length, this.resolved, 0);
    encoder.copyBufferToBuffer(this.resolved, 0, this.staging, 0, bytes);
    gpu.queue.submit([encoder.finish()]);
    await this.context.guard(this.staging.mapAsync(GPUMapMode.READ, 0, bytes));
    const stamps = new BigUint64Array(this.staging.getMappedRange(0, bytes).slice(0));
    this.staging.unmap();
    return works.map((_, index) => Number((stamps[2 * index + 1] as bigint) - (stamps[2 * index] as bigint)) / 1e6);
  }

  dispose(): void {
    this.queries.destroy();
    this.context.destroyBuffer(this.resolved);
    this.context.destroyBuffer(this.staging);
  }
}

class HostWatch implements Stopwatch {
  constructor(private readonly context: GpuContext) {}

  async time(works: readonly Work[]): Promise<readonly number[]> {
    const { gpu } = this.context;
    const times: number[] = [];
    for (const work of works) {
      const encoder = gpu.createCommandEncoder();
      const pass = encoder.beginComputePass();
      work(pass);
      pass.end();
      const start = performance.now();
      gpu.queue.submit([encoder.finish()]);
      await this.context.guard(gpu.queue.onSubmittedWorkDone());
      times.push(performance.now() - start);
    }
    return times;
  }

  dispose(): void {
    // Holds nothing.
  }
}
