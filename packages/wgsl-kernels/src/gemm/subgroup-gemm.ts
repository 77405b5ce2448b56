// Matrix product without workgroup memory: one subgroup a workgroup, one operand along the lanes, the other broadcast.
import { entryArguments, gemmHead, lines, numbered, pick, tileWalk } from './gemm-frame.js';
import { tileExtent } from './gemm-geometry.js';
import type { GemmParameters, SubgroupSchedule } from './gemm-parameters.js';

/**
 * In a turn of the loop each lane computes the place of one k for all, then loads its elements of both operands for
 * `unroll` steps. Several steps a turn matter: a software adapter masks every accumulator at the end of a turn.
 */
export function subgroupGemm(parameters: GemmParameters, schedule: SubgroupSchedule): string {
  const { subgroupSize: size, lanesAlong, vectors, broadcasts, unroll } = schedule;
  const alongN = lanesAlong === 'n';
  const [lane, cast] = alongN ? ['B', 'A'] : ['A', 'B'];
  const castVectors = Math.ceil(broadcasts / size);
  const vectorsOf = { [lane]: vectors, [cast]: castVectors } as Record<'A' | 'B', number>;
  const sums = parameters.storeColumnSum === undefined ? 0 : vectorsOf.B;
  const place = (side: string, i: number) => {
    const [start, end] = side === 'A' ? ['m0', 'sizeM'] : ['n0', 'sizeN'];
    return `  let row${side}${i} = row${side}(z, min(${start} + ${i * size}u + lane, ${end} - 1u));`;
  };
  const load = (side: string, i: number, u: number) =>
    `    let ${side}${i}_${u} = select(0f, load${side}(row${side}${i}, depth${side}${u}), inside${u});`;
  return `enable subgroups;
${gemmHead(parameters)}

@compute @workgroup_size(${size})
fn main(
  ${entryArguments}
) {
${tileWalk(tileExtent(schedule))}
${lines(vectorsOf.A, (i) => place('A', i))}
${lines(vectorsOf.B, (i) => place('B', i))}
${lines(broadcasts * vectors, (i) => `  var c${i} = 0f;`)}
${lines(sums, (i) => `  var sum${i} = 0f;`)}
  for (var k = kFirst; k < kEnd; k += ${unroll}u) {
    let kOfLane = min(k + lane, kEnd - 1u);
    let depthsA = depthA(z, kOfLane);
    let depthsB = depthB(z, kOfLane);
${lines(
  unroll,
  (u) => `    let inside${u} = k + ${u}u < kEnd;
    let depthA${u} = subgroupBroadcast(depthsA, ${u}u);
    let depthB${u} = subgroupBroadcast(depthsB, ${u}u);
${lines(vectorsOf.A, (i) => load('A', i, u))}
${lines(vectorsOf.B, (i) => load('B', i, u))}
${lines(sums, (i) => `    sum${i} += B${i}_${u};`)}`,
)}
${lines(broadcasts, (i) =>
  lines(unroll, (u) => {
    const one = `subgroupBroadcast(${cast}${Math.floor(i / size)}_${u}, ${i % size}u)`;
    const updates = Array.from({ length: vectors }, (_, j) => {
      const sum = `c${i * vectors + j}`;
      return `${sum} = fma(one, ${lane}${j}_${u}, ${sum});`;
    });
    return `    { let one = ${one}; ${updates.join(' ')} }`;
  }),
)}
  }
${epilogue(schedule)}
${parameters.storeColumnSum === undefined ? '' : columnSums(schedule, sums)}}
`;
}

// A loop, so that the caller's text stands here once instead of once for each accumulator. Its bound is a parameter, since
// a compiler would unroll the loop if it knew it, and take seconds.
function epilogue({ subgroupSize: size, lanesAlong, vectors, broadcasts }: SubgroupSchedule): string {
  const alongN = lanesAlong === 'n';
  const [laneStart, laneEnd] = alongN ? ['n0', 'sizeN'] : ['m0', 'sizeM'];
  const [castStart, castEnd, castTile] = alongN ? ['m0', 'sizeM', 'P[5]'] : ['n0', 'sizeN', 'P[6]'];
  return `  let resultCount = min(${castTile}, ${castEnd} - ${castStart}) * ${vectors}u;
  for (var i = 0u; i < resultCount; i++) {
    let along = ${laneStart} + (i % ${vectors}u) * ${size}u + lane;
    let across = ${castStart} + i / ${vectors}u;
    let value = ${pick(numbered('c', broadcasts * vectors), 'i')};
    if (along < ${laneEnd}) { store(batchAndSlice, ${alongN ? 'across, along' : 'along, across'}, value); }
  }`;
}

function columnSums({ subgroupSize: size, lanesAlong }: SubgroupSchedule, sums: number): string {
  const end = lanesAlong === 'n' ? 'sizeN' : 'min(sizeN, n0 + P[6])';
  return `  if (m0 == 0u) {
    let sumCount = (min(P[6], sizeN - n0) + ${size - 1}u) / ${size}u;
    for (var i = 0u; i < sumCount; i++) {
      let n = n0 + i * ${size}u + lane;
      if (n < ${end}) { storeColumnSum(batchAndSlice, n, ${pick(numbered('sum', sums), 'i')}); }
    }
  }
`;
}
