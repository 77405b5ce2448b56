@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> y: array<f32>;
@group(0) @binding(3) var<storage, read_write> product: array<f32>;
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;
fn readA(element: u32) -> f32 { return x[element]; }
fn rowA(z: u32, index: u32) -> vec4u {
  let inner = P[11];
  let start = P[8] + (z / inner) * P[10] + (z % inner) * P[12];
  return vec4u(start + index * P[9], 0u, 0u, 0u);
}
fn depthA(z: u32, k: u32) -> vec4u { return vec4u(k * P[13], 0u, 0u, 0u); }
fn loadA(row: vec4u, depth: vec4u) -> f32 { return readA(row.x + depth.x); }
fn readB(element: u32) -> f32 { return y[element]; }
fn rowB(z: u32, index: u32) -> vec4u {
  let inner = P[17];
  let start = P[14] + (z / inner) * P[16] + (z % inner) * P[18];
  return vec4u(start + index * P[15], 0u, 0u, 0u);
}
fn depthB(z: u32, k: u32) -> vec4u { return vec4u(k * P[19], 0u, 0u, 0u); }
fn loadB(row: vec4u, depth: vec4u) -> f32 { return readB(row.x + depth.x); }
fn store(z: u32, m: u32, n: u32, value: f32) { product[(z * P[2] + m) * P[3] + n] = value; }
fn storeColumnSum(z: u32, n: u32, value: f32) { sums[z * P[3] + n] = value; }
@compute @workgroup_size(8)
fn main(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let id = workgroup.x + workgroup.y * workgroups.x;
  if (id >= P[0]) { return; }
  let sizeM = P[2];
  let sizeN = P[3];
  let tilesN = (sizeN + 31u) / 32u;
  let tilesM = (sizeM + 3u) / 4u;
  let batchAndSlice = id / (tilesM * tilesN);
  let inBatch = id - batchAndSlice * tilesM * tilesN;
  let group = inBatch / (8u * tilesN);
  let inGroup = inBatch - group * 8u * tilesN;
  let groupRows = min(tilesM - group * 8u, 8u);
  let column = inGroup / groupRows;
  let m0 = (group * 8u + inGroup - column * groupRows) * 4u;
  let n0 = column * 32u;
  let slice = batchAndSlice / P[1];
  let z = batchAndSlice - slice * P[1];
  let kFirst = slice * P[7];
  let kEnd = min(kFirst + P[7], P[4]);
  let rowA0 = rowA(z, min(m0 + 0u, sizeM - 1u));
  let rowA1 = rowA(z, min(m0 + 1u, sizeM - 1u));
  let rowA2 = rowA(z, min(m0 + 2u, sizeM - 1u));
  let rowA3 = rowA(z, min(m0 + 3u, sizeM - 1u));
  let rowB0 = rowB(z, min(n0 + 0u + lane, sizeN - 1u));
  let rowB1 = rowB(z, min(n0 + 8u + lane, sizeN - 1u));
  let rowB2 = rowB(z, min(n0 + 16u + lane, sizeN - 1u));
  let rowB3 = rowB(z, min(n0 + 24u + lane, sizeN - 1u));
  var c0 = 0f;
  var c1 = 0f;
  var c2 = 0f;
  var c3 = 0f;
  var c4 = 0f;
  var c5 = 0f;
  var c6 = 0f;
  var c7 = 0f;
  var c8 = 0f;
  var c9 = 0f;
  var c10 = 0f;
  var c11 = 0f;
  var c12 = 0f;
  var c13 = 0f;
  var c14 = 0f;
  var c15 = 0f;
  var sum0 = 0f;
  var sum1 = 0f;
  var sum2 = 0f;
  var sum3 = 0f;
  for (var k = kFirst; k < kEnd; k += 2u) {
    let inside0 = k + 0u < kEnd;
    let depthA0 = depthA(z, min(k + 0u, kEnd - 1u));
    let depthB0 = depthB(z, min(k + 0u, kEnd - 1u));
    let A0_0 = select(0f, loadA(rowA0, depthA0), inside0);
    let A1_0 = select(0f, loadA(rowA1, depthA0), inside0);
    let A2_0 = select(0f, loadA(rowA2, depthA0), inside0);
    let A3_0 = select(0f, loadA(rowA3, depthA0), inside0);
    let B0_0 = select(0f, loadB(rowB0, depthB0), inside0);
    let B1_0 = select(0f, loadB(rowB1, depthB0), inside0);
    let B2_0 = select(0f, loadB(rowB2, depthB0), inside0);
    let B3_0 = select(0f, loadB(rowB3, depthB0), inside0);
    sum0 += B0_0;
    sum1 += B1_0;
    sum2 += B2_0;
    sum3 += B3_0;
    let inside1 = k + 1u < kEnd;
    let depthA1 = depthA(z, min(k + 1u, kEnd - 1u));
    let depthB1 = depthB(z, min(k + 1u, kEnd - 1u));
    let A0_1 = select(0f, loadA(rowA0, depthA1), inside1);
    let A1_1 = select(0f, loadA(rowA1, depthA1), inside1);
    let A2_1 = select(0f, loadA(rowA2, depthA1), inside1);
    let A3_1 = select(0f, loadA(rowA3, depthA1), inside1);
    let B0_1 = select(0f, loadB(rowB0, depthB1), inside1);
    let B1_1 = select(0f, loadB(rowB1, depthB1), inside1);
    let B2_1 = select(0f, loadB(rowB2, depthB1), inside1);
    let B3_1 = select(0f, loadB(rowB3, depthB1), inside1);
    sum0 += B0_1;
    sum1 += B1_1;
    sum2 += B2_1;
    sum3 += B3_1;
    c0 = fma(A0_0, B0_0, c0);
    c0 = fma(A0_1, B0_1, c0);
    c1 = fma(A0_0, B1_0, c1);
    c1 = fma(A0_1, B1_1, c1);
    c2 = fma(A0_0, B2_0, c2);
    c2 = fma(A0_1, B2_1, c2);
    c3 = fma(A0_0, B3_0, c3);
    c3 = fma(A0_1, B3_1, c3);
    c4 = fma(A1_0, B0_0, c4);
    c4 = fma(A1_1, B0_1, c4);
    c5 = fma(A1_0, B1_0, c5);
    c5 = fma(A1_1, B1_1, c5);
    c6 = fma(A1_0, B2_0, c6);
    c6 = fma(A1_1, B2_1, c6);
    c7 = fma(A1_0, B3_0, c7);
    c7 = fma(A1_1, B3_1, c7);
    c8 = fma(A2_0, B0_0, c8);
    c8 = fma(A2_1, B0_1, c8);
    c9 = fma(A2_0, B1_0, c9);
    c9 = fma(A2_1, B1_1, c9);
    c10 = fma(A2_0, B2_0, c10);
    c10 = fma(A2_1, B2_1, c10);
    c11 = fma(A2_0, B3_0, c11);
    c11 = fma(A2_1, B3_1, c11);
    c12 = fma(A3_0, B0_0, c12);
    c12 = fma(A3_1, B0_1, c12);
    c13 = fma(A3_0, B1_0, c13);
    c13 = fma(A3_1, B1_1, c13);
    c14 = fma(A3_0, B2_0, c14);
    c14 = fma(A3_1, B2_1, c14);
    c15 = fma(A3_0, B3_0, c15);
    c15 = fma(A3_1, B3_1, c15);
  }
  let resultCount = min(P[5], sizeM - m0) * 4u;
  for (var i = 0u; i < resultCount; i++) {
    let n = n0 + (i % 4u) * 8u + lane;
    let value = select(select(select(select(c0, c1, (i & 1u) != 0u), select(c2, c3, (i & 1u) != 0u), (i & 2u) != 0u), select(select(c4, c5, (i & 1u) != 0u), select(c6, c7, (i & 1u) != 0u), (i & 2u) != 0u), (i & 4u) != 0u), select(select(select(c8, c9, (i & 1u) != 0u), select(c10, c11, (i & 1u) != 0u), (i & 2u) != 0u), select(select(c12, c13, (i & 1u) != 0u), select(c14, c15, (i & 1u) != 0u), (i & 2u) != 0u), (i & 4u) != 0u), (i & 8u) != 0u);
    if (n < sizeN) { store(batchAndSlice, m0 + i / 4u, n, value); }
  }
  if (m0 == 0u) {
    let sumCount = (min(P[6], sizeN - n0) + 7u) / 8u;
    for (var i = 0u; i < sumCount; i++) {
      let n = n0 + i * 8u + lane;
      if (n < sizeN) { storeColumnSum(batchAndSlice, n, select(select(sum0, sum1, (i & 1u) != 0u), select(sum2, sum3, (i & 1u) != 0u), (i & 2u) != 0u)); }
    }
  }
}
