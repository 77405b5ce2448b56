// Matrix product from registers alone: each invocation loads its rows and columns itself. Needs no optional feature.
import { entryArguments, gemmHead, lines, numbered, pick, tileWalk } from './gemm-frame.js';
import { tileExtent } from './gemm-geometry.js';
import type { GemmParameters, RegisterSchedule } from './gemm-parameters.js';

/** The rows are the same for a whole workgroup; columns `lane`, `lane + lanes`, ... belong to an invocation. */
export function registerGemm(parameters: GemmParameters, schedule: RegisterSchedule): string {
  const { rows, columns, lanes, unroll } = schedule;
  const sums = parameters.storeColumnSum === undefined ? 0 : columns;
  return `${gemmHead(parameters)}

@compute @workgroup_size(${lanes})
fn main(
  ${entryArguments}
) {
${tileWalk(tileExtent(schedule))}
${lines(rows, (i) => `  let rowA${i} = rowA(z, min(m0 + ${i}u, sizeM - 1u));`)}
${lines(columns, (j) => `  let rowB${j} = rowB(z, min(n0 + ${j * lanes}u + lane, sizeN - 1u));`)}
${lines(rows * columns, (i) => `  var c${i} = 0f;`)}
${lines(sums, (j) => `  var sum${j} = 0f;`)}
  for (var k = kFirst; k < kEnd; k += ${unroll}u) {
${lines(
  unroll,
  (u) => `    let inside${u} = k + ${u}u < kEnd;
    let depthA${u} = depthA(z, min(k + ${u}u, kEnd - 1u));
    let depthB${u} = depthB(z, min(k + ${u}u, kEnd - 1u));
${lines(rows, (i) => `    let A${i}_${u} = select(0f, loadA(rowA${i}, depthA${u}), inside${u});`)}
${lines(columns, (j) => `    let B${j}_${u} = select(0f, loadB(rowB${j}, depthB${u}), inside${u});`)}
${lines(sums, (j) => `    sum${j} += B${j}_${u};`)}`,
)}
${lines(rows * columns, (i) =>
  lines(unroll, (u) => `    c${i} = fma(A${Math.floor(i / columns)}_${u}, B${i % columns}_${u}, c${i});`),
)}
  }
  let resultCount = min(P[5], sizeM - m0) * ${columns}u;
  for (var i = 0u; i < resultCount; i++) {
    let n = n0 + (i % ${columns}u) * ${lanes}u + lane;
    let value = ${pick(numbered('c', rows * columns), 'i')};
    if (n < sizeN) { store(batchAndSlice, m0 + i / ${columns}u, n, value); }
  }
${parameters.storeColumnSum === undefined ? '' : columnSums(schedule)}}
`;
}

function columnSums({ columns, lanes }: RegisterSchedule): string {
  return `  if (m0 == 0u) {
    let sumCount = (min(P[6], sizeN - n0) + ${lanes - 1}u) / ${lanes}u;
    for (var i = 0u; i < sumCount; i++) {
      let n = n0 + i * ${lanes}u + lane;
      if (n < sizeN) { storeColumnSum(batchAndSlice, n, ${pick(numbered('sum', columns), 'i')}); }
    }
  }
`;
}
