enable subgroups;
@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read_write> bQ: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> bK: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> bV: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read_write> bO: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read_write> bR: array<f32>;
fn isNaNOf(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn expOf(x: f32) -> f32 { return select(exp(x), x, isNaNOf(x)); }
fn placeQ(z: u32, r: u32) -> u32 { return P[10] + (z / P[4]) * P[11] + ((z % P[4]) * P[5] + r / P[3]) * P[12] + (r % P[3]) * P[13]; }
fn loadQ(place: u32, c: u32) -> vec4f { return bQ[place + min(c, P[7] / 4u - 1u)]; }
fn placeK(z: u32, r: u32) -> u32 { return P[14] + (z / P[4]) * P[15] + (z % P[4]) * P[16] + (r) * P[17]; }
fn loadK(place: u32, c: u32) -> vec4f { return bK[place + min(c, P[7] / 4u - 1u)]; }
fn placeV(z: u32, r: u32) -> u32 { return P[18] + (z / P[4]) * P[19] + (z % P[4]) * P[20] + (r) * P[21]; }
fn loadV(place: u32, c: u32) -> vec4f { return bV[place + min(c, P[8] / 4u - 1u)]; }
fn placeO(z: u32, r: u32) -> u32 { return (z * P[1] + r) * (P[8] / 4u); }
fn loadO(place: u32, c: u32) -> vec4f { return bO[place + min(c, P[8] / 4u - 1u)]; }
fn storeO(place: u32, c: u32, value: vec4f) { if (c < P[8] / 4u) { bO[place + c] = value; } }
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
  let start = block * 8u;
  let r = min(start + lane, rows - 1u);
  let r1 = min(start + 7u, rows - 1u);
  let ownQ = placeQ(z, r);
  var top = LOWEST;
  var total = 0f;
  var weights: array<f32, 16>;
  var o0_0 = vec4f();
  var o0_1 = vec4f();
  var o1_0 = vec4f();
  var o1_1 = vec4f();
  var o2_0 = vec4f();
  var o2_1 = vec4f();
  var o3_0 = vec4f();
  var o3_1 = vec4f();
  var o4_0 = vec4f();
  var o4_1 = vec4f();
  var o5_0 = vec4f();
  var o5_1 = vec4f();
  var o6_0 = vec4f();
  var o6_1 = vec4f();
  var o7_0 = vec4f();
  var o7_1 = vec4f();
  let end = keys;
  for (var first = 0u; first < end; first += 16u) {
  let blockRows = min(16u, keys - first);
  let otherK0 = placeK(z, min(first + 0u + lane, keys - 1u));
  let otherK1 = placeK(z, min(first + 8u + lane, keys - 1u));
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
    let x = loadQ(ownQ, c);
    let y0 = loadK(otherK0, c);
    let y1 = loadK(otherK1, c);
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
  var newTop = top;
  for (var j = 0u; j < blockRows; j++) {
    let score = select(weights[j] * scale, LOWEST, (first + j) >= keys || r >= rows);
    weights[j] = score;
    newTop = max(newTop, score);
  }
  let fade = exp(top - newTop);
  top = newTop;
  total *= fade;
  { let f = subgroupBroadcast(fade, 0u); o0_0 *= f;
o0_1 *= f; }
  { let f = subgroupBroadcast(fade, 1u); o1_0 *= f;
o1_1 *= f; }
  { let f = subgroupBroadcast(fade, 2u); o2_0 *= f;
o2_1 *= f; }
  { let f = subgroupBroadcast(fade, 3u); o3_0 *= f;
o3_1 *= f; }
  { let f = subgroupBroadcast(fade, 4u); o4_0 *= f;
o4_1 *= f; }
  { let f = subgroupBroadcast(fade, 5u); o5_0 *= f;
o5_1 *= f; }
  { let f = subgroupBroadcast(fade, 6u); o6_0 *= f;
o6_1 *= f; }
  { let f = subgroupBroadcast(fade, 7u); o7_0 *= f;
o7_1 *= f; }
  for (var j = 0u; j < blockRows; j++) {
    let score = weights[j];
    let p = select(expOf(score - top), 0f, score <= LOWEST);
    total += p;
    { let place = placeV(z, first + j);
    let y0 = loadV(place, 0u + lane);
    let y1 = loadV(place, 8u + lane);
    { let w = subgroupBroadcast(p, 0u); o0_0 = fma(vec4f(w), y0, o0_0);
o0_1 = fma(vec4f(w), y1, o0_1); }
    { let w = subgroupBroadcast(p, 1u); o1_0 = fma(vec4f(w), y0, o1_0);
o1_1 = fma(vec4f(w), y1, o1_1); }
    { let w = subgroupBroadcast(p, 2u); o2_0 = fma(vec4f(w), y0, o2_0);
o2_1 = fma(vec4f(w), y1, o2_1); }
    { let w = subgroupBroadcast(p, 3u); o3_0 = fma(vec4f(w), y0, o3_0);
o3_1 = fma(vec4f(w), y1, o3_1); }
    { let w = subgroupBroadcast(p, 4u); o4_0 = fma(vec4f(w), y0, o4_0);
o4_1 = fma(vec4f(w), y1, o4_1); }
    { let w = subgroupBroadcast(p, 5u); o5_0 = fma(vec4f(w), y0, o5_0);
o5_1 = fma(vec4f(w), y1, o5_1); }
    { let w = subgroupBroadcast(p, 6u); o6_0 = fma(vec4f(w), y0, o6_0);
o6_1 = fma(vec4f(w), y1, o6_1); }
    { let w = subgroupBroadcast(p, 7u); o7_0 = fma(vec4f(w), y0, o7_0);
o7_1 = fma(vec4f(w), y1, o7_1); } }
  }
  }
  let inverse = select(1f / total, 0f, total == 0f);
  { let f = subgroupBroadcast(inverse, 0u); o0_0 *= f;
o0_1 *= f; }
  { let f = subgroupBroadcast(inverse, 1u); o1_0 *= f;
o1_1 *= f; }
  { let f = subgroupBroadcast(inverse, 2u); o2_0 *= f;
o2_1 *= f; }
  { let f = subgroupBroadcast(inverse, 3u); o3_0 *= f;
o3_1 *= f; }
  { let f = subgroupBroadcast(inverse, 4u); o4_0 *= f;
o4_1 *= f; }
  { let f = subgroupBroadcast(inverse, 5u); o5_0 *= f;
o5_1 *= f; }
  { let f = subgroupBroadcast(inverse, 6u); o6_0 *= f;
o6_1 *= f; }
  { let f = subgroupBroadcast(inverse, 7u); o7_0 *= f;
o7_1 *= f; }
  for (var i = 0u; i < min(8u, rows - start); i++) {
    let place = placeO(z, start + i);
    storeO(place, 0u + lane, select(select(select(o0_0, o1_0, (i & 1u) != 0u), select(o2_0, o3_0, (i & 1u) != 0u), (i & 2u) != 0u), select(select(o4_0, o5_0, (i & 1u) != 0u), select(o6_0, o7_0, (i & 1u) != 0u), (i & 2u) != 0u), (i & 4u) != 0u));
    storeO(place, 8u + lane, select(select(select(o0_1, o1_1, (i & 1u) != 0u), select(o2_1, o3_1, (i & 1u) != 0u), (i & 2u) != 0u), select(select(o4_1, o5_1, (i & 1u) != 0u), select(o6_1, o7_1, (i & 1u) != 0u), (i & 2u) != 0u), (i & 4u) != 0u));
  }
  if (start + lane < rows) { let at = (z * rows + start + lane) * 2u; bR[at] = top; bR[at + 1u] = inverse; }
}
