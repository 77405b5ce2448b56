// Rounds to the nearest number that 16 bits hold (IEEE 754 binary16), ties to even.

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Smallest half with all of its 11 bits; below, halves lie 2^-24 apart. */
const SMALLEST_NORMAL = 2 ** -14;
const SPACING = 2 ** -24;
/** A double plus this number has no digits behind the point. */
const NO_FRACTION = 1.5 * 2 ** 52;
/** Bits of 65536, the first power of two beyond all halves. */
const OVERFLOW = 0x47800000;

/** The nearest half; infinite from 65520 on, NaN stays. */
export function roundToHalf(value: number): number {
  if (value === 0) return value;
  if (!(Math.abs(value) >= SMALLEST_NORMAL)) return (value / SPACING + NO_FRACTION - NO_FRACTION) * SPACING;
  if (!Number.isFinite(value)) return value;
  float[0] = value;
  const word = bits[0] as number;
  const rounded = (word + 0x0fff + ((word >>> 13) & 1)) & ~0x1fff;
  if ((rounded & 0x7fffffff) >= OVERFLOW) return value > 0 ? Infinity : -Infinity;
  bits[0] = rounded;
  return float[0];
}
