// The text that all matrix-product kernels share: the caller's parts, the walk over tiles, and the index of a list of lines.
import type { GemmParameters } from './gemm-parameters.js';
import type { TileExtent } from './gemm-geometry.js';

/** `count` lines (or groups of lines) made from their index. */
export function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

/** What stands before the entry point: bindings, how to load, how to store. */
export function gemmHead({ declarations, loadA, loadB, store, storeColumnSum = '' }: GemmParameters): string {
  return [declarations, loadA.wgsl, loadB.wgsl, store, storeColumnSum]
    .map((part) => part.trim())
    .filter(Boolean)
    .join('\n');
}

/** Builtins that every entry point takes. */
export const entryArguments = `@builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_index) lane: u32,`;

/** Rows of tiles that are walked together, column by column: what they read stays in a cache. */
const GROUP = 8;

/**
 * Which part of C this workgroup computes: declares sizeM, sizeN, batchAndSlice (the z of the results), z, m0, n0, kFirst
 * and kEnd. Leaves at once, all invocations together, where the folded grid is larger than the work.
 */
export function tileWalk(tile: TileExtent): string {
  return `  let id = workgroup.x + workgroup.y * workgroups.x;
  if (id >= P[0]) { return; }
  let sizeM = P[2];
  let sizeN = P[3];
  let tilesN = (sizeN + ${tile.n - 1}u) / ${tile.n}u;
  let tilesM = (sizeM + ${tile.m - 1}u) / ${tile.m}u;
  let batchAndSlice = id / (tilesM * tilesN);
  let inBatch = id - batchAndSlice * tilesM * tilesN;
  let group = inBatch / (${GROUP}u * tilesN);
  let inGroup = inBatch - group * ${GROUP}u * tilesN;
  let groupRows = min(tilesM - group * ${GROUP}u, ${GROUP}u);
  let column = inGroup / groupRows;
  let m0 = (group * ${GROUP}u + inGroup - column * groupRows) * ${tile.m}u;
  let n0 = column * ${tile.n}u;
  let slice = batchAndSlice / P[1];
  let z = batchAndSlice - slice * P[1];
  let kFirst = slice * P[7];
  let kEnd = min(kFirst + P[7], P[4]);`;
}

/**
 * Expression that picks one of `values` by the bits of `index`, which must name a `let`. Unlike a private array it costs no
 * memory, and software adapters compile it in a third of the time.
 */
export function pick(values: readonly string[], index: string, bit = 1): string {
  if (values.length === 1) return values[0] as string;
  const pairs = Array.from({ length: Math.ceil(values.length / 2) }, (_, i) => {
    const [even, odd] = values.slice(2 * i, 2 * i + 2);
    return odd === undefined ? (even as string) : `select(${even}, ${odd}, (${index} & ${bit}u) != 0u)`;
  });
  return pick(pairs, index, bit * 2);
}

/** Names `c0`, `c1`, ... */
export function numbered(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index}`);
}
