// The devices that training is held on, in single precision: the CPU and WebGPU.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, type Device } from '@tensorloom/tensor-core';
import { openWebGpu } from '../webgpu.js';

/** Name of a device. */
export type DeviceName = 'cpu' | 'webgpu';
export const deviceNames: readonly DeviceName[] = ['cpu', 'webgpu'];

let cpu: Device | undefined;

/** Makes this device the default one; it is opened once for a test file. */
export async function useDevice(name: DeviceName): Promise<Device> {
  const device = name === 'webgpu' ? await openWebGpu() : (cpu ??= createCpuDevice());
  setDefaultDevice(device);
  return device;
}
