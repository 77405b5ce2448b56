// What a matrix-product kernel is made from: operands, results, and the schedule that maps them to invocations. Knows no device.
import type { GemmLoader, GemmSide } from './gemm-loader.js';

/**
 * One subgroup per workgroup and no workgroup memory: the lanes hold neighbouring columns (or rows), and elements of the
 * other operand go round by subgroup broadcast. The way to go on software adapters, where barriers cost most.
 */
export interface SubgroupSchedule {
  readonly variant: 'subgroup';
  /** Invocations of a subgroup: 4, 8, 16 or 32, and the same for every subgroup of the device. */
  readonly subgroupSize: number;
  /** The result's axis that runs along the lanes; the other axis is broadcast. */
  readonly lanesAlong: 'm' | 'n';
  /** Lane vectors of a tile: it spans `vectors · subgroupSize` along the lanes' axis. */
  readonly vectors: number;
  /** Extent of a tile along the broadcast axis. */
  readonly broadcasts: number;
  /** Steps of k in one turn of the loop, at most `subgroupSize`. */
  readonly unroll: number;
}

/**
 * The same with loads of four elements side by side: a tile of 4 · subgroupSize rows and columns. A software adapter loads
 * lane by lane, and half of what a load costs it is the lane's. Both operands must be made of whole fours (`GemmLoader.width`).
 */
export interface QuadSchedule {
  readonly variant: 'quads';
  readonly subgroupSize: number;
}

/** Each invocation multiplies a small tile from registers: needs neither subgroups nor workgroup memory. The fall-back. */
export interface RegisterSchedule {
  readonly variant: 'register';
  /** Rows and columns of an invocation's tile. */
  readonly rows: number;
  readonly columns: number;
  /** Invocations of a workgroup along n; there is one row of them. */
  readonly lanes: number;
  /** Steps of k in one turn of the loop. */
  readonly unroll: number;
}

/**
 * Blocks of both operands staged in workgroup memory: the way to go on GPUs.
 * A workgroup has `(blockM / threadM) · (blockN / threadN)` invocations, and a multiple of them must fetch a block:
 * they divide `blockM · blockK / 4` and `blockN · blockK / 4`, and `blockK`, `blockM / 4` and `blockN / 4` divide them.
 */
export interface StagedSchedule {
  readonly variant: 'staged';
  /** Rows and columns of C for a workgroup: multiples of 4. */
  readonly blockM: number;
  readonly blockN: number;
  /** Steps of k that are staged at once. */
  readonly blockK: number;
  /** Rows and columns of C for an invocation: multiples of 4. */
  readonly threadM: number;
  readonly threadN: number;
}

/**
 * Several subgroups a workgroup and no workgroup memory: for GPUs with subgroups, where it was measured. Lanes hold
 * neighbouring columns of B; of A each lane loads one k for all rows, and shuffles bring it to the others.
 */
export interface ShuffleSchedule {
  readonly variant: 'shuffle';
  /** Invocations of a subgroup, the same for every subgroup of the device. */
  readonly subgroupSize: number;
  /** Subgroups of a workgroup, one above the other. */
  readonly subgroups: number;
  /** Rows of C for a subgroup. */
  readonly rows: number;
  /** Columns of C for a subgroup, in multiples of `subgroupSize`. */
  readonly vectors: number;
}

/** Extents of the matrices that a device's matrix units multiply: [m, k] by [k, n], halves with float32 sums. */
export interface MatrixUnit {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/** Blocks of halves staged in workgroup memory for a GPU's matrix units (`chromium_experimental_subgroup_matrix`). */
export interface MatrixSchedule {
  readonly variant: 'matrix';
  /** Invocations of a subgroup, the same for every subgroup of the device. */
  readonly subgroupSize: number;
  /** Rows and columns of C for a workgroup, and steps of k that are staged at once. */
  readonly blockM: number;
  readonly blockN: number;
  readonly blockK: number;
  /** Subgroups of a workgroup along m and n: they share the block out. */
  readonly subgroupsM: number;
  readonly subgroupsN: number;
  /** What the device's units multiply; a subgroup's part of the block is whole multiples of it. */
  readonly unitM: number;
  readonly unitN: number;
  readonly unitK: number;
}

/** How the work is cut into tiles and who computes what. It goes into the kernel's text, so a device should use few. */
export type GemmSchedule =
  SubgroupSchedule | QuadSchedule | RegisterSchedule | StagedSchedule | ShuffleSchedule | MatrixSchedule;

/**
 * A kernel for C[z, m, n] = Σ_k A(z, m, k) · B(z, k, n) in float32.
 *
 * Parameter words: `P[0..7]` are written by `gemmWords`, the caller's loaders and epilogue use `P[8...]`.
 */
export interface GemmParameters {
  readonly schedule: GemmSchedule;
  /** Reads A: made with side 'a'. */
  readonly loadA: GemmLoader;
  /** Reads B: made with side 'b'. */
  readonly loadB: GemmLoader;
  /**
   * `fn store(z: u32, m: u32, n: u32, value: f32)`: takes each element of C once, and only those inside. With k slices
   * (see `gemmWords`) it takes partial sums, and z is `slice · batch + z`.
   */
  readonly store: string;
  /**
   * `fn storeColumnSum(z: u32, n: u32, value: f32)`: where given, takes Σ_k B(z, k, n) once for each n (the gradient of a
   * bias beside that of its kernel).
   */
  readonly storeColumnSum?: string;
  /** Operands that are halves in memory: where blocks are staged, they are staged as halves (the declarations enable f16). */
  readonly halves?: readonly GemmSide[];
  /** Bindings and helper functions; declares `@group(0) @binding(0) var<storage, read> P: array<u32>;`. */
  readonly declarations: string;
}

/** Extents of C[batch, m, n] and of the sum over k; `slices` cuts k into so many partial results (default 1). */
export interface GemmSizes {
  readonly batch: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly slices?: number;
}
