@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read_write> bQ: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> bK: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> bV: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read_write> bO: array<vec4<f32>>;
@group(0) @binding(5) var<storage, read_write> bR: array<f32>;
@group(0) @binding(6) var<storage, read_write> bmask: array<f32>;
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
fn maskAt(z: u32, r: u32, j: u32) -> f32 {
  let i = P[26] + (z / P[4]) * P[27] + ((z % P[4]) * P[5] + r / P[3]) * P[28] + (r % P[3]) * P[29] + j * P[30];
  return f32(bmask[i]);
}
// Below every score: a query that has seen no key yet.
const LOWEST = -3.4028234e38;
var<workgroup> tileK: array<vec4f, 32>;
var<workgroup> tileV: array<vec4f, 144>;
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
  let r = min(own, rows - 1u);
  var ownQ: array<vec4f, 2>;
  { let place = placeQ(z, r); for (var c = 0u; c < 2u; c++) { ownQ[c] = loadQ(place, c); } }
  var o: array<vec4f, 9>;
  var scores: array<f32, 16>;
  var top = LOWEST;
  var total = 0f;
  let end = select(keys, min(keys, min(block * 64u + 63u, rows - 1u) % P[3] + 1u), block * 64u / P[3] == min(block * 64u + 63u, rows - 1u) / P[3]);
  for (var first = 0u; first < end; first += 16u) {
    // Orders what all lanes have read of the last block before this one overwrites it.
    workgroupBarrier();
    for (var i = lane; i < 32u; i += 64u) { tileK[i] = loadK(placeK(z, min(first + i / 2u, keys - 1u)), i % 2u); }
    for (var i = lane; i < 144u; i += 64u) { tileV[i] = loadV(placeV(z, min(first + i / 9u, keys - 1u)), i % 9u); }
    // Orders these writes before all lanes read them.
    workgroupBarrier();
    var newTop = top;
    for (var j = 0u; j < 16u; j++) {
      var s = 0f;
      for (var c = 0u; c < 2u; c++) { s += dot(ownQ[c], tileK[j * 2u + c]); }
      let masked = maskAt(z, min(r, rows - 1u), min(first + j, keys - 1u));
      scores[j] = select(s * scale, LOWEST, (first + j) >= keys || r >= rows || (first + j) > r % P[3] || masked == 0f);
      newTop = max(newTop, scores[j]);
    }
    let fade = exp(top - newTop);
    top = newTop;
    total *= fade;
    for (var c = 0u; c < 9u; c++) { o[c] *= fade; }
    for (var j = 0u; j < 16u; j++) {
      let p = select(expOf(scores[j] - top), 0f, scores[j] <= LOWEST);
      total += p;
      for (var c = 0u; c < 9u; c++) { o[c] = fma(vec4f(p), tileV[j * 9u + c], o[c]); }
    }
  }
  let inverse = select(1f / total, 0f, total == 0f);
  if (own < rows) {
    { let place = placeO(z, own); for (var c = 0u; c < 9u; c++) { storeO(place, c, o[c] * inverse); } }
    let at = (z * rows + own) * 2u; bR[at] = top; bR[at + 1u] = inverse;
  }
}
