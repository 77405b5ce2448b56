enable subgroups;
@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
var<workgroup> scratch: array<u32, 4>;
fn isNaNOf(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn orderedOf(x: f32) -> u32 {
  let bits = bitcast<u32>(x + 0.0);
  if (isNaNOf(x)) { return 0xffffffffu; }
  if ((bits << 1u) == 0u) { return 0x80000000u; }
  return select(bits | 0x80000000u, ~bits, (bits >> 31u) == 1u);
}
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let group = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (group >= P[0]) { return; }
  let r = group;
  var s0_k = 0u;
  var s0_x = 0xffffffffu;
  for (var c = lane; c < P[2]; c += 64u) {
    let s0_e = orderedOf(x[r * P[2] + c]);
    if (s0_e > s0_k || (s0_e == s0_k && c < s0_x)) { s0_k = s0_e; s0_x = c; }
  }
  let s0_o16_0 = subgroupShuffleXor(s0_k, 16u);
  let s0_o16_1 = subgroupShuffleXor(s0_x, 16u);
  if (s0_o16_0 > s0_k || (s0_o16_0 == s0_k && s0_o16_1 < s0_x)) { s0_k = s0_o16_0; s0_x = s0_o16_1; }
  let s0_o8_0 = subgroupShuffleXor(s0_k, 8u);
  let s0_o8_1 = subgroupShuffleXor(s0_x, 8u);
  if (s0_o8_0 > s0_k || (s0_o8_0 == s0_k && s0_o8_1 < s0_x)) { s0_k = s0_o8_0; s0_x = s0_o8_1; }
  let s0_o4_0 = subgroupShuffleXor(s0_k, 4u);
  let s0_o4_1 = subgroupShuffleXor(s0_x, 4u);
  if (s0_o4_0 > s0_k || (s0_o4_0 == s0_k && s0_o4_1 < s0_x)) { s0_k = s0_o4_0; s0_x = s0_o4_1; }
  let s0_o2_0 = subgroupShuffleXor(s0_k, 2u);
  let s0_o2_1 = subgroupShuffleXor(s0_x, 2u);
  if (s0_o2_0 > s0_k || (s0_o2_0 == s0_k && s0_o2_1 < s0_x)) { s0_k = s0_o2_0; s0_x = s0_o2_1; }
  let s0_o1_0 = subgroupShuffleXor(s0_k, 1u);
  let s0_o1_1 = subgroupShuffleXor(s0_x, 1u);
  if (s0_o1_0 > s0_k || (s0_o1_0 == s0_k && s0_o1_1 < s0_x)) { s0_k = s0_o1_0; s0_x = s0_o1_1; }
  if (lane % 32u == 0u) {
    scratch[lane / 32u + 0u] = bitcast<u32>(s0_k);
    scratch[lane / 32u + 2u] = bitcast<u32>(s0_x);
  }
  workgroupBarrier();
  s0_k = bitcast<u32>(scratch[0u + 0u]);
  s0_x = bitcast<u32>(scratch[0u + 2u]);
  for (var other = 1u; other < 2u; other++) {
    let s0_t0 = bitcast<u32>(scratch[other + 0u]);
    let s0_t1 = bitcast<u32>(scratch[other + 2u]);
    if (s0_t0 > s0_k || (s0_t0 == s0_k && s0_t1 < s0_x)) { s0_k = s0_t0; s0_x = s0_t1; }
  }
  workgroupBarrier();
  let s0 = i32(s0_x);
  workgroupBarrier();
  if (lane == 0u) {
    y[r] = f32(s0);
  }
}
