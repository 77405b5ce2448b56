// What devices may be like, where they are not as the adapter at hand: so every variant of every kernel runs somewhere.
import type { DeviceSchedule } from '@tensorloom/webgpu-device';

export const deviceClasses: Readonly<Record<string, Partial<DeviceSchedule>>> = {
  'as the adapter is': {},
  'with eight bindings and no subgroups': { bindingLimit: 8, subgroupSize: undefined },
  'with five bindings': { bindingLimit: 5 },
  'as on a GPU': { software: false },
  'with nothing fused': { fuse: false },
};
