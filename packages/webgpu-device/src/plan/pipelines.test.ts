// Pipelines: compiled once a text, and a text that does not compile is shown with the place.
import { parameterBinding, type Kernel } from '@tensorloom/wgsl-kernels';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebGpuDevice, type WebGpuDevice } from '../index.js';
import { GpuContext } from '../memory/gpu-context.js';
import { createNodeGpu } from '../node.js';
import { PipelineCache, ShaderError } from './pipelines.js';

const header = '@group(0) @binding(0) var<storage, read> P: array<u32>;\n';
const kernelOf = (body: string): Kernel => ({
  name: 'sample',
  wgsl: `${header}@compute @workgroup_size(1)\nfn main() {\n  ${body}\n}\n`,
  bindings: [parameterBinding],
});

describe('pipelines', () => {
  let device: WebGpuDevice;
  let pipelines: PipelineCache;
  beforeAll(async () => {
    device = await createWebGpuDevice({ gpu: await createNodeGpu() });
    pipelines = new PipelineCache(new GpuContext(device.gpu));
  });
  afterAll(() => device.dispose());

  it('are made once a text', async () => {
    const [first, second] = await Promise.all([
      pipelines.get(kernelOf('let x = P[0];')),
      pipelines.get(kernelOf('let x = P[0];')),
    ]);
    expect(second).toBe(first);
    const other = await pipelines.get(kernelOf('let x = P[1];'));
    expect(other.pipeline).not.toBe(first.pipeline);
    expect(other.layout).toBe(first.layout);
  });

  it('are forgotten when many others were asked for since', async () => {
    const few = new PipelineCache(new GpuContext(device.gpu), 2);
    const first = await few.get(kernelOf('let x = P[2];'));
    await few.get(kernelOf('let x = P[3];'));
    expect(await few.get(kernelOf('let x = P[2];'))).toBe(first);
    const third = await few.get(kernelOf('let x = P[4];'));
    expect(await few.get(kernelOf('let x = P[2];'))).toBe(first);
    await few.get(kernelOf('let x = P[3];'));
    expect(await few.get(kernelOf('let x = P[4];'))).not.toBe(third);
  });

  it('of a text that does not compile name the kernel, the place and the text', async () => {
    const failed = pipelines.get(kernelOf('let x: f32 = P[0];'));
    await expect(failed).rejects.toThrow(ShaderError);
    await expect(failed).rejects.toThrow(/^kernel sample: does not compile; expected valid WGSL, got 4:\d+ /);
    await expect(failed).rejects.toThrow(/ {3}4 {3}let x: f32 = P\[0\];/);
    await expect(failed).rejects.toThrow('please report it with this text');
    // It is no fault of the device, and the next try compiles anew.
    await expect(pipelines.get(kernelOf('let x = P[0];'))).resolves.toBeDefined();
    await expect(pipelines.get(kernelOf('let x: f32 = P[0];'))).rejects.toThrow(ShaderError);
  });
});
