// The innermost part of every matrix product: a 4 x 4 tile in local variables. Knows no matrices, only packed panels.

/** Rows and columns of a tile. */
export const TILE = 4;

/**
 * tile[i, j] += Σ_k a[4 k + i] · b[4 k + j], with k in [0, depth).
 *
 * @param a panel of four rows, from `ao` on
 * @param b panel of four columns, from `bo` on
 * @param tile where the sums go, from `t` on, rows `width` apart
 */
export function multiplyPanels(
  a: Float64Array,
  ao: number,
  b: Float64Array,
  bo: number,
  depth: number,
  tile: Float64Array,
  t: number,
  width: number,
): void {
  let [c00, c01, c02, c03] = [0, 0, 0, 0];
  let [c10, c11, c12, c13] = [0, 0, 0, 0];
  let [c20, c21, c22, c23] = [0, 0, 0, 0];
  let [c30, c31, c32, c33] = [0, 0, 0, 0];
  for (const end = ao + depth * TILE; ao < end; ao += TILE, bo += TILE) {
    const b0 = b[bo] as number;
    const b1 = b[bo + 1] as number;
    const b2 = b[bo + 2] as number;
    const b3 = b[bo + 3] as number;
    let x = a[ao] as number;
    c00 += x * b0;
    c01 += x * b1;
    c02 += x * b2;
    c03 += x * b3;
    x = a[ao + 1] as number;
    c10 += x * b0;
    c11 += x * b1;
    c12 += x * b2;
    c13 += x * b3;
    x = a[ao + 2] as number;
    c20 += x * b0;
    c21 += x * b1;
    c22 += x * b2;
    c23 += x * b3;
    x = a[ao + 3] as number;
    c30 += x * b0;
    c31 += x * b1;
    c32 += x * b2;
    c33 += x * b3;
  }
  addRow(tile, t, c00, c01, c02, c03);
  addRow(tile, t + width, c10, c11, c12, c13);
  addRow(tile, t + 2 * width, c20, c21, c22, c23);
  addRow(tile, t + 3 * width, c30, c31, c32, c33);
}

function addRow(tile: Float64Array, t: number, c0: number, c1: number, c2: number, c3: number): void {
  tile[t] = (tile[t] as number) + c0;
  tile[t + 1] = (tile[t + 1] as number) + c1;
  tile[t + 2] = (tile[t + 2] as number) + c2;
  tile[t + 3] = (tile[t + 3] as number) + c3;
}
