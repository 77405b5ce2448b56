@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read_write> bR: array<f32>;
@group(0) @binding(2) var<storage, read_write> bG: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> bO: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read_write> bS: array<vec4<f32>>;
fn isNaNOf(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn expOf(x: f32) -> f32 { return select(exp(x), x, isNaNOf(x)); }
fn placeG(z: u32, r: u32) -> u32 { return P[22] + (z / P[4]) * P[23] + ((z % P[4]) * P[5] + r / P[3]) * P[24] + (r % P[3]) * P[25]; }
fn loadG(place: u32, c: u32) -> vec4f { return bG[place + min(c, P[8] / 4u - 1u)]; }
fn placeO(z: u32, r: u32) -> u32 { return (z * P[1] + r) * (P[8] / 4u); }
fn loadO(place: u32, c: u32) -> vec4f { return bO[place + min(c, P[8] / 4u - 1u)]; }
fn storeO(place: u32, c: u32, value: vec4f) { if (c < P[8] / 4u) { bO[place + c] = value; } }
// Below every score: a query that has seen no key yet.
const LOWEST = -3.4028234e38;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let id = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (id >= P[0]) { return; }
  let z = id / P[9];
  let block = id % P[9];
  let rows = P[1];
  let keys = P[2];
  let scale = bitcast<f32>(P[6]);
  let r = block * 32u + lane;
  if (r >= rows) { return; }
  let placeOfG = placeG(z, r);
  let placeOfO = placeO(z, r);
  var sum = 0f;
  for (var c = 0u; c < (P[8] + 3u) / 4u; c++) { sum += dot(loadG(placeOfG, c), loadO(placeOfO, c)); }
  let at = z * rows + r;
  bS[at] = vec4f(bR[2u * at], bR[2u * at + 1u], sum, 0f);
}
