enable subgroups;
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
@compute @workgroup_size(128)
fn main(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_index) lane: u32,
  @builtin(subgroup_invocation_id) place: u32,
) {
  let id = workgroup.x + workgroup.y * workgroups.x;
  if (id >= P[0]) { return; }
  let sizeM = P[2];
  let sizeN = P[3];
  let tilesN = (sizeN + 63u) / 64u;
  let tilesM = (sizeM + 7u) / 8u;
  let batchAndSlice = id / (tilesM * tilesN);
  let inBatch = id - batchAndSlice * tilesM * tilesN;
  let group = inBatch / (8u * tilesN);
  let inGroup = inBatch - group * 8u * tilesN;
  let groupRows = min(tilesM - group * 8u, 8u);
  let column = inGroup / groupRows;
  let m0 = (group * 8u + inGroup - column * groupRows) * 8u;
  let n0 = column * 64u;
  let slice = batchAndSlice / P[1];
  let z = batchAndSlice - slice * P[1];
  let kFirst = slice * P[7];
  let kEnd = min(kFirst + P[7], P[4]);
  let mFirst = m0 + lane / 32u * 2u;
  let rowA0 = rowA(z, min(mFirst + 0u, sizeM - 1u));
  let rowA1 = rowA(z, min(mFirst + 1u, sizeM - 1u));
  let rowB0 = rowB(z, min(n0 + 0u + place, sizeN - 1u));
  let rowB1 = rowB(z, min(n0 + 32u + place, sizeN - 1u));
  var c0 = 0f;
  var c1 = 0f;
  var c2 = 0f;
  var c3 = 0f;
  var sum0 = 0f;
  var sum1 = 0f;
  for (var k = kFirst; k < kEnd; k += 32u) {
    let depthOfLane = depthA(z, min(k + place, kEnd - 1u));
    let A0 = loadA(rowA0, depthOfLane);
    let A1 = loadA(rowA1, depthOfLane);
    let steps = min(32u, kEnd - k);
    for (var step = 0u; step < steps; step++) {
      let depthOfStep = depthB(z, k + step);
      let B0 = loadB(rowB0, depthOfStep);
      let B1 = loadB(rowB1, depthOfStep);
      sum0 += B0;
      sum1 += B1;
      { let one = subgroupShuffle(A0, step); c0 = fma(one, B0, c0); c1 = fma(one, B1, c1); }
      { let one = subgroupShuffle(A1, step); c2 = fma(one, B0, c2); c3 = fma(one, B1, c3); }
    }
  }
  { let n = n0 + 0u + place;
    if (n < sizeN) {
      if (mFirst + 0u < sizeM) { store(batchAndSlice, mFirst + 0u, n, c0); }
      if (mFirst + 1u < sizeM) { store(batchAndSlice, mFirst + 1u, n, c2); }
    }
  }
  { let n = n0 + 32u + place;
    if (n < sizeN) {
      if (mFirst + 0u < sizeM) { store(batchAndSlice, mFirst + 0u, n, c1); }
      if (mFirst + 1u < sizeM) { store(batchAndSlice, mFirst + 1u, n, c3); }
    }
  }
  if (mFirst == 0u) {
    if (n0 + 0u + place < sizeN) { storeColumnSum(batchAndSlice, n0 + 0u + place, sum0); }
    if (n0 + 32u + place < sizeN) { storeColumnSum(batchAndSlice, n0 + 32u + place, sum1); }
  }
}
