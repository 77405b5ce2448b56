// WGSL helper functions that own a numeric hazard once: NaN that compilers fold away, ends of the range, signs and zeros.
import { specialFunctionSources } from './special-function-helpers.js';
import { trigonometricSources } from './trigonometric-helpers.js';

/** Comments name the hazard; see the table "numbers that lie" in ARCHITECTURE.md. */
const generalSources = {
  // x != x is folded to false: look at the bits.
  isNaNOf: `fn isNaNOf(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }`,
  // Comparisons with NaN are false, whatever a compiler makes of them. No &&: its branches take software adapters long to compile.
  equalOf: `fn equalOf(a: f32, b: f32) -> bool { return (a == b) & !isNaNOf(a) & !isNaNOf(b); }`,
  lessOf: `fn lessOf(a: f32, b: f32) -> bool { return (a < b) & !isNaNOf(a) & !isNaNOf(b); }`,
  lessEqualOf: `fn lessEqualOf(a: f32, b: f32) -> bool { return (a <= b) & !isNaNOf(a) & !isNaNOf(b); }`,
  // max and min may drop NaN.
  maximumOf: `fn maximumOf(a: f32, b: f32) -> f32 { return select(select(max(a, b), b, isNaNOf(b)), a, isNaNOf(a)); }`,
  minimumOf: `fn minimumOf(a: f32, b: f32) -> f32 { return select(select(min(a, b), b, isNaNOf(b)), a, isNaNOf(a)); }`,
  // Infinity and NaN cannot be written as literals, and constant expressions that overflow do not compile.
  specialOf: `fn specialOf(bits: u32) -> f32 { var word = bits; return bitcast<f32>(word); }`,
  // Unsigned integers in the order of the values: -0 equals 0, NaN comes after all numbers.
  orderedOf: `fn orderedOf(x: f32) -> u32 {
  let bits = bitcast<u32>(x + 0.0);
  if (isNaNOf(x)) { return 0xffffffffu; }
  if ((bits << 1u) == 0u) { return 0x80000000u; }
  return select(bits | 0x80000000u, ~bits, (bits >> 31u) == 1u);
}`,
  // The nearest half, by bits: built-in conversions round and overflow differently, and halves need no feature this way.
  halfOf: `fn halfOf(x: f32) -> f32 {
  let sign = bitcast<u32>(x) & 0x80000000u;
  let size = bitcast<u32>(x) & 0x7fffffffu;
  if (size >= 0x7f800000u) { return x; }
  if (size < 0x38800000u) { return bitcast<f32>(sign | bitcast<u32>(round(abs(x) * 16777216.0) * 5.9604644775390625e-8)); }
  let rounded = (size + 0xfffu + ((size >> 13u) & 1u)) & 0xffffe000u;
  return bitcast<f32>(sign | select(rounded, 0x7f800000u, rounded >= 0x47800000u));
}`,
  signOf: `fn signOf(x: f32) -> f32 { return select(sign(x), x, isNaNOf(x)); }`,
  // exp(NaN) is Infinity on some devices.
  expOf: `fn expOf(x: f32) -> f32 { return select(exp(x), x, isNaNOf(x)); }`,
  // log of 0 and of negative numbers is undefined in WGSL.
  logOf: `fn logOf(x: f32) -> f32 {
  let value = select(log(x), specialOf(0x7f800000u), bitcast<u32>(x) == 0x7f800000u);
  let atZero = select(value, specialOf(0xff800000u), x == 0.0);
  return select(atZero, specialOf(0x7fc00000u), x < 0.0 || isNaNOf(x));
}`,
  log2Of: `fn log2Of(x: f32) -> f32 {
  let value = select(log2(x), specialOf(0x7f800000u), bitcast<u32>(x) == 0x7f800000u);
  let atZero = select(value, specialOf(0xff800000u), x == 0.0);
  return select(atZero, specialOf(0x7fc00000u), x < 0.0 || isNaNOf(x));
}`,
  sqrtOf: `fn sqrtOf(x: f32) -> f32 { return select(sqrt(x), specialOf(0x7fc00000u), (x < 0.0) | isNaNOf(x)); }`,
  // ln(1 + x) by the correction of Kahan (HP-15C Advanced Functions Handbook, 1982); the polynomial keeps compilers from undoing it.
  log1pOf: `fn log1pOf(x: f32) -> f32 {
  let small = x * (1.0 + x * (-0.5 + x * (0.33333333 + x * (-0.25 + x * (0.2 + x * (-0.16666667 + x * 0.14285715))))));
  return select(logOf(1.0 + x), small, abs(x) < 0.1);
}`,
  expm1Of: `fn expm1Of(x: f32) -> f32 {
  let small = x * (1.0 + x * (0.5 + x * (0.16666667 + x * (0.041666668 + x * (0.008333334 + x * 0.0013888889)))));
  return select(expOf(x) - 1.0, small, abs(x) < 0.3);
}`,
  // The built-in tanh is NaN for large x on some devices: a polynomial near 0, e^(-2|x|) beyond.
  tanhOf: `fn tanhOf(x: f32) -> f32 {
  let s = x * x;
  let small = x * (1.0 + s * (-0.33333333 + s * (0.13333334 + s * (-0.053968254 + s * (0.021869488 - s * 0.0088632355)))));
  let e = exp(-2.0 * abs(x));
  let large = select((1.0 - e) / (1.0 + e), -(1.0 - e) / (1.0 + e), x < 0.0);
  return select(select(large, small, abs(x) < 0.3), x, isNaNOf(x));
}`,
  sigmoidOf: `fn sigmoidOf(x: f32) -> f32 {
  let e = exp(-abs(x));
  return select(select(1.0, e, x < 0.0) / (1.0 + e), x, isNaNOf(x));
}`,
  // pow of a negative base is undefined in WGSL; 0^0 is 1; whole exponents keep the sign rule.
  powOf: `fn powOf(a: f32, b: f32) -> f32 {
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
}`,
  remainderOf: `fn remainderOf(a: f32, b: f32) -> f32 {
  // An infinite divisor goes zero times into anything.
  let whole = (bitcast<u32>(b) & 0x7fffffffu) == 0x7f800000u;
  let rest = select(a - b * trunc(a / b), a, whole && (bitcast<u32>(a) & 0x7fffffffu) < 0x7f800000u);
  return select(rest, rest + b, rest != 0.0 && ((rest < 0.0) != (b < 0.0)));
}`,
  remainderOfI32: `fn remainderOfI32(a: i32, b: i32) -> i32 {
  if (b == 0i) { return 0i; }
  let rest = a % b;
  return select(rest, rest + b, rest != 0i && ((rest < 0i) != (b < 0i)));
}`,
  remainderOfU32: `fn remainderOfU32(a: u32, b: u32) -> u32 { if (b == 0u) { return 0u; } return a % b; }`,
  floorDivideOfI32: `fn floorDivideOfI32(a: i32, b: i32) -> i32 {
  if (b == 0i) { return 0i; }
  if (b == -1i) { return -a; }
  let rest = a % b;
  return a / b - select(0i, 1i, rest != 0i && ((rest < 0i) != (b < 0i)));
}`,
  floorDivideOfU32: `fn floorDivideOfU32(a: u32, b: u32) -> u32 { if (b == 0u) { return 0u; } return a / b; }`,
  // Casts outside of the range are not defined alike: clamp first, NaN gives 0.
  castToI32: `fn castToI32(x: f32) -> i32 {
  if (isNaNOf(x)) { return 0i; }
  if (x >= 2147483647.0) { return 2147483647i; }
  if (x <= -2147483648.0) { return -2147483647i - 1i; }
  return i32(x);
}`,
  castToU32: `fn castToU32(x: f32) -> u32 {
  if (isNaNOf(x) || x <= 0.0) { return 0u; }
  if (x >= 4294967295.0) { return 4294967295u; }
  return u32(x);
}`,
  // Philox4x32-10 (Salmon et al., SC 2011): the word of one element. No 64-bit products in WGSL: halves by hand.
  philoxOf: `fn multiplyHigh(a: u32, b: u32) -> u32 {
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
}`,
} as const;

/** Name of a helper function. */
export type HelperName =
  keyof typeof generalSources | keyof typeof trigonometricSources | keyof typeof specialFunctionSources;

/** Source of each helper. */
export const helperSources: Readonly<Record<HelperName, string>> = {
  ...generalSources,
  ...trigonometricSources,
  ...specialFunctionSources,
};

/** Helpers that a helper calls. */
const needs: Partial<Record<HelperName, readonly HelperName[]>> = {
  equalOf: ['isNaNOf'],
  lessOf: ['isNaNOf'],
  lessEqualOf: ['isNaNOf'],
  maximumOf: ['isNaNOf'],
  orderedOf: ['isNaNOf'],
  minimumOf: ['isNaNOf'],
  signOf: ['isNaNOf'],
  logOf: ['isNaNOf', 'specialOf'],
  sqrtOf: ['isNaNOf', 'specialOf'],
  expOf: ['isNaNOf'],
  expm1Of: ['expOf', 'isNaNOf'],
  log2Of: ['isNaNOf', 'specialOf'],
  log1pOf: ['logOf', 'isNaNOf', 'specialOf'],
  tanhOf: ['isNaNOf'],
  sigmoidOf: ['isNaNOf'],
  powOf: ['isNaNOf', 'specialOf'],
  castToI32: ['isNaNOf'],
  castToU32: ['isNaNOf'],
  turnedSinOf: ['quarterRestOf', 'specialOf'],
  sinOf: ['turnedSinOf', 'quarterRestOf', 'specialOf'],
  cosOf: ['turnedSinOf', 'quarterRestOf', 'specialOf'],
  tanOf: ['tanNearOf', 'quarterRestOf', 'specialOf'],
  atan2Of: ['isNaNOf', 'specialOf'],
  erfOf: ['erfNearOf', 'erfcFarOf', 'isNaNOf'],
  erfcOf: ['erfNearOf', 'erfcFarOf', 'isNaNOf'],
  erfinvOf: ['logOf', 'isNaNOf', 'specialOf'],
  lgammaOf: ['lgammaNearTwoOf', 'tanNearOf', 'log1pOf', 'logOf', 'isNaNOf', 'specialOf'],
  digammaOf: ['tanNearOf', 'logOf', 'isNaNOf', 'specialOf'],
  trigammaOf: ['tanNearOf', 'isNaNOf', 'specialOf'],
};

/** The text of the helpers used, each once, in a fixed order. */
export function helperText(used: Iterable<HelperName>): string {
  const all = new Set<HelperName>();
  for (const name of used) for (const one of [name, ...(needs[name] ?? [])]) all.add(one);
  const order = Object.keys(helperSources) as HelperName[];
  return order
    .filter((name) => all.has(name))
    .map((name) => `${helperSources[name]}\n`)
    .join('');
}
