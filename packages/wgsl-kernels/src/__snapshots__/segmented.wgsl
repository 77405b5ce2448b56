@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read_write> A: array<f32>;
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
  let first = (group - P[at]) * 1024u;
  let end = min(P[at + 1u], first + 1024u);
  let o0 = P[at + 2u];
  let o1 = P[at + 3u];
  for (var i = first + lane; i < end; i += 64u) {
    A[o1 + i] = A[o0 + i];
  }
}
