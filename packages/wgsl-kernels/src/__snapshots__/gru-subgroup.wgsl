enable subgroups;
@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read_write> b0: array<f32>;
@group(0) @binding(2) var<storage, read_write> b1: array<f32>;
@group(0) @binding(3) var<storage, read_write> b2: array<f32>;
@group(0) @binding(4) var<storage, read_write> b3: array<f32>;
@group(0) @binding(5) var<storage, read_write> b4: array<f32>;
fn isNaNOf(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn tanhOf(x: f32) -> f32 {
  let s = x * x;
  let small = x * (1.0 + s * (-0.33333333 + s * (0.13333334 + s * (-0.053968254 + s * (0.021869488 - s * 0.0088632355)))));
  let e = exp(-2.0 * abs(x));
  let large = select((1.0 - e) / (1.0 + e), -(1.0 - e) / (1.0 + e), x < 0.0);
  return select(select(large, small, abs(x) < 0.3), x, isNaNOf(x));
}
fn sigmoidOf(x: f32) -> f32 {
  let e = exp(-abs(x));
  return select(select(1.0, e, x < 0.0) / (1.0 + e), x, isNaNOf(x));
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
      b4[((initial + r) * 5u + 0u) * units + u] = 0.0;
      b4[((initial + r) * 5u + 1u) * units + u] = 0.0;
      b4[((initial + r) * 5u + 2u) * units + u] = 0.0;
      b4[((initial + r) * 5u + 3u) * units + u] = 0.0;
      b4[((initial + r) * 5u + 4u) * units + u] = b3[(first + r) * units + u];
    }
  }
  storageBarrier();
  for (var turn = 0u; turn < P[1]; turn++) {
    let t = select(turn, P[1] - 1u - turn, P[4] == 1u);
    let past = (t + P[4]) * batch + first;
    let next = (t + 1u - P[4]) * batch + first;
    for (var block = 0u; block < units; block += 8u) {
      let u = block + lane;
      let unit = min(u, units - 1u);
      var sum0 = vec3f(0);
      var sum1 = vec3f(0);
      var sum2 = vec3f(0);
      var sum3 = vec3f(0);
      var sum4 = vec3f(0);
      var sum5 = vec3f(0);
      var sum6 = vec3f(0);
      var sum7 = vec3f(0);
      var sum8 = vec3f(0);
      var sum9 = vec3f(0);
      var sum10 = vec3f(0);
      var sum11 = vec3f(0);
      var sum12 = vec3f(0);
      var sum13 = vec3f(0);
      var sum14 = vec3f(0);
      var sum15 = vec3f(0);
      for (var k = 0u; k < units; k += 2u) {
        let k0 = min(k + 0u, units - 1u);
        let w0 = select(vec3f(0), vec3f(b1[((k0) * 3u + 0u) * units + unit], b1[((k0) * 3u + 1u) * units + unit], b1[((k0) * 3u + 2u) * units + unit]), k + 0u < units);
        let v0_0 = b4[((past + min(lane + 0u, rowCount - 1u)) * 5u + 4u) * units + k0];
        let v0_1 = b4[((past + min(lane + 8u, rowCount - 1u)) * 5u + 4u) * units + k0];
        sum0 = fma(vec3f(subgroupBroadcast(v0_0, 0u)), w0, sum0);
        sum1 = fma(vec3f(subgroupBroadcast(v0_0, 1u)), w0, sum1);
        sum2 = fma(vec3f(subgroupBroadcast(v0_0, 2u)), w0, sum2);
        sum3 = fma(vec3f(subgroupBroadcast(v0_0, 3u)), w0, sum3);
        sum4 = fma(vec3f(subgroupBroadcast(v0_0, 4u)), w0, sum4);
        sum5 = fma(vec3f(subgroupBroadcast(v0_0, 5u)), w0, sum5);
        sum6 = fma(vec3f(subgroupBroadcast(v0_0, 6u)), w0, sum6);
        sum7 = fma(vec3f(subgroupBroadcast(v0_0, 7u)), w0, sum7);
        sum8 = fma(vec3f(subgroupBroadcast(v0_1, 0u)), w0, sum8);
        sum9 = fma(vec3f(subgroupBroadcast(v0_1, 1u)), w0, sum9);
        sum10 = fma(vec3f(subgroupBroadcast(v0_1, 2u)), w0, sum10);
        sum11 = fma(vec3f(subgroupBroadcast(v0_1, 3u)), w0, sum11);
        sum12 = fma(vec3f(subgroupBroadcast(v0_1, 4u)), w0, sum12);
        sum13 = fma(vec3f(subgroupBroadcast(v0_1, 5u)), w0, sum13);
        sum14 = fma(vec3f(subgroupBroadcast(v0_1, 6u)), w0, sum14);
        sum15 = fma(vec3f(subgroupBroadcast(v0_1, 7u)), w0, sum15);
        let k1 = min(k + 1u, units - 1u);
        let w1 = select(vec3f(0), vec3f(b1[((k1) * 3u + 0u) * units + unit], b1[((k1) * 3u + 1u) * units + unit], b1[((k1) * 3u + 2u) * units + unit]), k + 1u < units);
        let v1_0 = b4[((past + min(lane + 0u, rowCount - 1u)) * 5u + 4u) * units + k1];
        let v1_1 = b4[((past + min(lane + 8u, rowCount - 1u)) * 5u + 4u) * units + k1];
        sum0 = fma(vec3f(subgroupBroadcast(v1_0, 0u)), w1, sum0);
        sum1 = fma(vec3f(subgroupBroadcast(v1_0, 1u)), w1, sum1);
        sum2 = fma(vec3f(subgroupBroadcast(v1_0, 2u)), w1, sum2);
        sum3 = fma(vec3f(subgroupBroadcast(v1_0, 3u)), w1, sum3);
        sum4 = fma(vec3f(subgroupBroadcast(v1_0, 4u)), w1, sum4);
        sum5 = fma(vec3f(subgroupBroadcast(v1_0, 5u)), w1, sum5);
        sum6 = fma(vec3f(subgroupBroadcast(v1_0, 6u)), w1, sum6);
        sum7 = fma(vec3f(subgroupBroadcast(v1_0, 7u)), w1, sum7);
        sum8 = fma(vec3f(subgroupBroadcast(v1_1, 0u)), w1, sum8);
        sum9 = fma(vec3f(subgroupBroadcast(v1_1, 1u)), w1, sum9);
        sum10 = fma(vec3f(subgroupBroadcast(v1_1, 2u)), w1, sum10);
        sum11 = fma(vec3f(subgroupBroadcast(v1_1, 3u)), w1, sum11);
        sum12 = fma(vec3f(subgroupBroadcast(v1_1, 4u)), w1, sum12);
        sum13 = fma(vec3f(subgroupBroadcast(v1_1, 5u)), w1, sum13);
        sum14 = fma(vec3f(subgroupBroadcast(v1_1, 6u)), w1, sum14);
        sum15 = fma(vec3f(subgroupBroadcast(v1_1, 7u)), w1, sum15);
      }
      for (var r = 0u; r < rowCount && u < units; r++) {
        let x = vec3f(b0[((t * batch + first + r) * 3u + 0u) * units + u], b0[((t * batch + first + r) * 3u + 1u) * units + u], b0[((t * batch + first + r) * 3u + 2u) * units + u]);
        let s = select(select(select(select(sum0, sum1, (r & 1u) != 0u), select(sum2, sum3, (r & 1u) != 0u), (r & 2u) != 0u), select(select(sum4, sum5, (r & 1u) != 0u), select(sum6, sum7, (r & 1u) != 0u), (r & 2u) != 0u), (r & 4u) != 0u), select(select(select(sum8, sum9, (r & 1u) != 0u), select(sum10, sum11, (r & 1u) != 0u), (r & 2u) != 0u), select(select(sum12, sum13, (r & 1u) != 0u), select(sum14, sum15, (r & 1u) != 0u), (r & 2u) != 0u), (r & 4u) != 0u), (r & 8u) != 0u);
        let z = sigmoidOf(x.x + s.x);
        let reset = sigmoidOf(x.y + s.y);
        let m = s.z + b2[u];
        let c = tanhOf(x.z + reset * m);
        b4[((next + r) * 5u + 0u) * units + u] = z;
        b4[((next + r) * 5u + 1u) * units + u] = reset;
        b4[((next + r) * 5u + 2u) * units + u] = c;
        b4[((next + r) * 5u + 3u) * units + u] = m;
        b4[((next + r) * 5u + 4u) * units + u] = z * b4[((past + r) * 5u + 4u) * units + u] + (1.0 - z) * c;
      }
    }
    storageBarrier();
  }
}
