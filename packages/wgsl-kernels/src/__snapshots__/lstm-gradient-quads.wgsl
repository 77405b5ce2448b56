enable subgroups;
@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read_write> b0: array<f32>;
@group(0) @binding(2) var<storage, read_write> b1: array<f32>;
@group(0) @binding(3) var<storage, read_write> b2: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read_write> b3: array<vec4<f32>>;
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
      b3[(((initial + r) * 4u + 0u) * units + u) / 4u][(((initial + r) * 4u + 0u) * units + u) % 4u] = b0[((last + r) * 6u + 5u) * units + u];
      b3[(((initial + r) * 4u + 1u) * units + u) / 4u][(((initial + r) * 4u + 1u) * units + u) % 4u] = b0[((last + r) * 6u + 4u) * units + u];
      b3[(((initial + r) * 4u + 2u) * units + u) / 4u][(((initial + r) * 4u + 2u) * units + u) % 4u] = 0.0;
      b3[(((initial + r) * 4u + 3u) * units + u) / 4u][(((initial + r) * 4u + 3u) * units + u) % 4u] = 0.0;
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
        let dh = b3[(((initial + r) * 4u + 0u) * units + u) / 4u][(((initial + r) * 4u + 0u) * units + u) % 4u];
        let dc = b3[(((initial + r) * 4u + 1u) * units + u) / 4u][(((initial + r) * 4u + 1u) * units + u) % 4u] + dh * o * (1.0 - q * q);
        b3[(((next + r) * 4u + 0u) * units + u) / 4u][(((next + r) * 4u + 0u) * units + u) % 4u] = (dc * g + b0[((next + r) * 6u + 0u) * units + u]) * i * (1.0 - i);
        b3[(((next + r) * 4u + 1u) * units + u) / 4u][(((next + r) * 4u + 1u) * units + u) % 4u] = (dc * b1[((past + r) * 6u + 4u) * units + u] + b0[((next + r) * 6u + 1u) * units + u]) * f * (1.0 - f);
        b3[(((next + r) * 4u + 2u) * units + u) / 4u][(((next + r) * 4u + 2u) * units + u) % 4u] = (dc * i + b0[((next + r) * 6u + 2u) * units + u]) * (1.0 - g * g);
        b3[(((next + r) * 4u + 3u) * units + u) / 4u][(((next + r) * 4u + 3u) * units + u) % 4u] = (dh * q + b0[((next + r) * 6u + 3u) * units + u]) * o * (1.0 - o);
        b3[(((initial + r) * 4u + 1u) * units + u) / 4u][(((initial + r) * 4u + 1u) * units + u) % 4u] = dc * f + b0[((past + r) * 6u + 4u) * units + u];
      }
    }
    storageBarrier();
    for (var block = 0u; block < units; block += 32u) {
      let unit = min(block + lane * 4u, units - 4u);
      var sum0 = vec4f();
      var sum1 = vec4f();
      var sum2 = vec4f();
      var sum3 = vec4f();
      var sum4 = vec4f();
      var sum5 = vec4f();
      var sum6 = vec4f();
      var sum7 = vec4f();
      var sum8 = vec4f();
      var sum9 = vec4f();
      var sum10 = vec4f();
      var sum11 = vec4f();
      var sum12 = vec4f();
      var sum13 = vec4f();
      var sum14 = vec4f();
      var sum15 = vec4f();
      for (var k = 0u; k < 4u * units; k += 4u) {
        let v0 = b3[((next + min(lane + 0u, rowCount - 1u)) * 4u * units + k) / 4u];
        let v1 = b3[((next + min(lane + 8u, rowCount - 1u)) * 4u * units + k) / 4u];
        let w0 = b2[((k + 0u) * units + unit) / 4u];
        let w1 = b2[((k + 1u) * units + unit) / 4u];
        let w2 = b2[((k + 2u) * units + unit) / 4u];
        let w3 = b2[((k + 3u) * units + unit) / 4u];
        sum0 = fma(vec4f(subgroupBroadcast(v0[0], 0u)), w0, sum0);
        sum0 = fma(vec4f(subgroupBroadcast(v0[1], 0u)), w1, sum0);
        sum0 = fma(vec4f(subgroupBroadcast(v0[2], 0u)), w2, sum0);
        sum0 = fma(vec4f(subgroupBroadcast(v0[3], 0u)), w3, sum0);
        sum1 = fma(vec4f(subgroupBroadcast(v0[0], 1u)), w0, sum1);
        sum1 = fma(vec4f(subgroupBroadcast(v0[1], 1u)), w1, sum1);
        sum1 = fma(vec4f(subgroupBroadcast(v0[2], 1u)), w2, sum1);
        sum1 = fma(vec4f(subgroupBroadcast(v0[3], 1u)), w3, sum1);
        sum2 = fma(vec4f(subgroupBroadcast(v0[0], 2u)), w0, sum2);
        sum2 = fma(vec4f(subgroupBroadcast(v0[1], 2u)), w1, sum2);
        sum2 = fma(vec4f(subgroupBroadcast(v0[2], 2u)), w2, sum2);
        sum2 = fma(vec4f(subgroupBroadcast(v0[3], 2u)), w3, sum2);
        sum3 = fma(vec4f(subgroupBroadcast(v0[0], 3u)), w0, sum3);
        sum3 = fma(vec4f(subgroupBroadcast(v0[1], 3u)), w1, sum3);
        sum3 = fma(vec4f(subgroupBroadcast(v0[2], 3u)), w2, sum3);
        sum3 = fma(vec4f(subgroupBroadcast(v0[3], 3u)), w3, sum3);
        sum4 = fma(vec4f(subgroupBroadcast(v0[0], 4u)), w0, sum4);
        sum4 = fma(vec4f(subgroupBroadcast(v0[1], 4u)), w1, sum4);
        sum4 = fma(vec4f(subgroupBroadcast(v0[2], 4u)), w2, sum4);
        sum4 = fma(vec4f(subgroupBroadcast(v0[3], 4u)), w3, sum4);
        sum5 = fma(vec4f(subgroupBroadcast(v0[0], 5u)), w0, sum5);
        sum5 = fma(vec4f(subgroupBroadcast(v0[1], 5u)), w1, sum5);
        sum5 = fma(vec4f(subgroupBroadcast(v0[2], 5u)), w2, sum5);
        sum5 = fma(vec4f(subgroupBroadcast(v0[3], 5u)), w3, sum5);
        sum6 = fma(vec4f(subgroupBroadcast(v0[0], 6u)), w0, sum6);
        sum6 = fma(vec4f(subgroupBroadcast(v0[1], 6u)), w1, sum6);
        sum6 = fma(vec4f(subgroupBroadcast(v0[2], 6u)), w2, sum6);
        sum6 = fma(vec4f(subgroupBroadcast(v0[3], 6u)), w3, sum6);
        sum7 = fma(vec4f(subgroupBroadcast(v0[0], 7u)), w0, sum7);
        sum7 = fma(vec4f(subgroupBroadcast(v0[1], 7u)), w1, sum7);
        sum7 = fma(vec4f(subgroupBroadcast(v0[2], 7u)), w2, sum7);
        sum7 = fma(vec4f(subgroupBroadcast(v0[3], 7u)), w3, sum7);
        sum8 = fma(vec4f(subgroupBroadcast(v1[0], 0u)), w0, sum8);
        sum8 = fma(vec4f(subgroupBroadcast(v1[1], 0u)), w1, sum8);
        sum8 = fma(vec4f(subgroupBroadcast(v1[2], 0u)), w2, sum8);
        sum8 = fma(vec4f(subgroupBroadcast(v1[3], 0u)), w3, sum8);
        sum9 = fma(vec4f(subgroupBroadcast(v1[0], 1u)), w0, sum9);
        sum9 = fma(vec4f(subgroupBroadcast(v1[1], 1u)), w1, sum9);
        sum9 = fma(vec4f(subgroupBroadcast(v1[2], 1u)), w2, sum9);
        sum9 = fma(vec4f(subgroupBroadcast(v1[3], 1u)), w3, sum9);
        sum10 = fma(vec4f(subgroupBroadcast(v1[0], 2u)), w0, sum10);
        sum10 = fma(vec4f(subgroupBroadcast(v1[1], 2u)), w1, sum10);
        sum10 = fma(vec4f(subgroupBroadcast(v1[2], 2u)), w2, sum10);
        sum10 = fma(vec4f(subgroupBroadcast(v1[3], 2u)), w3, sum10);
        sum11 = fma(vec4f(subgroupBroadcast(v1[0], 3u)), w0, sum11);
        sum11 = fma(vec4f(subgroupBroadcast(v1[1], 3u)), w1, sum11);
        sum11 = fma(vec4f(subgroupBroadcast(v1[2], 3u)), w2, sum11);
        sum11 = fma(vec4f(subgroupBroadcast(v1[3], 3u)), w3, sum11);
        sum12 = fma(vec4f(subgroupBroadcast(v1[0], 4u)), w0, sum12);
        sum12 = fma(vec4f(subgroupBroadcast(v1[1], 4u)), w1, sum12);
        sum12 = fma(vec4f(subgroupBroadcast(v1[2], 4u)), w2, sum12);
        sum12 = fma(vec4f(subgroupBroadcast(v1[3], 4u)), w3, sum12);
        sum13 = fma(vec4f(subgroupBroadcast(v1[0], 5u)), w0, sum13);
        sum13 = fma(vec4f(subgroupBroadcast(v1[1], 5u)), w1, sum13);
        sum13 = fma(vec4f(subgroupBroadcast(v1[2], 5u)), w2, sum13);
        sum13 = fma(vec4f(subgroupBroadcast(v1[3], 5u)), w3, sum13);
        sum14 = fma(vec4f(subgroupBroadcast(v1[0], 6u)), w0, sum14);
        sum14 = fma(vec4f(subgroupBroadcast(v1[1], 6u)), w1, sum14);
        sum14 = fma(vec4f(subgroupBroadcast(v1[2], 6u)), w2, sum14);
        sum14 = fma(vec4f(subgroupBroadcast(v1[3], 6u)), w3, sum14);
        sum15 = fma(vec4f(subgroupBroadcast(v1[0], 7u)), w0, sum15);
        sum15 = fma(vec4f(subgroupBroadcast(v1[1], 7u)), w1, sum15);
        sum15 = fma(vec4f(subgroupBroadcast(v1[2], 7u)), w2, sum15);
        sum15 = fma(vec4f(subgroupBroadcast(v1[3], 7u)), w3, sum15);
      }
      for (var component = 0u; component < 4u * rowCount && block + lane * 4u < units; component++) {
        let r = component / 4u;
        let u = unit + component % 4u;
        let sum = select(select(select(select(sum0, sum1, (r & 1u) != 0u), select(sum2, sum3, (r & 1u) != 0u), (r & 2u) != 0u), select(select(sum4, sum5, (r & 1u) != 0u), select(sum6, sum7, (r & 1u) != 0u), (r & 2u) != 0u), (r & 4u) != 0u), select(select(select(sum8, sum9, (r & 1u) != 0u), select(sum10, sum11, (r & 1u) != 0u), (r & 2u) != 0u), select(select(sum12, sum13, (r & 1u) != 0u), select(sum14, sum15, (r & 1u) != 0u), (r & 2u) != 0u), (r & 4u) != 0u), (r & 8u) != 0u);
        b3[(((initial + r) * 4u + 0u) * units + u) / 4u][(((initial + r) * 4u + 0u) * units + u) % 4u] = select(select(sum[0], sum[1], (component & 1u) != 0u), select(sum[2], sum[3], (component & 1u) != 0u), (component & 2u) != 0u) + b0[((past + r) * 6u + 5u) * units + u];
      }
    }
  }
}
