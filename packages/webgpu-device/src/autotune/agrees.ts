// Whether two kernels computed the same product, up to the rounding of float32 sums.

const EPSILON = 2 ** -24;
const FACTOR = 4;

/**
 * True if every |got - want| <= 4 √k ε Σ|a||b|. Operands are positive, so that a product is its own Σ|a||b|.
 */
export function agrees(got: Float32Array, want: Float32Array, k: number): boolean {
  const bound = FACTOR * Math.sqrt(k) * EPSILON;
  // Written so that a NaN on either side is a difference.
  return (
    got.length === want.length && want.every((value, at) => Math.abs((got[at] as number) - value) <= bound * value)
  );
}
