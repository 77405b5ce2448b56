// ln |Γ| and its first two derivatives in doubles. Formula numbers are those of the Digital Library of Mathematical Functions
// (dlmf.nist.gov).

/** (-1)^k (ζ(k) - 1) / k for k from 2 on: the powers of z in ln Γ(2 + z). */
const ZETA_TERMS = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234,
  -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939, 9.945751278180853e-5, -4.492623673813314e-5,
  2.050721277567069e-5, -9.439488275268397e-6, 4.374866789907488e-6, -2.039215753801366e-6, 9.55141213040742e-7,
  -4.492469198764566e-7, 2.1207184805554665e-7, -1.0043224823968099e-7, 4.7698101693639804e-8, -2.2711094608943164e-8,
  1.0838659214896955e-8, -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860912e-9, 5.731367241678862e-10,
  -2.7595228851242334e-10, 1.330476437424449e-10,
];
/** 1 less Euler's constant. */
const ONE_LESS_EULER = 0.42278433509846713;
/** ln(2π) / 2. */
const HALF_LOG_TWO_PI = 0.9189385332046728;
/** From here on the asymptotic series below reach the precision of doubles. */
const FAR = 10;

/** Σ coefficients[k] x^k. */
function polynomial(x: number, coefficients: readonly number[]): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

/** ln Γ(2 + z) for |z| <= 1/2 (DLMF 5.7.3): exact in proportion near the zero at z = 0. */
function nearTwo(z: number): number {
  return z * (ONE_LESS_EULER + z * polynomial(z, ZETA_TERMS));
}

/** Bernoulli numbers B(2k) / (2k (2k - 1)), k from 1 (DLMF 5.11.1). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

function positiveLogGamma(x: number): number {
  if (x < 0.5) return nearTwo(x) - Math.log1p(x) - Math.log(x);
  if (x < 1.5) return nearTwo(x - 1) - Math.log1p(x - 1);
  if (x >= FAR) {
    return (x - 0.5) * (Math.log(x) - 1) + (HALF_LOG_TWO_PI - 0.5) + polynomial(1 / (x * x), STIRLING) / x;
  }
  let factors = 1;
  for (; x >= 2.5; factors *= x) x--;
  return Math.log(factors) + nearTwo(x - 2);
}

/** How far x is from the nearest whole number. */
function fraction(x: number): number {
  return x - Math.round(x);
}

/** ln |Γ(x)|; Infinity at 0, -1, -2 and so on, and at both infinities. Below 0 by reflection (DLMF 5.5.3). */
export function logGamma(x: number): number {
  if (x > 0 || x !== x) return x === Infinity ? x : positiveLogGamma(x);
  const rest = fraction(x);
  if (rest === 0 || x === -Infinity) return Infinity;
  return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * rest))) - positiveLogGamma(1 - x);
}

/** B(2k) / (2k), k from 1 (DLMF 5.11.2). */
const DIGAMMA = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];

/** d/dx ln Γ(x); NaN at its poles 0, -1, -2 and so on. By DLMF 5.5.2 and 5.5.4 from where 5.11.2 holds. */
export function digamma(x: number): number {
  if (x <= 0) {
    const rest = fraction(x);
    return rest === 0 || x === -Infinity ? NaN : digamma(1 - x) - Math.PI / Math.tan(Math.PI * rest);
  }
  if (x === Infinity) return x;
  let sum = 0;
  for (; x < FAR; x++) sum -= 1 / x;
  const s = 1 / (x * x);
  return sum + Math.log(x) - 0.5 / x - s * polynomial(s, DIGAMMA);
}

/** Bernoulli numbers B(2k), k from 1 (DLMF 5.15.8). */
const BERNOULLI = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6];

/** d²/dx² ln Γ(x); Infinity at its poles 0, -1, -2 and so on. By DLMF 5.15.5 and 5.15.6 from where 5.15.8 holds. */
export function trigamma(x: number): number {
  if (x <= 0) {
    const rest = fraction(x);
    if (rest === 0 || x === -Infinity) return x === -Infinity ? NaN : Infinity;
    return (Math.PI / Math.sin(Math.PI * rest)) ** 2 - trigamma(1 - x);
  }
  let sum = 0;
  for (; x < FAR; x++) sum += 1 / (x * x);
  const s = 1 / (x * x);
  return sum + 1 / x + s / 2 + (s / x) * polynomial(s, BERNOULLI);
}
