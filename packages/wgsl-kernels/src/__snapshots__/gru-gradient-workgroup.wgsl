@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read_write> b0: array<f32>;
@group(0) @binding(2) var<storage, read_write> b1: array<f32>;
@group(0) @binding(3) var<storage, read_write> b2: array<f32>;
@group(0) @binding(4) var<storage, read_write> b3: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let group = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (group >= P[0]) { return; }
  let batch = P[2];
  let units = P[3];
  let first = group * 2u;
  let rowCount = min(2u, batch - first);
  let initial = P[1] * P[4] * batch + first;
  let last = P[1] * (1u - P[4]) * batch + first;
  for (var block = 0u; block < units; block += 64u) {
    let u = block + lane;
    let unit = min(u, units - 1u);
    for (var r = 0u; r < rowCount && u < units; r++) {
      b3[((initial + r) * 4u + 0u) * units + u] = b0[((last + r) * 5u + 4u) * units + u];
      b3[((initial + r) * 4u + 1u) * units + u] = 0.0;
      b3[((initial + r) * 4u + 2u) * units + u] = 0.0;
      b3[((initial + r) * 4u + 3u) * units + u] = 0.0;
    }
  }
  storageBarrier();
  for (var turn = 0u; turn < P[1]; turn++) {
    let t = select(turn, P[1] - 1u - turn, P[4] == 0u);
    let past = (t + P[4]) * batch + first;
    let next = (t + 1u - P[4]) * batch + first;
    for (var block = 0u; block < units; block += 64u) {
      let u = block + lane;
      let unit = min(u, units - 1u);
      for (var r = 0u; r < rowCount && u < units; r++) {
        let z = b1[((next + r) * 5u + 0u) * units + u];
        let reset = b1[((next + r) * 5u + 1u) * units + u];
        let c = b1[((next + r) * 5u + 2u) * units + u];
        let m = b1[((next + r) * 5u + 3u) * units + u];
        let dh = b3[((initial + r) * 4u + 0u) * units + u];
        let dc = (dh * (1.0 - z) + b0[((next + r) * 5u + 2u) * units + u]) * (1.0 - c * c);
        b3[((next + r) * 4u + 0u) * units + u] = (dh * (b1[((past + r) * 5u + 4u) * units + u] - c) + b0[((next + r) * 5u + 0u) * units + u]) * z * (1.0 - z);
        b3[((next + r) * 4u + 1u) * units + u] = (dc * m + b0[((next + r) * 5u + 1u) * units + u]) * reset * (1.0 - reset);
        b3[((next + r) * 4u + 2u) * units + u] = dc;
        b3[((next + r) * 4u + 3u) * units + u] = dc * reset + b0[((next + r) * 5u + 3u) * units + u];
        b3[((initial + r) * 4u + 0u) * units + u] = dh * z + b0[((past + r) * 5u + 4u) * units + u];
      }
    }
    storageBarrier();
    for (var block = 0u; block < units; block += 64u) {
      let u = block + lane;
      let unit = min(u, units - 1u);
      var sum0 = f32(0);
      var sum1 = f32(0);
      for (var k = 0u; k < units; k += 1u) {
        let w = vec3f(b2[(0u * units + k) * units + unit], b2[(1u * units + k) * units + unit], b2[(2u * units + k) * units + unit]);
        sum0 += dot(vec3f(b3[((next + min(0u, rowCount - 1u)) * 4u + 0u) * units + k], b3[((next + min(0u, rowCount - 1u)) * 4u + 1u) * units + k], b3[((next + min(0u, rowCount - 1u)) * 4u + 3u) * units + k]), w);
        sum1 += dot(vec3f(b3[((next + min(1u, rowCount - 1u)) * 4u + 0u) * units + k], b3[((next + min(1u, rowCount - 1u)) * 4u + 1u) * units + k], b3[((next + min(1u, rowCount - 1u)) * 4u + 3u) * units + k]), w);
      }
      for (var r = 0u; r < rowCount && u < units; r++) {
        let sum = select(sum0, sum1, (r & 1u) != 0u);
        b3[((initial + r) * 4u + 0u) * units + u] += sum;
      }
    }
  }
}
