// The size of a device's subgroups. Knows neither Node nor a browser.
import type { WebGpuDevice } from '@tensorloom/webgpu-device';

/** Size of the subgroups of an adapter where all are of one size. */
export function subgroupSizeOf({ gpu }: WebGpuDevice): number | undefined {
  const { subgroupMinSize: least, subgroupMaxSize: most } = gpu.adapterInfo;
  return gpu.features.has('subgroups') && least === most ? most : undefined;
}
