// Matrix product on the matrix units of a GPU: halves in, float32 sums. NOT MEASURED, and not run on such hardware by its
// authors: its numbers are tested with the units' instructions written out in WGSL. Behind an opt-in, and only where measured.
import { entryArguments, gemmHead, lines, tileWalk } from './gemm-frame.js';
import { gemmInvocations, tileExtent } from './gemm-geometry.js';
import type { GemmParameters, MatrixSchedule } from './gemm-parameters.js';

/**
 * Blocks of halves are staged in workgroup memory, A as [m][k] and B as [k][n]; each subgroup multiplies its part of them
 * in matrices of the unit's extents. Results go through workgroup memory to `store`, a matrix at a time.
 */
export function matrixGemm(parameters: GemmParameters, schedule: MatrixSchedule): string {
  const { subgroupSize, blockM, blockN, blockK, subgroupsM, subgroupsN, unitM, unitN, unitK } = schedule;
  const threads = gemmInvocations(schedule);
  const [down, across] = [blockM / subgroupsM / unitM, blockN / subgroupsN / unitN];
  return `enable chromium_experimental_subgroup_matrix;
enable subgroups;
diagnostic(off, chromium.subgroup_matrix_uniformity);
${gemmHead(parameters)}
var<workgroup> panelA: array<f16, ${blockM * blockK}>;
var<workgroup> panelB: array<f16, ${blockK * blockN}>;
var<workgroup> results: array<f32, ${subgroupsM * subgroupsN * unitM * unitN}>;

@compute @workgroup_size(${threads})
fn main(
  ${entryArguments}
  @builtin(subgroup_invocation_id) place: u32,
) {
${tileWalk(tileExtent(schedule))}
  let subgroup = lane / ${subgroupSize}u;
  let mInBlock = subgroup / ${subgroupsN}u * ${blockM / subgroupsM}u;
  let nInBlock = subgroup % ${subgroupsN}u * ${blockN / subgroupsN}u;
${lines(down * across, (i) => `  var c${i} = subgroup_matrix_result<f32, ${unitN}, ${unitM}>();`)}
  for (var k = kFirst; k < kEnd; k += ${blockK}u) {
    // Orders reads of the last panels before writes of these.
    workgroupBarrier();
${stage('A', parameters, schedule)}
${stage('B', parameters, schedule)}
    // Orders writes of these panels before reads of them.
    workgroupBarrier();
${lines(blockK / unitK, (step) => multiply(schedule, step, down, across))}
  }
${lines(down * across, (i) => epilogue(schedule, i, Math.floor(i / across), i % across))}
${parameters.storeColumnSum === undefined ? '' : columnSums(threads)}}
`;
}

/** Brings a block to workgroup memory; neighbouring invocations read neighbours in memory. Beyond the last k are zeros. */
function stage(side: 'A' | 'B', parameters: GemmParameters, schedule: MatrixSchedule): string {
  const { blockM, blockN, blockK } = schedule;
  const [block, first, end] = side === 'A' ? [blockM, 'm0', 'sizeM'] : [blockN, 'n0', 'sizeN'];
  const { adjacent } = side === 'A' ? parameters.loadA : parameters.loadB;
  const [step, row] = adjacent === 'depth' ? [`e % ${blockK}u`, `e / ${blockK}u`] : [`e / ${block}u`, `e % ${block}u`];
  const slot = side === 'A' ? `row * ${blockK}u + step` : `step * ${blockN}u + row`;
  return `    for (var e = lane; e < ${block * blockK}u; e += ${gemmInvocations(schedule)}u) {
      let step = ${step};
      let row = ${row};
      var value = 0f;
      if (k + step < kEnd) { value = load${side}(row${side}(z, min(${first} + row, ${end} - 1u)), depth${side}(z, k + step)); }
      panel${side}[${slot}] = f16(value);
    }`;
}

function multiply(
  { blockK, blockN, unitM, unitN, unitK }: MatrixSchedule,
  step: number,
  down: number,
  across: number,
): string {
  const left = `subgroup_matrix_left<f16, ${unitK}, ${unitM}>`;
  const right = `subgroup_matrix_right<f16, ${unitN}, ${unitK}>`;
  return `    {
${lines(across, (j) => `      let right${j} = subgroupMatrixLoad<${right}, row_major>(&panelB, ${step * unitK * blockN}u + nInBlock + ${j * unitN}u, ${blockN}u);`)}
${lines(
  down,
  (
    i,
  ) => `      let left${i} = subgroupMatrixLoad<${left}, row_major>(&panelA, (mInBlock + ${i * unitM}u) * ${blockK}u + ${step * unitK}u, ${blockK}u);
${lines(across, (j) => {
  const sum = `c${i * across + j}`;
  return `      ${sum} = subgroupMatrixMultiplyAccumulate(left${i}, right${j}, ${sum});`;
})}`,
)}
    }`;
}

function epilogue({ subgroupSize, unitM, unitN }: MatrixSchedule, index: number, row: number, column: number): string {
  return `  subgroupMatrixStore<row_major>(&results, subgroup * ${unitM * unitN}u, c${index}, ${unitN}u);
  // Orders the matrix in workgroup memory before reads of it.
  workgroupBarrier();
  for (var e = place; e < ${unitM * unitN}u; e += ${subgroupSize}u) {
    let m = m0 + mInBlock + ${row * unitM}u + e / ${unitN}u;
    let n = n0 + nInBlock + ${column * unitN}u + e % ${unitN}u;
    if (m < sizeM && n < sizeN) { store(batchAndSlice, m, n, results[subgroup * ${unitM * unitN}u + e]); }
  }
  // Orders those reads before the next matrix.
  workgroupBarrier();`;
}

function columnSums(threads: number): string {
  return `  if (m0 == 0u) {
    let columns = min(P[6], sizeN - n0);
    for (var column = lane; column < columns; column += ${threads}u) {
      let rowOfColumn = rowB(z, n0 + column);
      var total = 0f;
      for (var k = kFirst; k < kEnd; k++) { total += loadB(rowOfColumn, depthB(z, k)); }
      storeColumnSum(batchAndSlice, n0 + column, total);
    }
  }
`;
}
