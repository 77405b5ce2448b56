fn isNaNOf(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn equalOf(a: f32, b: f32) -> bool { return (a == b) & !isNaNOf(a) & !isNaNOf(b); }
fn lessOf(a: f32, b: f32) -> bool { return (a < b) & !isNaNOf(a) & !isNaNOf(b); }
fn lessEqualOf(a: f32, b: f32) -> bool { return (a <= b) & !isNaNOf(a) & !isNaNOf(b); }
fn maximumOf(a: f32, b: f32) -> f32 { return select(select(max(a, b), b, isNaNOf(b)), a, isNaNOf(a)); }
fn minimumOf(a: f32, b: f32) -> f32 { return select(select(min(a, b), b, isNaNOf(b)), a, isNaNOf(a)); }
fn specialOf(bits: u32) -> f32 { var word = bits; return bitcast<f32>(word); }
fn orderedOf(x: f32) -> u32 {
  let bits = bitcast<u32>(x + 0.0);
  if (isNaNOf(x)) { return 0xffffffffu; }
  if ((bits << 1u) == 0u) { return 0x80000000u; }
  return select(bits | 0x80000000u, ~bits, (bits >> 31u) == 1u);
}
fn halfOf(x: f32) -> f32 {
  let sign = bitcast<u32>(x) & 0x80000000u;
  let size = bitcast<u32>(x) & 0x7fffffffu;
  if (size >= 0x7f800000u) { return x; }
  if (size < 0x38800000u) { return bitcast<f32>(sign | bitcast<u32>(round(abs(x) * 16777216.0) * 5.9604644775390625e-8)); }
  let rounded = (size + 0xfffu + ((size >> 13u) & 1u)) & 0xffffe000u;
  return bitcast<f32>(sign | select(rounded, 0x7f800000u, rounded >= 0x47800000u));
}
fn signOf(x: f32) -> f32 { return select(sign(x), x, isNaNOf(x)); }
fn expOf(x: f32) -> f32 { return select(exp(x), x, isNaNOf(x)); }
fn logOf(x: f32) -> f32 {
  let value = select(log(x), specialOf(0x7f800000u), bitcast<u32>(x) == 0x7f800000u);
  let atZero = select(value, specialOf(0xff800000u), x == 0.0);
  return select(atZero, specialOf(0x7fc00000u), x < 0.0 || isNaNOf(x));
}
fn log2Of(x: f32) -> f32 {
  let value = select(log2(x), specialOf(0x7f800000u), bitcast<u32>(x) == 0x7f800000u);
  let atZero = select(value, specialOf(0xff800000u), x == 0.0);
  return select(atZero, specialOf(0x7fc00000u), x < 0.0 || isNaNOf(x));
}
fn sqrtOf(x: f32) -> f32 { return select(sqrt(x), specialOf(0x7fc00000u), (x < 0.0) | isNaNOf(x)); }
fn log1pOf(x: f32) -> f32 {
  let small = x * (1.0 + x * (-0.5 + x * (0.33333333 + x * (-0.25 + x * (0.2 + x * (-0.16666667 + x * 0.14285715))))));
  return select(logOf(1.0 + x), small, abs(x) < 0.1);
}
fn expm1Of(x: f32) -> f32 {
  let small = x * (1.0 + x * (0.5 + x * (0.16666667 + x * (0.041666668 + x * (0.008333334 + x * 0.0013888889)))));
  return select(expOf(x) - 1.0, small, abs(x) < 0.3);
}
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
fn powOf(a: f32, b: f32) -> f32 {
  let endless = (bitcast<u32>(b) & 0x7fffffffu) == 0x7f800000u;
  if (b == 0.0 || a == 1.0 || (a == -1.0 && endless)) { return 1.0; }
  if (isNaNOf(a) || isNaNOf(b)) { return specialOf(0x7fc00000u); }
  let whole = floor(b) == b;
  let odd = whole && abs(b) < 16777216.0 && (i32(clamp(b, -16777216.0, 16777216.0)) & 1i) == 1i;
  let negative = (bitcast<u32>(a) >> 31u) == 1u;
  if (a == 0.0) {
    let size = select(0.0, specialOf(0x7f800000u), b < 0.0);
    return select(size, -size, negative && odd);
  }
  if (a < 0.0 && !whole && a >= -3.4028234e38) { return specialOf(0x7fc00000u); }
  var size = pow(abs(a), b);
  if (b == 2.0) { size = a * a; }
  return select(size, -size, negative && odd);
}
fn remainderOf(a: f32, b: f32) -> f32 {
  // An infinite divisor goes zero times into anything.
  let whole = (bitcast<u32>(b) & 0x7fffffffu) == 0x7f800000u;
  let rest = select(a - b * trunc(a / b), a, whole && (bitcast<u32>(a) & 0x7fffffffu) < 0x7f800000u);
  return select(rest, rest + b, rest != 0.0 && ((rest < 0.0) != (b < 0.0)));
}
fn remainderOfI32(a: i32, b: i32) -> i32 {
  if (b == 0i) { return 0i; }
  let rest = a % b;
  return select(rest, rest + b, rest != 0i && ((rest < 0i) != (b < 0i)));
}
fn remainderOfU32(a: u32, b: u32) -> u32 { if (b == 0u) { return 0u; } return a % b; }
fn floorDivideOfI32(a: i32, b: i32) -> i32 {
  if (b == 0i) { return 0i; }
  if (b == -1i) { return -a; }
  let rest = a % b;
  return a / b - select(0i, 1i, rest != 0i && ((rest < 0i) != (b < 0i)));
}
fn floorDivideOfU32(a: u32, b: u32) -> u32 { if (b == 0u) { return 0u; } return a / b; }
fn castToI32(x: f32) -> i32 {
  if (isNaNOf(x)) { return 0i; }
  if (x >= 2147483647.0) { return 2147483647i; }
  if (x <= -2147483648.0) { return -2147483647i - 1i; }
  return i32(x);
}
fn castToU32(x: f32) -> u32 {
  if (isNaNOf(x) || x <= 0.0) { return 0u; }
  if (x >= 4294967295.0) { return 4294967295u; }
  return u32(x);
}
fn multiplyHigh(a: u32, b: u32) -> u32 {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let middle = (a >> 16u) * (b & 0xffffu) + (low >> 16u);
  let middleLow = (middle & 0xffffu) + (a & 0xffffu) * (b >> 16u);
  return (a >> 16u) * (b >> 16u) + (middle >> 16u) + (middleLow >> 16u);
}
fn philoxOf(index: u32, key0: u32, key1: u32) -> u32 {
  var c = vec4u(index >> 2u, 0u, 0u, 0u);
  var k = vec2u(key0, key1);
  for (var round = 0u; round < 10u; round++) {
    c = vec4u(multiplyHigh(0xcd9e8d57u, c.z) ^ c.y ^ k.x, 0xcd9e8d57u * c.z, multiplyHigh(0xd2511f53u, c.x) ^ c.w ^ k.y, 0xd2511f53u * c.x);
    k += vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return c[index & 3u];
}
fn tanNearOf(x: f32) -> f32 {
  let s = x * x;
  return x * (1.00000002 + s * (0.33333076 + s * (0.133398901 + s * (0.0533491855 + s * (0.0246006951 + s * (0.00289601405 + s * 0.00949814881))))));
}
fn quarterRestOf(x: f32, turns: f32) -> f32 {
  return clamp(((x - turns * 1.5703125) - turns * 4.82559204e-4) - turns * 1.26759079e-6, -0.8, 0.8);
}
fn turnedSinOf(x: f32, quarters: i32) -> f32 {
  let turns = round(x * 0.63661977);
  let rest = quarterRestOf(x, turns);
  let s = rest * rest;
  let sine = rest + rest * s * (-0.166666644 + s * (0.00833270372 - s * 0.00019578444));
  let cosine = (1.0 - 0.5 * s) + s * s * (0.0416666644 + s * (-0.00138882584 + s * 2.45384749e-5));
  let quarter = i32(clamp(turns, -1e9, 1e9)) + quarters;
  let near = select(sine, cosine, (quarter & 1i) == 1i);
  let endless = (bitcast<u32>(x) & 0x7f800000u) == 0x7f800000u;
  return select(select(near, -near, (quarter & 2i) == 2i), specialOf(0x7fc00000u), endless);
}
fn sinOf(x: f32) -> f32 { return turnedSinOf(x, 0i); }
fn cosOf(x: f32) -> f32 { return turnedSinOf(x, 1i); }
fn tanOf(x: f32) -> f32 {
  let turns = round(x * 0.63661977);
  let near = tanNearOf(quarterRestOf(x, turns));
  let odd = (i32(clamp(turns, -1e9, 1e9)) & 1i) == 1i;
  let endless = (bitcast<u32>(x) & 0x7f800000u) == 0x7f800000u;
  return select(select(near, -1.0 / near, odd), specialOf(0x7fc00000u), endless);
}
fn atan2Of(y: f32, x: f32) -> f32 {
  if (isNaNOf(x) || isNaNOf(y)) { return specialOf(0x7fc00000u); }
  let scale = select(1.0, 0.0625, max(abs(x), abs(y)) > 1e37);
  let large = min(max(abs(x), abs(y)), 3.4028234e38) * scale;
  let small = min(min(abs(x), abs(y)), 3.4028234e38) * scale;
  let endless = max(abs(x), abs(y)) > 3.4028234e38 && !(min(abs(x), abs(y)) > 3.4028234e38);
  let ratio = select(small / large, 0.0, large == 0.0 || endless);
  let turned = ratio > 0.41421356;
  let a = select(ratio, (ratio - 1.0) / (ratio + 1.0), turned);
  let s = a * a;
  let near = a + a * s * (-0.333333076 + s * (0.199982159 + s * (-0.14240064 + s * (0.105733375 - s * 0.0603442155))));
  let first = select(near, near + 0.78539816, turned);
  let upper = select(first, 1.57079633 - first, abs(y) > abs(x));
  let whole = select(upper, 3.14159265 - upper, (bitcast<u32>(x) >> 31u) == 1u);
  return select(whole, -whole, (bitcast<u32>(y) >> 31u) == 1u);
}
fn erfNearOf(x: f32) -> f32 {
  let s = x * x;
  return x * (1.12837917 + s * (-0.376126258 + s * (0.112835851 + s * (-0.0268538118 + s * (0.00518832744 + s * (-0.00080101915 + s * 7.85385433e-5))))));
}
fn erfcFarOf(size: f32) -> f32 {
  let x = min(size, 12.0);
  let high = bitcast<f32>(bitcast<u32>(x) & 0xfffff000u);
  let t = 1.0 / (1.0 + 0.5 * x);
  let p = 0.282086623 + t * (0.282315313 + t * (0.244289995 + t * (0.192664658 + t * (0.0197782865 + t * (0.149392129 + t * (-0.267855478 + t * (0.0593681816 + t * (0.0687042485 - t * 0.0307724652))))))));
  return exp(-high * high) * exp((high - x) * (high + x)) * t * p;
}
fn erfOf(x: f32) -> f32 {
  let far = 1.0 - erfcFarOf(abs(x));
  let value = select(select(far, -far, x < 0.0), erfNearOf(x), abs(x) < 1.0);
  return select(value, x, isNaNOf(x));
}
fn erfcOf(x: f32) -> f32 {
  let far = erfcFarOf(abs(x));
  let value = select(select(far, 2.0 - far, x < 0.0), 1.0 - erfNearOf(x), abs(x) < 0.5);
  return select(value, x, isNaNOf(x));
}
fn erfinvOf(x: f32) -> f32 {
  let whole = -logOf((1.0 - x) * (1.0 + x));
  var w = whole - 2.5;
  var p = 1.50140942 + w * (0.246640726 + w * (-0.00417770776 + w * (-0.0012537075 + w * (0.000218602205 + w * (-4.39678483e-6 + w * (-3.5288625e-6 + w * (3.43727388e-7 + w * 2.85350361e-8)))))));
  if (whole >= 5.0) {
    w = sqrt(min(whole, 20.0)) - 3.0;
    p = 2.83297703 + w * (1.00167433 + w * (0.00943404031 + w * (-0.0076280639 + w * (0.00577180938 + w * (-0.00364980525 + w * (0.00127898083 + w * (7.59411795e-5 - w * 0.000150349131)))))));
  }
  let end = select(x * p, x * specialOf(0x7f800000u), abs(x) == 1.0);
  return select(end, specialOf(0x7fc00000u), abs(x) > 1.0 || isNaNOf(x));
}
fn lgammaNearTwoOf(z: f32) -> f32 {
  return z * (0.422784335 + z * (0.322467033 + z * (-0.0673523011 + z * (0.0205808084 + z * (-0.00738555103 + z * (0.00289051033 + z * (-0.00119275391 + z * (0.000509669525 + z * (-0.000223154758 + z * (9.94575128e-5 + z * (-4.49262367e-5 + z * 2.05072128e-5)))))))))));
}
fn lgammaOf(x: f32) -> f32 {
  if (isNaNOf(x)) { return x; }
  let rest = abs(x - round(x));
  if ((bitcast<u32>(x) & 0x7fffffffu) == 0x7f800000u || (x <= 0.0 && rest == 0.0)) { return specialOf(0x7f800000u); }
  if (x > 0.0) { return lgammaPositiveOf(x); }
  let t = tanNearOf(1.57079633 * rest);
  return logOf(1.57079633 * (1.0 + t * t) / t) - lgammaPositiveOf(1.0 - x);
}
fn lgammaPositiveOf(x: f32) -> f32 {
  if (x < 0.5) { return lgammaNearTwoOf(x) - log1pOf(x) - logOf(x); }
  if (x < 1.5) { return lgammaNearTwoOf(x - 1.0) - log1pOf(x - 1.0); }
  if (x >= 8.0) {
    let s = 1.0 / x;
    return (x - 0.5) * (logOf(x) - 1.0) + (0.418938533 + s * (0.0833333333 + s * s * (-0.00277777778 + s * s * 0.000793650794)));
  }
  var y = x;
  var factors = 1.0;
  for (; y >= 2.5; factors *= y) { y -= 1.0; }
  return logOf(factors) + lgammaNearTwoOf(y - 2.0);
}
fn digammaOf(x: f32) -> f32 {
  let rest = x - round(x);
  let endless = (bitcast<u32>(x) & 0x7fffffffu) == 0x7f800000u;
  if (isNaNOf(x) || (x <= 0.0 && (rest == 0.0 || endless))) { return specialOf(0x7fc00000u); }
  if (endless) { return x; }
  var y = select(x, 1.0 - x, x < 0.0);
  var sum = 0.0;
  if (x < 0.0) {
    let near = tanNearOf(3.14159265 * select(rest, 0.5 - abs(rest), abs(rest) > 0.25));
    let cotangent = select(1.0 / near, select(near, -near, rest < 0.0), abs(rest) > 0.25);
    sum = -3.14159265 * cotangent;
  }
  for (; y < 6.0; y += 1.0) { sum -= 1.0 / y; }
  let s = 1.0 / (y * y);
  return sum + (logOf(y) - 0.5 / y - s * (0.0833333333 + s * (-0.00833333333 + s * (0.00396825397 - s * 0.00416666667))));
}
fn trigammaOf(x: f32) -> f32 {
  let rest = abs(x - round(x));
  let endless = (bitcast<u32>(x) & 0x7fffffffu) == 0x7f800000u;
  if (isNaNOf(x) || (x < 0.0 && endless)) { return specialOf(0x7fc00000u); }
  if (endless) { return 0.0; }
  if (x <= 0.0 && rest == 0.0) { return specialOf(0x7f800000u); }
  var y = select(x, 1.0 - x, x < 0.0);
  var sum = 0.0;
  for (; y < 6.0; y += 1.0) { sum += 1.0 / (y * y); }
  let s = 1.0 / (y * y);
  sum += 1.0 / y + 0.5 * s + s / y * (0.166666667 + s * (-0.0333333333 + s * (0.0238095238 - s * 0.0333333333)));
  let t = tanNearOf(1.57079633 * rest);
  let reflected = 1.57079633 * (1.0 + t * t) / t;
  return select(sum, reflected * reflected - sum, x < 0.0);
}
