@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read_write> bQ: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> bK: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> bV: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read_write> bG: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read_write> bS: array<vec4<f32>>;
@group(0) @binding(6) var<storage, read_write> bDK: array<vec4<f32>>;
@group(0) @binding(7) var<storage, read_write> bDV: array<vec4<f32>>;
fn isNaNOf(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn expOf(x: f32) -> f32 { return select(exp(x), x, isNaNOf(x)); }
fn placeQ(z: u32, r: u32) -> u32 { return P[10] + (z / P[4]) * P[11] + ((z % P[4]) * P[5] + r / P[3]) * P[12] + (r % P[3]) * P[13]; }
fn loadQ(place: u32, c: u32) -> vec4f { return bQ[place + min(c, P[7] / 4u - 1u)]; }
fn placeK(z: u32, r: u32) -> u32 { return P[14] + (z / P[4]) * P[15] + (z % P[4]) * P[16] + (r) * P[17]; }
fn loadK(place: u32, c: u32) -> vec4f { return bK[place + min(c, P[7] / 4u - 1u)]; }
fn placeV(z: u32, r: u32) -> u32 { return P[18] + (z / P[4]) * P[19] + (z % P[4]) * P[20] + (r) * P[21]; }
fn loadV(place: u32, c: u32) -> vec4f { return bV[place + min(c, P[8] / 4u - 1u)]; }
fn placeG(z: u32, r: u32) -> u32 { return P[22] + (z / P[4]) * P[23] + ((z % P[4]) * P[5] + r / P[3]) * P[24] + (r % P[3]) * P[25]; }
fn loadG(place: u32, c: u32) -> vec4f { return bG[place + min(c, P[8] / 4u - 1u)]; }
fn placeDK(z: u32, r: u32) -> u32 { return (z * P[2] + r) * (P[7] / 4u); }
fn storeDK(place: u32, c: u32, value: vec4f) { if (c < P[7] / 4u) { bDK[place + c] = value; } }
fn placeDV(z: u32, r: u32) -> u32 { return (z * P[2] + r) * (P[8] / 4u); }
fn storeDV(place: u32, c: u32, value: vec4f) { if (c < P[8] / 4u) { bDV[place + c] = value; } }
// Below every score: a query that has seen no key yet.
const LOWEST = -3.4028234e38;
var<workgroup> tileQ: array<vec4f, 32>;
var<workgroup> tileG: array<vec4f, 144>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let id = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (id >= P[0]) { return; }
  let z = id / P[9];
  let block = id % P[9];
  let rows = P[1];
  let keys = P[2];
  let scale = bitcast<f32>(P[6]);
  let own = block * 64u + lane;
  let key = min(own, keys - 1u);
  var ownK: array<vec4f, 2>;
  { let place = placeK(z, key); for (var c = 0u; c < 2u; c++) { ownK[c] = loadK(place, c); } }
  var ownV: array<vec4f, 9>;
  { let place = placeV(z, key); for (var c = 0u; c < 9u; c++) { ownV[c] = loadV(place, c); } }
  var dk: array<vec4f, 2>;
  var dv: array<vec4f, 9>;
  for (var first = 0u; first < rows; first += 16u) {
    // Orders what all lanes have read of the last block before this one overwrites it.
    workgroupBarrier();
    for (var i = lane; i < 32u; i += 64u) { tileQ[i] = loadQ(placeQ(z, min(first + i / 2u, rows - 1u)), i % 2u); }
    for (var i = lane; i < 144u; i += 64u) { tileG[i] = loadG(placeG(z, min(first + i / 9u, rows - 1u)), i % 9u); }
    // Orders these writes before all lanes read them.
    workgroupBarrier();
    for (var j = 0u; j < 16u; j++) {
      let row = first + j;
      let known = bS[z * rows + min(row, rows - 1u)];
      var s = 0f;
      for (var c = 0u; c < 2u; c++) { s += dot(ownK[c], tileQ[j * 2u + c]); }
      let hidden = own >= keys || row >= rows;
      let p = select(expOf(s * scale - known.x) * known.y, 0f, hidden);
      for (var c = 0u; c < 9u; c++) { dv[c] = fma(vec4f(p), tileG[j * 9u + c], dv[c]); }
      var t = 0f;
      for (var c = 0u; c < 9u; c++) { t += dot(ownV[c], tileG[j * 9u + c]); }
      let slope = select(p * (t - known.z) * scale, 0f, hidden);
      for (var c = 0u; c < 2u; c++) { dk[c] = fma(vec4f(slope), tileQ[j * 2u + c], dk[c]); }
    }
  }
  if (own < keys) {
    { let place = placeDK(z, own); for (var c = 0u; c < 2u; c++) { storeDK(place, c, dk[c]); } }
    { let place = placeDV(z, own); for (var c = 0u; c < 9u; c++) { storeDV(place, c, dv[c]); } }
  }
}
