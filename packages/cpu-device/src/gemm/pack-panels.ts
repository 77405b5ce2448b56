// Copies a block of a matrix into panels of four rows (or columns), in the order in which the tile reads them.
import type { TypedArray } from '@tensorloom/tensor-core';
import { TILE } from './micro-kernel.js';

/**
 * panels[4 (p · depth + k) + r] = source[start + (4 p + r) · across + k · along]; zeros fill the last panel up.
 *
 * @param count rows (or columns) of the block
 * @param across distance of two rows in `source`
 * @param along distance of two elements of a row
 */
export function packPanels(
  source: TypedArray,
  start: number,
  across: number,
  along: number,
  count: number,
  depth: number,
  panels: Float32Array | Float64Array,
): void {
  let out = 0;
  let row = 0;
  for (; row + TILE <= count; row += TILE) {
    let i = start + row * across;
    for (let k = 0; k < depth; k++, i += along, out += TILE) {
      panels[out] = source[i] as number;
      panels[out + 1] = source[i + across] as number;
      panels[out + 2] = source[i + 2 * across] as number;
      panels[out + 3] = source[i + 3 * across] as number;
    }
  }
  if (row === count) return;
  for (let k = 0; k < depth; k++) {
    for (let r = 0; r < TILE; r++) {
      panels[out++] = row + r < count ? (source[start + (row + r) * across + k * along] as number) : 0;
    }
  }
}
