// What devices may be like, where they are not as the adapter at hand: so every variant of every kernel runs somewhere.
import type { DeviceSchedule } from '@tensorloom/webgpu-device';

export const deviceClasses: Readonly<Record<string, Partial<DeviceSchedule>>> = {
  'as the adapter is': {},
  // Small tensors take each other's places there, as large ones do everywhere.
  'with eight bindings and no subgroups': { bindingLimit: 8, subgroupSize: undefined, reuseFrom: 1 },
  'with five bindings': { bindingLimit: 5, reuseFrom: 1 },
  'as on a GPU': { software: false },
  'with nothing fused': { fuse: false },
};

/** Parts of all programs that each class takes. Kernels with barriers compile for seconds on a software adapter, some for minutes. */
const shares: Readonly<Record<keyof typeof deviceClasses, number>> = {
  'as the adapter is': 6,
  // Small tensors take each other's places there, as large ones do everywhere.
  'with eight bindings and no subgroups': 6,
  'with five bindings': 6,
  'as on a GPU': 1,
  'with nothing fused': 6,
};

/** How many of `count` programs a class takes. */
export function shareOf(deviceClass: string, count: number): number {
  const all = Object.values(shares).reduce((sum, share) => sum + share, 0);
  return Math.ceil((count * (shares[deviceClass] ?? 0)) / all);
}
