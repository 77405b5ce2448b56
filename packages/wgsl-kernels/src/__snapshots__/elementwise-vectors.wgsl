@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<vec4<f32>>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let group = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (group >= P[0]) { return; }
  let end = min(P[1] / 4u, (group + 1u) * 256u);
  for (var q = group * 256u + lane; q < end; q += 64u) {
    let x0 = y[q];
    var y0: vec4<f32>;
    {
      let i = q * 4u + 0u;
      let t0 = x0[0] * 0.5;
      y0[0] = t0 + x[i % 10u];
    }
    {
      let i = q * 4u + 1u;
      let t0 = x0[1] * 0.5;
      y0[1] = t0 + x[i % 10u];
    }
    {
      let i = q * 4u + 2u;
      let t0 = x0[2] * 0.5;
      y0[2] = t0 + x[i % 10u];
    }
    {
      let i = q * 4u + 3u;
      let t0 = x0[3] * 0.5;
      y0[3] = t0 + x[i % 10u];
    }
    y[q] = y0;
  }
}
