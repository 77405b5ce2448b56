// Counts what a program asks of WebGPU, by wrapping the prototypes of its objects. Knows no library that is counted.

/** Calls of one device. */
export interface GpuCounts {
  dispatches: number;
  submits: number;
  passes: number;
  encoders: number;
  bindGroups: number;
  buffersCreated: number;
  pipelines: number;
  writeBuffers: number;
}

/** Buffers of one device that were created and not destroyed. */
export interface LiveMemory {
  readonly liveBuffers: number;
  readonly liveBytes: number;
}

/** The names of the counts. */
export const countNames = [
  'dispatches',
  'submits',
  'passes',
  'encoders',
  'bindGroups',
  'buffersCreated',
  'pipelines',
  'writeBuffers',
] as const satisfies readonly (keyof GpuCounts)[];

/** Counts that are all 0. */
export function noCounts(): GpuCounts {
  return Object.fromEntries(countNames.map((name) => [name, 0])) as unknown as GpuCounts;
}

interface Tally {
  readonly counts: GpuCounts;
  readonly live: Map<GPUBuffer, number>;
  bytes: number;
  peak: number;
}

type AnyFunction = (this: object, ...args: unknown[]) => unknown;
type After = (self: object, result: unknown) => void;

/** Replaces a method by one that calls `after` when it has returned; gives a function that puts it back. */
function wrap(prototype: object, name: string, after: After): () => void {
  const methods = prototype as Record<string, AnyFunction>;
  const original = methods[name] as AnyFunction;
  methods[name] = function (...args) {
    const result = original.apply(this, args);
    after(this, result);
    return result;
  };
  return () => {
    methods[name] = original;
  };
}

/** Counts of all devices from now on until `restore()`. In Node, WebGPU's classes must be global already. */
export class GpuCounters {
  private readonly tallies = new WeakMap<object, Tally>();
  /** The device of an encoder, a pass, a queue or a buffer. */
  private readonly owners = new WeakMap<object, GPUDevice>();
  private readonly undo: readonly (() => void)[];

  constructor() {
    this.undo = [...this.wrapDevice(), ...this.wrapCommands(), ...this.wrapBuffers()];
  }

  private tally(device: GPUDevice): Tally {
    let tally = this.tallies.get(device);
    if (!tally) this.tallies.set(device, (tally = { counts: noCounts(), live: new Map(), bytes: 0, peak: 0 }));
    return tally;
  }

  private countOn(device: GPUDevice, name: keyof GpuCounts): void {
    this.owners.set(device.queue, device);
    this.tally(device).counts[name]++;
  }

  /** Counts for the device of a queue, an encoder or a pass; of objects made before the counting began nothing is known. */
  private countFor(self: object, name: keyof GpuCounts): void {
    const device = this.owners.get(self);
    if (device) this.countOn(device, name);
  }

  private wrapDevice(): (() => void)[] {
    const on = (name: string, count: keyof GpuCounts): (() => void) =>
      wrap(GPUDevice.prototype, name, (self, result) => {
        this.countOn(self as GPUDevice, count);
        if (count === 'encoders') this.owners.set(result as object, self as GPUDevice);
      });
    return [
      on('createBindGroup', 'bindGroups'),
      on('createComputePipeline', 'pipelines'),
      on('createComputePipelineAsync', 'pipelines'),
      on('createCommandEncoder', 'encoders'),
    ];
  }

  private wrapCommands(): (() => void)[] {
    return [
      wrap(GPUCommandEncoder.prototype, 'beginComputePass', (self, pass) => {
        this.countFor(self, 'passes');
        const device = this.owners.get(self);
        if (device) this.owners.set(pass as object, device);
      }),
      wrap(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', (self) => this.countFor(self, 'dispatches')),
      wrap(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', (self) => this.countFor(self, 'dispatches')),
      wrap(GPUQueue.prototype, 'submit', (self) => this.countFor(self, 'submits')),
      wrap(GPUQueue.prototype, 'writeBuffer', (self) => this.countFor(self, 'writeBuffers')),
    ];
  }

  private wrapBuffers(): (() => void)[] {
    return [
      wrap(GPUDevice.prototype, 'createBuffer', (self, result) => {
        const [device, buffer] = [self as GPUDevice, result as GPUBuffer];
        this.countOn(device, 'buffersCreated');
        this.owners.set(buffer, device);
        const tally = this.tally(device);
        tally.live.set(buffer, buffer.size);
        tally.bytes += buffer.size;
        tally.peak = Math.max(tally.peak, tally.bytes);
      }),
      wrap(GPUBuffer.prototype, 'destroy', (self) => {
        const device = this.owners.get(self);
        const tally = device && this.tally(device);
        const size = tally?.live.get(self as GPUBuffer);
        if (!tally || size === undefined) return;
        tally.live.delete(self as GPUBuffer);
        tally.bytes -= size;
      }),
    ];
  }

  /** A copy of the counts so far. */
  counts(device: GPUDevice): GpuCounts {
    return { ...this.tally(device).counts };
  }

  /** Buffers created and not destroyed; those of a device from before the counting are not among them. */
  memory(device: GPUDevice): LiveMemory {
    const { live, bytes } = this.tally(device);
    return { liveBuffers: live.size, liveBytes: bytes };
  }

  /** Most bytes of live buffers at any moment so far. */
  peakBytes(device: GPUDevice): number {
    return this.tally(device).peak;
  }

  /** The buffers created and not destroyed. */
  buffers(device: GPUDevice): Iterable<GPUBuffer> {
    return this.tally(device).live.keys();
  }

  /** Puts the prototypes back. */
  restore(): void {
    for (const undo of [...this.undo].reverse()) undo();
  }
}

/** Counts a step: what came between two readings, by the number of steps, to two decimals. */
export function countsPerStep(before: GpuCounts, after: GpuCounts, steps: number): GpuCounts {
  const perStep = noCounts();
  for (const name of countNames) perStep[name] = Math.round((100 * (after[name] - before[name])) / steps) / 100;
  return perStep;
}
