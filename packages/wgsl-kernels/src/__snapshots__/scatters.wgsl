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
  let end = u32(s[u32(row) + 1u]);
  var total = f32(0);
  for (var k = u32(s[u32(row)]); k < end; k++) {
    total += x[(before * P[2] + u32(o[k])) * P[4] + after];
  }
  return total;
}

fn starts(row: u32) -> i32 {
  if (row == 0u) { return 0i; }
  if (row > u32(i32(P[3]))) { return i32(P[2]); }
  var low = 0u;
  var high = P[2];
  while (low < high) {
    let middle = (low + high) / 2u;
    let below = i[middle] < i32(row);
    low = select(low, middle + 1u, below);
    high = select(middle, high, below);
  }
  return i32(low);
}

fn links(e: u32) -> i32 {
  let isRow = e <= u32(i32(P[3]));
  let mine = select(e - u32(i32(P[3])) - 1u, 0u, isRow);
  let row = select(clamp(i[mine], 0i, i32(P[3])), i32(e), isRow);
  var k = select(mine + 1u, 0u, isRow);
  for (; k < P[2]; k++) {
    if (clamp(i[k], 0i, i32(P[3])) == row) { break; }
  }
  return i32(k);
}

fn scatterLinked(before: u32, row: i32, after: u32) -> f32 {
  var total = specialOf(0xff800000u);
  for (var k = u32(l[u32(row)]); k < P[2]; k = u32(l[P[5] + k])) {
    total = maximumOf(total, x[(before * P[2] + k) * P[4] + after]);
  }
  return total;
}
