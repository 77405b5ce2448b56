// A device class in the terms of the gemm kernels.
import type { GemmDeviceClass } from '@tensorloom/wgsl-kernels';
import type { DeviceClass } from './kernel-draft.js';

/** @param halves whether both operands are halves in memory, as matrix units take them */
export function gemmClassOf({ software, subgroupSize, matrixUnit }: DeviceClass, halves = false): GemmDeviceClass {
  return {
    gpu: !software,
    ...(subgroupSize ? { subgroupSize } : {}),
    ...(matrixUnit && halves ? { matrixUnit } : {}),
  };
}
