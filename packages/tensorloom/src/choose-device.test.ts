// Tests of the automatic choice: which device for which circumstances, and what is said about it.
import { ConfigError, NoDeviceError } from '@tensorloom/tensor-core';
import { describe, expect, it, vi } from 'vitest';
import { chooseDevice } from './choose-device.js';
import { platform as node } from './node/node-platform.js';
import type { Platform } from './platform.js';
import { platform as web } from './web-platform.js';

const withGpu = (gpu: Platform['gpu']): Platform => ({
  gpu: vi.fn(gpu),
  howToGetWebGpu: 'install WebGPU',
  howToGetAdapter: 'install a driver',
});
const noAdapter = withGpu(async () => ({ requestAdapter: async () => null }) as unknown as GPU);
const noWebGpu = withGpu(async () => {
  throw new NoDeviceError("createNodeGpu: package 'webgpu' is missing; expected it, got none; npm install webgpu");
});

describe('chooseDevice', () => {
  it('asks no GPU where the CPU is wished for', async () => {
    const [platform, warn] = [withGpu(async () => undefined), vi.fn()];
    expect((await chooseDevice({ platform, wish: 'cpu', warn })).kind).toBe('cpu');
    expect(platform.gpu).not.toHaveBeenCalled();
    expect(warn).not.toHaveBeenCalled();
  });

  it.each([
    ['there is no adapter', noAdapter, 'tensorloom: computing on the CPU (no adapter); for a GPU, install a driver'],
    [
      'the package of Dawn is missing',
      noWebGpu,
      "tensorloom: computing on the CPU (package 'webgpu' is missing); for a GPU, install WebGPU",
    ],
    [
      'a browser has no WebGPU',
      withGpu(async () => undefined),
      'tensorloom: computing on the CPU (WebGPU is not there); for a GPU, install WebGPU',
    ],
  ])('takes the CPU and says so in one line where %s', async (_, platform, line) => {
    const warn = vi.fn();
    expect((await chooseDevice({ platform, wish: 'auto', warn })).kind).toBe('cpu');
    expect(warn.mock.calls).toEqual([[line]]);
  });

  it('takes the CPU where an adapter is there but opens no device', async () => {
    const adapter = {
      features: new Set(),
      limits: {},
      requestDevice: () => Promise.reject(new Error('lost\nat once')),
    };
    const warn = vi.fn();
    const platform = withGpu(async () => ({ requestAdapter: async () => adapter }) as unknown as GPU);
    expect((await chooseDevice({ platform, wish: 'auto', warn })).kind).toBe('cpu');
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/\(lost\); for a GPU, install a driver$/)]]);
  });

  it('fails where a GPU is wished for and there is none', async () => {
    const chosen = chooseDevice({ platform: noAdapter, wish: 'webgpu', warn: vi.fn() });
    await expect(chosen).rejects.toThrow(NoDeviceError);
    await expect(chosen).rejects.toThrow(
      'openDevice: no adapter; expected a WebGPU device, got none; install a driver',
    );
  });

  it('refuses a wish that it does not know', async () => {
    const chosen = chooseDevice({ platform: noAdapter, wish: 'gpu', warn: vi.fn() });
    await expect(chosen).rejects.toThrow(ConfigError);
    await expect(chosen).rejects.toThrow(/expected auto, webgpu or cpu, got gpu/);
  });

  it.runIf(process.env['TENSORLOOM_DEVICE'] === 'webgpu')('takes the GPU where there is one', async () => {
    const warn = vi.fn();
    const device = await chooseDevice({ platform: node, wish: 'auto', warn });
    expect(device.kind).toBe('webgpu');
    expect(warn).not.toHaveBeenCalled();
    device.dispose();
  });
});

describe('the platform of browsers', () => {
  it("takes the browser's WebGPU, and says what to do where there is none", async () => {
    expect(await web.gpu()).toBeUndefined();
    const gpu = {} as GPU;
    vi.stubGlobal('navigator', { gpu });
    expect(await web.gpu()).toBe(gpu);
    expect(await node.gpu()).toBe(gpu);
    vi.unstubAllGlobals();
    expect(web.howToGetWebGpu).toMatch(/https/);
  });
});
