// Matrix products in doubles: blocks that fit the caches are packed into panels and multiplied tile by tile in doubles.
import type { Matrix, ProductSize } from './matrix.js';
import { multiplyPanels, TILE } from './micro-kernel.js';
import { packPanels } from './pack-panels.js';

/** Rows or columns, and depth, of a block: two packed blocks and the sums take 640 KiB. */
const BLOCK = 128;
const DEPTH = 256;

interface Workspace {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly sums: Float64Array;
}
let workspace: Workspace | undefined;

/** Made with the first product: importing this package does no work. */
function takeWorkspace(): Workspace {
  workspace ??= {
    a: new Float64Array(BLOCK * DEPTH),
    b: new Float64Array(BLOCK * DEPTH),
    sums: new Float64Array(BLOCK * BLOCK),
  };
  return workspace;
}

/** sums [rows, columns] += a block · b block, both packed. */
function multiplyBlocks({ a, b, sums }: Workspace, rows: number, columns: number, depth: number): void {
  for (let i = 0; i < rows; i += TILE) {
    for (let j = 0; j < columns; j += TILE) {
      multiplyPanels(a, i * depth, b, j * depth, depth, sums, i * BLOCK + j, BLOCK);
    }
  }
}

function storeBlock(sums: Float64Array, c: Matrix, start: number, rows: number, columns: number, adds: boolean): void {
  const { data, rowStride, columnStride } = c;
  for (let i = 0; i < rows; i++) {
    let o = start + i * rowStride;
    let s = i * BLOCK;
    for (let j = 0; j < columns; j++, o += columnStride, s++) {
      data[o] = adds ? (data[o] as number) + (sums[s] as number) : (sums[s] as number);
    }
  }
}

/** c = a · b, or c += a · b if `adds`. Each element is one sum in double precision, rounded when it is stored. */
export function multiplyDoubles({ m, n, k }: ProductSize, a: Matrix, b: Matrix, c: Matrix, adds: boolean): void {
  const work = takeWorkspace();
  for (let column = 0; column < n; column += BLOCK) {
    const columns = Math.min(BLOCK, n - column);
    for (let row = 0; row < m; row += BLOCK) {
      const rows = Math.min(BLOCK, m - row);
      work.sums.fill(0);
      for (let inner = 0; inner < k; inner += DEPTH) {
        const depth = Math.min(DEPTH, k - inner);
        const aStart = a.offset + row * a.rowStride + inner * a.columnStride;
        const bStart = b.offset + inner * b.rowStride + column * b.columnStride;
        packPanels(a.data, aStart, a.rowStride, a.columnStride, rows, depth, work.a);
        packPanels(b.data, bStart, b.columnStride, b.rowStride, columns, depth, work.b);
        multiplyBlocks(work, rows, columns, depth);
      }
      storeBlock(work.sums, c, c.offset + row * c.rowStride + column * c.columnStride, rows, columns, adds);
    }
  }
}
