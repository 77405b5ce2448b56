// Times each dispatch of a device on the device itself: gives it a pass of its own between two timestamps. Knows no library.

/** One dispatch of one submission. */
export interface KernelTime {
  /** The pipeline's label. */
  readonly label: string;
  readonly workgroups: number;
  readonly ms: number;
}

interface Recorded {
  readonly labels: readonly string[];
  readonly workgroups: readonly number[];
  readonly staging: GPUBuffer;
}

/** Dispatches of one pass at most: two timestamps each, 4,096 in a query set. */
const MOST_DISPATCHES = 2048;

/** Wraps `beginComputePass` for the encoders of one device, which must have the feature `timestamp-query`. */
export class KernelTimer {
  private readonly queries: GPUQuerySet;
  private readonly resolved: GPUBuffer;
  private readonly original = GPUCommandEncoder.prototype.beginComputePass;
  private readonly originalEncoder = GPUDevice.prototype.createCommandEncoder;
  private recorded: Recorded[] = [];

  constructor(private readonly device: GPUDevice) {
    const count = 2 * MOST_DISPATCHES;
    this.queries = device.createQuerySet({ type: 'timestamp', count });
    this.resolved = device.createBuffer({
      size: 8 * count,
      usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
    });
    const encoders = new WeakSet<GPUCommandEncoder>();
    const { original, originalEncoder } = this;
    const split = (encoder: GPUCommandEncoder): GPUComputePassEncoder => this.split(encoder);
    GPUDevice.prototype.createCommandEncoder = function (...args) {
      const encoder = originalEncoder.apply(this, args);
      if (this === device) encoders.add(encoder);
      return encoder;
    };
    GPUCommandEncoder.prototype.beginComputePass = function (...args) {
      return encoders.has(this) ? split(this) : original.apply(this, args);
    };
  }

  /** A pass that gives each dispatch a pass of its own. */
  private split(encoder: GPUCommandEncoder): GPUComputePassEncoder {
    const labels: string[] = [];
    const workgroups: number[] = [];
    let pipeline: GPUComputePipeline | undefined;
    const groups = new Map<number, GPUBindGroup>();
    const dispatchWorkgroups = (x: number, y = 1, z = 1): void => {
      const at = 2 * labels.length;
      if (labels.length === MOST_DISPATCHES)
        throw new Error(`KernelTimer: more than ${MOST_DISPATCHES} dispatches in one pass`);
      labels.push(pipeline?.label ?? '');
      workgroups.push(x * y * z);
      const timestampWrites = { querySet: this.queries, beginningOfPassWriteIndex: at, endOfPassWriteIndex: at + 1 };
      const pass = this.original.call(encoder, { timestampWrites });
      pass.setPipeline(pipeline as GPUComputePipeline);
      for (const [index, group] of groups) pass.setBindGroup(index, group);
      pass.dispatchWorkgroups(x, y, z);
      pass.end();
    };
    const pass = {
      setPipeline: (next: GPUComputePipeline) => void (pipeline = next),
      setBindGroup: (index: number, group: GPUBindGroup) => void groups.set(index, group),
      dispatchWorkgroups,
      end: () => this.resolve(encoder, labels, workgroups),
    };
    return pass as unknown as GPUComputePassEncoder;
  }

  private resolve(encoder: GPUCommandEncoder, labels: readonly string[], workgroups: readonly number[]): void {
    if (labels.length === 0) return;
    const size = 16 * labels.length;
    const staging = this.device.createBuffer({ size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
    encoder.resolveQuerySet(this.queries, 0, 2 * labels.length, this.resolved, 0);
    encoder.copyBufferToBuffer(this.resolved, 0, staging, 0, size);
    this.recorded.push({ labels, workgroups, staging });
  }

  /** The times of all passes that were submitted since the last call, in order. */
  async take(): Promise<readonly (readonly KernelTime[])[]> {
    const recorded = this.recorded;
    this.recorded = [];
    const passes: KernelTime[][] = [];
    for (const { labels, workgroups, staging } of recorded) {
      await staging.mapAsync(GPUMapMode.READ);
      const stamps = new BigUint64Array(staging.getMappedRange().slice(0));
      staging.destroy();
      const span = (at: number): number => Number((stamps[2 * at + 1] as bigint) - (stamps[2 * at] as bigint)) / 1e6;
      passes.push(labels.map((label, at) => ({ label, workgroups: workgroups[at] as number, ms: span(at) })));
    }
    return passes;
  }

  /** Puts the prototypes back. */
  restore(): void {
    GPUDevice.prototype.createCommandEncoder = this.originalEncoder;
    GPUCommandEncoder.prototype.beginComputePass = this.original;
  }
}
