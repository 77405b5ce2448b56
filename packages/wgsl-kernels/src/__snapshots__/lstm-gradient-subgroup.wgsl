enable subgroups;
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
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let group = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (group >= P[0]) { return; }
  let batch = P[2];
  let units = P[3];
  let first = group * 16u;
  let rowCount = min(16u, batch - first);
  let initial = P[1] * P[4] * batch + first;
  let last = P[1] * (1u - P[4]) * batch + first;
  for (var block = 0u; block < units; block += 8u) {
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
    for (var block = 0u; block < units; block += 8u) {
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
    for (var block = 0u; block < units; block += 8u) {
      let u = block + lane;
      let unit = min(u, units - 1u);
      var sum0 = f32(0);
      var sum1 = f32(0);
      var sum2 = f32(0);
      var sum3 = f32(0);
      var sum4 = f32(0);
      var sum5 = f32(0);
      var sum6 = f32(0);
      var sum7 = f32(0);
      var sum8 = f32(0);
      var sum9 = f32(0);
      var sum10 = f32(0);
      var sum11 = f32(0);
      var sum12 = f32(0);
      var sum13 = f32(0);
      var sum14 = f32(0);
      var sum15 = f32(0);
      for (var k = 0u; k < units; k += 2u) {
        let k0 = min(k + 0u, units - 1u);
        let w0 = select(vec4f(0), vec4f(b2[(0u * units + k0) * units + unit], b2[(1u * units + k0) * units + unit], b2[(2u * units + k0) * units + unit], b2[(3u * units + k0) * units + unit]), k + 0u < units);
        let v0_0 = vec4f(b3[((next + min(lane + 0u, rowCount - 1u)) * 4u + 0u) * units + k0], b3[((next + min(lane + 0u, rowCount - 1u)) * 4u + 1u) * units + k0], b3[((next + min(lane + 0u, rowCount - 1u)) * 4u + 2u) * units + k0], b3[((next + min(lane + 0u, rowCount - 1u)) * 4u + 3u) * units + k0]);
        let v0_1 = vec4f(b3[((next + min(lane + 8u, rowCount - 1u)) * 4u + 0u) * units + k0], b3[((next + min(lane + 8u, rowCount - 1u)) * 4u + 1u) * units + k0], b3[((next + min(lane + 8u, rowCount - 1u)) * 4u + 2u) * units + k0], b3[((next + min(lane + 8u, rowCount - 1u)) * 4u + 3u) * units + k0]);
        sum0 += dot(subgroupBroadcast(v0_0, 0u), w0);
        sum1 += dot(subgroupBroadcast(v0_0, 1u), w0);
        sum2 += dot(subgroupBroadcast(v0_0, 2u), w0);
        sum3 += dot(subgroupBroadcast(v0_0, 3u), w0);
        sum4 += dot(subgroupBroadcast(v0_0, 4u), w0);
        sum5 += dot(subgroupBroadcast(v0_0, 5u), w0);
        sum6 += dot(subgroupBroadcast(v0_0, 6u), w0);
        sum7 += dot(subgroupBroadcast(v0_0, 7u), w0);
        sum8 += dot(subgroupBroadcast(v0_1, 0u), w0);
        sum9 += dot(subgroupBroadcast(v0_1, 1u), w0);
        sum10 += dot(subgroupBroadcast(v0_1, 2u), w0);
        sum11 += dot(subgroupBroadcast(v0_1, 3u), w0);
        sum12 += dot(subgroupBroadcast(v0_1, 4u), w0);
        sum13 += dot(subgroupBroadcast(v0_1, 5u), w0);
        sum14 += dot(subgroupBroadcast(v0_1, 6u), w0);
        sum15 += dot(subgroupBroadcast(v0_1, 7u), w0);
        let k1 = min(k + 1u, units - 1u);
        let w1 = select(vec4f(0), vec4f(b2[(0u * units + k1) * units + unit], b2[(1u * units + k1) * units + unit], b2[(2u * units + k1) * units + unit], b2[(3u * units + k1) * units + unit]), k + 1u < units);
        let v1_0 = vec4f(b3[((next + min(lane + 0u, rowCount - 1u)) * 4u + 0u) * units + k1], b3[((next + min(lane + 0u, rowCount - 1u)) * 4u + 1u) * units + k1], b3[((next + min(lane + 0u, rowCount - 1u)) * 4u + 2u) * units + k1], b3[((next + min(lane + 0u, rowCount - 1u)) * 4u + 3u) * units + k1]);
        let v1_1 = vec4f(b3[((next + min(lane + 8u, rowCount - 1u)) * 4u + 0u) * units + k1], b3[((next + min(lane + 8u, rowCount - 1u)) * 4u + 1u) * units + k1], b3[((next + min(lane + 8u, rowCount - 1u)) * 4u + 2u) * units + k1], b3[((next + min(lane + 8u, rowCount - 1u)) * 4u + 3u) * units + k1]);
        sum0 += dot(subgroupBroadcast(v1_0, 0u), w1);
        sum1 += dot(subgroupBroadcast(v1_0, 1u), w1);
        sum2 += dot(subgroupBroadcast(v1_0, 2u), w1);
        sum3 += dot(subgroupBroadcast(v1_0, 3u), w1);
        sum4 += dot(subgroupBroadcast(v1_0, 4u), w1);
        sum5 += dot(subgroupBroadcast(v1_0, 5u), w1);
        sum6 += dot(subgroupBroadcast(v1_0, 6u), w1);
        sum7 += dot(subgroupBroadcast(v1_0, 7u), w1);
        sum8 += dot(subgroupBroadcast(v1_1, 0u), w1);
        sum9 += dot(subgroupBroadcast(v1_1, 1u), w1);
        sum10 += dot(subgroupBroadcast(v1_1, 2u), w1);
        sum11 += dot(subgroupBroadcast(v1_1, 3u), w1);
        sum12 += dot(subgroupBroadcast(v1_1, 4u), w1);
        sum13 += dot(subgroupBroadcast(v1_1, 5u), w1);
        sum14 += dot(subgroupBroadcast(v1_1, 6u), w1);
        sum15 += dot(subgroupBroadcast(v1_1, 7u), w1);
      }
      for (var r = 0u; r < rowCount && u < units; r++) {
        let sum = select(select(select(select(sum0, sum1, (r & 1u) != 0u), select(sum2, sum3, (r & 1u) != 0u), (r & 2u) != 0u), select(select(sum4, sum5, (r & 1u) != 0u), select(sum6, sum7, (r & 1u) != 0u), (r & 2u) != 0u), (r & 4u) != 0u), select(select(select(sum8, sum9, (r & 1u) != 0u), select(sum10, sum11, (r & 1u) != 0u), (r & 2u) != 0u), select(select(sum12, sum13, (r & 1u) != 0u), select(sum14, sum15, (r & 1u) != 0u), (r & 2u) != 0u), (r & 4u) != 0u), (r & 8u) != 0u);
        b3[((initial + r) * 4u + 0u) * units + u] = sum + b0[((past + r) * 6u + 5u) * units + u];
      }
    }
  }
}
