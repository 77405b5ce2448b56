// The devices that lessons run on.
import { createCpuDevice, createWebGpuDevice, type Device } from 'tensorloom';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';

/** How to open a device. */
export interface CourseDevice {
  readonly open: () => Promise<Device>;
  /** Decimals that its numbers carry. */
  readonly carried: number;
}

/** The CPU in double and in single precision, and the GPU. */
export const devices: Readonly<Record<'float64' | 'float32' | 'webgpu', CourseDevice>> = {
  float64: { open: async () => createCpuDevice({ precision: 'float64' }), carried: 9 },
  float32: { open: async () => createCpuDevice(), carried: 6 },
  webgpu: { open: async () => createWebGpuDevice({ gpu: await createNodeGpu() }), carried: 6 },
};
