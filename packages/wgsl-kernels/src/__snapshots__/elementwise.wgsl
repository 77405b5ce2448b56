@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
fn isNaNOf(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn tanhOf(x: f32) -> f32 {
  let s = x * x;
  let small = x * (1.0 + s * (-0.33333333 + s * (0.13333334 + s * (-0.053968254 + s * (0.021869488 - s * 0.0088632355)))));
  let e = exp(-2.0 * abs(x));
  let large = select((1.0 - e) / (1.0 + e), -(1.0 - e) / (1.0 + e), x < 0.0);
  return select(select(large, small, abs(x) < 0.3), x, isNaNOf(x));
}
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let group = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (group >= P[0]) { return; }
  let end = min(P[1], (group + 1u) * 1024u);
  for (var i = group * 1024u + lane; i < end; i += 64u) {
    y[i] = tanhOf(x[i]);
  }
}
