enable subgroups;
@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read_write> bQ: array<f32>;
@group(0) @binding(2) var<storage, read_write> bK: array<f32>;
@group(0) @binding(3) var<storage, read_write> bV: array<f32>;
@group(0) @binding(4) var<storage, read_write> bG: array<f32>;
@group(0) @binding(5) var<storage, read_write> bS: array<vec4<f32>>;
@group(0) @binding(6) var<storage, read_write> bDQ: array<f32>;
@group(0) @binding(7) var<storage, read_write> bDK: array<f32>;
@group(0) @binding(8) var<storage, read_write> bDV: array<f32>;
@group(0) @binding(9) var<storage, read_write> bmask: array<f32>;
fn isNaNOf(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn expOf(x: f32) -> f32 { return select(exp(x), x, isNaNOf(x)); }
fn placeQ(z: u32, r: u32) -> u32 { return P[10] + (z / P[4]) * P[11] + ((z % P[4]) * P[5] + r / P[3]) * P[12] + (r % P[3]) * P[13]; }
fn loadQ(place: u32, c: u32) -> vec4f { let last = P[7] - 1u; return vec4f(select(0f, bQ[place + min(4u * c + 0u, last)], 4u * c + 0u <= last), select(0f, bQ[place + min(4u * c + 1u, last)], 4u * c + 1u <= last), select(0f, bQ[place + min(4u * c + 2u, last)], 4u * c + 2u <= last), select(0f, bQ[place + min(4u * c + 3u, last)], 4u * c + 3u <= last)); }
fn placeK(z: u32, r: u32) -> u32 { return P[14] + (z / P[4]) * P[15] + (z % P[4]) * P[16] + (r) * P[17]; }
fn loadK(place: u32, c: u32) -> vec4f { let last = P[7] - 1u; return vec4f(select(0f, bK[place + min(4u * c + 0u, last)], 4u * c + 0u <= last), select(0f, bK[place + min(4u * c + 1u, last)], 4u * c + 1u <= last), select(0f, bK[place + min(4u * c + 2u, last)], 4u * c + 2u <= last), select(0f, bK[place + min(4u * c + 3u, last)], 4u * c + 3u <= last)); }
fn placeV(z: u32, r: u32) -> u32 { return P[18] + (z / P[4]) * P[19] + (z % P[4]) * P[20] + (r) * P[21]; }
fn loadV(place: u32, c: u32) -> vec4f { let last = P[8] - 1u; return vec4f(select(0f, bV[place + min(4u * c + 0u, last)], 4u * c + 0u <= last), select(0f, bV[place + min(4u * c + 1u, last)], 4u * c + 1u <= last), select(0f, bV[place + min(4u * c + 2u, last)], 4u * c + 2u <= last), select(0f, bV[place + min(4u * c + 3u, last)], 4u * c + 3u <= last)); }
fn placeG(z: u32, r: u32) -> u32 { return P[22] + (z / P[4]) * P[23] + ((z % P[4]) * P[5] + r / P[3]) * P[24] + (r % P[3]) * P[25]; }
fn loadG(place: u32, c: u32) -> vec4f { let last = P[8] - 1u; return vec4f(select(0f, bG[place + min(4u * c + 0u, last)], 4u * c + 0u <= last), select(0f, bG[place + min(4u * c + 1u, last)], 4u * c + 1u <= last), select(0f, bG[place + min(4u * c + 2u, last)], 4u * c + 2u <= last), select(0f, bG[place + min(4u * c + 3u, last)], 4u * c + 3u <= last)); }
fn placeDQ(z: u32, r: u32) -> u32 { return (z * P[1] + r) * P[7]; }
fn loadDQ(place: u32, c: u32) -> vec4f { let last = P[7] - 1u; return vec4f(select(0f, bDQ[place + min(4u * c + 0u, last)], 4u * c + 0u <= last), select(0f, bDQ[place + min(4u * c + 1u, last)], 4u * c + 1u <= last), select(0f, bDQ[place + min(4u * c + 2u, last)], 4u * c + 2u <= last), select(0f, bDQ[place + min(4u * c + 3u, last)], 4u * c + 3u <= last)); }
fn storeDQ(place: u32, c: u32, value: vec4f) { for (var i = 4u * c; i < min(4u * c + 4u, P[7]); i++) { bDQ[place + i] = value[i & 3u]; } }
fn placeDK(z: u32, r: u32) -> u32 { return (z * P[2] + r) * P[7]; }
fn storeDK(place: u32, c: u32, value: vec4f) { for (var i = 4u * c; i < min(4u * c + 4u, P[7]); i++) { bDK[place + i] = value[i & 3u]; } }
fn placeDV(z: u32, r: u32) -> u32 { return (z * P[2] + r) * P[8]; }
fn storeDV(place: u32, c: u32, value: vec4f) { for (var i = 4u * c; i < min(4u * c + 4u, P[8]); i++) { bDV[place + i] = value[i & 3u]; } }
fn maskAt(z: u32, r: u32, j: u32) -> f32 {
  let i = P[26] + (z / P[4]) * P[27] + ((z % P[4]) * P[5] + r / P[3]) * P[28] + (r % P[3]) * P[29] + j * P[30];
  return bmask[i];
}
// Below every score: a query that has seen no key yet.
const LOWEST = -3.4028234e38;
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let id = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (id >= P[0]) { return; }
  let z = id / P[9];
  let block = id % P[9];
  let rows = P[1];
  let keys = P[2];
  let scale = bitcast<f32>(P[6]);
  var weights: array<f32, 16>;
  var slopes: array<f32, 16>;
  var ownKeys: array<vec4f, 8>;
  for (var start = 0u; start < keys; start += 8u) {
  let key = start + lane;
  let ownK = placeK(z, min(key, keys - 1u));
  let ownV = placeV(z, min(key, keys - 1u));
  let ownCount = min(8u, keys - start);
  for (var i = 0u; i < ownCount; i++) {
    let place = placeK(z, start + i);
    ownKeys[i * 1u + 0u] = loadK(place, 0u + lane);
  }
  var k0_0 = vec4f();
  var k1_0 = vec4f();
  var k2_0 = vec4f();
  var k3_0 = vec4f();
  var k4_0 = vec4f();
  var k5_0 = vec4f();
  var k6_0 = vec4f();
  var k7_0 = vec4f();
  var v0_0 = vec4f();
  var v0_1 = vec4f();
  var v1_0 = vec4f();
  var v1_1 = vec4f();
  var v2_0 = vec4f();
  var v2_1 = vec4f();
  var v3_0 = vec4f();
  var v3_1 = vec4f();
  var v4_0 = vec4f();
  var v4_1 = vec4f();
  var v5_0 = vec4f();
  var v5_1 = vec4f();
  var v6_0 = vec4f();
  var v6_1 = vec4f();
  var v7_0 = vec4f();
  var v7_1 = vec4f();
  for (var first = select(0u, start - start % 16u, rows == P[3]); first < rows; first += 16u) {
  let blockRows = min(16u, rows - first);
  let otherQ0 = placeQ(z, min(first + 0u + lane, rows - 1u));
  let otherQ1 = placeQ(z, min(first + 8u + lane, rows - 1u));
  let otherG0 = placeG(z, min(first + 0u + lane, rows - 1u));
  let otherG1 = placeG(z, min(first + 8u + lane, rows - 1u));
  var s0 = 0f;
  var s1 = 0f;
  var s2 = 0f;
  var s3 = 0f;
  var s4 = 0f;
  var s5 = 0f;
  var s6 = 0f;
  var s7 = 0f;
  var s8 = 0f;
  var s9 = 0f;
  var s10 = 0f;
  var s11 = 0f;
  var s12 = 0f;
  var s13 = 0f;
  var s14 = 0f;
  var s15 = 0f;
  for (var c = 0u; c < (P[7] + 3u) / 4u; c++) {
    let x = loadK(ownK, c);
    let y0 = loadQ(otherQ0, c);
    let y1 = loadQ(otherQ1, c);
    { let y = subgroupBroadcast(y0, 0u); s0 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s0)))); }
    { let y = subgroupBroadcast(y0, 1u); s1 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s1)))); }
    { let y = subgroupBroadcast(y0, 2u); s2 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s2)))); }
    { let y = subgroupBroadcast(y0, 3u); s3 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s3)))); }
    { let y = subgroupBroadcast(y0, 4u); s4 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s4)))); }
    { let y = subgroupBroadcast(y0, 5u); s5 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s5)))); }
    { let y = subgroupBroadcast(y0, 6u); s6 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s6)))); }
    { let y = subgroupBroadcast(y0, 7u); s7 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s7)))); }
    { let y = subgroupBroadcast(y1, 0u); s8 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s8)))); }
    { let y = subgroupBroadcast(y1, 1u); s9 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s9)))); }
    { let y = subgroupBroadcast(y1, 2u); s10 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s10)))); }
    { let y = subgroupBroadcast(y1, 3u); s11 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s11)))); }
    { let y = subgroupBroadcast(y1, 4u); s12 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s12)))); }
    { let y = subgroupBroadcast(y1, 5u); s13 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s13)))); }
    { let y = subgroupBroadcast(y1, 6u); s14 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s14)))); }
    { let y = subgroupBroadcast(y1, 7u); s15 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, s15)))); }
  }
  var t0 = 0f;
  var t1 = 0f;
  var t2 = 0f;
  var t3 = 0f;
  var t4 = 0f;
  var t5 = 0f;
  var t6 = 0f;
  var t7 = 0f;
  var t8 = 0f;
  var t9 = 0f;
  var t10 = 0f;
  var t11 = 0f;
  var t12 = 0f;
  var t13 = 0f;
  var t14 = 0f;
  var t15 = 0f;
  for (var c = 0u; c < (P[8] + 3u) / 4u; c++) {
    let x = loadV(ownV, c);
    let y0 = loadG(otherG0, c);
    let y1 = loadG(otherG1, c);
    { let y = subgroupBroadcast(y0, 0u); t0 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t0)))); }
    { let y = subgroupBroadcast(y0, 1u); t1 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t1)))); }
    { let y = subgroupBroadcast(y0, 2u); t2 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t2)))); }
    { let y = subgroupBroadcast(y0, 3u); t3 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t3)))); }
    { let y = subgroupBroadcast(y0, 4u); t4 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t4)))); }
    { let y = subgroupBroadcast(y0, 5u); t5 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t5)))); }
    { let y = subgroupBroadcast(y0, 6u); t6 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t6)))); }
    { let y = subgroupBroadcast(y0, 7u); t7 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t7)))); }
    { let y = subgroupBroadcast(y1, 0u); t8 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t8)))); }
    { let y = subgroupBroadcast(y1, 1u); t9 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t9)))); }
    { let y = subgroupBroadcast(y1, 2u); t10 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t10)))); }
    { let y = subgroupBroadcast(y1, 3u); t11 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t11)))); }
    { let y = subgroupBroadcast(y1, 4u); t12 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t12)))); }
    { let y = subgroupBroadcast(y1, 5u); t13 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t13)))); }
    { let y = subgroupBroadcast(y1, 6u); t14 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t14)))); }
    { let y = subgroupBroadcast(y1, 7u); t15 = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, t15)))); }
  }
  weights[0] = s0;
  weights[1] = s1;
  weights[2] = s2;
  weights[3] = s3;
  weights[4] = s4;
  weights[5] = s5;
  weights[6] = s6;
  weights[7] = s7;
  weights[8] = s8;
  weights[9] = s9;
  weights[10] = s10;
  weights[11] = s11;
  weights[12] = s12;
  weights[13] = s13;
  weights[14] = s14;
  weights[15] = s15;
  slopes[0] = t0;
  slopes[1] = t1;
  slopes[2] = t2;
  slopes[3] = t3;
  slopes[4] = t4;
  slopes[5] = t5;
  slopes[6] = t6;
  slopes[7] = t7;
  slopes[8] = t8;
  slopes[9] = t9;
  slopes[10] = t10;
  slopes[11] = t11;
  slopes[12] = t12;
  slopes[13] = t13;
  slopes[14] = t14;
  slopes[15] = t15;
  for (var j = 0u; j < blockRows; j++) {
    let row = first + j;
    let known = bS[z * rows + row];
    let masked = maskAt(z, row, min(key, keys - 1u));
    let hidden = key >= keys || row >= rows || key > row % P[3];
    let score = weights[j] * scale + masked;
    let p = select(expOf(score - known.x) * known.y, 0f, hidden);
    let slope = select(p * (slopes[j] - known.z) * scale, 0f, hidden);
    { let place = placeG(z, first + j);
    let y0 = loadG(place, 0u + lane);
    let y1 = loadG(place, 8u + lane);
    { let w = subgroupBroadcast(p, 0u); v0_0 = fma(vec4f(w), y0, v0_0);
v0_1 = fma(vec4f(w), y1, v0_1); }
    { let w = subgroupBroadcast(p, 1u); v1_0 = fma(vec4f(w), y0, v1_0);
v1_1 = fma(vec4f(w), y1, v1_1); }
    { let w = subgroupBroadcast(p, 2u); v2_0 = fma(vec4f(w), y0, v2_0);
v2_1 = fma(vec4f(w), y1, v2_1); }
    { let w = subgroupBroadcast(p, 3u); v3_0 = fma(vec4f(w), y0, v3_0);
v3_1 = fma(vec4f(w), y1, v3_1); }
    { let w = subgroupBroadcast(p, 4u); v4_0 = fma(vec4f(w), y0, v4_0);
v4_1 = fma(vec4f(w), y1, v4_1); }
    { let w = subgroupBroadcast(p, 5u); v5_0 = fma(vec4f(w), y0, v5_0);
v5_1 = fma(vec4f(w), y1, v5_1); }
    { let w = subgroupBroadcast(p, 6u); v6_0 = fma(vec4f(w), y0, v6_0);
v6_1 = fma(vec4f(w), y1, v6_1); }
    { let w = subgroupBroadcast(p, 7u); v7_0 = fma(vec4f(w), y0, v7_0);
v7_1 = fma(vec4f(w), y1, v7_1); } }
    { let place = placeQ(z, first + j);
    let y0 = loadQ(place, 0u + lane);
    { let w = subgroupBroadcast(slope, 0u); k0_0 = fma(vec4f(w), y0, k0_0); }
    { let w = subgroupBroadcast(slope, 1u); k1_0 = fma(vec4f(w), y0, k1_0); }
    { let w = subgroupBroadcast(slope, 2u); k2_0 = fma(vec4f(w), y0, k2_0); }
    { let w = subgroupBroadcast(slope, 3u); k3_0 = fma(vec4f(w), y0, k3_0); }
    { let w = subgroupBroadcast(slope, 4u); k4_0 = fma(vec4f(w), y0, k4_0); }
    { let w = subgroupBroadcast(slope, 5u); k5_0 = fma(vec4f(w), y0, k5_0); }
    { let w = subgroupBroadcast(slope, 6u); k6_0 = fma(vec4f(w), y0, k6_0); }
    { let w = subgroupBroadcast(slope, 7u); k7_0 = fma(vec4f(w), y0, k7_0); } }
    { let place = placeDQ(z, first + j);
    var x0 = select(vec4f(), loadDQ(place, 0u + lane), start > 0u);
    { let w = subgroupBroadcast(slope, 0u); x0 = fma(vec4f(w), ownKeys[0], x0); }
    { let w = subgroupBroadcast(slope, 1u); x0 = fma(vec4f(w), ownKeys[1], x0); }
    { let w = subgroupBroadcast(slope, 2u); x0 = fma(vec4f(w), ownKeys[2], x0); }
    { let w = subgroupBroadcast(slope, 3u); x0 = fma(vec4f(w), ownKeys[3], x0); }
    { let w = subgroupBroadcast(slope, 4u); x0 = fma(vec4f(w), ownKeys[4], x0); }
    { let w = subgroupBroadcast(slope, 5u); x0 = fma(vec4f(w), ownKeys[5], x0); }
    { let w = subgroupBroadcast(slope, 6u); x0 = fma(vec4f(w), ownKeys[6], x0); }
    { let w = subgroupBroadcast(slope, 7u); x0 = fma(vec4f(w), ownKeys[7], x0); }
    storeDQ(place, 0u + lane, x0); }
  }
  }
  for (var i = 0u; i < min(8u, keys - start); i++) {
    let place = placeDK(z, start + i);
    storeDK(place, 0u + lane, select(select(select(k0_0, k1_0, (i & 1u) != 0u), select(k2_0, k3_0, (i & 1u) != 0u), (i & 2u) != 0u), select(select(k4_0, k5_0, (i & 1u) != 0u), select(k6_0, k7_0, (i & 1u) != 0u), (i & 2u) != 0u), (i & 4u) != 0u));
  }
  for (var i = 0u; i < min(8u, keys - start); i++) {
    let place = placeDV(z, start + i);
    storeDV(place, 0u + lane, select(select(select(v0_0, v1_0, (i & 1u) != 0u), select(v2_0, v3_0, (i & 1u) != 0u), (i & 2u) != 0u), select(select(v4_0, v5_0, (i & 1u) != 0u), select(v6_0, v7_0, (i & 1u) != 0u), (i & 2u) != 0u), (i & 4u) != 0u));
    storeDV(place, 8u + lane, select(select(select(v0_1, v1_1, (i & 1u) != 0u), select(v2_1, v3_1, (i & 1u) != 0u), (i & 2u) != 0u), select(select(v4_1, v5_1, (i & 1u) != 0u), select(v6_1, v7_1, (i & 1u) != 0u), (i & 2u) != 0u), (i & 4u) != 0u));
  }
  }
}
