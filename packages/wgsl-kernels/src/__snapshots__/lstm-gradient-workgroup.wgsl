@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read_write> b0: array<f32>;
@group(0) @binding(2) var<storage, read_write> b1: array<f32>;
@group(0) @binding(3) var<storage, read_write> b2: array<f32>;
@group(0) @binding(4) var<storage, read_write> b3: array<f32>;
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
      b3[((initial + r) * 4u + 0u) * units + u] = b0[((last + r) * 6u + 5u) * units + u];
      b3[((initial + r) * 4u + 1u) * units + u] = b0[((last + r) * 6u + 4u) * units + u];
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
        let i = b1[((next + r) * 6u + 0u) * units + u];
        let f = b1[((next + r) * 6u + 1u) * units + u];
        let g = b1[((next + r) * 6u + 2u) * units + u];
        let o = b1[((next + r) * 6u + 3u) * units + u];
        let q = tanhOf(b1[((next + r) * 6u + 4u) * units + u]);
        let dh = b3[((initial + r) * 4u + 0u) * units + u];
        let dc = b3[((initial + r) * 4u + 1u) * units + u] + dh * o * (1.0 - q * q);
        b3[((next + r) * 4u + 0u) * units + u] = (dc * g + b0[((next + r) * 6u + 0u) * units + u]) * i * (1.0 - i);
        b3[((next + r) * 4u + 1u) * units + u] = (dc * b1[((past + r) * 6u + 4u) * units + u] + b0[((next + r) * 6u + 1u) * units + u]) * f * (1.0 - f);
        b3[((next + r) * 4u + 2u) * units + u] = (dc * i + b0[((next + r) * 6u + 2u) * units + u]) * (1.0 - g * g);
        b3[((next + r) * 4u + 3u) * units + u] = (dh * q + b0[((next + r) * 6u + 3u) * units + u]) * o * (1.0 - o);
        b3[((initial + r) * 4u + 1u) * units + u] = dc * f + b0[((past + r) * 6u + 4u) * units + u];
      }
    }
    storageBarrier();
    for (var block = 0u; block < units; block += 64u) {
      let u = block + lane;
      let unit = min(u, units - 1u);
      var sum0 = f32(0);
      var sum1 = f32(0);
      for (var k = 0u; k < units; k += 1u) {
        let w = vec4f(b2[(0u * units + k) * units + unit], b2[(1u * units + k) * units + unit], b2[(2u * units + k) * units + unit], b2[(3u * units + k) * units + unit]);
        sum0 += dot(vec4f(b3[((next + min(0u, rowCount - 1u)) * 4u + 0u) * units + k], b3[((next + min(0u, rowCount - 1u)) * 4u + 1u) * units + k], b3[((next + min(0u, rowCount - 1u)) * 4u + 2u) * units + k], b3[((next + min(0u, rowCount - 1u)) * 4u + 3u) * units + k]), w);
        sum1 += dot(vec4f(b3[((next + min(1u, rowCount - 1u)) * 4u + 0u) * units + k], b3[((next + min(1u, rowCount - 1u)) * 4u + 1u) * units + k], b3[((next + min(1u, rowCount - 1u)) * 4u + 2u) * units + k], b3[((next + min(1u, rowCount - 1u)) * 4u + 3u) * units + k]), w);
      }
      for (var r = 0u; r < rowCount && u < units; r++) {
        let sum = select(sum0, sum1, (r & 1u) != 0u);
        b3[((initial + r) * 4u + 0u) * units + u] = sum + b0[((past + r) * 6u + 5u) * units + u];
      }
    }
  }
}
