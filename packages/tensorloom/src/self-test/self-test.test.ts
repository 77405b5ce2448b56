// The self-test passes on devices that compute correctly, and names what a broken one gets wrong.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { createWebGpuDevice, type WebGpuDevice } from '@tensorloom/webgpu-device';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { selfTest } from '../index.js';

describe('selfTest', () => {
  afterEach(() => vi.restoreAllMocks());

  it('finds nothing wrong with the CPU', async () => {
    const report = await selfTest({ device: createCpuDevice() });
    expect(report.failures).toEqual([]);
    expect(report.results.every(({ outcome }) => outcome === 'right')).toBe(true);
    expect(String(report)).toMatch(/^computes correctly: cpu \(float32\)\n15 classes/);
  });

  it.skipIf(process.env['TENSORLOOM_DEVICE'] !== 'webgpu')(
    'finds nothing wrong with this driver, within a minute',
    async () => {
      const device = await open();
      const start = performance.now();
      const report = await selfTest({ device });
      expect(String(report)).toContain(device.name);
      expect(report.failures).toEqual([]);
      expect(performance.now() - start).toBeLessThan(60_000);
      device.dispose();
    },
    70_000,
  );
});

const open = async (): Promise<WebGpuDevice> => createWebGpuDevice({ gpu: await createNodeGpu() });

/** A driver that forgets the last workgroup of kernels whose label begins so. */
function forgetWorkgroups(label: string): void {
  let broken = false;
  const setPipeline = GPUComputePassEncoder.prototype.setPipeline;
  vi.spyOn(GPUComputePassEncoder.prototype, 'setPipeline').mockImplementation(function (this: never, pipeline) {
    broken = pipeline.label.startsWith(label);
    setPipeline.call(this, pipeline);
  });
  const dispatch = GPUComputePassEncoder.prototype.dispatchWorkgroups;
  vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups').mockImplementation(function (
    this: never,
    x,
    ...more
  ) {
    dispatch.call(this, broken ? x - 1 : x, ...more);
  });
}

/** A compiler that takes one text for another. */
function mistake(text: RegExp, other: string): void {
  const create = GPUDevice.prototype.createShaderModule;
  vi.spyOn(GPUDevice.prototype, 'createShaderModule').mockImplementation(function (this: never, descriptor) {
    return create.call(this, { ...descriptor, code: descriptor.code.replace(text, other) });
  });
}

/** A GPU that has no room for variables: an error on the scope, and a buffer that is none. */
function refuseVariables(): void {
  const create = GPUDevice.prototype.createBuffer;
  vi.spyOn(GPUDevice.prototype, 'createBuffer').mockImplementation(function (this: GPUDevice, descriptor) {
    if (descriptor.label !== 'variables') return create.call(this, descriptor);
    this.createTexture({ size: [8192, 8192, 256], format: 'rgba32float', usage: GPUTextureUsage.TEXTURE_BINDING });
    return create.call(this, { ...descriptor, size: this.limits.maxBufferSize + 1 });
  });
}

describe.skipIf(process.env['TENSORLOOM_DEVICE'] !== 'webgpu')('selfTest of a broken driver', () => {
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ['gemm', 'matrix products'],
    ['gemm', 'convolutions'],
    ['row', 'reductions'],
    ['elementwise', 'elementwise'],
    ['elementwise', 'pooling'],
    ['scan', 'sequences'],
    ['segmented', 'assignment in place'],
  ])('that forgets workgroups of %s kernels names %s', async (label, name) => {
    const device = await open();
    forgetWorkgroups(label);
    const report = await selfTest({ device, only: [name] });
    expect(report.ok).toBe(false);
    expect(report.failures[0]).toMatchObject({ name });
    expect(String(report)).toMatch(/^COMPUTES WRONGLY: webgpu \(.*\n0 classes of kernels right, 1 wrong/);
    expect(String(report)).toMatch(/elements are wrong; expected .*, got .* at \d+$/m);
    device.dispose();
  });

  it.each([
    ['random bits', /0xD2511F53u/i, '0xD2511F54u'],
    ['special values', /fn isNaNOf[^}]*\}/, 'fn isNaNOf(x: f32) -> bool { return false; }'],
  ])('whose compiler makes a mistake in %s names it', async (name, text, other) => {
    const device = await open();
    mistake(text, other);
    const report = await selfTest({ device, only: [name] });
    expect(report.failures.map((failure) => failure.name)).toContain(name);
    device.dispose();
  });

  it('that refuses work names that, and goes on', async () => {
    const device = await open();
    vi.spyOn(device, 'prepare').mockRejectedValueOnce(new Error('no such kernel'));
    const report = await selfTest({ device, only: ['views', 'pooling'] });
    expect(report.failures).toEqual([{ name: 'views', value: 'its run', message: 'Error: no such kernel' }]);
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['wrong', 'right']);
    device.dispose();
  });

  it('that has no room names what there was none for, and the device lives on', async () => {
    const device = await open();
    refuseVariables();
    const only = ['assignment in place'];
    const { failures } = await selfTest({ device, only });
    expect(failures).toMatchObject([{ name: only[0], value: 'its run' }]);
    expect(failures[0]?.message).toMatch(/OutOfMemoryError: webgpu: no room for variables of \d+ bytes/);
    expect(device.failure).toBeUndefined();
    vi.restoreAllMocks();
    expect((await selfTest({ device, only })).ok).toBe(true);
    device.dispose();
  });
});
