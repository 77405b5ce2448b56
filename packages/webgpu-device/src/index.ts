// The door of webgpu-device: a Device that runs programs on WebGPU.
export {
  createWebGpuDevice,
  type DeviceSchedule,
  type WebGpuDevice,
  type WebGpuDeviceOptions,
} from './create-device.js';
export type { AutotuneOptions, TuningStore } from './autotune/autotune-options.js';
