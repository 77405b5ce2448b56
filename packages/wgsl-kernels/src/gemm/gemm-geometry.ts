// Tiles of a matrix product: how many workgroups it takes, and the parameter words that the kernel's frame reads.
import type { GemmSchedule, GemmSizes } from './gemm-parameters.js';

/** Extent of the block of C that one workgroup computes. */
export interface TileExtent {
  readonly m: number;
  readonly n: number;
}

/** Rows and columns of C that one workgroup computes. */
export function tileExtent(schedule: GemmSchedule): TileExtent {
  if (schedule.variant === 'register') return { m: schedule.rows, n: schedule.columns * schedule.lanes };
  if (schedule.variant === 'staged' || schedule.variant === 'matrix') return { m: schedule.blockM, n: schedule.blockN };
  if (schedule.variant === 'shuffle') {
    return { m: schedule.rows * schedule.subgroups, n: schedule.vectors * schedule.subgroupSize };
  }
  if (schedule.variant === 'quads') return { m: 4 * schedule.subgroupSize, n: 4 * schedule.subgroupSize };
  const along = schedule.vectors * schedule.subgroupSize;
  return schedule.lanesAlong === 'n' ? { m: schedule.broadcasts, n: along } : { m: along, n: schedule.broadcasts };
}

/** Invocations of a workgroup. */
export function gemmInvocations(schedule: GemmSchedule): number {
  if (schedule.variant === 'register') return schedule.lanes;
  if (schedule.variant === 'subgroup' || schedule.variant === 'quads') return schedule.subgroupSize;
  if (schedule.variant === 'shuffle') return schedule.subgroupSize * schedule.subgroups;
  if (schedule.variant === 'matrix') return schedule.subgroupSize * schedule.subgroupsM * schedule.subgroupsN;
  return (schedule.blockM / schedule.threadM) * (schedule.blockN / schedule.threadN);
}

/** Bytes of workgroup memory that a schedule takes. */
export function gemmWorkgroupBytes(schedule: GemmSchedule): number {
  if (schedule.variant === 'matrix') {
    const { blockM, blockN, blockK, subgroupsM, subgroupsN, unitM, unitN } = schedule;
    return 2 * blockK * (blockM + blockN) + 4 * subgroupsM * subgroupsN * unitM * unitN;
  }
  if (schedule.variant !== 'staged') return 0;
  const { blockM, blockN, blockK } = schedule;
  return 16 * blockK * (panelPitch(blockM) + panelPitch(blockN));
}

/** Distance in vec4f of two rows of k in a staged block: one more than a row, else writers of neighbouring k meet in one memory bank. */
export function panelPitch(block: number): number {
  return block / 4 + 1;
}

/** Workgroups of a product, as a linear count; the caller folds it to `workgroup.x + workgroup.y · workgroups.x`. */
export function gemmWorkgroups(schedule: GemmSchedule, { batch, m, n, slices = 1 }: GemmSizes): number {
  const tile = tileExtent(schedule);
  return Math.ceil(m / tile.m) * Math.ceil(n / tile.n) * batch * slices;
}

/**
 * The words P[0..7] of a matrix product: workgroups, batch, m, n, k, rows and columns of a tile (bounds of loops, which a
 * compiler must not know), k of a slice.
 */
export function gemmWords(schedule: GemmSchedule, sizes: GemmSizes): number[] {
  const { batch, m, n, k, slices = 1 } = sizes;
  const tile = tileExtent(schedule);
  return [gemmWorkgroups(schedule, sizes), batch, m, n, k, tile.m, tile.n, Math.ceil(k / slices)];
}
