// A bare WebGPU device for kernel tests: Dawn, buffers, one dispatch. Knows nothing of the scheduler or of tensors.
import { create, globals } from 'webgpu';

const gpu: GPU = create([]);
// Held as long as the process lives: collected while its device is in use, it takes the process down.
Object.assign(globalThis, globals, { dawnOfGemmTests: gpu });
const adapter = await gpu.requestAdapter();

/** What the tests run on; undefined where there is no adapter. */
export const device: GPUDevice | undefined = await adapter?.requestDevice({
  requiredFeatures: (['subgroups', 'shader-f16', 'timestamp-query'] as const).filter((name) =>
    adapter.features.has(name),
  ),
  requiredLimits: {
    maxComputeWorkgroupStorageSize: adapter.limits.maxComputeWorkgroupStorageSize,
    maxComputeInvocationsPerWorkgroup: adapter.limits.maxComputeInvocationsPerWorkgroup,
  },
});

/** Reason for a skip. */
export const noDevice = 'no WebGPU adapter on this machine';

/** Size of all subgroups, or undefined where they are missing or vary. */
export const subgroupSize: number | undefined =
  adapter?.features.has('subgroups') && adapter.info.subgroupMinSize === adapter.info.subgroupMaxSize
    ? adapter.info.subgroupMaxSize
    : undefined;

const errors: string[] = [];
device?.addEventListener('uncapturederror', (event) => errors.push((event as GPUUncapturedErrorEvent).error.message));

/** One binding of a dispatch: data to read, or a result to write that starts as a copy of `data`. */
export interface Binding {
  readonly data: Float32Array | Uint32Array;
  readonly write?: boolean;
}

/** A pipeline with its explicit layout. */
export interface Pipeline {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

/** Compiles a kernel whose bindings 0, 1, ... are written where `writes` says so. @throws with the compiler's messages */
export async function compile(wgsl: string, writes: readonly boolean[]): Promise<Pipeline> {
  const target = device as GPUDevice;
  const module = target.createShaderModule({ code: wgsl });
  const { messages } = await module.getCompilationInfo();
  const wrong = messages.filter(({ type }) => type === 'error');
  if (wrong.length > 0) {
    throw new Error(`${wrong.map(({ lineNum, message }) => `line ${lineNum}: ${message}`).join('\n')}\n${wgsl}`);
  }
  const entries = writes.map((write, binding) => ({
    binding,
    visibility: GPUShaderStage.COMPUTE,
    buffer: { type: write ? ('storage' as const) : ('read-only-storage' as const) },
  }));
  const layout = target.createBindGroupLayout({ entries });
  const pipelineLayout = target.createPipelineLayout({ bindGroupLayouts: [layout] });
  const pipeline = await target.createComputePipelineAsync({ layout: pipelineLayout, compute: { module } });
  return { pipeline, layout };
}

/** Elements before and after each result that no kernel may touch. */
const GUARD = 64;
/** What results and guards hold before a kernel runs. */
export const SENTINEL = -77777;

/** A buffer with `data` between two guards. */
export function guarded(data: Float32Array | Uint32Array): GPUBuffer {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const buffer = (device as GPUDevice).createBuffer({
    size: (data.length + 2 * GUARD) * 4,
    usage,
    mappedAtCreation: true,
  });
  const mapped = new Float32Array(buffer.getMappedRange()).fill(SENTINEL);
  new Uint8Array(mapped.buffer).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), GUARD * 4);
  buffer.unmap();
  return buffer;
}

/**
 * A bind group of guarded buffers. The guard behind is bound too: what a kernel writes there arrives, where a driver would
 * drop or bend a write outside of the binding.
 */
export function bindGuarded({ layout }: Pipeline, buffers: readonly GPUBuffer[]): GPUBindGroup {
  const entries = buffers.map((buffer, binding) => ({
    binding,
    resource: { buffer, offset: GUARD * 4, size: buffer.size - GUARD * 4 },
  }));
  return (device as GPUDevice).createBindGroup({ layout, entries });
}

/** Records a dispatch of a linear count of workgroups, folded as the kernels expect. */
export function dispatch(
  pass: GPUComputePassEncoder,
  { pipeline }: Pipeline,
  group: GPUBindGroup,
  workgroups: number,
): void {
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(Math.min(workgroups, 32768), Math.ceil(workgroups / 32768));
}

/** Runs one dispatch and gives the results in the order of their bindings. @throws if a guard was overwritten */
export async function run(
  pipeline: Pipeline,
  bindings: readonly Binding[],
  workgroups: number,
): Promise<Float32Array[]> {
  const target = device as GPUDevice;
  const buffers = bindings.map(({ data }) => guarded(data));
  const encoder = target.createCommandEncoder();
  const pass = encoder.beginComputePass();
  dispatch(pass, pipeline, bindGuarded(pipeline, buffers), workgroups);
  pass.end();
  const written = buffers.filter((_, index) => bindings[index]?.write);
  const copies = written.map((buffer) => {
    const copy = target.createBuffer({ size: buffer.size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
    encoder.copyBufferToBuffer(buffer, 0, copy, 0, buffer.size);
    return copy;
  });
  target.queue.submit([encoder.finish()]);
  const results = await Promise.all(copies.map(readGuarded));
  for (const buffer of buffers) buffer.destroy();
  if (errors.length > 0) throw new Error(errors.splice(0).join('\n'));
  return results;
}

async function readGuarded(copy: GPUBuffer): Promise<Float32Array> {
  await copy.mapAsync(GPUMapMode.READ);
  const all = new Float32Array(copy.getMappedRange().slice(0));
  copy.destroy();
  const guards = [...all.subarray(0, GUARD), ...all.subarray(all.length - GUARD)];
  if (guards.some((value) => value !== SENTINEL)) throw new Error('a kernel wrote outside of its result');
  return all.subarray(GUARD, all.length - GUARD);
}
