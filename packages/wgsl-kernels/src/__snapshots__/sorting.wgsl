fn sortBlocks(row: u32, c: u32) -> i32 {
  let first = (c / 16u) * 16u;
  let count = min(16u, P[2] - first);
  let base = row * P[2] + first;
  for (var i = 0u; i < count; i++) {
    let mine = orderedOf(x[base + i]);
    var place = 0u;
    for (var j = 0u; j < count; j++) {
      let other = orderedOf(x[base + j]);
      if (other < mine || (other == mine && j < i)) { place++; }
    }
    if (place == c - first) { return i32(first + i); }
  }
  return 0i;
}

fn mergeRuns(row: u32, c: u32) -> i32 {
  let base = row * P[2];
  let first = base + c / (2u * P[3]) * (2u * P[3]);
  let second = min(first + P[3], base + P[2]);
  let end = min(second + P[3], base + P[2]);
  let k = base + c - first;
  var low = select(0u, k - (end - second), k > end - second);
  var high = min(k, second - first);
  while (low < high) {
    let middle = (low + high) / 2u;
    let behind = orderedOf(x[base + u32(y[second + k - 1u - middle])]) < orderedOf(x[base + u32(y[first + middle])]);
    low = select(middle + 1u, low, behind);
    high = select(high, middle, behind);
  }
  let left = first + low;
  let right = second + k - low;
  if (left >= second) { return i32(u32(y[right])); }
  if (right >= end) { return i32(u32(y[left])); }
  let takeRight = orderedOf(x[base + u32(y[right])]) < orderedOf(x[base + u32(y[left])]);
  return i32(select(u32(y[left]), u32(y[right]), takeRight));
}

fn searchLeft(row: u32, query: u32) -> i32 {
  var low = 0u;
  var high = P[2];
  while (low < high) {
    let middle = (low + high) / 2u;
    let before = orderedOf(x[row * P[2] + middle]) < query;
    low = select(low, middle + 1u, before);
    high = select(middle, high, before);
  }
  return i32(low);
}

fn searchRight(row: u32, query: u32) -> i32 {
  var low = 0u;
  var high = P[2];
  while (low < high) {
    let middle = (low + high) / 2u;
    let before = orderedOf(x[row * P[2] + middle]) <= query;
    low = select(low, middle + 1u, before);
    high = select(middle, high, before);
  }
  return i32(low);
}
