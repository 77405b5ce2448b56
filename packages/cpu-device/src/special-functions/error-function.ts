// The error function, its complement and its inverse in doubles, within a few units of the last place.
// Formula numbers are those of the Digital Library of Mathematical Functions (dlmf.nist.gov).

const TWO_OVER_ROOT_PI = 1.1283791670955126;
/** From here on the complement's continued fraction is short; before, the series loses little to it. */
const FAR = 2;
/** Terms that take the continued fraction to the precision of doubles from FAR on. */
const FRACTION_TERMS = 80;

/** 2/√π e^(-x²) Σ 2^n x^(2n+1) / (2n+1)!! (DLMF 7.6.2): all terms have one sign. */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return TWO_OVER_ROOT_PI * Math.exp(-x * x) * sum;
}

/** √π e^(x²) erfc(x) = 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))) (DLMF 7.9.1), for x of FAR and above. */
function complementFraction(x: number): number {
  let tail = x;
  for (let n = FRACTION_TERMS; n > 0; n--) tail = x + n / 2 / tail;
  return 1 / tail;
}

/** e^(-x²) without the rounding of x². */
function gaussian(x: number): number {
  const high = Math.fround(x);
  return Math.exp(-high * high) * Math.exp((high - x) * (high + x));
}

/** 2/√π ∫₀ˣ e^(-t²) dt; ±1 at the infinities. */
export function erf(x: number): number {
  if (Math.abs(x) < FAR) return series(x);
  return x !== x ? x : Math.sign(x) * (1 - erfc(Math.abs(x)));
}

/** 1 - erf(x), without cancellation for large x. */
export function erfc(x: number): number {
  if (x !== x) return x;
  if (x < 0) return 2 - erfc(-x);
  if (x < FAR) return 1 - series(x);
  return x > 28 ? 0 : 0.5 * TWO_OVER_ROOT_PI * gaussian(x) * complementFraction(x);
}

/** Newton's steps on erf itself, for y of 0 to 1/2. */
function inverseNear(y: number): number {
  let x = y / TWO_OVER_ROOT_PI;
  for (let step = 0; step < 6; step++) x += ((y - erf(x)) * Math.exp(x * x)) / TWO_OVER_ROOT_PI;
  return x;
}

/** Newton's steps on ln erfc, which is nearly a parabola, from the leading term of its asymptotic form, for y of 1/2 to 1. */
function inverseFar(y: number): number {
  const rest = 1 - y;
  let x = Math.sqrt(-Math.log(rest));
  for (let step = 0; step < 8; step++) {
    const complement = erfc(x);
    x += (complement * Math.log(complement / rest)) / (TWO_OVER_ROOT_PI * gaussian(x));
  }
  return x;
}

/** The x with erf(x) = y; NaN outside of [-1, 1]. */
export function inverseErf(y: number): number {
  const size = Math.abs(y);
  if (!(size < 1)) return size === 1 ? y * Infinity : NaN;
  const x = size < 0.5 ? inverseNear(size) : inverseFar(size);
  return y < 0 ? -x : x;
}
