// The kernel for matrix units where there are none: their instructions are written out in WGSL, each lane doing all of a
// matrix. Shows that blocks, offsets and edges are right; says nothing of the hardware.
import {
  gemmKernel,
  gemmWords,
  gemmWorkgroups,
  stridedLoader,
  stridedLoaderWords,
  type GemmSchedule,
  type GemmSizes,
} from '@tensorloom/wgsl-kernels';
import { describe, expect, it } from 'vitest';
import { randomNumbers, referenceProduct, worstElement } from './compare.js';
import { compile, device, noDevice, run, SENTINEL, subgroupSize } from './raw-device.js';

const [unitM, unitN, unitK] = [4, 2, 8];
const loadA = stridedLoader('a', 'left', 8);
const loadB = stridedLoader('b', 'right', 8 + loadA.words);
const declarations = `enable f16;
@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> left: array<f32>;
@group(0) @binding(2) var<storage, read> right: array<f32>;
@group(0) @binding(3) var<storage, read_write> product: array<f32>;
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;
`;
const store = 'fn store(z: u32, m: u32, n: u32, value: f32) { product[(z * P[2] + m) * P[3] + n] = value; }';
const storeColumnSum = 'fn storeColumnSum(z: u32, n: u32, value: f32) { sums[z * P[3] + n] = value; }';

// Loops end where a parameter says: a compiler would unroll them all, and take a minute.
const unit = `
fn upTo(end: u32) -> u32 { return select(0u, end, P[0] > 0u); }
alias Left = array<f16, ${unitM * unitK}>;
alias Right = array<f16, ${unitK * unitN}>;
alias Result = array<f32, ${unitM * unitN}>;
fn loadLeft(offset: u32, stride: u32) -> Left {
  var matrix = Left();
  for (var i = 0u; i < upTo(${unitM * unitK}u); i++) { matrix[i] = panelA[offset + i / ${unitK}u * stride + i % ${unitK}u]; }
  return matrix;
}
fn loadRight(offset: u32, stride: u32) -> Right {
  var matrix = Right();
  for (var i = 0u; i < upTo(${unitK * unitN}u); i++) { matrix[i] = panelB[offset + i / ${unitN}u * stride + i % ${unitN}u]; }
  return matrix;
}
fn accumulate(left: Left, right: Right, sum: Result) -> Result {
  var matrix = sum;
  for (var i = 0u; i < upTo(${unitM * unitN}u); i++) {
    for (var k = 0u; k < upTo(${unitK}u); k++) {
      matrix[i] += f32(left[i / ${unitN}u * ${unitK}u + k]) * f32(right[k * ${unitN}u + i % ${unitN}u]);
    }
  }
  return matrix;
}
fn storeResult(offset: u32, matrix: Result, stride: u32) {
  for (var i = 0u; i < upTo(${unitM * unitN}u); i++) { results[offset + i / ${unitN}u * stride + i % ${unitN}u] = matrix[i]; }
}
@compute`;

/** The kernel's text with functions in place of the units' types and instructions. */
function writtenOut(wgsl: string): string {
  const text = wgsl
    .replace('enable chromium_experimental_subgroup_matrix;\n', '')
    .replace(/diagnostic\(.*\);\n/, '')
    .replaceAll(`subgroup_matrix_result<f32, ${unitN}, ${unitM}>`, 'Result')
    .replaceAll(`subgroupMatrixLoad<subgroup_matrix_left<f16, ${unitK}, ${unitM}>, row_major>(&panelA, `, 'loadLeft(')
    .replaceAll(`subgroupMatrixLoad<subgroup_matrix_right<f16, ${unitN}, ${unitK}>, row_major>(&panelB, `, 'loadRight(')
    .replaceAll('subgroupMatrixMultiplyAccumulate', 'accumulate')
    .replaceAll('subgroupMatrixStore<row_major>(&results, ', 'storeResult(')
    .replace('\n@compute', unit);
  expect(text).not.toMatch(/subgroup_?matrix/i);
  return text;
}

// Halves as they are: the kernel rounds nothing.
const halves = (count: number, seed: number): Float32Array =>
  randomNumbers(count, seed).map((value) => Math.round(value * 64) / 64);

describe.skipIf(device === undefined || subgroupSize === undefined || !device.features.has('shader-f16'))(
  `matmul on matrix units, written out (skipped: ${noDevice}, or without halves or subgroups)`,
  () => {
    const schedule = (down: number, across: number): GemmSchedule => ({
      variant: 'matrix',
      subgroupSize: subgroupSize ?? 1,
      blockM: 2 * down * unitM,
      blockN: 2 * across * unitN,
      blockK: 2 * unitK,
      subgroupsM: 2,
      subgroupsN: 2,
      unitM,
      unitN,
      unitK,
    });

    it.each([
      ['one matrix each', schedule(1, 1), 'depth'],
      ['2 x 2 matrices each', schedule(2, 2), 'row'],
    ] as const)(
      '%s',
      async (_, chosen, adjacent) => {
        const [a, b] = [
          { ...loadA, adjacent },
          { ...loadB, adjacent },
        ];
        const { wgsl } = gemmKernel({ schedule: chosen, loadA: a, loadB: b, store, storeColumnSum, declarations });
        const pipeline = await compile(writtenOut(wgsl), [false, false, false, true, true]);
        for (const [batch, m, n, k, slices] of [
          [1, 1, 1, 1, 1],
          [1, 3, 7, 31, 1],
          [2, 31, 33, 63, 1],
          [1, 65, 63, 129, 2],
          [1, 129, 127, 7, 1],
          [1, 33, 257, 65, 3],
          [1, 257, 1, 127, 1],
        ] as const) {
          const sizes: GemmSizes = { batch, m, n, k, slices };
          const [left, right] = [halves(batch * m * k, m), halves(batch * k * n, n)];
          const words = [
            ...gemmWords(chosen, sizes),
            ...stridedLoaderWords({ batch: m * k, row: k, depth: 1 }),
            ...stridedLoaderWords({ batch: k * n, row: 1, depth: n }),
          ];
          const [product, sums] = (await run(
            pipeline,
            [
              { data: Uint32Array.from(words) },
              { data: left },
              { data: right },
              { data: new Float32Array(slices * batch * m * n).fill(SENTINEL), write: true },
              { data: new Float32Array(slices * batch * n).fill(SENTINEL), write: true },
            ],
            gemmWorkgroups(chosen, sizes),
          )) as [Float32Array, Float32Array];
          const added = (parts: Float32Array): Float32Array => {
            const size = parts.length / slices;
            return Float32Array.from({ length: size }, (__, at) => {
              let total = 0;
              for (let slice = 0; slice < slices; slice++) total += parts[slice * size + at] as number;
              return total;
            });
          };
          const of = (z: number, depth: number, column: number): number =>
            right[(z * k + depth) * n + column] as number;
          const truth = referenceProduct(sizes, (z, row, depth) => left[(z * m + row) * k + depth] as number, of);
          expect(worstElement(added(product), truth, k), JSON.stringify(sizes)).toBeUndefined();
          const columns = referenceProduct({ batch, m: 1, n, k }, () => 1, of);
          expect(worstElement(added(sums), columns, k), JSON.stringify(sizes)).toBeUndefined();
        }
      },
      60_000,
    );
  },
);
