// Times each dispatch on the device itself: gives it a pass of its own between two timestamps.
import { ConfigError, type KernelClock, type KernelTime, type Plan } from '@tensorloom/tensor-core';
import type { GpuContext } from '../memory/gpu-context.js';

/** Which dispatch two timestamps belong to. */
type Dispatch = Pick<KernelTime, 'plan' | 'kernel'>;

/** Dispatches whose timestamps one query set holds: WebGPU allows 4,096 timestamps in one. */
const IN_A_SET = 2048;

/** Dispatches whose timestamps are on their way to the host. */
interface Part {
  readonly dispatches: readonly Dispatch[];
  readonly staging: GPUBuffer;
}

/** The clock of one device's kernels. Plans ask it for the description of each pass while it runs. */
export class KernelTimer implements KernelClock {
  private readonly queries: GPUQuerySet;
  private readonly resolved: GPUBuffer;
  private pending: Dispatch[] = [];
  private parts: Part[] = [];
  private runs: (readonly Part[])[] = [];
  private origin: bigint | undefined;

  /** @throws ConfigError without the feature timestamp-query, or if another timer runs */
  constructor(private readonly context: GpuContext) {
    const { gpu } = context;
    if (!gpu.features.has('timestamp-query')) {
      throw new ConfigError(
        'profile: no timestamps; expected the feature timestamp-query, got a device without it; ' +
          'take another adapter, or in Chrome switch on "WebGPU Developer Features"',
      );
    }
    if (context.timer) {
      throw new ConfigError(
        'profile: the device is being timed; expected one profile at a time, got another; await the first',
      );
    }
    context.timer = this;
    this.queries = gpu.createQuerySet({ type: 'timestamp', count: 2 * IN_A_SET });
    const usage = GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC;
    this.resolved = context.createBuffer(16 * IN_A_SET, usage, 'timestamps');
  }

  /** The pass of the next dispatch. */
  pass(encoder: GPUCommandEncoder, plan: Plan, kernel: number): GPUComputePassEncoder {
    if (this.pending.length === IN_A_SET) this.resolve(encoder);
    const at = 2 * (this.pending.push({ plan, kernel }) - 1);
    const timestampWrites = { querySet: this.queries, beginningOfPassWriteIndex: at, endOfPassWriteIndex: at + 1 };
    return encoder.beginComputePass({ timestampWrites });
  }

  /** All dispatches of a run are encoded. */
  endRun(encoder: GPUCommandEncoder): void {
    this.resolve(encoder);
    this.runs.push(this.parts);
    this.parts = [];
  }

  /** Sends the timestamps so far on their way, so that their places can be written again. */
  private resolve(encoder: GPUCommandEncoder): void {
    const dispatches = this.pending;
    if (dispatches.length === 0) return;
    this.pending = [];
    const size = 16 * dispatches.length;
    const staging = this.context.createBuffer(size, GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ, 'timestamps');
    encoder.resolveQuerySet(this.queries, 0, 2 * dispatches.length, this.resolved, 0);
    encoder.copyBufferToBuffer(this.resolved, 0, staging, 0, size);
    this.parts.push({ dispatches, staging });
  }

  async take(): Promise<readonly (readonly KernelTime[])[]> {
    const runs = this.runs;
    this.runs = [];
    const times: KernelTime[][] = [];
    for (const parts of runs) {
      const own: KernelTime[] = [];
      for (const part of parts) own.push(...(await this.read(part)));
      times.push(own);
    }
    return times;
  }

  private async read({ dispatches, staging }: Part): Promise<readonly KernelTime[]> {
    await this.context.guard(staging.mapAsync(GPUMapMode.READ));
    const stamps = new BigUint64Array(staging.getMappedRange().slice(0));
    this.context.destroyBuffer(staging);
    return dispatches.map((dispatch, index) => {
      const [start, end] = [stamps[2 * index] as bigint, stamps[2 * index + 1] as bigint];
      this.origin ??= start;
      return { ...dispatch, start: Number(start - this.origin) / 1e6, ms: Number(end - start) / 1e6 };
    });
  }

  stop(): void {
    if (this.context.timer !== this) return;
    this.context.timer = undefined;
    for (const { staging } of this.runs.flat()) this.context.destroyBuffer(staging);
    this.runs = [];
    this.context.destroyBuffer(this.resolved);
    this.queries.destroy();
  }
}
