enable chromium_experimental_subgroup_matrix;
enable subgroups;
diagnostic(off, chromium.subgroup_matrix_uniformity);
@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<f16>;
@group(0) @binding(2) var<storage, read> y: array<f16>;
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
var<workgroup> panelA: array<f16, 2048>;
var<workgroup> panelB: array<f16, 2048>;
var<workgroup> results: array<f32, 1024>;
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
  let tilesM = (sizeM + 63u) / 64u;
  let batchAndSlice = id / (tilesM * tilesN);
  let inBatch = id - batchAndSlice * tilesM * tilesN;
  let group = inBatch / (8u * tilesN);
  let inGroup = inBatch - group * 8u * tilesN;
  let groupRows = min(tilesM - group * 8u, 8u);
  let column = inGroup / groupRows;
  let m0 = (group * 8u + inGroup - column * groupRows) * 64u;
  let n0 = column * 64u;
  let slice = batchAndSlice / P[1];
  let z = batchAndSlice - slice * P[1];
  let kFirst = slice * P[7];
  let kEnd = min(kFirst + P[7], P[4]);
  let subgroup = lane / 32u;
  let mInBlock = subgroup / 2u * 32u;
  let nInBlock = subgroup % 2u * 32u;
  var c0 = subgroup_matrix_result<f32, 16, 16>();
  var c1 = subgroup_matrix_result<f32, 16, 16>();
  var c2 = subgroup_matrix_result<f32, 16, 16>();
  var c3 = subgroup_matrix_result<f32, 16, 16>();
  for (var k = kFirst; k < kEnd; k += 32u) {
    // Orders reads of the last panels before writes of these.
    workgroupBarrier();
    for (var e = lane; e < 2048u; e += 128u) {
      let step = e % 32u;
      let row = e / 32u;
      var value = 0f;
      if (k + step < kEnd) { value = loadA(rowA(z, min(m0 + row, sizeM - 1u)), depthA(z, k + step)); }
      panelA[row * 32u + step] = f16(value);
    }
    for (var e = lane; e < 2048u; e += 128u) {
      let step = e / 64u;
      let row = e % 64u;
      var value = 0f;
      if (k + step < kEnd) { value = loadB(rowB(z, min(n0 + row, sizeN - 1u)), depthB(z, k + step)); }
      panelB[step * 64u + row] = f16(value);
    }
    // Orders writes of these panels before reads of them.
    workgroupBarrier();
    {
      let right0 = subgroupMatrixLoad<subgroup_matrix_right<f16, 16, 16>, row_major>(&panelB, 0u + nInBlock + 0u, 64u);
      let right1 = subgroupMatrixLoad<subgroup_matrix_right<f16, 16, 16>, row_major>(&panelB, 0u + nInBlock + 16u, 64u);
      let left0 = subgroupMatrixLoad<subgroup_matrix_left<f16, 16, 16>, row_major>(&panelA, (mInBlock + 0u) * 32u + 0u, 32u);
      c0 = subgroupMatrixMultiplyAccumulate(left0, right0, c0);
      c1 = subgroupMatrixMultiplyAccumulate(left0, right1, c1);
      let left1 = subgroupMatrixLoad<subgroup_matrix_left<f16, 16, 16>, row_major>(&panelA, (mInBlock + 16u) * 32u + 0u, 32u);
      c2 = subgroupMatrixMultiplyAccumulate(left1, right0, c2);
      c3 = subgroupMatrixMultiplyAccumulate(left1, right1, c3);
    }
    {
      let right0 = subgroupMatrixLoad<subgroup_matrix_right<f16, 16, 16>, row_major>(&panelB, 1024u + nInBlock + 0u, 64u);
      let right1 = subgroupMatrixLoad<subgroup_matrix_right<f16, 16, 16>, row_major>(&panelB, 1024u + nInBlock + 16u, 64u);
      let left0 = subgroupMatrixLoad<subgroup_matrix_left<f16, 16, 16>, row_major>(&panelA, (mInBlock + 0u) * 32u + 16u, 32u);
      c0 = subgroupMatrixMultiplyAccumulate(left0, right0, c0);
      c1 = subgroupMatrixMultiplyAccumulate(left0, right1, c1);
      let left1 = subgroupMatrixLoad<subgroup_matrix_left<f16, 16, 16>, row_major>(&panelA, (mInBlock + 16u) * 32u + 16u, 32u);
      c2 = subgroupMatrixMultiplyAccumulate(left1, right0, c2);
      c3 = subgroupMatrixMultiplyAccumulate(left1, right1, c3);
    }
  }
  subgroupMatrixStore<row_major>(&results, subgroup * 256u, c0, 16u);
  // Orders the matrix in workgroup memory before reads of it.
  workgroupBarrier();
  for (var e = place; e < 256u; e += 32u) {
    let m = m0 + mInBlock + 0u + e / 16u;
    let n = n0 + nInBlock + 0u + e % 16u;
    if (m < sizeM && n < sizeN) { store(batchAndSlice, m, n, results[subgroup * 256u + e]); }
  }
  // Orders those reads before the next matrix.
  workgroupBarrier();
  subgroupMatrixStore<row_major>(&results, subgroup * 256u, c1, 16u);
  // Orders the matrix in workgroup memory before reads of it.
  workgroupBarrier();
  for (var e = place; e < 256u; e += 32u) {
    let m = m0 + mInBlock + 0u + e / 16u;
    let n = n0 + nInBlock + 16u + e % 16u;
    if (m < sizeM && n < sizeN) { store(batchAndSlice, m, n, results[subgroup * 256u + e]); }
  }
  // Orders those reads before the next matrix.
  workgroupBarrier();
  subgroupMatrixStore<row_major>(&results, subgroup * 256u, c2, 16u);
  // Orders the matrix in workgroup memory before reads of it.
  workgroupBarrier();
  for (var e = place; e < 256u; e += 32u) {
    let m = m0 + mInBlock + 16u + e / 16u;
    let n = n0 + nInBlock + 0u + e % 16u;
    if (m < sizeM && n < sizeN) { store(batchAndSlice, m, n, results[subgroup * 256u + e]); }
  }
  // Orders those reads before the next matrix.
  workgroupBarrier();
  subgroupMatrixStore<row_major>(&results, subgroup * 256u, c3, 16u);
  // Orders the matrix in workgroup memory before reads of it.
  workgroupBarrier();
  for (var e = place; e < 256u; e += 32u) {
    let m = m0 + mInBlock + 16u + e / 16u;
    let n = n0 + nInBlock + 16u + e % 16u;
    if (m < sizeM && n < sizeN) { store(batchAndSlice, m, n, results[subgroup * 256u + e]); }
  }
  // Orders those reads before the next matrix.
  workgroupBarrier();
  if (m0 == 0u) {
    let columns = min(P[6], sizeN - n0);
    for (var column = lane; column < columns; column += 128u) {
      let rowOfColumn = rowB(z, n0 + column);
      var total = 0f;
      for (var k = kFirst; k < kEnd; k++) { total += loadB(rowOfColumn, depthB(z, k)); }
      storeColumnSum(batchAndSlice, n0 + column, total);
    }
  }
}
