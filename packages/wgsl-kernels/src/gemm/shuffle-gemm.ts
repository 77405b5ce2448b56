// Matrix product for GPUs with subgroups and no workgroup memory: a lane holds A for one k, and all lanes see it by shuffles.
import { entryArguments, gemmHead, lines, tileWalk } from './gemm-frame.js';
import { gemmInvocations, tileExtent } from './gemm-geometry.js';
import type { GemmParameters, ShuffleSchedule } from './gemm-parameters.js';

/**
 * The subgroups of a workgroup lie one above the other and read the same columns of B, which a cache serves. Where a
 * subgroup lies is told from `local_invocation_index`, as all drivers seen do it though WGSL does not promise it: so this
 * variant is only taken where it was measured and compared.
 */
export function shuffleGemm(parameters: GemmParameters, schedule: ShuffleSchedule): string {
  const { subgroupSize: size, rows, vectors } = schedule;
  const sums = parameters.storeColumnSum === undefined ? 0 : vectors;
  const updates = (row: number): string => {
    const each = Array.from({ length: vectors }, (_, j) => {
      const sum = `c${row * vectors + j}`;
      return `${sum} = fma(one, B${j}, ${sum});`;
    });
    return `      { let one = subgroupShuffle(A${row}, step); ${each.join(' ')} }`;
  };
  return `enable subgroups;
${gemmHead(parameters)}

@compute @workgroup_size(${gemmInvocations(schedule)})
fn main(
  ${entryArguments}
  @builtin(subgroup_invocation_id) place: u32,
) {
${tileWalk(tileExtent(schedule))}
  let mFirst = m0 + lane / ${size}u * ${rows}u;
${lines(rows, (i) => `  let rowA${i} = rowA(z, min(mFirst + ${i}u, sizeM - 1u));`)}
${lines(vectors, (j) => `  let rowB${j} = rowB(z, min(n0 + ${j * size}u + place, sizeN - 1u));`)}
${lines(rows * vectors, (i) => `  var c${i} = 0f;`)}
${lines(sums, (j) => `  var sum${j} = 0f;`)}
  for (var k = kFirst; k < kEnd; k += ${size}u) {
    let depthOfLane = depthA(z, min(k + place, kEnd - 1u));
${lines(rows, (i) => `    let A${i} = loadA(rowA${i}, depthOfLane);`)}
    let steps = min(${size}u, kEnd - k);
    for (var step = 0u; step < steps; step++) {
      let depthOfStep = depthB(z, k + step);
${lines(vectors, (j) => `      let B${j} = loadB(rowB${j}, depthOfStep);`)}
${lines(sums, (j) => `      sum${j} += B${j};`)}
${lines(rows, updates)}
    }
  }
${lines(vectors, (j) => epilogue(schedule, j))}
${sums === 0 ? '' : columnSums(schedule)}}
`;
}

// Written out for each accumulator, as in staged-gemm.ts: they stay in registers.
function epilogue({ subgroupSize: size, rows, vectors }: ShuffleSchedule, vector: number): string {
  return `  { let n = n0 + ${vector * size}u + place;
    if (n < sizeN) {
${lines(
  rows,
  (i) => `      if (mFirst + ${i}u < sizeM) { store(batchAndSlice, mFirst + ${i}u, n, c${i * vectors + vector}); }`,
)}
    }
  }`;
}

function columnSums({ subgroupSize: size, vectors }: ShuffleSchedule): string {
  return `  if (mFirst == 0u) {
${lines(vectors, (j) => {
  const n = `n0 + ${j * size}u + place`;
  return `    if (${n} < sizeN) { storeColumnSum(batchAndSlice, ${n}, sum${j}); }`;
})}
  }
`;
}
