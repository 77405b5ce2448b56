@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
fn isNaNOf(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn maximumOf(a: f32, b: f32) -> f32 { return select(select(max(a, b), b, isNaNOf(b)), a, isNaNOf(a)); }
fn specialOf(bits: u32) -> f32 { var word = bits; return bitcast<f32>(word); }
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let group = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (group >= P[0]) { return; }
  let r = group * 32u + lane;
  if (r >= P[1]) { return; }
  var s0 = 0.0;
  var s1 = specialOf(0xff800000u);
  for (var c = 0u; c < P[2]; c++) {
    s0 = s0 + x[r * P[2] + c];
    s1 = maximumOf(s1, x[r * P[2] + c]);
    y[r * P[2] + c] = s0 / s1;
  }
}
