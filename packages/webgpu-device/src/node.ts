// WebGPU for Node: the only place that imports Dawn, and only when it is called.
import { NoDeviceError } from '@tensorloom/tensor-core';

// Collected while a device of it lives, the object would take the process down with it.
let instance: GPU | undefined;

/**
 * Node's WebGPU: Dawn, from the optional peer dependency `webgpu`.
 *
 * @param options Dawn's own, such as 'enable-dawn-features=allow_unsafe_apis'; they count at the first call
 * @throws NoDeviceError if the package `webgpu` is not installed
 */
export async function createNodeGpu(options: readonly string[] = []): Promise<GPU> {
  if (instance) return instance;
  let dawn: typeof import('webgpu');
  try {
    dawn = await import('webgpu');
  } catch (cause) {
    throw new NoDeviceError(
      "createNodeGpu: package 'webgpu' is missing; expected it beside @tensorloom/webgpu-device, got none; npm install webgpu",
      {
        cause,
      },
    );
  }
  Object.assign(globalThis, dawn.globals);
  instance = dawn.create([...options]);
  return instance;
}
