// WGSL of sine, cosine, tangent and arc tangent: the built-in ones are good to 2^-11 and 4096 units of the last place only.

/** Source of each helper; polynomials were fitted here at Chebyshev points, with the largest relative error beside them. */
export const trigonometricSources = {
  // 0 to π/4, in proportion within 2e-8.
  tanNearOf: `fn tanNearOf(x: f32) -> f32 {
  let s = x * x;
  return x * (1.00000002 + s * (0.33333076 + s * (0.133398901 + s * (0.0533491855 + s * (0.0246006951 + s * (0.00289601405 + s * 0.00949814881))))));
}`,
  // What is left of an angle without its quarter turns, taken off in three parts (Cody and Waite, Software Manual for the
  // Elementary Functions, 1980). Two of 8 bits: their products with up to 2^16 turns are exact. Clamped for the angles beyond.
  quarterRestOf: `fn quarterRestOf(x: f32, turns: f32) -> f32 {
  return clamp(((x - turns * 1.5703125) - turns * 4.82559204e-4) - turns * 1.26759079e-6, -0.8, 0.8);
}`,
  // Sine of an angle and some quarter turns; the polynomials are good to 1e-8 within 0.8.
  turnedSinOf: `fn turnedSinOf(x: f32, quarters: i32) -> f32 {
  let turns = round(x * 0.63661977);
  let rest = quarterRestOf(x, turns);
  let s = rest * rest;
  let sine = rest + rest * s * (-0.166666644 + s * (0.00833270372 - s * 0.00019578444));
  let cosine = (1.0 - 0.5 * s) + s * s * (0.0416666644 + s * (-0.00138882584 + s * 2.45384749e-5));
  let quarter = i32(clamp(turns, -1e9, 1e9)) + quarters;
  let near = select(sine, cosine, (quarter & 1i) == 1i);
  let endless = (bitcast<u32>(x) & 0x7f800000u) == 0x7f800000u;
  return select(select(near, -near, (quarter & 2i) == 2i), specialOf(0x7fc00000u), endless);
}`,
  sinOf: `fn sinOf(x: f32) -> f32 { return turnedSinOf(x, 0i); }`,
  cosOf: `fn cosOf(x: f32) -> f32 { return turnedSinOf(x, 1i); }`,
  tanOf: `fn tanOf(x: f32) -> f32 {
  let turns = round(x * 0.63661977);
  let near = tanNearOf(quarterRestOf(x, turns));
  let odd = (i32(clamp(turns, -1e9, 1e9)) & 1i) == 1i;
  let endless = (bitcast<u32>(x) & 0x7f800000u) == 0x7f800000u;
  return select(select(near, -1.0 / near, odd), specialOf(0x7fc00000u), endless);
}`,
  // The quotient lies in 0 to 1; beyond tan(π/8) it is turned back by π/4, so that the polynomial (6e-10) need not go farther.
  // Scaled by a power of two where the divisor is too large for division to be defined.
  atan2Of: `fn atan2Of(y: f32, x: f32) -> f32 {
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
}`,
} as const;
