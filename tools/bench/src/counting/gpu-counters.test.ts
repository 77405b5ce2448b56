// The counters against programs whose calls are known.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countsPerStep, GpuCounters } from './gpu-counters.js';

const code = `@group(0) @binding(0) var<storage, read_write> data: array<f32>;
@compute @workgroup_size(1) fn main(@builtin(global_invocation_id) id: vec3u) { data[id.x] += 1.0; }`;

let gpu: GPU;
let prototypes: unknown[];
let counters: GpuCounters;

const methods = (): unknown[] => [
  GPUDevice.prototype.createBuffer,
  GPUBuffer.prototype.destroy,
  GPUQueue.prototype.submit,
  GPUCommandEncoder.prototype.beginComputePass,
  GPUComputePassEncoder.prototype.dispatchWorkgroups,
];

async function openDevice(): Promise<GPUDevice> {
  return ((await gpu.requestAdapter()) as GPUAdapter).requestDevice();
}

beforeAll(async () => {
  gpu = await createNodeGpu();
  prototypes = methods();
  counters = new GpuCounters();
});
afterAll(() => counters.restore());

/** One buffer, one pipeline, one bind group; then two dispatches in a pass and one in another, submitted together. */
function runProgram(device: GPUDevice): GPUBuffer {
  const buffer = device.createBuffer({ size: 64, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST });
  const module = device.createShaderModule({ code });
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main' } });
  const group = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [{ binding: 0, resource: { buffer } }],
  });
  device.queue.writeBuffer(buffer, 0, new Float32Array(16));
  const encoder = device.createCommandEncoder();
  for (const dispatches of [2, 1]) {
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    for (let at = 0; at < dispatches; at++) pass.dispatchWorkgroups(16);
    pass.end();
  }
  device.queue.submit([encoder.finish()]);
  return buffer;
}

describe('GpuCounters', () => {
  it('counts each kind of call, for each device apart', async () => {
    const [device, other] = [await openDevice(), await openDevice()];
    runProgram(device);
    const once = {
      dispatches: 3,
      submits: 1,
      passes: 2,
      encoders: 1,
      bindGroups: 1,
      buffersCreated: 1,
      pipelines: 1,
      writeBuffers: 1,
    };
    expect(counters.counts(device)).toEqual(once);
    const before = counters.counts(device);
    for (let at = 0; at < 4; at++) runProgram(device);
    expect(countsPerStep(before, counters.counts(device), 4)).toEqual(once);
    expect(Object.values(counters.counts(other)).every((count) => count === 0)).toBe(true);
    await device.queue.onSubmittedWorkDone();
    device.destroy();
    other.destroy();
  });

  it('knows what lives: created and not destroyed, twice destroyed counts once', async () => {
    const device = await openDevice();
    const usage = GPUBufferUsage.STORAGE;
    const first = device.createBuffer({ size: 256, usage });
    device.createBuffer({ size: 1024, usage });
    expect(counters.memory(device)).toEqual({ liveBuffers: 2, liveBytes: 1280 });
    first.destroy();
    first.destroy();
    expect(counters.memory(device)).toEqual({ liveBuffers: 1, liveBytes: 1024 });
    expect(counters.peakBytes(device)).toBe(1280);
    expect([...counters.buffers(device)].map(({ size }) => size)).toEqual([1024]);
    device.destroy();
  });

  it('counts a pipeline that is compiled asynchronously', async () => {
    const device = await openDevice();
    const module = device.createShaderModule({ code });
    await device.createComputePipelineAsync({ layout: 'auto', compute: { module, entryPoint: 'main' } });
    expect(counters.counts(device).pipelines).toBe(1);
    device.destroy();
  });

  it('puts every method back', () => {
    expect(methods()).not.toEqual(prototypes);
    counters.restore();
    expect(methods()).toEqual(prototypes);
    counters = new GpuCounters();
  });
});
