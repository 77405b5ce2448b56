fn scatterAdd(before: u32, row: i32, after: u32) -> f32 {
  var total = f32(0);
  for (var k = 0u; k < P[2]; k++) {
    if (clamp(i[k], 0i, i32(P[3])) == row) { total += x[(before * P[2] + k) * P[4] + after]; }
  }
  return total;
}

fn scatterMax(before: u32, row: i32, after: u32) -> i32 {
  var total = (-2147483647i - 1i);
  for (var k = 0u; k < P[2]; k++) {
    if (clamp(i[k], 0i, i32(P[3])) == row) { total = max(total, x[(before * P[2] + k) * P[4] + after]); }
  }
  return total;
}

fn scatterSorted(before: u32, row: i32, after: u32) -> f32 {
  var low = 0u;
  var high = P[2];
  while (low < high) {
    let middle = (low + high) / 2u;
    let below = clamp(i[middle], 0i, i32(P[3])) < row;
    low = select(low, middle + 1u, below);
    high = select(middle, high, below);
  }
  var total = f32(0);
  for (var k = low; k < P[2]; k++) {
    if (clamp(i[k], 0i, i32(P[3])) != row) { break; }
    total += x[(before * P[2] + u32(o[k])) * P[4] + after];
  }
  return total;
}
