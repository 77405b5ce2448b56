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
var<workgroup> panelA: array<vec4h, 20>;
var<workgroup> panelB: array<vec4f, 20>;
@compute @workgroup_size(16)
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
  let across = lane % 4u;
  let down = lane / 4u;
  let stepA0 = lane % 4u;
  let quadA0 = lane / 4u + 0u;
  let slotA0 = stepA0 * 5u + quadA0;
  let rowA0_0 = rowA(z, min(m0 + quadA0 * 4u + 0u, sizeM - 1u));
  let rowA0_1 = rowA(z, min(m0 + quadA0 * 4u + 1u, sizeM - 1u));
  let rowA0_2 = rowA(z, min(m0 + quadA0 * 4u + 2u, sizeM - 1u));
  let rowA0_3 = rowA(z, min(m0 + quadA0 * 4u + 3u, sizeM - 1u));
  var nextA0 = vec4f();
  let stepB0 = lane / 4u + 0u;
  let quadB0 = lane % 4u;
  let slotB0 = stepB0 * 5u + quadB0;
  let rowB0_0 = rowB(z, min(n0 + quadB0 * 4u + 0u, sizeN - 1u));
  let rowB0_1 = rowB(z, min(n0 + quadB0 * 4u + 1u, sizeN - 1u));
  let rowB0_2 = rowB(z, min(n0 + quadB0 * 4u + 2u, sizeN - 1u));
  let rowB0_3 = rowB(z, min(n0 + quadB0 * 4u + 3u, sizeN - 1u));
  var nextB0 = vec4f();
  var c0 = vec4f();
  var c1 = vec4f();
  var c2 = vec4f();
  var c3 = vec4f();
  var sum0 = vec4f();
  for (var k = kFirst; ; k += 4u) {
    if (k < kEnd) {
      let depthA0 = depthA(z, min(k + stepA0, kEnd - 1u));
      nextA0 = select(vec4f(), vec4f(loadA(rowA0_0, depthA0), loadA(rowA0_1, depthA0), loadA(rowA0_2, depthA0), loadA(rowA0_3, depthA0)), k + stepA0 < kEnd);
      let depthB0 = depthB(z, min(k + stepB0, kEnd - 1u));
      nextB0 = select(vec4f(), vec4f(loadB(rowB0_0, depthB0), loadB(rowB0_1, depthB0), loadB(rowB0_2, depthB0), loadB(rowB0_3, depthB0)), k + stepB0 < kEnd);
    }
    if (k > kFirst) {
      for (var step = 0u; step < 4u; step++) {
        let a0 = vec4f(panelA[step * 5u + down + 0u]);
        let b0 = panelB[step * 5u + across + 0u];
        c0 = fma(vec4f(a0.x), b0, c0);
        c1 = fma(vec4f(a0.y), b0, c1);
        c2 = fma(vec4f(a0.z), b0, c2);
        c3 = fma(vec4f(a0.w), b0, c3);
      }
    }
    if (k >= kEnd) { break; }
    // Orders reads of the last panel before writes of this one.
    workgroupBarrier();
    panelA[slotA0] = vec4h(nextA0);
    panelB[slotB0] = nextB0;
    // Orders writes of this panel before reads of it.
    workgroupBarrier();
    sum0 += nextB0;
  }
  { let m = m0 + (down + 0u) * 4u + 0u;
    if (m < sizeM) {
      let column0 = n0 + (across + 0u) * 4u;
      if (column0 + 0u < sizeN) { store(batchAndSlice, m, column0 + 0u, c0.x); }
      if (column0 + 1u < sizeN) { store(batchAndSlice, m, column0 + 1u, c0.y); }
      if (column0 + 2u < sizeN) { store(batchAndSlice, m, column0 + 2u, c0.z); }
      if (column0 + 3u < sizeN) { store(batchAndSlice, m, column0 + 3u, c0.w); }
    }
  }
  { let m = m0 + (down + 0u) * 4u + 1u;
    if (m < sizeM) {
      let column0 = n0 + (across + 0u) * 4u;
      if (column0 + 0u < sizeN) { store(batchAndSlice, m, column0 + 0u, c1.x); }
      if (column0 + 1u < sizeN) { store(batchAndSlice, m, column0 + 1u, c1.y); }
      if (column0 + 2u < sizeN) { store(batchAndSlice, m, column0 + 2u, c1.z); }
      if (column0 + 3u < sizeN) { store(batchAndSlice, m, column0 + 3u, c1.w); }
    }
  }
  { let m = m0 + (down + 0u) * 4u + 2u;
    if (m < sizeM) {
      let column0 = n0 + (across + 0u) * 4u;
      if (column0 + 0u < sizeN) { store(batchAndSlice, m, column0 + 0u, c2.x); }
      if (column0 + 1u < sizeN) { store(batchAndSlice, m, column0 + 1u, c2.y); }
      if (column0 + 2u < sizeN) { store(batchAndSlice, m, column0 + 2u, c2.z); }
      if (column0 + 3u < sizeN) { store(batchAndSlice, m, column0 + 3u, c2.w); }
    }
  }
  { let m = m0 + (down + 0u) * 4u + 3u;
    if (m < sizeM) {
      let column0 = n0 + (across + 0u) * 4u;
      if (column0 + 0u < sizeN) { store(batchAndSlice, m, column0 + 0u, c3.x); }
      if (column0 + 1u < sizeN) { store(batchAndSlice, m, column0 + 1u, c3.y); }
      if (column0 + 2u < sizeN) { store(batchAndSlice, m, column0 + 2u, c3.z); }
      if (column0 + 3u < sizeN) { store(batchAndSlice, m, column0 + 3u, c3.w); }
    }
  }
  if (m0 == 0u) {
    // Orders reads of the last panel before the sums that take its place.
    workgroupBarrier();
    panelB[slotB0] = sum0;
    // Orders those sums before reads of them.
    workgroupBarrier();
    let columns = min(P[6], sizeN - n0);
    for (var column = lane; column < columns; column += 16u) {
      var total = 0f;
      for (var step = 0u; step < 4u; step++) { total += panelB[step * 5u + column / 4u][column % 4u]; }
      storeColumnSum(batchAndSlice, n0 + column, total);
    }
  }
}
