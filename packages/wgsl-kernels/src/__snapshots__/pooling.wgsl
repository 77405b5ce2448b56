fn maxPool(b: i32, oy: i32, ox: i32, channel: u32) -> f32 {
  var best = specialOf(0xff800000u);
  for (var i = 0; i < 2; i++) {
    let y = oy * 2 + i - 0;
    for (var j = 0; j < 2; j++) {
      let x = ox * 2 + j - 0;
      let value = x[u32((b * 8 + y) * 8 + x) * 3u + channel];
      best = maximumOf(best, value);
    }
  }
  return best;
}

fn averagePool(b: i32, oy: i32, ox: i32, channel: u32) -> f32 {
  var total = 0.0;
  var count = 0.0;
  for (var i = 0; i < 2; i++) {
    let y = oy * 2 + i - 0;
    for (var j = 0; j < 2; j++) {
      let x = ox * 2 + j - 0;
      let value = x[u32((b * 8 + y) * 8 + x) * 3u + channel];
      total += value;
      count += 1.0;
    }
  }
  return total / count;
}

fn maxPoolGradient(b: i32, y: i32, x: i32, channel: u32) -> f32 {
  var total = 0.0;
  let oy = (y + 0) / 2;
  let ox = (x + 0) / 2;
  let covered = y + 0 - oy * 2 < 2 && x + 0 - ox * 2 < 2;
  if (covered && oy < 4 && ox < 4) {
      let place = u32((b * 4 + oy) * 4 + ox) * 3u + channel;
      var best = specialOf(0xff800000u);
      var bestAt = -1;
      for (var i = 0; i < 2; i++) {
        let v = oy * 2 + i - 0;
        for (var j = 0; j < 2; j++) {
          let u = ox * 2 + j - 0;
          let value = x[u32((b * 8 + v) * 8 + u) * 3u + channel];
          let wins = bestAt < 0 || value > best || (isNaNOf(value) && !isNaNOf(best));
          best = select(best, value, wins);
          bestAt = select(bestAt, v * 8 + u, wins);
        }
      }
      if (bestAt == y * 8 + x) { total += g[place]; }
  }
  return total;
}

fn averagePoolGradient(b: i32, y: i32, x: i32, channel: u32) -> f32 {
  var total = 0.0;
  let oy = (y + 0) / 2;
  let ox = (x + 0) / 2;
  let covered = y + 0 - oy * 2 < 2 && x + 0 - ox * 2 < 2;
  if (covered && oy < 4 && ox < 4) {
      let place = u32((b * 4 + oy) * 4 + ox) * 3u + channel;
      total += g[place] / f32((min(oy * 2 - 0 + 2, 8) - max(oy * 2 - 0, 0)) * (min(ox * 2 - 0 + 2, 8) - max(ox * 2 - 0, 0)));
  }
  return total;
}
