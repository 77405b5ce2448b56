@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read_write> A: array<vec4<f32>>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let group = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (group >= P[0]) { return; }
  var low = 0u;
  var high = P[1];
  // The last segment whose first workgroup is not beyond this one.
  while (high - low > 1u) {
    let middle = (low + high) / 2u;
    if (P[P[2] + middle * 4u] <= group) { low = middle; } else { high = middle; }
  }
  let at = P[2] + low * 4u;
  let first = (group - P[at]) * 256u;
  let end = min((P[at + 1u] + 3u) / 4u, first + 256u);
  let o0 = P[at + 2u];
  let o1 = P[at + 3u];
  for (var q = first + lane; q < end; q += 64u) {
    let x0 = A[o0 + q];
    var y1: vec4<f32>;
    {
      let i = q * 4u + 0u;
      y1[0] = x0[0];
    }
    {
      let i = q * 4u + 1u;
      y1[1] = x0[1];
    }
    {
      let i = q * 4u + 2u;
      y1[2] = x0[2];
    }
    {
      let i = q * 4u + 3u;
      y1[3] = x0[3];
    }
    A[o1 + q] = y1;
  }
}
