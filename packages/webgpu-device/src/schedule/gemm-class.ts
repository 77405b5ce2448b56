// A device class in the terms of the gemm kernels.
import type { GemmDeviceClass } from '@tensorloom/wgsl-kernels';
import type { DeviceClass } from './kernel-draft.js';

export function gemmClassOf({ software, subgroupSize }: DeviceClass): GemmDeviceClass {
  return { gpu: !software, ...(subgroupSize ? { subgroupSize } : {}) };
}
