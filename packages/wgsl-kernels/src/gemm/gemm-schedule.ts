// Chooses a schedule for a class of device and the sizes of a product. Knows no adapter, only what one offers.
import type { GemmSchedule, GemmSizes } from './gemm-parameters.js';

/** What a schedule depends on. */
export interface GemmDeviceClass {
  /** Size of all subgroups, if the device has the feature and there is one size; else undefined. */
  readonly subgroupSize?: number;
}

/** A schedule that suits device and sizes; few different ones, since each is a pipeline. */
export function chooseGemmSchedule({ subgroupSize }: GemmDeviceClass, { m, n }: GemmSizes): GemmSchedule {
  if (subgroupSize === undefined) return { variant: 'register', rows: 4, columns: 4, lanes: 8, unroll: 2 };
  const lanesAlong = n <= 16 && m > n ? 'm' : 'n';
  return { variant: 'subgroup', subgroupSize, lanesAlong, vectors: 2, broadcasts: 16, unroll: 2 };
}
