// Chooses a schedule for a class of device and the sizes of a product. Knows no adapter, only what one offers.
import { gemmWorkgroups } from './gemm-geometry.js';
import type {
  GemmSchedule,
  GemmSizes,
  MatrixUnit,
  QuadSchedule,
  StagedSchedule,
  SubgroupSchedule,
} from './gemm-parameters.js';

/** What a schedule depends on. */
export interface GemmDeviceClass {
  /** Size of all subgroups, if the device has the feature and there is one size; else undefined. */
  readonly subgroupSize?: number;
  /** Whether workgroup memory is fast and many workgroups run at once: a GPU, no software adapter. Default false. */
  readonly gpu?: boolean;
  /** Whether a product's operands can be loaded four elements at a time (`QuadSchedule`). Default false. */
  readonly quads?: boolean;
  /** Matrix units that a product's operands suit: candidates for measuring alone. */
  readonly matrixUnit?: MatrixUnit;
}

/** A schedule that suits device and sizes: one of few, since each is a pipeline. */
export function chooseGemmSchedule(device: GemmDeviceClass, sizes: GemmSizes): GemmSchedule {
  const { subgroupSize, gpu = false, quads = false } = device;
  if (gpu) return chooseStaged(sizes);
  if (subgroupSize === undefined) return { variant: 'register', rows: 4, columns: 4, lanes: 8, unroll: 2 };
  const tile = chooseSubgroup(subgroupSize, sizes);
  if (!quads || subgroupSize > MOST_LANES_OF_QUADS) return tile;
  const wide: QuadSchedule = { variant: 'quads', subgroupSize };
  return timeOf(tile, sizes) - timeOf(wide, sizes) > WORTH_QUADS ? wide : tile;
}

/** Workgroups that keep a large GPU busy. */
const BUSY = 256;
/** Least k that is worth a slice of its own. */
const SLICE = 256;

/**
 * Slices of k (see `GemmSizes`) that a product needs to keep a device busy: more than 1 only on GPUs, where a small result
 * with a long sum would occupy a few workgroups. The caller adds up the partial results.
 */
export function suggestGemmSlices({ gpu = false }: GemmDeviceClass, schedule: GemmSchedule, sizes: GemmSizes): number {
  const workgroups = gemmWorkgroups(schedule, { ...sizes, slices: 1 });
  if (!gpu || workgroups === 0) return 1;
  return Math.max(1, Math.min(Math.floor(BUSY / workgroups), Math.floor(sizes.k / SLICE)));
}

/** The largest blocks of which there are still enough. */
function chooseStaged(sizes: GemmSizes): StagedSchedule {
  const blocks: readonly StagedSchedule[] = [
    { variant: 'staged', blockM: 128, blockN: 64, blockK: 16, threadM: 8, threadN: 4 },
    { variant: 'staged', blockM: 64, blockN: 64, blockK: 16, threadM: 4, threadN: 4 },
  ];
  const enough = blocks.find((schedule) => gemmWorkgroups(schedule, { ...sizes, slices: 1 }) >= BUSY);
  return enough ?? { variant: 'staged', blockM: 32, blockN: 32, blockK: 16, threadM: 4, threadN: 4 };
}

type Tile = Pick<SubgroupSchedule, 'lanesAlong' | 'broadcasts' | 'vectors' | 'unroll'>;

// Small tiles unroll more: it costs little to compile and hides what each turn of the loop costs.
const tiles: readonly Tile[] = (['n', 'm'] as const).flatMap((lanesAlong) => [
  { lanesAlong, broadcasts: 16, vectors: 3, unroll: 2 },
  { lanesAlong, broadcasts: 16, vectors: 2, unroll: 2 },
  { lanesAlong, broadcasts: 8, vectors: 4, unroll: 2 },
  { lanesAlong, broadcasts: 8, vectors: 2, unroll: 4 },
  { lanesAlong, broadcasts: 4, vectors: 4, unroll: 4 },
]);

/** The tile whose text compiles soonest, for products that take no time whatever their tile. */
const lightTile: Tile = { lanesAlong: 'n', broadcasts: 8, vectors: 2, unroll: 2 };

/**
 * The tile with the least estimated time, edges that stick out and cores that stand still included. The first tile stays
 * unless another saves enough to pay for its compilation: one text for many products compiles once.
 */
function chooseSubgroup(subgroupSize: number, sizes: GemmSizes): SubgroupSchedule {
  const estimates = tiles.map((tile) => {
    const schedule: SubgroupSchedule = { variant: 'subgroup', subgroupSize, ...tile };
    return { schedule, time: timeOf(schedule, sizes) };
  });
  const [first] = estimates as [(typeof estimates)[number]];
  if (first.time < TRIVIAL) return { variant: 'subgroup', subgroupSize, ...lightTile };
  const best = estimates.reduce((least, next) => (next.time < least.time ? next : least));
  return first.time - best.time > Math.max(WORTH, first.time * 0.12) ? best.schedule : first.schedule;
}

/** Nanoseconds a run that are worth another pipeline: a thousand runs pay for its compilation. */
const WORTH = 100_000;

/** Nanoseconds below which a product is not worth a large tile: it compiles for as long as thousands of runs would take. */
const TRIVIAL = 120_000;

/** The same for vectors of four: they compile for half a second, twice as long as the largest tile, and show in first steps. */
const WORTH_QUADS = 1_500_000;

/** Lanes beyond which vectors of four are not taken: their text grows with the square, and compiles for three seconds with 16. */
const MOST_LANES_OF_QUADS = 8;

/** Cores to share out; more would only weigh edges against balance a little differently. */
const CORES = 2;

/** Nanoseconds that a product takes, with all cores at work. */
function timeOf(schedule: SubgroupSchedule | QuadSchedule, sizes: GemmSizes): number {
  const workgroups = gemmWorkgroups(schedule, { ...sizes, slices: 1 });
  return Math.ceil(workgroups / CORES) * sizes.k * timeOfStep(schedule);
}

/**
 * Nanoseconds of one k on lavapipe, fitted to products of 128x784x512: loads, broadcasts, multiplications, turns. Loads of
 * four were measured at 1024x1024x1024.
 */
function timeOfStep(schedule: SubgroupSchedule | QuadSchedule): number {
  const { subgroupSize } = schedule;
  if (schedule.variant === 'quads') return 1.15 * subgroupSize * subgroupSize;
  const { broadcasts, vectors, unroll } = schedule;
  const loads = Math.ceil(broadcasts / subgroupSize) + vectors;
  return loads * 3.2 + broadcasts * 0.18 + broadcasts * vectors * 0.47 + 28 / unroll;
}
