@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<storage, read_write> z: array<f32>;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let group = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (group >= P[0]) { return; }
  for (var r = lane; r < P[1]; r += 32u) {
    var s0_ = 0.0;
    for (var c = 0u; c < P[2]; c += 1u) {
      s0_ = s0_ + x[r * P[2] + c];
    }
    let s0 = s0_;
    y[r] = s0;
  }
  storageBarrier();
  for (var r = lane; r < P[3]; r += 32u) {
    var s0_ = 0.0;
    for (var c = 0u; c < P[4]; c += 1u) {
      s0_ = s0_ + y[r * P[4] + c];
    }
    let s0 = s0_;
    z[r] = s0;
  }
}
