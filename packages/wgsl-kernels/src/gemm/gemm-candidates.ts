// The schedules that are worth measuring for a product on a device. Knows no clock and no adapter.
import { gemmInvocations, gemmWorkgroupBytes } from './gemm-geometry.js';
import type { GemmSchedule, GemmSizes, StagedSchedule, SubgroupSchedule } from './gemm-parameters.js';
import { chooseGemmSchedule, type GemmDeviceClass } from './gemm-schedule.js';

/** What a workgroup may have. */
export interface GemmLimits {
  /** Bytes of workgroup memory. */
  readonly workgroupBytes: number;
  readonly invocations: number;
}

/** A name that equal schedules share, however they were made. */
export function scheduleKey(schedule: GemmSchedule): string {
  return JSON.stringify(Object.entries(schedule).sort());
}

/**
 * Few schedules to measure, each valid on the device. The first is the one that `chooseGemmSchedule` gives: what the others
 * are held against.
 */
export function gemmCandidates(device: GemmDeviceClass, limits: GemmLimits, sizes: GemmSizes): readonly GemmSchedule[] {
  const first = chooseGemmSchedule(device, sizes);
  const others = device.gpu
    ? [...stagedCandidates, ...shuffleCandidates(device.subgroupSize), ...matrixCandidates(device)]
    : subgroupCandidates(device.subgroupSize);
  const fits = (schedule: GemmSchedule): boolean =>
    gemmInvocations(schedule) <= limits.invocations && gemmWorkgroupBytes(schedule) <= limits.workgroupBytes;
  const distinct = new Map([first, ...others.filter(fits)].map((schedule) => [scheduleKey(schedule), schedule]));
  return [...distinct.values()];
}

const staged = (blockM: number, blockN: number, blockK: number, threadM: number, threadN: number): StagedSchedule => ({
  variant: 'staged',
  blockM,
  blockN,
  blockK,
  threadM,
  threadN,
});

const stagedCandidates: readonly StagedSchedule[] = [
  staged(32, 16, 16, 4, 4),
  staged(32, 32, 16, 4, 4),
  staged(64, 32, 16, 4, 4),
  staged(64, 64, 16, 4, 4),
  staged(64, 64, 16, 8, 4),
  staged(128, 64, 16, 8, 4),
  staged(128, 128, 8, 8, 8),
];

function shuffleCandidates(subgroupSize: number | undefined): readonly GemmSchedule[] {
  if (subgroupSize === undefined) return [];
  const shuffle = { variant: 'shuffle', subgroupSize } as const;
  return [
    { ...shuffle, subgroups: 4, rows: 8, vectors: 4 },
    { ...shuffle, subgroups: 4, rows: 16, vectors: 2 },
    { ...shuffle, subgroups: 4, rows: 4, vectors: 1 },
  ];
}

/** Blocks of 2 x 2 subgroups, each of them with 2 x 2 matrices or 4 x 4. */
function matrixCandidates({ subgroupSize, matrixUnit }: GemmDeviceClass): readonly GemmSchedule[] {
  if (subgroupSize === undefined || matrixUnit === undefined) return [];
  const { m, n, k } = matrixUnit;
  return [2, 4].map((each) => ({
    variant: 'matrix',
    subgroupSize,
    blockM: 2 * each * m,
    blockN: 2 * each * n,
    blockK: 2 * k,
    subgroupsM: 2,
    subgroupsN: 2,
    unitM: m,
    unitN: n,
    unitK: k,
  }));
}

function subgroupCandidates(subgroupSize: number | undefined): readonly GemmSchedule[] {
  if (subgroupSize === undefined) return [{ variant: 'register', rows: 8, columns: 2, lanes: 8, unroll: 2 }];
  const tile = (lanesAlong: 'm' | 'n', broadcasts: number, vectors: number, unroll: number): SubgroupSchedule => ({
    variant: 'subgroup',
    subgroupSize,
    lanesAlong,
    vectors,
    broadcasts,
    unroll: Math.min(unroll, subgroupSize),
  });
  return (['n', 'm'] as const).flatMap((along) => [
    tile(along, 16, 3, 2),
    tile(along, 16, 2, 2),
    tile(along, 8, 4, 2),
    tile(along, 8, 2, 4),
  ]);
}
