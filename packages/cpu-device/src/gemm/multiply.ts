// Matrix products of any strides: float32 by WebAssembly where there is one, everything else in doubles.
import type { Matrix, ProductSize } from './matrix.js';
import { multiplyDoubles } from './multiply-doubles.js';
import { multiplySingles } from './multiply-singles.js';
import { vectorKernel } from './vector-kernel.js';

/**
 * c = a · b, or c += a · b if `adds`. Products of float32 arrays are summed in float32, all others in doubles.
 * The arrays of c must not overlap those of a and b.
 */
export function multiply(size: ProductSize, a: Matrix, b: Matrix, c: Matrix, adds = false): void {
  const singles = a.data instanceof Float32Array && b.data instanceof Float32Array && size.k > 0;
  const kernel = singles ? vectorKernel() : undefined;
  if (kernel) multiplySingles(kernel, size, a, b, c, adds);
  else multiplyDoubles(size, a, b, c, adds);
}
