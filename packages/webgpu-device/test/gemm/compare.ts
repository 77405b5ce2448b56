// Compares a product with its float64 reference, element by element, within the error bound of a float32 sum.

/** A reference result: the value and Σ |a| |b| of each element. */
export interface Reference {
  readonly values: Float64Array;
  readonly magnitudes: Float64Array;
}

const EPSILON = 2 ** -24;
const FACTOR = 4;

/** Line about the worst element outside |got - want| <= 4 √k ε Σ|a||b|, or undefined if all are inside. NaN and Inf count as equal to themselves. */
export function worstElement(
  got: ArrayLike<number>,
  { values, magnitudes }: Reference,
  depth: number,
): string | undefined {
  if (got.length !== values.length) return `${got.length} elements for ${values.length}`;
  let worst = 1;
  let line: string | undefined;
  for (let i = 0; i < values.length; i++) {
    const [is, want] = [got[i] as number, values[i] as number];
    if (Object.is(is, want) || is === want) continue;
    const bound = FACTOR * Math.sqrt(depth) * EPSILON * (magnitudes[i] as number);
    const excess = Math.abs(is - want) / bound;
    if (excess <= worst) continue;
    if (Number.isFinite(excess)) worst = excess;
    line = `element ${i}: got ${is}, want ${want}, bound ${bound}`;
    if (!Number.isFinite(excess)) break;
  }
  return line;
}

/** Reference of C[z, m, n] = Σ_k a(z, m, k) · b(z, k, n). */
export function referenceProduct(
  { batch, m, n, k }: { batch: number; m: number; n: number; k: number },
  a: (z: number, m: number, k: number) => number,
  b: (z: number, k: number, n: number) => number,
): Reference {
  const values = new Float64Array(batch * m * n);
  const magnitudes = new Float64Array(batch * m * n);
  for (let z = 0; z < batch; z++) {
    for (let i = 0; i < m; i++) {
      const start = (z * m + i) * n;
      for (let depth = 0; depth < k; depth++) {
        const left = a(z, i, depth);
        for (let j = 0; j < n; j++) {
          const product = left * b(z, depth, j);
          values[start + j] = (values[start + j] as number) + product;
          magnitudes[start + j] = (magnitudes[start + j] as number) + Math.abs(product);
        }
      }
    }
  }
  return { values, magnitudes };
}

/** Reproducible numbers in [-1, 1). */
export function randomNumbers(count: number, seed: number): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
