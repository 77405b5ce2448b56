// The WebGPU device that the launcher found, opened once for a test file.
import { createWebGpuDevice, type WebGpuDevice } from '@tensorloom/webgpu-device';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';

let opened: Promise<WebGpuDevice> | undefined;

/** The device; the same one for all tests of a file. */
export function openWebGpu(): Promise<WebGpuDevice> {
  opened ??= createNodeGpu().then((gpu) => createWebGpuDevice({ gpu }));
  return opened;
}
