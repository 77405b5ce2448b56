enable subgroups;
@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
fn isNaNOf(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn maximumOf(a: f32, b: f32) -> f32 { return select(select(max(a, b), b, isNaNOf(b)), a, isNaNOf(a)); }
fn specialOf(bits: u32) -> f32 { var word = bits; return bitcast<f32>(word); }
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let group = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (group >= P[0]) { return; }
  let r = group;
  var s0_ = specialOf(0xff800000u);
  for (var c = lane; c < P[2]; c += 8u) {
    s0_ = maximumOf(s0_, x[r * P[2] + c]);
  }
  let s0_o4_0 = subgroupShuffleXor(s0_, 4u);
  s0_ = maximumOf(s0_, s0_o4_0);
  let s0_o2_0 = subgroupShuffleXor(s0_, 2u);
  s0_ = maximumOf(s0_, s0_o2_0);
  let s0_o1_0 = subgroupShuffleXor(s0_, 1u);
  s0_ = maximumOf(s0_, s0_o1_0);
  let s0 = s0_;
  var s1_ = 0.0;
  for (var c = lane; c < P[2]; c += 8u) {
    s1_ = s1_ + exp(x[r * P[2] + c] - s0);
  }
  let s1_o4_0 = subgroupShuffleXor(s1_, 4u);
  s1_ = s1_ + s1_o4_0;
  let s1_o2_0 = subgroupShuffleXor(s1_, 2u);
  s1_ = s1_ + s1_o2_0;
  let s1_o1_0 = subgroupShuffleXor(s1_, 1u);
  s1_ = s1_ + s1_o1_0;
  let s1 = s1_;
  for (var c = lane; c < P[2]; c += 8u) {
    y[r * P[2] + c] = exp(x[r * P[2] + c] - s0) / s1;
  }
}
