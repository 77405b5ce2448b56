// WGSL of the error functions and of ln Γ with its derivatives: the formulas of the Digital Library of Mathematical Functions
// (dlmf.nist.gov) that the CPU device uses in doubles, cut where float32 ends, and polynomials in the place of long series.

/** Source of each helper; polynomials were fitted here at Chebyshev points, with the largest relative error beside them. */
export const specialFunctionSources = {
  // erf(x) / x as a polynomial of x² below 1 (1.3e-9).
  erfNearOf: `fn erfNearOf(x: f32) -> f32 {
  let s = x * x;
  return x * (1.12837917 + s * (-0.376126258 + s * (0.112835851 + s * (-0.0268538118 + s * (0.00518832744 + s * (-0.00080101915 + s * 7.85385433e-5))))));
}`,
  // e^(x²) erfc(x) / t as a polynomial of t = 1 / (1 + x / 2) (2.6e-9). The square of the upper bits of x is exact, so that no digit
  // is lost in the exponent; from 10.1 on erfc is 0 in float32.
  erfcFarOf: `fn erfcFarOf(size: f32) -> f32 {
  let x = min(size, 12.0);
  let high = bitcast<f32>(bitcast<u32>(x) & 0xfffff000u);
  let t = 1.0 / (1.0 + 0.5 * x);
  let p = 0.282086623 + t * (0.282315313 + t * (0.244289995 + t * (0.192664658 + t * (0.0197782865 + t * (0.149392129 + t * (-0.267855478 + t * (0.0593681816 + t * (0.0687042485 - t * 0.0307724652))))))));
  return exp(-high * high) * exp((high - x) * (high + x)) * t * p;
}`,
  erfOf: `fn erfOf(x: f32) -> f32 {
  let far = 1.0 - erfcFarOf(abs(x));
  let value = select(select(far, -far, x < 0.0), erfNearOf(x), abs(x) < 1.0);
  return select(value, x, isNaNOf(x));
}`,
  erfcOf: `fn erfcOf(x: f32) -> f32 {
  let far = erfcFarOf(abs(x));
  let value = select(select(far, 2.0 - far, x < 0.0), 1.0 - erfNearOf(x), abs(x) < 0.5);
  return select(value, x, isNaNOf(x));
}`,
  // Form of Giles, Approximating the erfinv function (GPU Computing Gems, 2010), fitted here again (1e-7).
  erfinvOf: `fn erfinvOf(x: f32) -> f32 {
  let whole = -logOf((1.0 - x) * (1.0 + x));
  var w = whole - 2.5;
  var p = 1.50140942 + w * (0.246640726 + w * (-0.00417770776 + w * (-0.0012537075 + w * (0.000218602205 + w * (-4.39678483e-6 + w * (-3.5288625e-6 + w * (3.43727388e-7 + w * 2.85350361e-8)))))));
  if (whole >= 5.0) {
    w = sqrt(min(whole, 20.0)) - 3.0;
    p = 2.83297703 + w * (1.00167433 + w * (0.00943404031 + w * (-0.0076280639 + w * (0.00577180938 + w * (-0.00364980525 + w * (0.00127898083 + w * (7.59411795e-5 - w * 0.000150349131)))))));
  }
  let end = select(x * p, x * specialOf(0x7f800000u), abs(x) == 1.0);
  return select(end, specialOf(0x7fc00000u), abs(x) > 1.0 || isNaNOf(x));
}`,
  // ln Γ(2 + z) for |z| <= 1/2 (DLMF 5.7.3): exact in proportion near the zero at z = 0.
  lgammaNearTwoOf: `fn lgammaNearTwoOf(z: f32) -> f32 {
  return z * (0.422784335 + z * (0.322467033 + z * (-0.0673523011 + z * (0.0205808084 + z * (-0.00738555103 + z * (0.00289051033 + z * (-0.00119275391 + z * (0.000509669525 + z * (-0.000223154758 + z * (9.94575128e-5 + z * (-4.49262367e-5 + z * 2.05072128e-5)))))))))));
}`,
  // π / |sin πx| is (1 + t²) π / 2t with t = tan(πx / 2), where the built-in sine is good to 2^-11 alone.
  lgammaOf: `fn lgammaOf(x: f32) -> f32 {
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
}`,
  // Recurrence up to 6, where the asymptotic series is short (DLMF 5.5.2, 5.5.4, 5.11.2).
  digammaOf: `fn digammaOf(x: f32) -> f32 {
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
}`,
  // DLMF 5.15.5, 5.15.6 and 5.15.8; 1 / sin πx is (1 + t²) / 2t with t = tan(πx / 2).
  trigammaOf: `fn trigammaOf(x: f32) -> f32 {
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
}`,
} as const;
