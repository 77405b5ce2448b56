// The door of cpu-device.
export { createCpuDevice, type CpuDeviceOptions } from './cpu-device.js';
export type { Precision } from './memory/arrays.js';
