// Scratch buffers of one product on a device, on which its candidates run. Touches nothing that a user has.
import { foldGrid } from '@tensorloom/wgsl-kernels';
import { closeScopes, openScopes } from '../memory/error-scopes.js';
import type { GpuContext } from '../memory/gpu-context.js';
import type { CompiledKernel } from '../plan/pipelines.js';
import type { MeasuredProduct } from '../schedule/write/measured-schedules.js';
import type { Candidate } from './product.js';
import { stopwatchOf, type Stopwatch } from './stopwatch.js';

/** Records a kernel so many times. */
export type Recorder = (pass: GPUComputePassEncoder, times: number) => void;

/** A candidate with its place in a trial. */
export interface Contestant {
  readonly candidate: Candidate;
  readonly record: Recorder;
}

/** A candidate that can run. */
export interface Contender {
  readonly candidate: Candidate;
  readonly compiled: CompiledKernel;
}

/** Numbers in (0, 1], the same ones each time. */
function positiveNumbers(count: number, seed: number): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 1) / 2 ** 32;
  });
}

/** The same as halves: 1 + i / 1024 in steps of the fraction's bits, halved. */
function positiveHalves(count: number, seed: number): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(positiveNumbers(count, seed), (value) => 0x3800 + Math.floor(value * 1023));
}

/** What a result holds before a candidate runs: no product of positive numbers. */
const UNTOUCHED = -1;

/** Elements of a product's result. */
function elementsOf({ gemm }: MeasuredProduct): number {
  const { batch, m, n, slices = 1 } = gemm.sizes;
  return batch * m * n * slices;
}

/** Bytes beside operands and results: parameters and timestamps of a few candidates. */
const SMALL_BYTES = 2 ** 14;

/** True if the device's limits and budget allow a trial's buffers. A measurement takes no room from others. */
function isAllowed({ limits, budget = Infinity, used }: GpuContext, product: MeasuredProduct): boolean {
  const result = elementsOf(product) * 4;
  const sizes = [...product.sources.map(({ bytes }) => bytes), result, result];
  const all = sizes.reduce((sum, bytes) => sum + bytes, SMALL_BYTES);
  const most = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  return Math.max(...sizes) <= most && used + all <= budget;
}

/** A trial of a product, or undefined where the device has no room for its buffers. */
export async function openTrial(
  context: GpuContext,
  product: MeasuredProduct,
  contenders: readonly Contender[],
): Promise<Trial | undefined> {
  if (!isAllowed(context, product)) return undefined;
  // What is done with a buffer that was refused is refused too: neither may reach the user's device.
  openScopes(context.gpu);
  const trial = new Trial(context, product, contenders);
  if ((await context.guard(closeScopes(context.gpu))) === null) return trial;
  trial.dispose();
  return undefined;
}

/** One product's operands and result on the device, with all that its candidates need to run and be timed. */
export class Trial {
  readonly contestants: readonly Contestant[];
  readonly watch: Stopwatch;
  private readonly operands: readonly [GPUBuffer, GPUBuffer];
  private readonly result: GPUBuffer;
  private readonly staging: GPUBuffer;
  private readonly parameters: GPUBuffer[] = [];
  private readonly elements: number;

  constructor(
    private readonly context: GpuContext,
    product: MeasuredProduct,
    contenders: readonly Contender[],
  ) {
    this.elements = elementsOf(product);
    const make = (bytes: number): GPUBuffer => {
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
      return this.context.createBuffer(Math.max(4, Math.ceil(bytes / 4) * 4), usage, 'a trial of kernels');
    };
    const [a, b] = product.sources.map(({ type, bytes }, index) => {
      const buffer = make(bytes);
      const halves = type === 'f16';
      const count = halves ? buffer.size / 2 : buffer.size / 4;
      const data = halves ? positiveHalves(count, index) : positiveNumbers(count, index);
      this.context.gpu.queue.writeBuffer(buffer, 0, data as Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>);
      return buffer;
    }) as [GPUBuffer, GPUBuffer];
    this.operands = [a, b];
    this.result = make(this.elements * 4);
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    this.staging = this.context.createBuffer(this.result.size, usage, 'a trial of kernels');
    this.contestants = contenders.map((one) => ({ candidate: one.candidate, record: this.recorder(one) }));
    this.watch = stopwatchOf(context, contenders.length);
  }

  /** The bind group of a candidate. */
  private bind({ candidate, compiled }: Contender): GPUBindGroup {
    const { gpu } = this.context;
    const words = Uint32Array.from(candidate.words);
    const parameters = this.context.createBuffer(
      words.byteLength,
      GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
      'a trial of kernels',
    );
    gpu.queue.writeBuffer(parameters, 0, words);
    this.parameters.push(parameters);
    const buffers = [parameters, ...this.operands, this.result];
    const entries = buffers.map((buffer, binding): GPUBindGroupEntry => ({ binding, resource: { buffer } }));
    return gpu.createBindGroup({ layout: compiled.layout, entries });
  }

  /** Records a candidate so many times. */
  private recorder(contender: Contender): Recorder {
    const group = this.bind(contender);
    const [x, y] = foldGrid(contender.candidate.workgroups);
    return (pass, times) => {
      pass.setPipeline(contender.compiled.pipeline);
      pass.setBindGroup(0, group);
      for (let time = 0; time < times; time++) pass.dispatchWorkgroups(x, y);
    };
  }

  /** What a candidate computes. */
  async resultOf({ record }: Contestant): Promise<Float32Array> {
    const { context, staging } = this;
    const { gpu } = context;
    gpu.queue.writeBuffer(this.result, 0, new Float32Array(this.elements).fill(UNTOUCHED));
    const encoder = gpu.createCommandEncoder();
    const pass = encoder.beginComputePass();
    record(pass, 1);
    pass.end();
    encoder.copyBufferToBuffer(this.result, 0, staging, 0, staging.size);
    gpu.queue.submit([encoder.finish()]);
    await context.guard(staging.mapAsync(GPUMapMode.READ));
    const values = new Float32Array(staging.getMappedRange().slice(0)).subarray(0, this.elements);
    staging.unmap();
    return values;
  }

  dispose(): void {
    const buffers = [...this.operands, this.result, this.staging, ...this.parameters];
    for (const buffer of buffers) this.context.destroyBuffer(buffer);
    this.watch.dispose();
  }
}
