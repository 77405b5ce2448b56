enable subgroups;
@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> y: array<f32>;
@group(0) @binding(3) var<storage, read_write> product: array<f32>;
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;
fn readA(element: u32) -> f32 { return x[element]; }
fn depthA(z: u32, index: u32) -> vec4u {
  let line = index / P[15];
  let image = line / P[16];
  let x = index - line * P[15];
  let y = line - image * P[16];
  let row = y * 2u - 1u;
  let column = x * 1u - 0u;
  let start = P[8] + image * P[9] + z * 2u * P[12];
  return vec4u(start + row * P[10] + column * P[11], row, column, 0u);
}
fn rowA(z: u32, index: u32) -> vec4u {
  let channel = index % 2u;
  let tap = index / 2u;
  let i = (tap / 2u) * 1u;
  let j = (tap % 2u) * 2u;
  let row = i;
  let column = j;
  return vec4u(channel * P[12] + row * P[10] + column * P[11], row, column, 0u);
}
fn loadA(row: vec4u, depth: vec4u) -> f32 {
  let y = row.y + depth.y;
  let x = row.z + depth.z;
  return select(0f, readA(row.x + depth.x), (y < P[13]) & (x < P[14]));
}
fn readB(element: u32) -> f32 { return y[element]; }
fn rowB(z: u32, index: u32) -> vec4u {
  let inner = P[20];
  let start = P[17] + (z / inner) * P[19] + (z % inner) * P[21];
  return vec4u(start + index * P[18], 0u, 0u, 0u);
}
fn depthB(z: u32, k: u32) -> vec4u { return vec4u(k * P[22], 0u, 0u, 0u); }
fn loadB(row: vec4u, depth: vec4u) -> f32 { return readB(row.x + depth.x); }
fn store(z: u32, m: u32, n: u32, value: f32) { product[(z * P[2] + m) * P[3] + n] = value; }
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
  let tilesN = (sizeN + 2u) / 3u;
  let tilesM = (sizeM + 15u) / 16u;
  let batchAndSlice = id / (tilesM * tilesN);
  let inBatch = id - batchAndSlice * tilesM * tilesN;
  let group = inBatch / (8u * tilesN);
  let inGroup = inBatch - group * 8u * tilesN;
  let groupRows = min(tilesM - group * 8u, 8u);
  let column = inGroup / groupRows;
  let m0 = (group * 8u + inGroup - column * groupRows) * 16u;
  let n0 = column * 3u;
  let slice = batchAndSlice / P[1];
  let z = batchAndSlice - slice * P[1];
  let kFirst = slice * P[7];
  let kEnd = min(kFirst + P[7], P[4]);
  let rowA0 = rowA(z, min(m0 + 0u + lane, sizeM - 1u));
  let rowA1 = rowA(z, min(m0 + 8u + lane, sizeM - 1u));
  let rowB0 = rowB(z, min(n0 + 0u + lane, sizeN - 1u));
  var c0 = 0f;
  var c1 = 0f;
  var c2 = 0f;
  var c3 = 0f;
  var c4 = 0f;
  var c5 = 0f;
  for (var k = kFirst; k < kEnd; k += 2u) {
    let kOfLane = min(k + lane, kEnd - 1u);
    let depthsA = depthA(z, kOfLane);
    let depthsB = depthB(z, kOfLane);
    let inside0 = k + 0u < kEnd;
    let depthA0 = subgroupBroadcast(depthsA, 0u);
    let depthB0 = subgroupBroadcast(depthsB, 0u);
    let A0_0 = select(0f, loadA(rowA0, depthA0), inside0);
    let A1_0 = select(0f, loadA(rowA1, depthA0), inside0);
    let B0_0 = select(0f, loadB(rowB0, depthB0), inside0);
    let inside1 = k + 1u < kEnd;
    let depthA1 = subgroupBroadcast(depthsA, 1u);
    let depthB1 = subgroupBroadcast(depthsB, 1u);
    let A0_1 = select(0f, loadA(rowA0, depthA1), inside1);
    let A1_1 = select(0f, loadA(rowA1, depthA1), inside1);
    let B0_1 = select(0f, loadB(rowB0, depthB1), inside1);
    { let one = subgroupBroadcast(B0_0, 0u); c0 = fma(one, A0_0, c0); c1 = fma(one, A1_0, c1); }
    { let one = subgroupBroadcast(B0_1, 0u); c0 = fma(one, A0_1, c0); c1 = fma(one, A1_1, c1); }
    { let one = subgroupBroadcast(B0_0, 1u); c2 = fma(one, A0_0, c2); c3 = fma(one, A1_0, c3); }
    { let one = subgroupBroadcast(B0_1, 1u); c2 = fma(one, A0_1, c2); c3 = fma(one, A1_1, c3); }
    { let one = subgroupBroadcast(B0_0, 2u); c4 = fma(one, A0_0, c4); c5 = fma(one, A1_0, c5); }
    { let one = subgroupBroadcast(B0_1, 2u); c4 = fma(one, A0_1, c4); c5 = fma(one, A1_1, c5); }
  }
  let resultCount = min(P[6], sizeN - n0) * 2u;
  for (var i = 0u; i < resultCount; i++) {
    let along = m0 + (i % 2u) * 8u + lane;
    let across = n0 + i / 2u;
    let value = select(select(select(c0, c1, (i & 1u) != 0u), select(c2, c3, (i & 1u) != 0u), (i & 2u) != 0u), select(c4, c5, (i & 1u) != 0u), (i & 4u) != 0u);
    if (along < sizeM) { store(batchAndSlice, along, across, value); }
  }
}
