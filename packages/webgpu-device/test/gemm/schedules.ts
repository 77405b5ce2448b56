// The schedules that every numeric test runs: all variants that the device can, with even and with odd tiles.
import type { GemmSchedule } from '@tensorloom/wgsl-kernels';
import { subgroupSize } from './raw-device.js';

/** A name for test titles. */
export function scheduleName(schedule: GemmSchedule): string {
  const { variant, ...numbers } = schedule;
  return `${variant} ${Object.entries(numbers)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ')}`;
}

function subgroupSchedules(size: number): GemmSchedule[] {
  const subgroup = { variant: 'subgroup', subgroupSize: size } as const;
  return [
    { ...subgroup, lanesAlong: 'n', vectors: 3, broadcasts: 16, unroll: 2 },
    { ...subgroup, lanesAlong: 'm', vectors: 2, broadcasts: 8, unroll: 4 },
    { ...subgroup, lanesAlong: 'm', vectors: 3, broadcasts: 10, unroll: 1 },
    { ...subgroup, lanesAlong: 'n', vectors: 1, broadcasts: 13, unroll: 3 },
    { variant: 'shuffle', subgroupSize: size, subgroups: 4, rows: 4, vectors: 1 },
    { variant: 'shuffle', subgroupSize: size, subgroups: 3, rows: 3, vectors: 2 },
  ];
}

const registerSchedules: GemmSchedule[] = [
  { variant: 'register', rows: 4, columns: 4, lanes: 8, unroll: 2 },
  { variant: 'register', rows: 3, columns: 1, lanes: 32, unroll: 1 },
];

/**
 * More blocks to stage, the last two as a GPU takes them. A software adapter needs seconds to compile one, so they run all
 * sizes and no more.
 */
export const largeSchedules: readonly GemmSchedule[] = [
  { variant: 'staged', blockM: 32, blockN: 16, blockK: 4, threadM: 8, threadN: 4 },
  { variant: 'staged', blockM: 16, blockN: 32, blockK: 4, threadM: 4, threadN: 8 },
  { variant: 'staged', blockM: 64, blockN: 64, blockK: 16, threadM: 4, threadN: 4 },
  { variant: 'staged', blockM: 128, blockN: 64, blockK: 16, threadM: 8, threadN: 4 },
];

export const schedules: readonly GemmSchedule[] = [
  ...(subgroupSize === undefined ? [] : subgroupSchedules(subgroupSize)),
  ...registerSchedules,
  // Two fragments of each block for each invocation.
  { variant: 'staged', blockM: 16, blockN: 16, blockK: 8, threadM: 4, threadN: 4 },
];

/** Small tiles, one of each kind: their kernels compile quickly, for tests that need many. */
export const smallSchedules: readonly GemmSchedule[] = [
  ...(subgroupSize === undefined
    ? []
    : ([
        { variant: 'subgroup', subgroupSize, lanesAlong: 'm', vectors: 2, broadcasts: 5, unroll: 2 },
        { variant: 'subgroup', subgroupSize, lanesAlong: 'n', vectors: 1, broadcasts: 6, unroll: 3 },
        { variant: 'shuffle', subgroupSize, subgroups: 2, rows: 2, vectors: 1 },
      ] as const)),
  { variant: 'register', rows: 2, columns: 2, lanes: 8, unroll: 1 },
  { variant: 'staged', blockM: 16, blockN: 16, blockK: 4, threadM: 4, threadN: 4 },
];
