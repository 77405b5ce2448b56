enable subgroups;
@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> y: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> product: array<f32>;
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;
fn readA(element: u32) -> vec4f { return x[element / 4u]; }
fn rowA(z: u32, index: u32) -> vec4u {
  let inner = P[11];
  let start = P[8] + (z / inner) * P[10] + (z % inner) * P[12];
  return vec4u(start + index * P[9], 0u, 0u, 0u);
}
fn depthA(z: u32, k: u32) -> vec4u { return vec4u(k * P[13], 0u, 0u, 0u); }
fn loadA(row: vec4u, depth: vec4u) -> vec4f { return readA(row.x + depth.x); }
fn readB(element: u32) -> vec4f { return y[element / 4u]; }
fn rowB(z: u32, index: u32) -> vec4u {
  let inner = P[17];
  let start = P[14] + (z / inner) * P[16] + (z % inner) * P[18];
  return vec4u(start + index * P[15], 0u, 0u, 0u);
}
fn depthB(z: u32, k: u32) -> vec4u { return vec4u(k * P[19], 0u, 0u, 0u); }
fn loadB(row: vec4u, depth: vec4u) -> vec4f { return readB(row.x + depth.x); }
fn store(z: u32, m: u32, n: u32, value: f32) { product[(z * P[2] + m) * P[3] + n] = value; }
fn storeColumnSum(z: u32, n: u32, value: f32) { sums[z * P[3] + n] = value; }
@compute @workgroup_size(4)
fn main(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let id = workgroup.x + workgroup.y * workgroups.x;
  if (id >= P[0]) { return; }
  let sizeM = P[2];
  let sizeN = P[3];
  let tilesN = (sizeN + 15u) / 16u;
  let tilesM = (sizeM + 15u) / 16u;
  let batchAndSlice = id / (tilesM * tilesN);
  let inBatch = id - batchAndSlice * tilesM * tilesN;
  let group = inBatch / (8u * tilesN);
  let inGroup = inBatch - group * 8u * tilesN;
  let groupRows = min(tilesM - group * 8u, 8u);
  let column = inGroup / groupRows;
  let m0 = (group * 8u + inGroup - column * groupRows) * 16u;
  let n0 = column * 16u;
  let slice = batchAndSlice / P[1];
  let z = batchAndSlice - slice * P[1];
  let kFirst = slice * P[7];
  let kEnd = min(kFirst + P[7], P[4]);
  let rowA0 = rowA(z, min(m0 + 0u + lane, sizeM - 1u));
  let rowA1 = rowA(z, min(m0 + 4u + lane, sizeM - 1u));
  let rowA2 = rowA(z, min(m0 + 8u + lane, sizeM - 1u));
  let rowA3 = rowA(z, min(m0 + 12u + lane, sizeM - 1u));
  let rowB0 = rowB(z, min(n0 + lane * 4u, sizeN - 4u));
  var c0 = vec4f();
  var c1 = vec4f();
  var c2 = vec4f();
  var c3 = vec4f();
  var c4 = vec4f();
  var c5 = vec4f();
  var c6 = vec4f();
  var c7 = vec4f();
  var c8 = vec4f();
  var c9 = vec4f();
  var c10 = vec4f();
  var c11 = vec4f();
  var c12 = vec4f();
  var c13 = vec4f();
  var c14 = vec4f();
  var c15 = vec4f();
  var sum = vec4f();
  for (var k = kFirst; k < kEnd; k += 4u) {
    let A0 = loadA(rowA0, depthA(z, k));
    let A1 = loadA(rowA1, depthA(z, k));
    let A2 = loadA(rowA2, depthA(z, k));
    let A3 = loadA(rowA3, depthA(z, k));
    let B0 = loadB(rowB0, depthB(z, k + 0u));
    let B1 = loadB(rowB0, depthB(z, k + 1u));
    let B2 = loadB(rowB0, depthB(z, k + 2u));
    let B3 = loadB(rowB0, depthB(z, k + 3u));
    let column0 = B0;
    let column1 = B1;
    let column2 = B2;
    let column3 = B3;
    sum += column0 + column1 + column2 + column3;
    c0 = fma(vec4f(subgroupBroadcast(A0[0], 0u)), column0, c0);
    c0 = fma(vec4f(subgroupBroadcast(A0[1], 0u)), column1, c0);
    c0 = fma(vec4f(subgroupBroadcast(A0[2], 0u)), column2, c0);
    c0 = fma(vec4f(subgroupBroadcast(A0[3], 0u)), column3, c0);
    c1 = fma(vec4f(subgroupBroadcast(A0[0], 1u)), column0, c1);
    c1 = fma(vec4f(subgroupBroadcast(A0[1], 1u)), column1, c1);
    c1 = fma(vec4f(subgroupBroadcast(A0[2], 1u)), column2, c1);
    c1 = fma(vec4f(subgroupBroadcast(A0[3], 1u)), column3, c1);
    c2 = fma(vec4f(subgroupBroadcast(A0[0], 2u)), column0, c2);
    c2 = fma(vec4f(subgroupBroadcast(A0[1], 2u)), column1, c2);
    c2 = fma(vec4f(subgroupBroadcast(A0[2], 2u)), column2, c2);
    c2 = fma(vec4f(subgroupBroadcast(A0[3], 2u)), column3, c2);
    c3 = fma(vec4f(subgroupBroadcast(A0[0], 3u)), column0, c3);
    c3 = fma(vec4f(subgroupBroadcast(A0[1], 3u)), column1, c3);
    c3 = fma(vec4f(subgroupBroadcast(A0[2], 3u)), column2, c3);
    c3 = fma(vec4f(subgroupBroadcast(A0[3], 3u)), column3, c3);
    c4 = fma(vec4f(subgroupBroadcast(A1[0], 0u)), column0, c4);
    c4 = fma(vec4f(subgroupBroadcast(A1[1], 0u)), column1, c4);
    c4 = fma(vec4f(subgroupBroadcast(A1[2], 0u)), column2, c4);
    c4 = fma(vec4f(subgroupBroadcast(A1[3], 0u)), column3, c4);
    c5 = fma(vec4f(subgroupBroadcast(A1[0], 1u)), column0, c5);
    c5 = fma(vec4f(subgroupBroadcast(A1[1], 1u)), column1, c5);
    c5 = fma(vec4f(subgroupBroadcast(A1[2], 1u)), column2, c5);
    c5 = fma(vec4f(subgroupBroadcast(A1[3], 1u)), column3, c5);
    c6 = fma(vec4f(subgroupBroadcast(A1[0], 2u)), column0, c6);
    c6 = fma(vec4f(subgroupBroadcast(A1[1], 2u)), column1, c6);
    c6 = fma(vec4f(subgroupBroadcast(A1[2], 2u)), column2, c6);
    c6 = fma(vec4f(subgroupBroadcast(A1[3], 2u)), column3, c6);
    c7 = fma(vec4f(subgroupBroadcast(A1[0], 3u)), column0, c7);
    c7 = fma(vec4f(subgroupBroadcast(A1[1], 3u)), column1, c7);
    c7 = fma(vec4f(subgroupBroadcast(A1[2], 3u)), column2, c7);
    c7 = fma(vec4f(subgroupBroadcast(A1[3], 3u)), column3, c7);
    c8 = fma(vec4f(subgroupBroadcast(A2[0], 0u)), column0, c8);
    c8 = fma(vec4f(subgroupBroadcast(A2[1], 0u)), column1, c8);
    c8 = fma(vec4f(subgroupBroadcast(A2[2], 0u)), column2, c8);
    c8 = fma(vec4f(subgroupBroadcast(A2[3], 0u)), column3, c8);
    c9 = fma(vec4f(subgroupBroadcast(A2[0], 1u)), column0, c9);
    c9 = fma(vec4f(subgroupBroadcast(A2[1], 1u)), column1, c9);
    c9 = fma(vec4f(subgroupBroadcast(A2[2], 1u)), column2, c9);
    c9 = fma(vec4f(subgroupBroadcast(A2[3], 1u)), column3, c9);
    c10 = fma(vec4f(subgroupBroadcast(A2[0], 2u)), column0, c10);
    c10 = fma(vec4f(subgroupBroadcast(A2[1], 2u)), column1, c10);
    c10 = fma(vec4f(subgroupBroadcast(A2[2], 2u)), column2, c10);
    c10 = fma(vec4f(subgroupBroadcast(A2[3], 2u)), column3, c10);
    c11 = fma(vec4f(subgroupBroadcast(A2[0], 3u)), column0, c11);
    c11 = fma(vec4f(subgroupBroadcast(A2[1], 3u)), column1, c11);
    c11 = fma(vec4f(subgroupBroadcast(A2[2], 3u)), column2, c11);
    c11 = fma(vec4f(subgroupBroadcast(A2[3], 3u)), column3, c11);
    c12 = fma(vec4f(subgroupBroadcast(A3[0], 0u)), column0, c12);
    c12 = fma(vec4f(subgroupBroadcast(A3[1], 0u)), column1, c12);
    c12 = fma(vec4f(subgroupBroadcast(A3[2], 0u)), column2, c12);
    c12 = fma(vec4f(subgroupBroadcast(A3[3], 0u)), column3, c12);
    c13 = fma(vec4f(subgroupBroadcast(A3[0], 1u)), column0, c13);
    c13 = fma(vec4f(subgroupBroadcast(A3[1], 1u)), column1, c13);
    c13 = fma(vec4f(subgroupBroadcast(A3[2], 1u)), column2, c13);
    c13 = fma(vec4f(subgroupBroadcast(A3[3], 1u)), column3, c13);
    c14 = fma(vec4f(subgroupBroadcast(A3[0], 2u)), column0, c14);
    c14 = fma(vec4f(subgroupBroadcast(A3[1], 2u)), column1, c14);
    c14 = fma(vec4f(subgroupBroadcast(A3[2], 2u)), column2, c14);
    c14 = fma(vec4f(subgroupBroadcast(A3[3], 2u)), column3, c14);
    c15 = fma(vec4f(subgroupBroadcast(A3[0], 3u)), column0, c15);
    c15 = fma(vec4f(subgroupBroadcast(A3[1], 3u)), column1, c15);
    c15 = fma(vec4f(subgroupBroadcast(A3[2], 3u)), column2, c15);
    c15 = fma(vec4f(subgroupBroadcast(A3[3], 3u)), column3, c15);
  }
  let rowCount = min(P[5], sizeM - m0);
  for (var row = 0u; row < rowCount; row++) {
    let values = select(select(select(select(c0, c1, (row & 1u) != 0u), select(c2, c3, (row & 1u) != 0u), (row & 2u) != 0u), select(select(c4, c5, (row & 1u) != 0u), select(c6, c7, (row & 1u) != 0u), (row & 2u) != 0u), (row & 4u) != 0u), select(select(select(c8, c9, (row & 1u) != 0u), select(c10, c11, (row & 1u) != 0u), (row & 2u) != 0u), select(select(c12, c13, (row & 1u) != 0u), select(c14, c15, (row & 1u) != 0u), (row & 2u) != 0u), (row & 4u) != 0u), (row & 8u) != 0u);
    for (var i = 0u; i < P[6] / 4u; i++) {
      let n = n0 + lane * 4u + i;
      let value = select(select(values[0], values[1], (i & 1u) != 0u), select(values[2], values[3], (i & 1u) != 0u), (i & 2u) != 0u);
      if (n < sizeN) { store(batchAndSlice, m0 + row, n, value); }
    }
  }
  if (m0 == 0u) {
    for (var i = 0u; i < P[6] / 4u; i++) {
      let n = n0 + lane * 4u + i;
      let value = select(select(sum[0], sum[1], (i & 1u) != 0u), select(sum[2], sum[3], (i & 1u) != 0u), (i & 2u) != 0u);
      if (n < sizeN) { storeColumnSum(batchAndSlice, n, value); }
    }
  }
}
