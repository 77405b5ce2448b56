enable subgroups;
@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> y: array<vec4<f32>>;
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let group = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (group >= P[0]) { return; }
  let r = group;
  var s0_ = 0.0;
  for (var q = lane; q < P[2] / 4u; q += 8u) {
    let x0 = x[r * (P[2] / 4u) + q];
    {
      let c = q * 4u + 0u;
      s0_ = s0_ + x0[0];
    }
    {
      let c = q * 4u + 1u;
      s0_ = s0_ + x0[1];
    }
    {
      let c = q * 4u + 2u;
      s0_ = s0_ + x0[2];
    }
    {
      let c = q * 4u + 3u;
      s0_ = s0_ + x0[3];
    }
  }
  let s0_o4_0 = subgroupShuffleXor(s0_, 4u);
  s0_ = s0_ + s0_o4_0;
  let s0_o2_0 = subgroupShuffleXor(s0_, 2u);
  s0_ = s0_ + s0_o2_0;
  let s0_o1_0 = subgroupShuffleXor(s0_, 1u);
  s0_ = s0_ + s0_o1_0;
  let s0 = s0_;
  for (var q = lane; q < P[2] / 4u; q += 8u) {
    let x0 = x[r * (P[2] / 4u) + q];
    var y1: vec4<f32>;
    {
      let c = q * 4u + 0u;
      y1[0] = x0[0] - s0;
    }
    {
      let c = q * 4u + 1u;
      y1[1] = x0[1] - s0;
    }
    {
      let c = q * 4u + 2u;
      y1[2] = x0[2] - s0;
    }
    {
      let c = q * 4u + 3u;
      y1[3] = x0[3] - s0;
    }
    y[r * (P[2] / 4u) + q] = y1;
  }
}
