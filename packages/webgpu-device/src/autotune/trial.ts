// Scratch buffers of one product on a device, on which its candidates run. Touches nothing that a user has.
import { foldGrid } from '@tensorloom/wgsl-kernels';
import type { GpuContext } from '../memory/gpu-context.js';
import type { CompiledKernel } from '../plan/pipelines.js';
import type { MeasuredProduct } from '../schedule/write/measured-schedules.js';
import type { Candidate } from './product.js';

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

/** A trial of a product, or undefined where the device has no room for its buffers. */
export async function openTrial(context: GpuContext, product: MeasuredProduct): Promise<Trial | undefined> {
  const largest = Math.max(...product.sources.map(({ bytes }) => bytes), elementsOf(product) * 4);
  if (largest > context.limits.maxStorageBufferBindingSize) return undefined;
  context.gpu.pushErrorScope('out-of-memory');
  const trial = new Trial(context, product);
  if ((await context.guard(context.gpu.popErrorScope())) === null) return trial;
  trial.dispose();
  return undefined;
}

/** One product's operands and result on the device. */
export class Trial {
  private readonly operands: readonly [GPUBuffer, GPUBuffer];
  private readonly result: GPUBuffer;
  private readonly staging: GPUBuffer;
  private readonly parameters: GPUBuffer[] = [];
  private readonly elements: number;

  constructor(
    private readonly context: GpuContext,
    product: MeasuredProduct,
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
  recorder(contender: Contender): (pass: GPUComputePassEncoder, times: number) => void {
    const group = this.bind(contender);
    const [x, y] = foldGrid(contender.candidate.workgroups);
    return (pass, times) => {
      pass.setPipeline(contender.compiled.pipeline);
      pass.setBindGroup(0, group);
      for (let time = 0; time < times; time++) pass.dispatchWorkgroups(x, y);
    };
  }

  /** What a candidate computes. */
  async resultOf(record: (pass: GPUComputePassEncoder, times: number) => void): Promise<Float32Array> {
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
  }
}
