// Matrix products in float32: blocks are packed into the memory of a WebAssembly kernel that multiplies vectors.
import type { Matrix, ProductSize } from './matrix.js';
import { packPanels } from './pack-panels.js';
import { COLUMNS, DEPTH, ROWS, type VectorKernel } from './vector-kernel.js';

function storeBlock(
  product: Float32Array,
  c: Matrix,
  start: number,
  rows: number,
  columns: number,
  adds: boolean,
): void {
  const { data, rowStride, columnStride } = c;
  for (let i = 0; i < rows; i++) {
    let o = start + i * rowStride;
    let p = i * COLUMNS;
    for (let j = 0; j < columns; j++, o += columnStride, p++) {
      data[o] = adds ? (data[o] as number) + (product[p] as number) : (product[p] as number);
    }
  }
}

/** c = a · b, or c += a · b if `adds`, for k of at least 1. Sums are float32, over up to DEPTH elements at a time. */
export function multiplySingles(
  kernel: VectorKernel,
  { m, n, k }: ProductSize,
  a: Matrix,
  b: Matrix,
  c: Matrix,
  adds: boolean,
): void {
  for (let column = 0; column < n; column += COLUMNS) {
    const columns = Math.min(COLUMNS, n - column);
    for (let inner = 0; inner < k; inner += DEPTH) {
      const depth = Math.min(DEPTH, k - inner);
      const bStart = b.offset + inner * b.rowStride + column * b.columnStride;
      packPanels(b.data, bStart, b.columnStride, b.rowStride, columns, depth, kernel.b);
      for (let row = 0; row < m; row += ROWS) {
        const rows = Math.min(ROWS, m - row);
        const aStart = a.offset + row * a.rowStride + inner * a.columnStride;
        packPanels(a.data, aStart, a.rowStride, a.columnStride, rows, depth, kernel.a);
        kernel.multiply(Math.ceil(rows / 4), Math.ceil(columns / 8), depth);
        const cStart = c.offset + row * c.rowStride + column * c.columnStride;
        storeBlock(kernel.product, c, cStart, rows, columns, adds || inner > 0);
      }
    }
  }
}
