// How a matrix-product kernel reads an operand: three WGSL functions, split so that little is computed inside the k loop.

/** Left operand A(z, m, k), or right operand B(z, k, n). */
export type GemmSide = 'a' | 'b';

/**
 * The functions of one operand. For side 'a' they are
 * - `fn rowA(z: u32, m: u32) -> vec4u`, computed once for each row, outside the loop over k;
 * - `fn depthA(z: u32, k: u32) -> vec4u`, computed once for each k and shared by all rows;
 * - `fn loadA(row: vec4u, depth: vec4u) -> f32`, the element where the two meet;
 *
 * and for side 'b' `rowB(z, n)`, `depthB(z, k)`, `loadB(row, depth)`. What the vectors hold is the loader's own affair.
 * Indices are inside the operand at all times. A loader of width 4 gives a `vec4f`: the element and the three after it along
 * the adjacent index, of which it is given multiples of 4.
 */
export interface GemmLoader {
  readonly wgsl: string;
  /** Words that it reads from P, from the first one given to it. */
  readonly words: number;
  /** The index whose neighbours lie side by side in memory: workgroups that stage blocks read along it. */
  readonly adjacent: 'row' | 'depth';
  /** Elements that a load gives, side by side. */
  readonly width: 1 | 4;
}

/** Makes the WGSL expression that reads element `index` (a u32 expression) of an operand. */
export type ElementReader = (index: string) => string;

/**
 * `fn readA(element: u32) -> f32`, or `readB`: the caller's part of a loader. It stands in a function of its own, so that
 * no name of ours can hide one of the caller's. With width 4 the caller's memory is one of vectors.
 */
export function readFunction(side: GemmSide, source: string | ElementReader, width: 1 | 4 = 1): string {
  const read = typeof source === 'string' ? (index: string) => `${source}[${index}]` : source;
  if (width === 4) return `fn read${sideLetter(side)}(element: u32) -> vec4f { return ${read('element / 4u')}; }`;
  return `fn read${sideLetter(side)}(element: u32) -> f32 { return ${read('element')}; }`;
}

/** Letter of a side in the names of its functions. */
export function sideLetter(side: GemmSide): 'A' | 'B' {
  return side === 'a' ? 'A' : 'B';
}
